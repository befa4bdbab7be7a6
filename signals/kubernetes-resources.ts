/** What the containers of a cluster ask for, may use and use. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["namespace", "pod", "container"] as const;

type Resource = "cpu" | "memory";

const limit = (s: Scope, resource: Resource): Promql =>
  promql`max by (namespace, pod, container) (kube_pod_container_resource_limits{${objects(s)}, resource="${resource}"}) > 0`;

/** Requests of containers whose pods have not ended: those that are done keep theirs as objects. */
const requests = (s: Scope, resource: Resource, more = ""): Promql =>
  promql`max by (namespace, pod, container${more}) (kube_pod_container_resource_requests{${objects(s)}, resource="${resource}"}) * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{${objects(s)}, phase=~"Pending|Running"} == 1)`;

const allocatable = (s: Scope, resource: Resource): Promql =>
  promql`max by (node) (kube_node_status_allocatable{${objects(s)}, resource="${resource}"})`;

export const containerMemory = signal({
  title: "Memory of a container",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Memory of a container that cannot be taken back at once: what counts against its limit.",
  value: (s) =>
    promql`max by (namespace, pod, container) (container_memory_working_set_bytes{${s.select("cadvisor")}})`,
});

export const containerMemoryOfLimit = signal({
  title: "Memory of the limit",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Memory of a container as a share of its limit, at which the kernel ends it. Without a limit there is no value.",
  value: (s) => promql`${containerMemory.value(s)} / (${limit(s, "memory")})`,
});

/** How far ahead `containerMemoryPredicted` looks, in seconds: 12 hours. */
export const leakSeconds = 12 * 60 * 60;

export const containerMemoryPredicted = signal({
  title: "Memory of the limit in 12 hours",
  unit: "percentunit",
  by,
  tone: "saturation",
  meaning: "Share of its limit that a container will use in 12 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (namespace, pod, container) (predict_linear(container_memory_working_set_bytes{${s.select("cadvisor")}}[6h], ${leakSeconds})) / (${limit(s, "memory")})`,
});

export const containerCpu = signal({
  title: "CPU of a container",
  unit: "short",
  by,
  min: 0,
  meaning: "CPUs that a container keeps busy.",
  value: (s) =>
    promql`sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{${s.select("cadvisor")}}[${s.range}]))`,
});

export const containerCpuOfLimit = signal({
  title: "CPU of the limit",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "CPU time of a container as a share of its limit. Without a limit there is no value.",
  value: (s) => promql`${containerCpu.value(s)} / (${limit(s, "cpu")})`,
});

export const containerThrottled = signal({
  title: "CPU throttled",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the periods of 100 ms in which a container had used up its CPU limit and had to wait for the next one.",
  value: (s) =>
    promql`sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_periods_total{${s.select("cadvisor")}}[${s.range}])) / (sum by (namespace, pod, container) (rate(container_cpu_cfs_periods_total{${s.select("cadvisor")}}[${s.range}])) > 0)`,
});

export const podWorkload = signal({
  title: "Workloads of pods",
  unit: "none",
  by: ["namespace", "pod", "workload"],
  meaning: "Which Deployment, StatefulSet, DaemonSet, CronJob or Job a pod belongs to, by its name.",
  // A ReplicaSet has the name of its Deployment and a hash, a job that of its CronJob and a time.
  value: (s) =>
    promql`max by (namespace, pod, workload) (label_replace(label_replace(label_replace(label_join(kube_pod_owner{${objects(s)}, owner_kind!=""}, "workload", ";", "owner_kind", "owner_name"), "workload", "$1", "workload", "ReplicaSet;(.+)-[a-z0-9]+"), "workload", "$1", "workload", "Job;(.+)-[0-9]+"), "workload", "$1", "workload", "[A-Za-z]+;(.+)"))`,
});

const ofWorkload = (s: Scope, what: Promql): Promql =>
  promql`sum by (namespace, workload) (${podWorkload.value(s)} * on (namespace, pod) group_right (workload) ${what})`;

export const workloadCpu = signal({
  title: "CPU by workload",
  unit: "short",
  by: ["namespace", "workload"],
  min: 0,
  meaning: "CPUs that all pods of a workload keep busy together.",
  value: (s) => ofWorkload(s, containerCpu.value(s)),
});

export const workloadMemory = signal({
  title: "Memory by workload",
  unit: "bytes",
  by: ["namespace", "workload"],
  min: 0,
  meaning: "Memory of all pods of a workload together.",
  value: (s) => ofWorkload(s, containerMemory.value(s)),
});

export const namespaceCpu = signal({
  title: "CPU by namespace",
  unit: "short",
  by: ["namespace"],
  min: 0,
  meaning: "CPUs that the containers of a namespace keep busy.",
  value: (s) => promql`sum by (namespace) (${containerCpu.value(s)})`,
});

export const namespaceMemory = signal({
  title: "Memory by namespace",
  unit: "bytes",
  by: ["namespace"],
  min: 0,
  meaning: "Memory of the containers of a namespace.",
  value: (s) => promql`sum by (namespace) (${containerMemory.value(s)})`,
});

export const namespaceCpuRequested = signal({
  title: "CPU requested by namespace",
  unit: "short",
  by: ["namespace"],
  min: 0,
  meaning: "CPUs that the pods of a namespace have asked for, used or not.",
  value: (s) => promql`sum by (namespace) (${requests(s, "cpu")})`,
});

export const namespaceMemoryRequested = signal({
  title: "Memory requested by namespace",
  unit: "bytes",
  by: ["namespace"],
  min: 0,
  meaning: "Memory that the pods of a namespace have asked for, used or not.",
  value: (s) => promql`sum by (namespace) (${requests(s, "memory")})`,
});

const nodeRequested = (s: Scope, resource: Resource): Promql =>
  promql`sum by (node) (${requests(s, resource, ", node")}) / (${allocatable(s, resource)} > 0)`;

export const nodeCpuRequested = signal({
  title: "CPU requested on a node",
  unit: "percentunit",
  by: ["node"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the CPUs of a node that its pods have asked for. At 1 no further pod with a request fits.",
  value: (s) => nodeRequested(s, "cpu"),
});

export const nodeMemoryRequested = signal({
  title: "Memory requested on a node",
  unit: "percentunit",
  by: ["node"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the memory of a node that its pods have asked for. At 1 no further pod with a request fits.",
  value: (s) => nodeRequested(s, "memory"),
});

// With one node there is nothing left without it, and no value.
const withoutLargest = (s: Scope, resource: Resource): Promql =>
  promql`sum(${requests(s, resource)}) / (sum(${allocatable(s, resource)}) - max(${allocatable(s, resource)}) > 0)`;

export const cpuRequestedWithoutNode = signal({
  title: "CPU requested, were a node lost",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "CPUs that all pods ask for, as a share of those that are left when the largest node is lost.",
  value: (s) => withoutLargest(s, "cpu"),
});

export const memoryRequestedWithoutNode = signal({
  title: "Memory requested, were a node lost",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Memory that all pods ask for, as a share of what is left when the largest node is lost.",
  value: (s) => withoutLargest(s, "memory"),
});

export const containersWithoutRequests = signal({
  title: "Containers without a memory request",
  unit: "short",
  by: ["namespace"],
  meaning:
    "Running containers that do not say how much memory they need, so that the scheduler cannot count them.",
  value: (s) =>
    promql`count by (namespace) (max by (namespace, pod, container) (kube_pod_container_status_running{${objects(s)}} == 1) unless max by (namespace, pod, container) (kube_pod_container_resource_requests{${objects(s)}, resource="memory"}))`,
});
