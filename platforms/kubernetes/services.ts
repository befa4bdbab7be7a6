import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { headlessName, namespaceFor, portName, selectorLabels } from "./names";

/** The names under which a workload is called: one for any of its members, and for those with data one for each. */
export function services(workload: Workload, settings: Settings): Manifest[] {
  // Daemons are found pod by pod, and nobody calls just any of them.
  if (workload.eachHost !== undefined) return [];
  const one = service(workload, settings, workload.name, {});
  if (workload.data === undefined) return [one];
  // Also while a member is not ready: it becomes so by finding the others.
  const headless = { clusterIP: "None", publishNotReadyAddresses: true };
  return [one, service(workload, settings, headlessName(workload.name), headless)];
}

function service(
  workload: Workload,
  settings: Settings,
  name: string,
  spec: Readonly<Record<string, unknown>>,
): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name,
      namespace: namespaceFor(workload, settings),
      labels: workloadLabels(workload, settings),
    },
    spec: {
      type: "ClusterIP",
      ...spec,
      selector: selectorLabels(workload.name, settings),
      ports: ports(workload),
    },
  };
}

function ports({ ports, udpPorts = [], sidecars = [] }: Workload) {
  const all = { ...ports, ...Object.assign({}, ...sidecars.map((one) => one.ports)) } as Record<
    string,
    number
  >;
  return Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, port]) => [
      { name: portName(name), port, targetPort: portName(name), protocol: "TCP" },
      ...(udpPorts.includes(name)
        ? [{ name: `${portName(name)}-udp`, port, targetPort: `${portName(name)}-udp`, protocol: "UDP" }]
        : []),
    ]);
}
