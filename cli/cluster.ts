/** How the servers of a stack in a cluster are, as the cluster tells. */
import { hostNamespaceOf, namespaceOf } from "../platforms/kubernetes/names";
import { type Settings } from "../stacks/settings";
import { ensureKubectl, type Kubectl, kubectlFor } from "../tools/kubectl";
import { progress } from "./engine";
import { UserError } from "./errors";

/** How a server is, and what the cluster says of its pods, in a few words. */
export interface Condition {
  readonly well: boolean;
  readonly detail: string;
}

/** A kubectl for the cluster of a stack. */
export async function clusterOf({ kubernetes }: Settings): Promise<Kubectl> {
  return kubectlFor(await ensureKubectl(progress), kubernetes);
}

/** What of an answer about Deployments, StatefulSets and DaemonSets is looked at. */
interface Running {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number };
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberReady?: number;
    readonly updatedNumberScheduled?: number;
  };
}

/** Conditions by the name of the workload; what is not there is missing. Throws UserError where the cluster does not answer. */
export async function clusterConditions(settings: Settings): Promise<ReadonlyMap<string, Condition>> {
  const kubectl = await clusterOf(settings);
  const found = [namespaceOf(settings), hostNamespaceOf(settings)].flatMap((namespace) =>
    running(kubectl, settings, namespace),
  );
  return new Map(found.map((one) => [one.metadata.name, condition(one)]));
}

function running(kubectl: Kubectl, { stack }: Settings, namespace: string): readonly Running[] {
  const { code, stdout, stderr } = kubectl([
    "get",
    "deployments,statefulsets,daemonsets",
    `--namespace=${namespace}`,
    `--selector=app.kubernetes.io/instance=observatory-${stack}`,
    "--output=json",
  ]);
  if (code !== 0) throw new UserError(`The cluster does not answer: ${stderr.trim()}`);
  return (JSON.parse(stdout) as { items: readonly Running[] }).items;
}

function condition({ kind, metadata, spec, status = {} }: Running): Condition {
  const daemon = kind === "DaemonSet";
  const wanted = daemon ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const ready = (daemon ? status.numberReady : status.readyReplicas) ?? 0;
  const updated = (daemon ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0;
  const seen = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  const rolling = seen && updated >= wanted ? "" : ", rolling out";
  return {
    // A GPU exporter on a cluster without GPUs runs nowhere, as it should.
    well: ready >= wanted && rolling === "",
    detail: `${ready} of ${wanted} ready${rolling}`,
  };
}
