import { objects } from "../signals/kubernetes-containers";
import * as signals from "../signals/kubernetes-nodes";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as room from "./cases/kubernetes-node-room";
import * as cases from "./cases/kubernetes-nodes";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-nodes", variables: ["node"] },
} as const;

const by = ["node"];
const { nodesCordoned, nodesWith } = signals;

export const KubeNodeNotReady = alert("KubeNodeNotReady", {
  ...told,
  event: (s) => promql`${nodesWith(s, "Ready", "false")} unless ${nodesCordoned(s)}`,
  by,
  ...cases.times.notReady,
  severity: "warning",
  summary: "Node {{ $labels.node }} is not ready",
  description:
    "For {for} the kubelet of the node {{ $labels.node }} has said that it cannot run pods: its runtime or its network plugin does not work. It takes no new pods, and those it has are taken away after a while.",
  cases: cases.notReady,
});

export const KubeNodeUnreachable = alert("KubeNodeUnreachable", {
  ...told,
  event: (s) => promql`${nodesWith(s, "Ready", "unknown")} unless ${nodesCordoned(s)}`,
  by,
  ...cases.times.unreachable,
  severity: "warning",
  summary: "Node {{ $labels.node }} is not heard of",
  description:
    "For {for} the API server has not heard from the kubelet of the node {{ $labels.node }}. The machine is down, or cut off. Its pods are started elsewhere; those with volumes wait until it is certain that the node is gone.",
  cases: cases.unreachable,
});

export const KubeNodesManyNotReady = alert("KubeNodesManyNotReady", {
  ...told,
  dashboard: { uid: "kubernetes-nodes", variables: [] },
  signal: signals.nodesNotReady,
  above: 0.4,
  ...cases.times.many,
  severity: "critical",
  summary: "{value} of the nodes are not ready",
  description:
    "More than {threshold} of the nodes of the cluster have been unable to run pods for {for}. What ran there has no place to go to. A common cause is likely: network, certificates, the API server, an update.",
  cases: cases.many,
});

export const KubeNodesFewerThanYesterday = alert("KubeNodesFewerThanYesterday", {
  ...told,
  dashboard: { uid: "kubernetes-nodes", variables: [] },
  kind: "trend",
  signal: signals.nodesOfYesterday,
  below: 0.75,
  selectable: [],
  ...cases.times.fewer,
  severity: "warning",
  summary: "The cluster has {value} of the ready nodes of yesterday",
  description:
    "For {for} fewer than {threshold} of the nodes have been ready that were at the same time yesterday. An autoscaler has taken too many away, or machines do not come back.",
  cases: cases.fewer,
});

export const KubeNodePressure = alert("KubeNodePressure", {
  ...told,
  event: (s) =>
    promql`max by (node, condition) (kube_node_status_condition{${objects(s)}, condition=~"DiskPressure|MemoryPressure|PIDPressure", status="true"} == 1)`,
  by: ["node", "condition"],
  ...cases.times.pressure,
  severity: "warning",
  summary: "Node {{ $labels.node }}: {{ $labels.condition }}",
  description:
    "For {for} the kubelet of the node {{ $labels.node }} has reported {{ $labels.condition }}. It takes no new pods without a toleration and evicts some of those that it has.",
  cases: cases.pressure,
});

export const KubeNodeNetworkUnavailable = alert("KubeNodeNetworkUnavailable", {
  ...told,
  event: (s) => nodesWith(s, "NetworkUnavailable", "true"),
  by,
  ...cases.times.network,
  severity: "warning",
  summary: "Node {{ $labels.node }}: the network for pods is not set up",
  description:
    "For {for} the node {{ $labels.node }} has had no route or network for pods. No pod is put there, and those that are there do not reach others.",
  cases: cases.network,
});

export const KubeNodeCordoned = alert("KubeNodeCordoned", {
  ...told,
  event: nodesCordoned,
  by,
  ...cases.times.cordoned,
  severity: "warning",
  summary: "Node {{ $labels.node }} has been cordoned for {for}",
  description:
    "The node {{ $labels.node }} has taken no new pods for {for}, because somebody or an upgrade cordoned it. Its capacity is missing when another node fails, and its alerts on readiness are off.",
  cases: cases.cordoned,
});

export const KubeNodeFlapping = alert("KubeNodeFlapping", {
  ...told,
  signal: signals.readinessChanges,
  above: 4,
  ...cases.times.flapping,
  severity: "warning",
  summary: "Node {{ $labels.node }} became ready or not ready {value} times in an hour",
  description:
    "The readiness of the node {{ $labels.node }} changes again and again. Each time its pods lose their places in Services. The kubelet or its connection to the API server is overloaded or unstable.",
  cases: cases.flapping,
});

export const KubeNodePodsNearlyFull = alert("KubeNodePodsNearlyFull", {
  ...told,
  signal: signals.podsOfCapacity,
  above: 0.95,
  selectable: [],
  ...room.times.pods,
  severity: "warning",
  summary: "Node {{ $labels.node }} has {value} of the pods that it may have",
  description:
    "The node {{ $labels.node }} has had more than {threshold} of the pods that its kubelet takes for {for}. Further ones find no place there, whatever CPU and memory are left.",
  cases: room.pods,
});

export const KubeNodePodAddressesNearlyUsedUp = alert("KubeNodePodAddressesNearlyUsedUp", {
  ...told,
  signal: signals.podAddressesUsed,
  above: 0.9,
  selectable: [],
  ...room.times.addresses,
  severity: "warning",
  summary: "Node {{ $labels.node }}: {value} of the addresses for pods are used",
  description:
    "Pods of the node {{ $labels.node }} have used more than {threshold} of its range of addresses for {for}. The scheduler does not know of it: pods that get none hang while they are created.",
  cases: room.addresses,
});

export const KubeVersionSkew = alert("KubeVersionSkew", {
  ...told,
  dashboard: { uid: "kubernetes-nodes", variables: [] },
  signal: signals.versionsMinor,
  above: 1,
  selectable: [],
  ...room.times.skew,
  severity: "warning",
  summary: "{value} minor versions of Kubernetes run at once",
  description:
    "Kubelets and API servers have had different minor versions for {for}: an upgrade stands still, or some nodes were left out. Kubelets more than three versions behind are not supported.",
  cases: room.skew,
});

/** Nodes: whether they are there, and whether they have room. */
export const kubernetesNodeRules: Rules = {
  name: "kubernetes-nodes",
  needs: ["kubernetes"],
  recordings: [
    recorded(signals.recordedReady, (s) => signals.nodesReady.value(s)),
    recording("node:kube_pods_of_capacity:ratio", signals.podsOfCapacity),
    recording("condition:kube_nodes:count", signals.nodesByCondition),
  ],
  alerts: [
    KubeNodeCordoned,
    KubeNodeFlapping,
    KubeNodeNetworkUnavailable,
    KubeNodeNotReady,
    KubeNodePodAddressesNearlyUsedUp,
    KubeNodePodsNearlyFull,
    KubeNodePressure,
    KubeNodesFewerThanYesterday,
    KubeNodesManyNotReady,
    KubeNodeUnreachable,
    KubeVersionSkew,
  ],
};
