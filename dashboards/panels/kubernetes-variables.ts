import { type Drill } from "../model/panel";
import { cluster, namespace, type Variable } from "../model/variables";

/** One namespace, for pages that go into detail. */
export const oneNamespace: Variable = { ...namespace, multi: false };

/** One pod of the namespace that is chosen. */
export const onePod: Variable = {
  name: "pod",
  label: "Pod",
  metric: "kube_pod_info",
  job: "kube-state-metrics",
  multi: false,
  inner: true,
};

const some = (name: string, label: string, metric: string): Variable => ({
  name,
  label,
  metric,
  job: "kube-state-metrics",
  multi: true,
  inner: true,
});

/** Workloads of a namespace, each kind by its own label: no label of Kubernetes' own series names them all. */
export const workloads: readonly Variable[] = [
  some("deployment", "Deployment", "kube_deployment_created"),
  some("statefulset", "StatefulSet", "kube_statefulset_created"),
  some("daemonset", "DaemonSet", "kube_daemonset_created"),
];

/** Claims of volumes. */
export const claim: Variable = some("persistentvolumeclaim", "Claim", "kube_persistentvolumeclaim_created");

/** Nodes, on the page of all of them. */
export const someNodes: Variable = some("node", "Node", "kube_node_info");

/** One node, as its kubelet and the containers on it are called. */
export const oneNode: Variable = { name: "instance", label: "Node", job: "kubelet", multi: false };

/**
 * The same node as objects of the cluster call it. The kubelet tells both names in one series, so that the second choice
 * follows the first.
 */
export const nameOfNode: Variable = {
  name: "node",
  label: "Name of the node",
  metric: "kubelet_node_name",
  job: "kubelet",
  multi: false,
  inner: true,
};

/** What is recorded has no cluster among its labels. */
export const recorded = { past: ["cluster"] } as const;

/** What kube-state-metrics tells of nodes has their name, and its own address as instance. */
export const byName = { past: ["instance"] } as const;

/** What is recorded by node. */
export const recordedByName = { past: ["cluster", "instance"] } as const;

export const toWorkloads: Drill = {
  title: "Open the workloads of the namespace",
  uid: "kubernetes-workloads",
  variables: { namespace: "namespace" },
};

export const toPod: Drill = {
  title: "Open the pod",
  uid: "kubernetes-pods",
  variables: { namespace: "namespace", pod: "pod" },
};

export const toNode: Drill = {
  title: "Open the node",
  uid: "kubernetes-node",
  variables: { instance: "node", node: "node" },
};

export const toNodeOfKubelet: Drill = {
  title: "Open the node",
  uid: "kubernetes-node",
  variables: { instance: "instance", node: "instance" },
};

export const toClaim: Drill = {
  title: "Open the volume",
  uid: "kubernetes-storage",
  variables: { namespace: "namespace", persistentvolumeclaim: "persistentvolumeclaim" },
};

export { cluster, namespace };

/** Words of panels that are empty because something is not scraped. */
export const noObjects = "No data: kube-state-metrics is not scraped";
export const noContainers = "No data: the kubelets are not scraped";
export const noKubelet = "No data: the kubelet of this node is not scraped";
export const notRecorded = "No data: nothing is recorded yet, or the cluster is not scraped";
export const noApi = "No data: the API server is not scraped";
