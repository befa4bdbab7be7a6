import * as node from "../../signals/kubernetes-node";
import { podCpu, podMemory } from "../../signals/kubernetes-pod";
import * as history from "../../signals/kubernetes-recorded";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { byName, noContainers, noObjects, notRecorded, recordedByName, toPod } from "./kubernetes-variables";

/** One node: what it has, what of it is promised, and the pods on it. */

const noNode = "No data: there is no such node any more, or kube-state-metrics is not scraped";

export const ready = stat(node.nodeReady, {
  ...byName,
  states: { 0: { text: "Not ready", colour: "bad" }, 1: { text: "Ready", colour: "good" } },
  why: "A node that is not ready gets no pods, and after five minutes those that it has are started elsewhere.",
  act: "Log in, and see whether kubelet and runtime live and have disk.",
  noValue: noNode,
});

export const cordoned = stat(node.nodeCordoned, {
  ...byName,
  states: { 0: { text: "Takes pods", colour: "good" }, 1: { text: "Cordoned", colour: "warning" } },
  why: "A node that was cordoned for a repair and forgotten is paid for and empty.",
  act: "`kubectl uncordon` when the repair is done.",
  noValue: noNode,
});

export const cpuRequested = stat(history.nodeCpuRequestedRecorded, {
  ...recordedByName,
  why: "At 100 % nothing with a request fits here any more, however idle the CPUs are.",
  act: "Lower the largest request below that is not used.",
  noValue: notRecorded,
});

export const memoryRequested = stat(history.nodeMemoryRequestedRecorded, {
  ...recordedByName,
  why: "What is asked for beyond 100 % does not start; what is used beyond it is evicted.",
  act: "Compare with the memory that the pods below really hold.",
  noValue: notRecorded,
});

export const podsOfCapacity = stat(history.podsOfCapacityRecorded, {
  ...recordedByName,
  why: "Small pods use up this number long before CPU and memory.",
  act: "Look for jobs whose ended pods are kept.",
  noValue: notRecorded,
});

export const conditions = stateTimeline(node.nodeConditions, {
  ...byName,
  states: { 0: { text: "No", colour: "neutral" }, 1: { text: "Yes", colour: "warning" } },
  why: "Pressure that comes before the loss of Ready names the cause.",
  act: "MemoryPressure: see the pods below. DiskPressure: images and logs. PIDPressure: threads.",
  noValue: noNode,
});

export const cpuAgainstRequests = timeseries([node.nodeCpuAllocatable, node.nodeCpusRequested], {
  ...recordedByName,
  title: "CPUs for pods, and those asked for",
  width: 12,
  why: "The gap is the largest pod that still fits here.",
  act: "If pods are pending and the gap is smaller than their request, this node cannot help.",
  noValue: notRecorded,
});

export const memoryAgainstRequests = timeseries([node.nodeMemoryAllocatable, node.nodeBytesRequested], {
  ...recordedByName,
  title: "Memory for pods, and what is asked for",
  width: 12,
  why: "A step in the upper line is a kubelet that keeps more for the system than before.",
  act: "Look at the reserve in the kubelet's configuration when nodes of one kind differ.",
  noValue: notRecorded,
});

export const pods = table([podCpu, podMemory], {
  title: "Pods on this node",
  height: 10,
  columns: { namespace: { title: "Namespace" }, pod: { title: "Pod" } },
  drill: [toPod],
  why: "When a node suffers, it is mostly one pod that makes it.",
  act: "Click on the pod at the top to see whether that is usual for it.",
  noValue: noContainers,
});

export const podsPlaced = timeseries(node.nodePods, {
  ...byName,
  why: "More objects than running pods are pods that ended, or that never start.",
  act: "List them: `kubectl get pods -A --field-selector spec.nodeName=NODE`.",
  noValue: noObjects,
});

export const taints = table(node.nodeTaints, {
  ...byName,
  width: 12,
  labelsOnly: true,
  columns: { key: { title: "Taint" }, value: { title: "Value" }, effect: { title: "Effect" } },
  why: "Explains why a pod does not come here, or had to go.",
  act: "Those that begin with node.kubernetes.io are set by the cluster, and go with their cause.",
  noValue: "The node has no taint",
});

export const versions = table(node.nodeVersions, {
  ...byName,
  width: 12,
  labelsOnly: true,
  columns: {
    kubelet_version: { title: "Kubelet" },
    container_runtime_version: { title: "Runtime" },
    kernel_version: { title: "Kernel" },
    os_image: { title: "System" },
  },
  why: "A node that alone misbehaves often alone has another version.",
  act: "Compare with a node that is well.",
  noValue: noNode,
});
