import {
  KubeNodeFlapping,
  KubeNodePodAddressesNearlyUsedUp,
  KubeNodePodsNearlyFull,
  KubeVersionSkew,
} from "../../rules/kubernetes-nodes";
import * as nodes from "../../signals/kubernetes-nodes";
import * as history from "../../signals/kubernetes-recorded";
import { nodeCpuRequested, nodeMemoryRequested } from "../../signals/kubernetes-resources";
import { barGauge, stat, table, timeseries } from "../model/panel";
import { noObjects, notRecorded, recorded, toNode, toNodeOfKubelet } from "./kubernetes-variables";

/** All nodes beside each other, and their kubelets. */

const allNodes = { past: ["node"] } as const;

export const nodesCount = stat(nodes.nodesCount, {
  why: "A number that falls without a plan is machines that are gone.",
  act: "Compare with the list of your provider.",
  noValue: noObjects,
});

export const nodesReady = stat(nodes.nodesReady, {
  why: "Only nodes that are ready take pods.",
  act: "Run `kubectl get nodes` for the names of the others.",
  noValue: noObjects,
});

export const nodeVersionsAtOnce = stat(nodes.versionsMinor, {
  line: KubeVersionSkew,
  why: "More than one version for long is an upgrade that stands still.",
  act: "Bring the nodes that lag behind to the version of the API server.",
  noValue: noObjects,
});

export const fullest = table(
  [history.nodeCpuRequestedRecorded, history.nodeMemoryRequestedRecorded, history.podsOfCapacityRecorded],
  {
    ...recorded,
    title: "Nodes, fullest first",
    height: 10,
    columns: { node: { title: "Node" } },
    drill: [toNode],
    why: "A pod finds a place only where CPU, memory and the number of pods all leave room.",
    act: "Click on a node to see its pods. Add nodes when all are full; spread pods when some are.",
    noValue: notRecorded,
  },
);

export const requestedOverTime = timeseries(
  [history.nodeCpuRequestedRecorded, history.nodeMemoryRequestedRecorded],
  {
    ...recorded,
    title: "CPU and memory requested by node",
    drill: [toNode],
    why: "Uneven nodes waste room: a large pod fits nowhere although there is enough in all.",
    act: "Drain a full node a little, and let the scheduler place its pods anew.",
    noValue: notRecorded,
  },
);

export const readinessChanges = timeseries(nodes.readinessChanges, {
  line: KubeNodeFlapping,
  drill: [toNode],
  why: "A node that comes and goes hurts more than one that is gone.",
  act: "Cordon it until the cause is known.",
  noValue: noObjects,
});

export const pressure = timeseries(nodes.nodesByCondition, {
  why: "Memory, disk or process ids: what is short decides which pods are evicted first.",
  act: "Find the node by its evictions beside this, and look at its host.",
  noValue: "No data: no node tells its conditions",
});

export const relistTimes = timeseries(history.relistTimeRecorded, {
  drill: [toNodeOfKubelet],
  why: "A kubelet that cannot see its containers declares the node not ready.",
  act: "Look at disk and CPU of the node that differs from the others, and at its runtime.",
  noValue: notRecorded,
});

export const podStartTimes = timeseries(history.podStartTimeRecorded, {
  drill: [toNodeOfKubelet],
  why: "It is how long a replaced pod is missing.",
  act: "If one node is slow, look at its disk; if all are, at volumes and the network plugin.",
  noValue: "No pod was started",
});

export const podsOfCapacity = timeseries(nodes.podsOfCapacity, {
  ...allNodes,
  title: "Pods of the number allowed over time",
  line: KubeNodePodsNearlyFull,
  drill: [toNode],
  why: "At 100 % no further pod is taken, whatever is free.",
  act: "Add nodes, or raise the number where addresses allow it.",
  noValue: noObjects,
});

export const podAddresses = timeseries(nodes.podAddressesUsed, {
  ...allNodes,
  line: KubeNodePodAddressesNearlyUsedUp,
  drill: [toNode],
  why: "Pods that get no address hang while they are created.",
  act: "Lower the number of pods, or give nodes larger ranges.",
  noValue: "No data: nodes have no range of addresses from /24 to /27",
});

export const cpuRequestedNow = barGauge(nodeCpuRequested, {
  ...allNodes,
  width: 12,
  drill: [toNode],
  why: "As it is at this moment, for the cluster that is chosen: after a drain this moves first.",
  act: "Uncordon nodes that stay empty although others are full.",
  noValue: noObjects,
});

export const memoryRequestedNow = barGauge(nodeMemoryRequested, {
  ...allNodes,
  width: 12,
  drill: [toNode],
  why: "Memory cannot be shared as CPU can: a node at 100 % is full.",
  act: "Move the pod with the largest request that is not used.",
  noValue: noObjects,
});
