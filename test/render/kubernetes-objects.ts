/** The objects of a stack, as tests look at them. */
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { settings, stackOf, variants } from "./kubernetes-stack";

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly securityContext: Readonly<Record<string, unknown>> & {
    readonly capabilities: { readonly drop: readonly string[]; readonly add?: readonly string[] };
  };
  readonly [field: string]: unknown;
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly volumes: readonly Readonly<Record<string, unknown>>[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken: boolean;
  readonly [field: string]: unknown;
}

export interface Pods extends Manifest {
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: PodSpec;
    };
    readonly [field: string]: unknown;
  };
}

/** Settings with everything that a stack can have, and the largest shape. */
export const everything = settings(
  { ...variants["large"], ...variants["everything"] },
  {
    entry: { host: "grafana.example.com", ingressClass: "nginx", tlsSecret: "grafana-tls" },
    controlPlane: { scheduler: true, controllerManager: true, etcd: true },
  },
);

export const all: readonly Manifest[] = manifests(stackOf(everything));

export const ofKind = (kind: string, some: readonly Manifest[] = all): readonly Manifest[] =>
  some.filter((manifest) => manifest.kind === kind);

/** Deployments, StatefulSets and DaemonSets. */
export const podsOf = (some: readonly Manifest[] = all): readonly Pods[] =>
  some.filter(({ kind }) =>
    ["DaemonSet", "Deployment", "StatefulSet"].includes(kind),
  ) as unknown as readonly Pods[];

export const containersOf = (some: readonly Manifest[] = all): readonly (Container & { owner: string })[] =>
  podsOf(some).flatMap(({ metadata, spec }) =>
    spec.template.spec.containers.map((container) => ({
      ...container,
      owner: `${metadata.namespace}/${metadata.name}`,
    })),
  );

/** One line for each for which something does not hold, so that a failure names them all. */
export function except<T extends { readonly owner: string; readonly name: string }>(
  some: readonly T[],
  holds: (one: T) => boolean,
): string[] {
  return some.filter((one) => !holds(one)).map(({ owner, name }) => `${owner} ${name}`);
}

export function find(kind: string, name: string, some: readonly Manifest[] = all): Manifest {
  const found = some.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
}
