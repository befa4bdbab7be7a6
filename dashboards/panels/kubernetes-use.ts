import { podNetworkErrors } from "../../signals/kubernetes-network";
import { podCpu, podMemory } from "../../signals/kubernetes-pod";
import * as resources from "../../signals/kubernetes-resources";
import { stat, table, timeseries } from "../model/panel";
import { noContainers, noObjects, toPod } from "./kubernetes-variables";

/** CPU and memory of one namespace: of all of it, of its workloads, and of its pods. */

export const cpuOfNamespace = stat(resources.namespaceCpu, {
  sparkline: true,
  why: "A jump without more work is a loop, or a release that is slower.",
  act: "See below which workload it is.",
  noValue: noContainers,
});

export const memoryOfNamespace = stat(resources.namespaceMemory, {
  sparkline: true,
  why: "Memory that only rises ends with containers that are killed.",
  act: "Look for the workload that rises with it.",
  noValue: noContainers,
});

export const workloadCpu = timeseries(resources.workloadCpu, {
  stack: true,
  why: "Shows which workload uses the CPU of the namespace.",
  act: "Compare with before its last change.",
  noValue: noContainers,
});

export const workloadMemory = timeseries(resources.workloadMemory, {
  stack: true,
  why: "A workload that rises from each deployment to the next one leaks.",
  act: "Look at the pods below, and restart in time.",
  noValue: noContainers,
});

export const cpuAgainstRequests = timeseries([resources.namespaceCpu, resources.namespaceCpuRequested], {
  title: "CPU used and requested",
  why: "The gap between the lines is kept free for this namespace, and nobody else may use it by right.",
  act: "Where it stays wide at the busiest hour, lower the requests of the largest workload.",
  noValue: noContainers,
});

export const memoryAgainstRequests = timeseries(
  [resources.namespaceMemory, resources.namespaceMemoryRequested],
  {
    title: "Memory used and requested",
    why: "Use above the requests depends on what neighbours leave, and is evicted first.",
    act: "Raise the requests of what really needs it.",
    noValue: noContainers,
  },
);

export const pods = table([podCpu, podMemory], {
  title: "Pods",
  height: 10,
  columns: { pod: { title: "Pod" } },
  drill: [toPod],
  why: "Replicas of one workload should be alike; one that differs gets more than its share, or hangs.",
  act: "Click on a pod to see its containers, restarts and limits.",
  noValue: noContainers,
});

export const podNetwork = timeseries(podNetworkErrors, {
  drill: [toPod],
  why: "A pod whose packets break loses time in repeats that no log shows.",
  act: "If all pods of one node have it, look at that node's network.",
  noValue: "No packet was broken",
});

export const podsAndWorkloads = table(resources.podWorkload, {
  title: "Pods and their workloads",
  labelsOnly: true,
  columns: {
    workload: { title: "Workload" },
    pod: { title: "Pod" },
    namespace: { title: "Namespace" },
  },
  why: "Leads from the name of a pod in an alert to what has to be changed.",
  act: "Open the workload by its name: `kubectl -n NAMESPACE get all`.",
  noValue: noObjects,
});
