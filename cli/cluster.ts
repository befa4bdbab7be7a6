/** How the servers of a stack in a cluster are, as the cluster tells, and what it keeps of them. */
import { hostNamespaceOf, namespaceOf } from "../platforms/kubernetes/names";
import { type Settings } from "../stacks/settings";
import { ensureKubectl, type Kubectl, kubectlFor } from "../tools/kubectl";
import { progress } from "./engine";
import { UserError } from "./errors";

/** How a server is, and what is said of it in a few words. */
export interface Condition {
  readonly well: boolean;
  readonly detail: string;
  /** Tag of the image that runs. Only a cluster tells it. */
  readonly version?: string;
}

/** A kubectl for the cluster of a stack. */
export async function clusterOf({ kubernetes }: Settings): Promise<Kubectl> {
  return kubectlFor(await ensureKubectl(progress), kubernetes);
}

/** Selects everything that a stack has made. */
export const ownSelector = ({ stack }: Settings): string =>
  `--selector=app.kubernetes.io/instance=observatory-${stack}`;

/** What of an answer about Deployments, StatefulSets and DaemonSets is looked at. */
interface Running {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly spec: {
    readonly replicas?: number;
    readonly template?: {
      readonly spec?: { readonly containers?: readonly { readonly name: string; readonly image?: string }[] };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly updatedNumberScheduled?: number;
  };
}

/**
 * Conditions by the name of the workload; what is not there is missing.
 *
 * @throws UserError where the cluster does not answer
 */
export function clusterConditions(settings: Settings, kubectl: Kubectl): ReadonlyMap<string, Condition> {
  const found = [namespaceOf(settings), hostNamespaceOf(settings)].flatMap((namespace) =>
    running(kubectl, settings, namespace),
  );
  return new Map(found.map((one) => [one.metadata.name, condition(one)]));
}

function running(kubectl: Kubectl, settings: Settings, namespace: string): readonly Running[] {
  const { code, stdout, stderr } = kubectl([
    "get",
    "deployments,statefulsets,daemonsets",
    `--namespace=${namespace}`,
    ownSelector(settings),
    "--output=json",
    "--request-timeout=10s",
  ]);
  if (code !== 0)
    throw new UserError(
      `The cluster of the context ${settings.kubernetes.context} does not answer: ${stderr.trim()}`,
    );
  return (JSON.parse(stdout) as { items: readonly Running[] }).items;
}

function condition({ kind, metadata, spec, status = {} }: Running): Condition {
  const daemon = kind === "DaemonSet";
  const wanted = daemon ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const ready = (daemon ? status.numberReady : status.readyReplicas) ?? 0;
  const updated = (daemon ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0;
  const seen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  const rolling = seen && updated >= wanted ? "" : ", rolling out";
  const image = spec.template?.spec?.containers?.find(({ name }) => name === metadata.name)?.image;
  return {
    // A GPU exporter on a cluster without GPUs runs nowhere, as it should.
    well: ready >= wanted && rolling === "",
    detail: `${ready} of ${wanted} ready${rolling}`,
    ...(image === undefined ? {} : { version: tagOf(image) }),
  };
}

/** "quay.io/prometheus/prometheus:v3.5.0@sha256:…" → "v3.5.0" */
function tagOf(image: string): string {
  return /:([\w.-]+)(?:@.*)?$/.exec(image)?.[1] ?? "";
}
