/** Nodes of a cluster, as the API server knows them. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Nodes with a condition in one of its three states. */
export const nodesWith = (s: Scope, condition: string, status: string): Promql =>
  promql`max by (node) (kube_node_status_condition{${objects(s)}, condition="${condition}", status="${status}"} == 1)`;

/** Nodes that take no new pods because somebody said so. */
export const nodesCordoned = (s: Scope): Promql =>
  promql`max by (node) (kube_node_spec_unschedulable{${objects(s)}} == 1)`;

/** Pods that have a node and have not ended, by node. */
const podsOf = (s: Scope, matchers = ""): Promql =>
  promql`count by (node) (max by (namespace, pod, node) (kube_pod_info{${objects(s)}, node!=""${matchers}}) and on (namespace, pod) max by (namespace, pod) (kube_pod_status_phase{${objects(s)}, phase=~"Pending|Running"} == 1))`;

export const nodesReady = signal({
  title: "Nodes ready",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Nodes whose kubelet says that they can run pods.",
  value: (s) => promql`count(${nodesWith(s, "Ready", "true")}) or vector(0)`,
});

export const nodesCount = signal({
  title: "Nodes",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Nodes that the cluster knows.",
  value: (s) => promql`count(max by (node) (kube_node_info{${objects(s)}}))`,
});

export const nodesNotReady = signal({
  title: "Nodes not ready",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning:
    "Share of the nodes that cannot run pods. Those that somebody has cordoned are not counted as bad.",
  value: (s) =>
    promql`(count(max by (node) (kube_node_info{${objects(s)}}) unless (${nodesWith(s, "Ready", "true")} or ${nodesCordoned(s)})) or vector(0)) / count(max by (node) (kube_node_info{${objects(s)}}))`,
});

/** Name of the series that record `nodesReady`. */
export const recordedReady = "cluster:kube_nodes_ready:count";

export const nodesOfYesterday = signal({
  title: "Nodes ready against yesterday",
  unit: "percentunit",
  by: [],
  min: 0,
  meaning: "Nodes that are ready now, as a share of those at the same time yesterday.",
  value: (s) => promql`sum(${recordedReady}${s.any}) / (sum(${recordedReady}${s.any} offset 1d) > 0)`,
});

export const readinessChanges = signal({
  title: "Changes of readiness",
  unit: "short",
  by: ["node"],
  tone: "error",
  min: 0,
  meaning: "How often a node became ready or not ready in the last hour.",
  value: (s) =>
    promql`max by (node) (changes(kube_node_status_condition{${objects(s)}, condition="Ready", status="true"}[1h]))`,
});

export const podsOfCapacity = signal({
  title: "Pods of the number allowed",
  unit: "percentunit",
  by: ["node"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Pods of a node as a share of those that its kubelet takes, 110 unless it says otherwise.",
  value: (s) =>
    promql`${podsOf(s)} / (max by (node) (kube_node_status_allocatable{${objects(s)}, resource="pods"}) > 0)`,
});

/** Addresses for pods in a range with so many bits of network; two of them are no host's. */
const usable = [24, 25, 26, 27].map((bits) => ({ bits, count: 2 ** (32 - bits) - 2 }));

export const podAddressesUsed = signal({
  title: "Pod addresses used",
  unit: "percentunit",
  by: ["node"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Pods with an address of their own, as a share of the range of addresses of their node. Nodes with ranges from /24 to /27 have a value.",
  value: (s) => {
    const ranges = usable
      .map(
        ({ bits, count }) =>
          promql`max by (node) (kube_node_info{${objects(s)}, pod_cidr=~".+/${bits}"}) * ${count}`,
      )
      .reduce((all, each) => promql`${all} or ${each}`);
    return promql`${podsOf(s, ', host_network="false"')} / (${ranges})`;
  },
});

export const versionsMinor = signal({
  title: "Kubernetes versions at once",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Different minor versions among the kubelets and the API servers.",
  value: (s) => {
    const minor = (metric: string, matchers: string, label: string) =>
      promql`label_replace(${metric}{${matchers}}, "minor", "$1", "${label}", "v[0-9]+[.]([0-9]+).*")`;
    return promql`count(count by (minor) (${minor("kube_node_info", objects(s), "kubelet_version")} or ${minor("kubernetes_build_info", s.select("kube-apiserver"), "git_version")}))`;
  },
});

export const nodesByCondition = signal({
  title: "Nodes under pressure",
  unit: "short",
  by: ["condition"],
  tone: "saturation",
  min: 0,
  meaning:
    "Nodes that say that they are short of memory, disk or process ids, or that their network does not work.",
  value: (s) =>
    promql`sum by (condition) (max by (node, condition) (kube_node_status_condition{${objects(s)}, condition!="Ready", status="true"}))`,
});
