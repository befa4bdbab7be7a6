/** The container of the same name in pods, on a node of Kubernetes: its series have a namespace and a pod. */
import * as pods from "../../signals/kubernetes-containers";
import * as use from "../../signals/kubernetes-resources";
import { timeseries } from "../model/panel";

const none = "No pod of this node has a container of this name";
const noPods = "No pod has a container of this name with such a limit";

/** kube-state-metrics knows no node by its own instance. */
const past = ["instance"] as const;

export const podContainerCpu = timeseries(use.containerCpu, {
  why: "One line for each pod: one that works far more than its like gets more than its share of requests.",
  act: "Look at how requests are divided among the pods.",
  noValue: none,
});

export const podContainerMemory = timeseries(use.containerMemory, {
  why: "Pods of one workload should need alike; the one that does not has other work, or leaks.",
  act: "Restart that pod alone, and see whether it grows again.",
  noValue: none,
});

export const podContainerThrottled = timeseries(use.containerThrottled, {
  why: "A pod that is held back is slow while its node is idle.",
  act: "Raise the CPU limit of its workload, or leave it out.",
  noValue: "No pod of this node has a container of this name with a CPU limit",
});

export const podContainerMemoryOfLimit = timeseries(use.containerMemoryOfLimit, {
  title: "Memory of the limit, in pods",
  past,
  why: "At 100 % the container is ended (OOMKilled) and started again.",
  act: "Raise the limit of its workload, unless it only grows.",
  noValue: noPods,
});

export const podContainerCpuOfLimit = timeseries(use.containerCpuOfLimit, {
  title: "CPU of the limit, in pods",
  past,
  why: "Work above the limit waits for the next period.",
  act: "Run more pods of the workload, or raise the limit.",
  noValue: noPods,
});

export const podContainerRestarts = timeseries(pods.containerRestarts, {
  title: "Restarts in pods",
  past,
  why: "Restarts in one pod point to its data or its node, in all pods to a release.",
  act: "Read what it wrote before: kubectl logs -p POD -c CONTAINER.",
  noValue: "No pod has a container of this name",
});
