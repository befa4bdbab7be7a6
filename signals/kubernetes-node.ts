/** One node of a cluster: what it has, what of it is promised, and how it is. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["node"] as const;

const allocatable = (s: Scope, resource: string): Promql =>
  promql`max by (node) (kube_node_status_allocatable{${objects(s)}, resource="${resource}"})`;

/** A share that is recorded by node. */
const recorded = (s: Scope, record: string): Promql => promql`max by (node) (${record}${s.any})`;

export const nodeCpuAllocatable = signal({
  title: "CPUs for pods",
  unit: "short",
  by,
  min: 0,
  meaning: "CPUs of a node that pods may ask for: what is there, less what is kept for the system.",
  value: (s) => allocatable(s, "cpu"),
});

export const nodeMemoryAllocatable = signal({
  title: "Memory for pods",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Memory of a node that pods may ask for: what is there, less what is kept for the system.",
  value: (s) => allocatable(s, "memory"),
});

export const nodeCpusRequested = signal({
  title: "CPUs that pods asked for",
  unit: "short",
  by,
  tone: "saturation",
  min: 0,
  meaning: "CPUs that the pods of a node have asked for, used or not.",
  value: (s) => promql`${recorded(s, "node:kube_cpu_requested:ratio")} * on (node) ${allocatable(s, "cpu")}`,
});

export const nodeBytesRequested = signal({
  title: "Memory that pods asked for",
  unit: "bytes",
  by,
  tone: "saturation",
  min: 0,
  meaning: "Memory that the pods of a node have asked for, used or not.",
  value: (s) =>
    promql`${recorded(s, "node:kube_memory_requested:ratio")} * on (node) ${allocatable(s, "memory")}`,
});

export const nodeConditions = signal({
  title: "Conditions of a node",
  unit: "bool",
  by: ["node", "condition"],
  min: 0,
  max: 1,
  meaning:
    "1 where a node says yes to a condition. Ready is the good one; all others say that it is short of something.",
  value: (s) => promql`max by (node, condition) (kube_node_status_condition{${objects(s)}, status="true"})`,
});

export const nodeReady = signal({
  title: "Node ready",
  unit: "bool",
  by,
  min: 0,
  max: 1,
  meaning: "1 while the kubelet of a node says that it can run pods.",
  value: (s) =>
    promql`max by (node) (kube_node_status_condition{${objects(s)}, condition="Ready", status="true"})`,
});

export const nodeCordoned = signal({
  title: "Node cordoned",
  unit: "bool",
  by,
  min: 0,
  max: 1,
  meaning: "1 while a node takes no new pods because somebody said so.",
  value: (s) => promql`max by (node) (kube_node_spec_unschedulable{${objects(s)}})`,
});

export const nodeTaints = signal({
  title: "Taints",
  unit: "bool",
  by: ["node", "key", "value", "effect"],
  min: 0,
  max: 1,
  meaning: "Marks of a node that keep pods away which do not say that they can bear them.",
  value: (s) => promql`max by (node, key, value, effect) (kube_node_spec_taint{${objects(s)}})`,
});

export const nodeVersions = signal({
  title: "Versions on a node",
  unit: "bool",
  by: ["node", "kubelet_version", "container_runtime_version", "kernel_version", "os_image"],
  min: 0,
  max: 1,
  meaning: "Kubelet, container runtime, kernel and system of a node.",
  value: (s) =>
    promql`max by (node, kubelet_version, container_runtime_version, kernel_version, os_image) (kube_node_info{${objects(s)}})`,
});

export const nodePods = signal({
  title: "Pods placed on a node",
  unit: "short",
  by,
  min: 0,
  meaning:
    "Pods that the scheduler has given to a node and that are still there as objects, ended ones among them.",
  value: (s) =>
    promql`count by (node) (max by (namespace, pod, node) (kube_pod_info{${objects(s)}, node!=""}))`,
});

export const kubeletPodsFailed = signal({
  title: "Pods and containers that did not start",
  unit: "ops",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Pods and containers a second that a kubelet could not start.",
  value: (s) => {
    const failed = (what: string) =>
      promql`sum by (instance) (rate(kubelet_started_${what}_errors_total{${s.select("kubelet")}}[${s.range}]))`;
    return promql`${failed("pods")} + (${failed("containers")} or ${failed("pods")} * 0)`;
  },
});

export const kubeletAdmissionRejected = signal({
  title: "Pods refused by a kubelet",
  unit: "short",
  by: ["instance", "reason"],
  tone: "error",
  min: 0,
  meaning: "Pods that the scheduler gave to a node and its kubelet did not take, by the reason.",
  value: (s) =>
    promql`sum by (instance, reason) (increase(kubelet_admission_rejections_total{${s.select("kubelet")}}[${s.range}]))`,
});
