import { KubeCpuOvercommitted, KubeMemoryOvercommitted } from "../../rules/kubernetes-capacity";
import { KubeNodesManyNotReady, KubeNodesFewerThanYesterday } from "../../rules/kubernetes-nodes";
import { kubeletsMissing as missingKubelets } from "../../signals/kubernetes-kubelet";
import * as nodes from "../../signals/kubernetes-nodes";
import * as history from "../../signals/kubernetes-recorded";
import * as resources from "../../signals/kubernetes-resources";
import { workloadsMissing } from "../../signals/kubernetes-workloads";
import { stat, timeseries } from "../model/panel";
import { noObjects, notRecorded, recorded, toWorkloads } from "./kubernetes-variables";

/** The cluster as a whole, from series that are recorded: it stays quick with a thousand nodes. */

const oneNode = "No data: the cluster has one node, or kube-state-metrics is not scraped";

export const nodesNotReady = stat(nodes.nodesNotReady, {
  line: KubeNodesManyNotReady,
  why: "What runs on a node that is not ready is moved, if others have room.",
  act: "Open the dashboard of the nodes to see which one it is.",
  noValue: noObjects,
});

export const replicasMissing = stat(workloadsMissing, {
  badFrom: 1,
  why: "A workload with replicas missing carries its load with fewer.",
  act: "Sort the namespaces below by pods that are not ready, and open the worst.",
  noValue: noObjects,
});

export const cpuWithoutNode = stat(resources.cpuRequestedWithoutNode, {
  line: KubeCpuOvercommitted,
  why: "Above 100 % some pods find no CPU when a node is lost.",
  act: "Add a node, or lower requests that are not used.",
  noValue: oneNode,
});

export const memoryWithoutNode = stat(resources.memoryRequestedWithoutNode, {
  line: KubeMemoryOvercommitted,
  why: "Above 100 % some pods stay pending when a node is lost, whatever CPU is free.",
  act: "See which namespaces ask for much more than they use, before you add a node.",
  noValue: oneNode,
});

export const kubeletsMissing = stat(missingKubelets, {
  badFrom: 1,
  why: "Of a node without a kubelet that answers nothing is measured.",
  act: "See on the dashboard of the nodes which one it is, and why it cannot be scraped.",
  noValue: noObjects,
});

export const podsByPhase = timeseries(history.podsByPhaseRecorded, {
  stack: true,
  why: "Pending pods that stay find no node; failed ones that pile up fail again and again.",
  act: "Look for the namespace below, and open its workloads.",
  noValue: notRecorded,
});

export const containersWaiting = timeseries(history.containersWaitingRecorded, {
  why: "The reason says what kind of trouble it is: image, configuration, crash.",
  act: "A reason that many share has one cause, like a registry that is gone. One by one, see them by workload.",
  noValue: "No container waits",
});

export const podsNotReady = timeseries(history.podsNotReadyRecorded, {
  ...recorded,
  title: "Pods not ready by namespace",
  drill: [toWorkloads],
  why: "Pods that are not ready take no requests.",
  act: "Click on the namespace for its workloads, and read the readiness probe's message in the events of the pod.",
  noValue: "All pods are ready",
});

export const restarts = timeseries(history.restartsRecorded, {
  ...recorded,
  id: "restarts-by-namespace",
  title: "Restarts in 6 hours by namespace",
  drill: [toWorkloads],
  why: "Restarts that rise are a change, a leak or a server that others miss.",
  act: "Find the containers of the namespace, and read their log from before the restart.",
  noValue: notRecorded,
});

export const cpuByNamespace = timeseries(history.namespaceCpuRecorded, {
  ...recorded,
  stack: true,
  drill: [toWorkloads],
  why: "Shows who uses the CPUs of the cluster.",
  act: "Compare with what was requested before you add nodes.",
  noValue: notRecorded,
});

export const memoryByNamespace = timeseries(history.namespaceMemoryRecorded, {
  ...recorded,
  stack: true,
  drill: [toWorkloads],
  why: "Shows who holds the memory of the cluster.",
  act: "Look for a namespace that only grows.",
  noValue: notRecorded,
});

export const nodesUnderPressure = timeseries(history.nodesByConditionRecorded, {
  why: "A node under pressure takes no new pods and evicts some.",
  act: "See which one it is on the dashboard of the nodes.",
  noValue: "No data: no node tells its conditions",
});

export const cpuRequested = timeseries(history.namespaceCpuRequestedRecorded, {
  ...recorded,
  stack: true,
  why: "What is requested is taken, whether it is used or not.",
  act: "Lower requests of namespaces that use far less.",
  noValue: notRecorded,
});

export const memoryRequested = timeseries(history.namespaceMemoryRequestedRecorded, {
  ...recorded,
  stack: true,
  why: "Memory that is requested and not used could hold other pods.",
  act: "Compare with the use by namespace, over a week.",
  noValue: notRecorded,
});

export const readyOverTime = timeseries(history.nodesReadyRecorded, {
  id: "nodes-and-those-that-are-ready",
  title: "Nodes ready over time",
  why: "Steps that nobody planned are machines that come and go.",
  act: "Lay the time of a step beside the log of the autoscaler and of the provider.",
  noValue: notRecorded,
});

export const againstYesterday = timeseries(nodes.nodesOfYesterday, {
  ...recorded,
  line: KubeNodesFewerThanYesterday,
  why: "Fewer nodes than yesterday is less room, whoever took them away.",
  act: "Ask the autoscaler and the provider what became of them.",
  noValue: "No data: nothing was recorded yesterday",
});

export const apiErrors = timeseries(history.apiErrorsRecorded, {
  title: "API errors over time",
  why: "Controllers, kubelets and people all work through this one door.",
  act: "Open the dashboard of the API server: verb, code and store tell what fails.",
  noValue: "No data: the API server is not scraped",
});
