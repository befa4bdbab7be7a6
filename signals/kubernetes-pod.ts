/** One pod: its state, and what it uses of what it asked for. */
import { objects } from "./kubernetes-containers";
import {
  containerCpu,
  containerMemory,
  containerMemoryOfLimit,
  containerThrottled,
} from "./kubernetes-resources";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const ofPod = ["namespace", "pod"] as const;
const ofContainer = ["namespace", "pod", "container"] as const;

const resource = (s: Scope, kind: "limits" | "requests", of: "cpu" | "memory"): Promql =>
  promql`max by (namespace, pod, container) (kube_pod_container_resource_${kind}{${objects(s)}, resource="${of}"})`;

export const podContainersReady = signal({
  title: "Containers ready",
  unit: "percentunit",
  by: ofPod,
  min: 0,
  max: 1,
  meaning: "Share of the containers of a pod that are ready. A pod takes requests only when all of them are.",
  value: (s) =>
    promql`avg by (namespace, pod) (max by (namespace, pod, container) (kube_pod_container_status_ready{${objects(s)}}))`,
});

export const podAge = signal({
  title: "Since the last start of a container",
  unit: "dtdurations",
  by: ofPod,
  min: 0,
  meaning: "Time since any container of a pod was started last. A number that stays small means restarts.",
  value: (s) =>
    promql`time() - max by (namespace, pod) (container_start_time_seconds{${s.select("cadvisor")}})`,
});

export const podMemoryNearest = signal({
  title: "Nearest to a memory limit",
  unit: "percentunit",
  by: ofPod,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Memory of the container of a pod that is nearest to its limit, as a share of that limit.",
  value: (s) => promql`max by (namespace, pod) (${containerMemoryOfLimit.value(s)})`,
});

export const podThrottledMost = signal({
  title: "Throttled most",
  unit: "percentunit",
  by: ofPod,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the periods in which the container of a pod that is held back most had used up its CPU limit.",
  value: (s) => promql`max by (namespace, pod) (${containerThrottled.value(s)})`,
});

export const podOomKilled = signal({
  title: "Containers last ended by the kernel",
  unit: "short",
  by: ofPod,
  tone: "error",
  min: 0,
  meaning: "Containers of a pod whose last end, however long ago, was the kernel's for want of memory.",
  value: (s) =>
    promql`count by (namespace, pod) (max by (namespace, pod, container) (kube_pod_container_status_last_terminated_reason{${objects(s)}, reason="OOMKilled"} == 1))`,
});

export const podPhase = signal({
  title: "Phase of a pod",
  unit: "bool",
  by: ["namespace", "pod", "phase"],
  min: 0,
  max: 1,
  meaning: "1 for the phase that a pod is in: Pending, Running, Succeeded, Failed or Unknown.",
  value: (s) => promql`max by (namespace, pod, phase) (kube_pod_status_phase{${objects(s)}}) == 1`,
});

export const containerReady = signal({
  title: "Containers ready or not",
  unit: "bool",
  by: ofContainer,
  min: 0,
  max: 1,
  meaning: "1 while a container is ready: it runs, and its readiness probe, where it has one, succeeds.",
  value: (s) => promql`max by (namespace, pod, container) (kube_pod_container_status_ready{${objects(s)}})`,
});

export const containerWaitingReason = signal({
  title: "Why a container waits",
  unit: "bool",
  by: ["namespace", "pod", "container", "reason"],
  min: 0,
  max: 1,
  meaning: "The reason that the kubelet gives for a container that does not run although it should.",
  value: (s) =>
    promql`max by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{${objects(s)}} == 1)`,
});

export const containerEndReason = signal({
  title: "How a container last ended",
  unit: "bool",
  by: ["namespace", "pod", "container", "reason"],
  min: 0,
  max: 1,
  meaning:
    "The reason of the last end of a container: Completed, Error, OOMKilled, or what its runtime says.",
  value: (s) =>
    promql`max by (namespace, pod, container, reason) (kube_pod_container_status_last_terminated_reason{${objects(s)}} == 1)`,
});

export const containerExitCode = signal({
  title: "Last exit code",
  unit: "none",
  by: ofContainer,
  min: 0,
  max: 255,
  meaning:
    "Code with which a container last ended. 137 is SIGKILL, by the kernel or after the grace period; 143 is a polite end; 1 and 2 are the program's own.",
  value: (s) =>
    promql`max by (namespace, pod, container) (kube_pod_container_status_last_terminated_exitcode{${objects(s)}})`,
});

export const containerCpuRequest = signal({
  title: "CPU requested",
  unit: "short",
  by: ofContainer,
  min: 0,
  meaning: "CPUs that a container asked for and gets in any case.",
  value: (s) => resource(s, "requests", "cpu"),
});

export const containerCpuLimit = signal({
  title: "CPU limit",
  unit: "short",
  by: ofContainer,
  min: 0,
  meaning: "CPUs that a container may use at most.",
  value: (s) => resource(s, "limits", "cpu"),
});

export const containerMemoryRequest = signal({
  title: "Memory requested",
  unit: "bytes",
  by: ofContainer,
  min: 0,
  meaning:
    "Memory that a container asked for. What is used beyond it makes the pod one of the first to be evicted.",
  value: (s) => resource(s, "requests", "memory"),
});

export const containerMemoryLimit = signal({
  title: "Memory limit",
  unit: "bytes",
  by: ofContainer,
  min: 0,
  meaning: "Memory at which the kernel ends a container.",
  value: (s) => resource(s, "limits", "memory"),
});

export const containerOomEvents = signal({
  title: "Processes ended for memory",
  unit: "short",
  by: ofContainer,
  tone: "error",
  min: 0,
  meaning:
    "Processes in a container that the kernel ended for want of memory. The container lives on where it was not its first process.",
  value: (s) =>
    promql`sum by (namespace, pod, container) (increase(container_oom_events_total{${s.select("cadvisor")}}[${s.range}]))`,
});

export const containerThreads = signal({
  title: "Threads of a container",
  unit: "short",
  by: ofContainer,
  min: 0,
  meaning: "Threads that all processes of a container have together.",
  value: (s) => promql`max by (namespace, pod, container) (container_threads{${s.select("cadvisor")}})`,
});

export const podCpu = signal({
  title: "CPU of a pod",
  unit: "short",
  by: ofPod,
  min: 0,
  meaning: "CPUs that all containers of a pod keep busy together.",
  value: (s) => promql`sum by (namespace, pod) (${containerCpu.value(s)})`,
});

export const podMemory = signal({
  title: "Memory of a pod",
  unit: "bytes",
  by: ofPod,
  min: 0,
  meaning: "Memory of all containers of a pod together.",
  value: (s) => promql`sum by (namespace, pod) (${containerMemory.value(s)})`,
});
