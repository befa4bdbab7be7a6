import { KubeContainerCrashLooping } from "../../rules/kubernetes-containers";
import { KubePodStuckTerminating } from "../../rules/kubernetes-pods";
import { containerRestarts, podTerminating } from "../../signals/kubernetes-containers";
import * as network from "../../signals/kubernetes-network";
import * as pod from "../../signals/kubernetes-pod";
import { podWorkload } from "../../signals/kubernetes-resources";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { noContainers, noObjects } from "./kubernetes-variables";

/** One pod: whether it runs, why not, and what it does in the network. */

const noPod = "No data: there is no such pod any more, or kube-state-metrics is not scraped";

export const ready = stat(pod.podContainersReady, {
  why: "Below 100 % the pod takes no requests, although part of it may run.",
  act: "See below which container is not ready, and since when.",
  noValue: noPod,
});

export const age = stat(pod.podAge, {
  why: "A pod that is days old and whose last start is minutes ago has just restarted.",
  act: "Read what came before: `kubectl logs --previous`.",
  noValue: noContainers,
});

export const oomKilled = stat(pod.podOomKilled, {
  badFrom: 1,
  why: "It will happen again when the same load comes back.",
  act: "Look at the course of the memory before the end: a step is one request, a slope is a leak.",
  noValue: "No container of it was killed for memory",
});

export const memoryNearest = stat(pod.podMemoryNearest, {
  why: "What is left to 100 % is all that stands between this pod and the next restart.",
  act: "See which container it is in the graph of memory against limits.",
  noValue: "No data: no container of it has a memory limit",
});

export const throttledMost = stat(pod.podThrottledMost, {
  why: "Throttling shows up as latency, while the CPU seems to be free.",
  act: "Compare with the use against the limit: short peaks are throttled at a low mean, too.",
  noValue: "No data: no container of it has a CPU limit",
});

export const phase = stateTimeline(pod.podPhase, {
  title: "Phase",
  states: { 1: { text: "In this phase", colour: "neutral" } },
  why: "Pending is a wait for a node, an image or a volume; Failed is the end; Unknown is a node that is lost.",
  act: "For Pending read the events: `kubectl describe pod`.",
  noValue: noPod,
});

export const containersReady = stateTimeline(pod.containerReady, {
  title: "Containers",
  states: { 0: { text: "Not ready", colour: "bad" }, 1: { text: "Ready", colour: "good" } },
  why: "Tells a container that flaps from one that never came up.",
  act: "For one that flaps look at the time-out of its probe; for one that never came up at its log.",
  noValue: noPod,
});

export const waitingReasons = table(pod.containerWaitingReason, {
  title: "Why containers wait",
  width: 12,
  labelsOnly: true,
  columns: { container: { title: "Container" }, reason: { title: "Reason" } },
  why: "The kubelet's word for it: an image, a configuration, or a crash with a pause before the next start.",
  act: "CrashLoopBackOff: read the log. ErrImagePull: check name and right to pull. Config errors: look for the Secret or ConfigMap.",
  noValue: "No container waits",
});

export const lastEnds = table([pod.containerExitCode, pod.containerEndReason], {
  title: "How containers last ended",
  width: 12,
  sortBy: pod.containerExitCode.title,
  columns: { container: { title: "Container" }, reason: { title: "Reason" } },
  why: "An end by the kernel, by the program itself and by a deployment look alike in a count of restarts.",
  act: "137 with OOMKilled: memory. 137 without: it did not end within its grace period. 1 or 2: the log says why.",
  noValue: "No container has ended yet",
});

export const restarts = timeseries(containerRestarts, {
  line: KubeContainerCrashLooping,
  why: "A container that restarts again and again does no work.",
  act: "Read its log from before the last restart: `kubectl logs --previous`.",
  noValue: noObjects,
});

export const terminating = timeseries(podTerminating, {
  line: KubePodStuckTerminating,
  why: "A pod that does not go holds its volume and its name.",
  act: "See whether its node is there, and whether a finalizer waits.",
  noValue: "The pod is not being deleted",
});

export const traffic = timeseries(network.podReceived, {
  mirrored: network.podSent,
  title: "Network, received and sent",
  width: 12,
  why: "Traffic that stops while the pod runs is a pod that nobody calls, or that cannot call.",
  act: "If it is ready and gets nothing, look at the labels that its Service selects.",
  noValue: "No data: the pod uses the network of its node, or the kubelets are not scraped",
});

export const packetsLost = timeseries([network.podDropped, network.podNetworkErrors], {
  title: "Packets thrown away and broken",
  width: 12,
  tone: "error",
  why: "A packet that is sent again can cost its connection 200 ms and more.",
  act: "Look whether the pod is throttled: one that gets no CPU does not empty its queue.",
  noValue: "No data: the pod uses the network of its node, or the kubelets are not scraped",
});

export const threads = timeseries(pod.containerThreads, {
  why: "Threads that only grow in number are never ended, and use up the process ids of the node.",
  act: "Take a thread dump of the program, and look for many that wait at one place.",
  noValue: noContainers,
});

export const belongsTo = table(podWorkload, {
  title: "Workload of this pod",
  labelsOnly: true,
  height: 4,
  columns: { workload: { title: "Workload" }, pod: { title: "Pod" } },
  why: "A change of the pod itself is gone with its next restart; the workload is what has to be changed.",
  act: "Set requests, limits and probes there.",
  noValue: "The pod belongs to no workload: nobody starts it again",
});
