/** Autoscalers of pods, and budgets for their disruption. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["namespace", "horizontalpodautoscaler"] as const;

export const ofAutoscaler = (s: Scope, metric: string, matchers = ""): Promql =>
  promql`max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_${metric}{${objects(s)}${matchers}})`;

export const autoscalerLoad = signal({
  title: "Load of an autoscaler",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  meaning:
    "The metric that an autoscaler looks at, as a share of its target; of several metrics the highest. Above 1 it wants more replicas.",
  value: (s) => {
    const per = "namespace, horizontalpodautoscaler, metric_name, metric_target_type";
    const metric = (which: string) =>
      promql`max by (${per}) (kube_horizontalpodautoscaler_${which}_target_metric{${objects(s)}})`;
    return promql`max by (namespace, horizontalpodautoscaler) (${metric("status")} / (${metric("spec")} > 0))`;
  },
});

export const autoscalerReplicas = signal({
  title: "Replicas of an autoscaler",
  unit: "short",
  by,
  min: 0,
  meaning: "Replicas that what an autoscaler scales has now.",
  value: (s) => ofAutoscaler(s, "status_current_replicas"),
});

export const autoscalerUse = signal({
  title: "Replicas of the highest number allowed",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  meaning:
    "Replicas that an autoscaler has made, as a share of the highest number that it may. Those with a fixed number are left out.",
  value: (s) =>
    promql`${ofAutoscaler(s, "status_current_replicas")} / (${ofAutoscaler(s, "spec_max_replicas")} > ${ofAutoscaler(s, "spec_min_replicas")})`,
});

export const autoscalerGap = signal({
  title: "Replicas that an autoscaler misses",
  unit: "short",
  by,
  tone: "error",
  meaning: "Replicas that an autoscaler wants beyond those that there are. Below 0 it wants fewer.",
  value: (s) =>
    promql`${ofAutoscaler(s, "status_desired_replicas")} - ${ofAutoscaler(s, "status_current_replicas")}`,
});

export const budgetMissing = signal({
  title: "Pods missing from a disruption budget",
  unit: "short",
  by: ["namespace", "poddisruptionbudget"],
  tone: "error",
  meaning: "Healthy pods that a disruption budget demands beyond those that there are.",
  value: (s) =>
    promql`${ofBudget(s, "desired_healthy")} - ${ofBudget(s, "current_healthy")} and ${ofBudget(s, "expected_pods")} > 0`,
});

export const disruptionsAllowed = signal({
  title: "Disruptions allowed",
  unit: "short",
  by: ["namespace", "poddisruptionbudget"],
  min: 0,
  meaning:
    "Pods that may be evicted now without breaking a disruption budget. At 0, a node with such a pod cannot be drained.",
  value: (s) => promql`${ofBudget(s, "pod_disruptions_allowed")} and ${ofBudget(s, "expected_pods")} > 0`,
});

function ofBudget(s: Scope, metric: string): Promql {
  return promql`max by (namespace, poddisruptionbudget) (kube_poddisruptionbudget_status_${metric}{${objects(s)}})`;
}
