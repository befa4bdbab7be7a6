/** The objects of a stack on Kubernetes, as tests look into them. */
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Stack } from "../../stacks/observatory";
import { settings, stackOf, variants } from "./kubernetes-stack";

export type Labels = Readonly<Record<string, string>>;

/** What is said of the cluster where everything is on. */
export const fullCluster = {
  controlPlane: { scheduler: true, controllerManager: true, etcd: true },
  entry: { host: "grafana.example.com", ingressClass: "nginx", tlsSecret: "grafana-tls" },
};

/** The stack of a variant; that with everything also has all that can be said of its cluster. */
export function variantStack(variant: string): Stack {
  return stackOf(settings(variants[variant], variant === "everything" ? fullCluster : {}));
}

export interface Probe {
  readonly exec?: { readonly command: readonly string[] };
  readonly httpGet?: { readonly path: string; readonly port: string; readonly scheme: string };
  readonly tcpSocket?: { readonly port: string };
  readonly periodSeconds: number;
  readonly failureThreshold: number;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly ports: readonly {
    readonly name: string;
    readonly containerPort: number;
    readonly protocol: string;
  }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly resources: { readonly requests: Labels; readonly limits: Labels };
  readonly securityContext: {
    readonly allowPrivilegeEscalation?: boolean;
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
    readonly privileged?: boolean;
    readonly readOnlyRootFilesystem?: boolean;
    readonly runAsNonRoot?: boolean;
  };
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
    readonly mountPropagation?: string;
  }[];
  readonly [other: string]: unknown;
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: { readonly sizeLimit?: string };
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly projected?: {
    readonly defaultMode: number;
    readonly sources: readonly {
      readonly configMap: {
        readonly name: string;
        readonly items?: readonly { readonly key: string; readonly path: string }[];
      };
    }[];
  };
  readonly secret?: { readonly secretName: string; readonly defaultMode: number };
}

export interface PodSpec {
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly priorityClassName: string;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly [other: string]: unknown;
}

/** What makes pods, and the pods that it makes. */
export interface Pods {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
  /** Of the Deployment, StatefulSet or DaemonSet. */
  readonly set: Readonly<Record<string, unknown>> & { readonly replicas?: number };
}

/** Every Deployment, StatefulSet and DaemonSet. */
export function podsOf(objects: readonly Manifest[]): readonly Pods[] {
  return ofKind(objects, "DaemonSet", "Deployment", "StatefulSet").map(({ kind, metadata, ...rest }) => {
    const set = rest["spec"] as Pods["set"];
    const template = set["template"] as { metadata: { labels: Labels }; spec: PodSpec };
    return {
      kind,
      name: metadata.name,
      namespace: metadata.namespace ?? "",
      labels: template.metadata.labels,
      spec: template.spec,
      set,
    };
  });
}

/** The pods of a stack. */
export const podsOfStack = (stack: Stack): readonly Pods[] => podsOf(manifests(stack));

/** The pods of one workload. */
export function podsNamed(pods: readonly Pods[], name: string): Pods {
  const found = pods.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there are no pods of the name ${name}`);
  return found;
}

export function ofKind(objects: readonly Manifest[], ...kinds: readonly string[]): readonly Manifest[] {
  return objects.filter(({ kind }) => kinds.includes(kind));
}

/** Text by which an object is known. */
export function idOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Every container of some pods, with a text by which it is known. */
export function containersOf(
  pods: readonly Pods[],
): readonly { readonly id: string; readonly pod: Pods; readonly container: Container }[] {
  return pods.flatMap((pod) =>
    pod.spec.containers.map((container) => ({ id: `${pod.name}/${container.name}`, pod, container })),
  );
}
