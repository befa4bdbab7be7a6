import { type Stack } from "../../stacks/observatory";
import { type ScrapeJob, type Workload } from "../workload";

/** Ports on which API servers listen: where a policy is applied, the service's own port has been replaced by theirs. */
const apiServerPorts = [443, 6443, 8443];

/** Ports of the kubelet, of a node exporter, and of the control plane where it can be scraped: all in the hosts' network. */
const kubeletPort = 10250;
const controlPlanePorts = { scheduler: 10259, controllerManager: 10257, etcd: 2381 } as const;

/** What a workload may call outside of the stack, as rules of a policy. */
export function outsideRules(stack: Stack, workload: Workload): readonly Readonly<Record<string, unknown>>[] {
  const { calls = [], clusterAccess = [], server } = workload;
  const outside = calls.flatMap((call) => ("outside" in call ? [call] : []));
  const any = outside.some(({ ports }) => ports === "any");
  // An empty rule is one that allows everything.
  if (any) return [{}];
  const tcp = new Set([
    ...outside.flatMap(({ ports }) => (ports === "any" ? [] : ports)),
    ...(clusterAccess.length === 0 ? [] : apiServerPorts),
    ...(server === "prometheus" ? scrapedPorts(stack) : []),
  ]);
  const discovers = server === "prometheus" && stack.jobs.some(({ job }) => job.discover !== undefined);
  return [
    // Anywhere: a cluster's DNS may be a pod, a daemon of each host, or an address of its own. Pods of OpenShift's
    // listen on 5353.
    {
      ports: [53, 5353].flatMap((port) => [
        { port, protocol: "TCP" },
        { port, protocol: "UDP" },
      ]),
    },
    ...(tcp.size === 0
      ? []
      : [{ ports: [...tcp].sort((a, b) => a - b).map((port) => ({ port, protocol: "TCP" })) }]),
    // Any pod may have metrics, on any port.
    ...(discovers ? [{ to: [{ namespaceSelector: {} }] }] : []),
  ];
}

/** Ports of targets that are no pods of the cluster's network. */
function scrapedPorts({ jobs, settings }: Stack): readonly number[] {
  const discovers = jobs.some(({ job }) => job.discover !== undefined);
  const { scheduler, controllerManager, etcd } = settings.kubernetes.controlPlane;
  return [
    ...jobs.flatMap(({ job }) => (job.through === true ? [] : targetPorts(job))),
    ...(discovers ? [kubeletPort] : []),
    ...(scheduler ? [controlPlanePorts.scheduler] : []),
    ...(controllerManager ? [controlPlanePorts.controllerManager] : []),
    ...(etcd ? [controlPlanePorts.etcd] : []),
  ];
}

function targetPorts({ targets = [] }: ScrapeJob): readonly number[] {
  return targets.map(({ address }) => Number(address.slice(address.lastIndexOf(":") + 1)));
}
