import * as signals from "../signals/kubernetes-autoscaling";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-autoscaling";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-scaling", variables: ["namespace"] },
} as const;

const by = ["namespace", "horizontalpodautoscaler"] as const;
const { ofAutoscaler } = signals;

// At the limit alone is how a full working day looks; with a fixed number of replicas it is always so.
export const KubeHpaMaxedOut = alert("KubeHpaMaxedOut", {
  ...told,
  signal: signals.autoscalerLoad,
  above: 1.1,
  and: (s) => promql`${signals.autoscalerUse.value(s)} >= 1`,
  ...cases.times.maxed,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }}: all replicas are in use, at {value} of the target",
  description:
    "The autoscaler {{ $labels.horizontalpodautoscaler }} has had as many replicas as it may for {for}, and each has more than {threshold} of the load that it is meant for. More demand makes it slower from here on.",
  cases: cases.maxed,
});

export const KubeHpaCannotScale = alert("KubeHpaCannotScale", {
  ...told,
  event: (s) =>
    promql`${ofAutoscaler(s, "status_condition", ', condition="AbleToScale", status="false"')} == 1`,
  by,
  ...cases.times.cannotScale,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} cannot scale",
  description:
    "For {for} the autoscaler {{ $labels.horizontalpodautoscaler }} has been unable to read or change the number of replicas of what it scales: the object is missing, or the API server refuses. Demand and replicas no longer go together.",
  cases: cases.cannotScale,
});

export const KubeHpaMetricsMissing = alert("KubeHpaMetricsMissing", {
  ...told,
  event: (s) =>
    promql`${ofAutoscaler(s, "status_condition", ', condition="ScalingActive", status="false"')} == 1 and ${ofAutoscaler(s, "status_current_replicas")} > 0`,
  by,
  ...cases.times.metrics,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has no metric to scale by",
  description:
    "For {for} the autoscaler {{ $labels.horizontalpodautoscaler }} has not got the metric that it scales by. The number of replicas stays as it is, whatever the demand.",
  cases: cases.metrics,
});

export const KubeHpaReplicasMissing = alert("KubeHpaReplicasMissing", {
  ...told,
  signal: signals.autoscalerGap,
  above: 0,
  and: (s) =>
    promql`max by (namespace, horizontalpodautoscaler) (changes(kube_horizontalpodautoscaler_status_current_replicas{${s.select("kube-state-metrics")}}[15m])) == 0`,
  ...cases.times.gap,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }}: {value} replicas more are wanted and do not come",
  description:
    "For {for} the autoscaler {{ $labels.horizontalpodautoscaler }} has wanted more replicas than there are, and their number does not change. A quota or an admission rule refuses new pods, or their controller does not work.",
  cases: cases.gap,
});

export const KubePdbNotEnoughHealthyPods = alert("KubePdbNotEnoughHealthyPods", {
  ...told,
  signal: signals.budgetMissing,
  above: 0,
  ...cases.times.budget,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.poddisruptionbudget }}: {value} healthy pods too few",
  description:
    "For {for} fewer pods have been healthy than the disruption budget {{ $labels.poddisruptionbudget }} demands. The service runs with less than was thought to be necessary, and no node with one of its pods can be drained.",
  cases: cases.budget,
});

export const KubePdbBlocksEviction = alert("KubePdbBlocksEviction", {
  ...told,
  event: (s) =>
    promql`${signals.disruptionsAllowed.value(s)} == 0 unless ${signals.budgetMissing.value(s)} > 0`,
  by: ["namespace", "poddisruptionbudget"],
  ...cases.times.blocks,
  severity: "info",
  summary:
    "{{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} allows no eviction although all is well",
  description:
    "All pods of the disruption budget {{ $labels.poddisruptionbudget }} are healthy, and for {for} it has allowed none of them to be evicted. Nodes with these pods cannot be drained: an upgrade of the cluster will stop there.",
  cases: cases.blocks,
});
