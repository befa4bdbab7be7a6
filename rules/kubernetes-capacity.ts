import { quotaPromised, quotaUsed } from "../signals/kubernetes-quotas";
import * as signals from "../signals/kubernetes-resources";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-capacity";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes", variables: [] },
} as const;

export const KubeCpuOvercommitted = alert("KubeCpuOvercommitted", {
  ...told,
  signal: signals.cpuRequestedWithoutNode,
  above: 1,
  ...cases.times.overcommitted,
  severity: "warning",
  summary: "The cluster cannot lose a node: its pods ask for {value} of the CPUs that would be left",
  description:
    "All pods together have asked for more CPU for {for} than there is without the largest node. When a node fails or is updated, some pods will find no place.",
  cases: cases.cpu,
});

export const KubeMemoryOvercommitted = alert("KubeMemoryOvercommitted", {
  ...told,
  signal: signals.memoryRequestedWithoutNode,
  above: 1,
  ...cases.times.overcommitted,
  severity: "warning",
  summary: "The cluster cannot lose a node: its pods ask for {value} of the memory that would be left",
  description:
    "All pods together have asked for more memory for {for} than there is without the largest node. When a node fails or is updated, some pods will find no place.",
  cases: cases.memory,
});

export const KubeQuotaNearlyFull = alert("KubeQuotaNearlyFull", {
  ...told,
  dashboard: { uid: "kubernetes-scaling", variables: ["namespace"] },
  signal: quotaUsed,
  above: 0.9,
  unless: (s, n) => promql`${quotaUsed.value(s)} > ${n("full")}`,
  parameters: {
    full: { value: 0.99, unit: "percentunit", meaning: "share from which on it counts as full" },
  },
  ...cases.times.nearlyFull,
  severity: "info",
  summary: "{{ $labels.namespace }}: {value} of the quota for {{ $labels.resource }} is used",
  description:
    "More than {threshold} of {{ $labels.resource }} in the quota {{ $labels.resourcequota }} has been used for {for}. From {full} on it is full, and new objects are refused: the next rollout or scaling may need more than is left.",
  cases: cases.nearlyFull,
});

export const KubeQuotaFull = alert("KubeQuotaFull", {
  ...told,
  dashboard: { uid: "kubernetes-scaling", variables: ["namespace"] },
  signal: quotaUsed,
  above: 0.99,
  ...cases.times.full,
  severity: "warning",
  summary: "{{ $labels.namespace }}: the quota for {{ $labels.resource }} is used up ({value})",
  description:
    "More than {threshold} of {{ $labels.resource }} in the quota {{ $labels.resourcequota }} has been used for {for}. The API server refuses what needs more, also a pod that replaces one that failed.",
  cases: cases.full,
});

export const KubeQuotaOvercommitted = alert("KubeQuotaOvercommitted", {
  ...told,
  dashboard: { uid: "kubernetes-scaling", variables: [] },
  signal: quotaPromised,
  above: 1.5,
  ...cases.times.promised,
  severity: "info",
  summary: "Quotas promise {value} of the {{ $labels.resource }} that the nodes have",
  description:
    "The quotas of all namespaces together have promised more than {threshold} of the {{ $labels.resource }} of all nodes for {for}. Not all can use what they were promised.",
  cases: cases.promised,
});

export const KubeContainersWithoutRequests = alert("KubeContainersWithoutRequests", {
  ...told,
  dashboard: { uid: "kubernetes-namespaces", variables: ["namespace"] },
  signal: signals.containersWithoutRequests,
  above: 0,
  optIn: true,
  ...cases.times.requests,
  severity: "info",
  summary: "{{ $labels.namespace }}: {value} containers do not say how much memory they need",
  description:
    "For {for} containers of this namespace have run without a memory request. The scheduler counts them as nothing and may put too many on a node, and they are the first to be evicted there.",
  cases: cases.requestsCases,
});
