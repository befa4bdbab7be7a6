/** Pods of a cluster and their containers: what kube-state-metrics tells of their state. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["namespace", "pod", "container"] as const;

/** Matchers of kube-state-metrics' series. */
export const objects = (s: Scope): string => s.select("kube-state-metrics");

/** Reasons why a container does not run that have alerts of their own. Passing ones are not among them. */
export const waitingReasons = {
  config:
    "CreateContainerConfigError|CreateContainerError|RunContainerError|PreCreateHookError|PreStartHookError|PostStartHookError",
  crash: "CrashLoopBackOff",
  image:
    "ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable|SignatureValidationFailed",
  // What every container waits for at its start.
  start: "PodInitializing",
} as const;

/** Containers that waited for one of the reasons at any time of the last 5 minutes: the kubelet changes between reasons. */
export const waitedFor = (s: Scope, reasons: string): Promql =>
  promql`max by (namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{${objects(s)}, reason=~"${reasons}"}[5m]) == 1)`;

/** Pods of which a container waits for a reason that is none of the start. */
export const podsWaiting = (s: Scope): Promql =>
  promql`max by (namespace, pod) (kube_pod_container_status_waiting_reason{${objects(s)}, reason!="${waitingReasons.start}"} == 1)`;

/** Pods in one of the phases. */
export const podsIn = (s: Scope, phase: string): Promql =>
  promql`max by (namespace, pod) (kube_pod_status_phase{${objects(s)}, phase=~"${phase}"} == 1)`;

export const containerRestarts = signal({
  title: "Restarts",
  unit: "short",
  by,
  tone: "error",
  min: 0,
  meaning: "How often a container was started again.",
  value: (s) =>
    promql`max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${objects(s)}}[${s.range}]))`,
});

export const restartsByNamespace = signal({
  title: "Restarts by namespace",
  unit: "short",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "How often containers of a namespace were started again, all together.",
  value: (s) =>
    promql`sum by (namespace) (max by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${objects(s)}}[${s.range}])))`,
});

export const containersWaiting = signal({
  title: "Containers that wait",
  unit: "short",
  by: ["reason"],
  tone: "error",
  min: 0,
  meaning: "Containers that do not run although they should, by the reason that the kubelet gives.",
  value: (s) =>
    promql`sum by (reason) (max by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{${objects(s)}}))`,
});

export const podsByPhase = signal({
  title: "Pods by phase",
  unit: "short",
  by: ["phase"],
  min: 0,
  meaning: "Pods in each phase. Finished pods stay until their job or a clean-up takes them away.",
  value: (s) =>
    promql`sum by (phase) (max by (namespace, pod, phase) (kube_pod_status_phase{${objects(s)}}))`,
});

export const podsNotReady = signal({
  title: "Pods not ready",
  unit: "short",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "Pods that run and do not take requests, because a readiness probe fails or a container is down.",
  value: (s) =>
    promql`count by (namespace) (max by (namespace, pod) (kube_pod_status_ready{${objects(s)}, condition="false"} == 1) and ${podsIn(s, "Running")})`,
});

export const podsFailed = signal({
  title: "Failed pods left over",
  unit: "short",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "Pods of a namespace that ended with an error and are still kept as objects.",
  value: (s) => promql`count by (namespace) (${podsIn(s, "Failed")})`,
});

export const podTerminating = signal({
  title: "Pod overdue to end",
  unit: "s",
  by: ["namespace", "pod"],
  tone: "error",
  meaning: "Time since a pod that is being deleted should have been gone, its grace period included.",
  value: (s) => promql`time() - max by (namespace, pod) (kube_pod_deletion_timestamp{${objects(s)}})`,
});

export const oomKills = signal({
  title: "Containers killed for memory",
  unit: "short",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "Containers whose last end, in the last hour, was the kernel's for want of memory.",
  value: (s) =>
    promql`count by (namespace) (max by (namespace, pod, container) (kube_pod_container_status_last_terminated_reason{${objects(s)}, reason="OOMKilled"} == 1) and time() - max by (namespace, pod, container) (kube_pod_container_status_last_terminated_timestamp{${objects(s)}}) < 3600)`,
});
