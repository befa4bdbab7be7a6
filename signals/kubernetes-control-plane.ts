/** Scheduler, controller manager and kube-state-metrics. */
import { promql } from "./promql";
import { signal } from "./signal";

export const pendingPods = signal({
  title: "Pods that wait for a node",
  unit: "short",
  by: ["queue"],
  tone: "saturation",
  min: 0,
  meaning: "Pods in each queue of the scheduler. Those in unschedulable have been tried, and no node fits.",
  value: (s) => promql`max by (queue) (scheduler_pending_pods{${s.select("kube-scheduler")}})`,
});

export const schedulingErrors = signal({
  title: "Scheduling errors",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the attempts to find a node for a pod that ended with an error of the scheduler itself.",
  value: (s) =>
    promql`sum(rate(scheduler_schedule_attempts_total{${s.select("kube-scheduler")}, result="error"}[${s.range}])) / (sum(rate(scheduler_schedule_attempts_total{${s.select("kube-scheduler")}}[${s.range}])) > 0)`,
});

export const schedulingTime = signal({
  title: "Scheduling of a pod, 99 %",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time that one attempt to find a node for a pod takes, in 99 % of the cases.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (le) (rate(scheduler_scheduling_attempt_duration_seconds_bucket{${s.select("kube-scheduler")}}[${s.range}])))`,
});

export const controllerQueues = signal({
  title: "Work of the controllers",
  unit: "short",
  by: ["name"],
  tone: "saturation",
  min: 0,
  meaning: "Objects that wait for a controller of the controller manager to look at them.",
  value: (s) => promql`max by (name) (workqueue_depth{${s.select("kube-controller-manager")}})`,
});

export const controllerWait = signal({
  title: "Wait for a controller",
  unit: "s",
  by: ["name"],
  min: 0,
  meaning: "Mean time that an object waits until a controller looks at it.",
  value: (s) =>
    promql`sum by (name) (rate(workqueue_queue_duration_seconds_sum{${s.select("kube-controller-manager")}}[${s.range}])) / (sum by (name) (rate(workqueue_queue_duration_seconds_count{${s.select("kube-controller-manager")}}[${s.range}])) > 0)`,
});

export const leaders = signal({
  title: "Leaders",
  unit: "short",
  by: ["job", "name"],
  min: 0,
  meaning: "Servers that lead, by what they lead in. It has to be one.",
  value: (s) =>
    promql`sum by (job, name) (leader_election_master_status{${s.select("kube-scheduler")}} or leader_election_master_status{${s.select("kube-controller-manager")}})`,
});

export const watchErrors = signal({
  title: "Errors of kube-state-metrics",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the watches that kube-state-metrics could not open. What it tells gets old.",
  value: (s) =>
    promql`(sum(rate(kube_state_metrics_watch_total{${s.select("kube-state-metrics-telemetry")}, result="error"}[${s.range}])) or vector(0)) / (sum(rate(kube_state_metrics_watch_total{${s.select("kube-state-metrics-telemetry")}}[${s.range}])) > 0)`,
});
