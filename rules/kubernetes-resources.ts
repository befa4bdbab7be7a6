import * as network from "../signals/kubernetes-network";
import * as signals from "../signals/kubernetes-resources";
import { quotaPromised, quotaUsed } from "../signals/kubernetes-quotas";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-resources";
import * as capacity from "./kubernetes-capacity";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-pods", variables: ["namespace", "pod"] },
} as const;

export const KubeContainerMemoryNearLimit = alert("KubeContainerMemoryNearLimit", {
  ...told,
  signal: signals.containerMemoryOfLimit,
  above: 0.95,
  ...cases.times.memory,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} uses {value} of its memory limit",
  description:
    "The container {{ $labels.container }} has used more than {threshold} of its memory limit for {for}. At the limit the kernel ends it, and what it was working on is lost.",
  cases: cases.memory,
});

// A level alone tells of programs that fill their memory by intent and stop; a trend alone tells of every start.
export const KubeContainerMemoryLeaking = alert("KubeContainerMemoryLeaking", {
  ...told,
  kind: "trend",
  signal: signals.containerMemoryOfLimit,
  above: 0.7,
  and: (s, n) => promql`${signals.containerMemoryPredicted.value(s)} > ${n("predicted")}`,
  parameters: {
    predicted: { value: 1, unit: "percentunit", meaning: "share of the limit that is reached in 12 hours" },
  },
  ...cases.times.leak,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} uses {value} of its memory limit and grows",
  description:
    "The memory of the container {{ $labels.container }} is above {threshold} of its limit, and at the pace of the last 6 hours it passes {predicted} of it within 12 hours. The kernel then ends the container. Growth over hours without more work is a leak.",
  cases: cases.leak,
});

// Throttling alone is how a limit works: periods are short, and bursts use them up while the mean is low.
export const KubeContainerCpuThrottled = alert("KubeContainerCpuThrottled", {
  ...told,
  signal: signals.containerThrottled,
  above: 0.25,
  and: (s, n) => promql`${signals.containerCpuOfLimit.value(s)} > ${n("use")}`,
  parameters: {
    use: {
      value: 0.8,
      unit: "percentunit",
      meaning: "CPU use, as a share of the limit, that it takes as well",
    },
  },
  ...cases.times.throttled,
  severity: "info",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} is throttled {value} of the time",
  description:
    "For {for} the container {{ $labels.container }} has been made to wait in more than {threshold} of its CPU periods, and its mean use is above {use} of the limit: it wants more than it may have. Its answers take longer.",
  cases: cases.throttled,
});

export const KubeContainerCpuNearLimit = alert("KubeContainerCpuNearLimit", {
  ...told,
  signal: signals.containerCpuOfLimit,
  above: 0.95,
  ...cases.times.cpu,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} uses {value} of its CPU limit",
  description:
    "The container {{ $labels.container }} has used more than {threshold} of its CPU limit for {for}, as a mean. It has no room for more work, and its queues grow.",
  cases: cases.cpu,
});

/** What containers use of their limits, and what the cluster has left. */
export const kubernetesResourceRules: Rules = {
  name: "kubernetes-resources",
  needs: ["kubernetes"],
  recordings: [
    recording("namespace_pod_workload:kube_pod_owner:info", signals.podWorkload),
    recording("namespace_workload:container_cpu_usage:sum_rate5m", signals.workloadCpu),
    recording("namespace_workload:container_memory_working_set_bytes:sum", signals.workloadMemory),
    recording("namespace:container_cpu_usage:sum_rate5m", signals.namespaceCpu),
    recording("namespace:container_memory_working_set_bytes:sum", signals.namespaceMemory),
    recording("namespace:kube_cpu_requests:sum", signals.namespaceCpuRequested),
    recording("namespace:kube_memory_requests_bytes:sum", signals.namespaceMemoryRequested),
    recording("node:kube_cpu_requested:ratio", signals.nodeCpuRequested),
    recording("node:kube_memory_requested:ratio", signals.nodeMemoryRequested),
    recording("namespace_resourcequota_resource:kube_quota_used:ratio", quotaUsed),
    recording("resource:kube_quota_promised:ratio", quotaPromised),
    recorded(network.recordedNetwork.received, (s) => network.networkOfNamespace(s, network.podReceived)),
    recorded(network.recordedNetwork.sent, (s) => network.networkOfNamespace(s, network.podSent)),
    recorded(network.recordedNetwork.dropped, (s) => network.networkOfNamespace(s, network.podDropped)),
  ],
  alerts: [
    capacity.KubeContainersWithoutRequests,
    capacity.KubeCpuOvercommitted,
    capacity.KubeMemoryOvercommitted,
    capacity.KubeQuotaFull,
    capacity.KubeQuotaNearlyFull,
    capacity.KubeQuotaOvercommitted,
    KubeContainerCpuNearLimit,
    KubeContainerCpuThrottled,
    KubeContainerMemoryLeaking,
    KubeContainerMemoryNearLimit,
  ],
};
