/**
 * Who may talk to whom: nobody, but for the calls that the description of the stack states. Pods in the network of their
 * host are beyond these policies.
 */
import { type Settings } from "../../stacks/settings";
import { type Stack } from "../../stacks/observatory";
import { type Workload } from "../workload";
import { type Edge, edges } from "./edges";
import { stackLabels, workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { hostNamespaceOf, namespaceFor, namespaceOf, selectorLabels } from "./names";
import { outsideRules } from "./outside";

const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" } as const;

/** All policies of a stack. */
export function networkPolicies(stack: Stack): Manifest[] {
  const { settings, workloads } = stack;
  const all = edges(stack);
  const spaces = new Set(workloads.map((workload) => namespaceFor(workload, settings)));
  return [
    ...[namespaceOf(settings), hostNamespaceOf(settings)]
      .filter((namespace) => spaces.has(namespace))
      .map((namespace) => defaultDeny(settings, namespace)),
    ...workloads.map((workload) => policyOf(stack, workload, all)),
  ];
}

function defaultDeny(settings: Settings, namespace: string): Manifest {
  return {
    ...policy,
    metadata: { name: "default-deny", namespace, labels: stackLabels(settings) },
    spec: { podSelector: {}, policyTypes: ["Egress", "Ingress"] },
  };
}

function policyOf(stack: Stack, workload: Workload, all: readonly Edge[]): Manifest {
  const { settings, workloads } = stack;
  const peer = (name: string): readonly Readonly<Record<string, unknown>>[] => {
    const other = workloads.find((one) => one.name === name);
    // An empty list would mean everybody.
    if (other === undefined) throw new Error(`${name} calls or is called, and this stack does not have it`);
    return [podsOf(other, settings)];
  };
  const ingress = byPeer(
    all.filter(({ to }) => to === workload.name),
    ({ from }) => from,
  );
  const egress = byPeer(
    all.filter(({ from }) => from === workload.name),
    ({ to }) => to,
  );
  return {
    ...policy,
    metadata: {
      name: workload.name,
      namespace: namespaceFor(workload, settings),
      labels: workloadLabels(workload, settings),
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(workload.name, settings) },
      policyTypes: ["Egress", "Ingress"],
      ingress: [
        ...[...ingress].map(([name, ports]) => ({ from: peer(name), ports })),
        ...fromAnywhere(workload, settings),
      ],
      egress: [
        ...[...egress].flatMap(([name, ports]) => towards(name, ports, workloads, peer)),
        ...outsideRules(stack, workload),
      ],
    },
  };
}

/** A pod in its host's network has the host's address, which no selector knows: there the port alone says who is meant. */
function towards(
  name: string,
  ports: readonly object[],
  workloads: readonly Workload[],
  peer: (name: string) => readonly object[],
) {
  const inHostNetwork = workloads.find((one) => one.name === name)?.host?.network === true;
  return inHostNetwork ? [{ ports }] : [{ to: peer(name), ports }];
}

function podsOf(workload: Workload, settings: Settings) {
  return {
    namespaceSelector: {
      matchLabels: { "kubernetes.io/metadata.name": namespaceFor(workload, settings) },
    },
    podSelector: { matchLabels: selectorLabels(workload.name, settings) },
  };
}

/** Ports of the calls with each of the other sides, sorted by name. */
function byPeer(some: readonly Edge[], other: (edge: Edge) => string) {
  const found = new Map<string, { port: number; protocol: string }[]>();
  for (const edge of [...some].sort((a, b) => (other(a) < other(b) ? -1 : 1))) {
    const { port, protocol } = edge;
    found.set(other(edge), [...(found.get(other(edge)) ?? []), { port, protocol }]);
  }
  return found;
}

/** Grafana's port for the ingress, which may be in the network of its host, and ports that any pod may call. */
function fromAnywhere(workload: Workload, settings: Settings) {
  const { entry, open = [], ports } = workload;
  const entryPort = entry === undefined || settings.kubernetes.entry === undefined ? [] : [ports[entry]];
  const openPorts = open.map((name) => ports[name]);
  const tcp = (port: number | undefined) => ({ port, protocol: "TCP" });
  return [
    ...(entryPort.length === 0 ? [] : [{ ports: entryPort.map(tcp) }]),
    ...(openPorts.length === 0 ? [] : [{ from: [{ namespaceSelector: {} }], ports: openPorts.map(tcp) }]),
  ];
}
