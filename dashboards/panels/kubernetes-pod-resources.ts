import {
  KubeContainerCpuNearLimit,
  KubeContainerCpuThrottled,
  KubeContainerMemoryLeaking,
  KubeContainerMemoryNearLimit,
} from "../../rules/kubernetes-resources";
import * as pod from "../../signals/kubernetes-pod";
import * as resources from "../../signals/kubernetes-resources";
import { timeseries } from "../model/panel";
import { noContainers } from "./kubernetes-variables";

/** CPU and memory of the containers of one pod, against what they asked for and what they may use. */

const noLimit = "No data: no container has such a limit";

export const cpu = timeseries([resources.containerCpu, pod.containerCpuRequest, pod.containerCpuLimit], {
  title: "CPU, requested and allowed",
  width: 12,
  why: "Up to the request the CPU is sure; between request and limit it is what neighbours leave.",
  act: "Use that lies above the request all the time wants a higher request, or more replicas.",
  noValue: noContainers,
});

export const memory = timeseries(
  [resources.containerMemory, pod.containerMemoryRequest, pod.containerMemoryLimit],
  {
    title: "Memory, requested and allowed",
    width: 12,
    why: "The course tells a leak from a cache that fills once.",
    act: "Compare with the time since the start, and with the other replicas.",
    noValue: noContainers,
  },
);

export const memoryOfLimit = timeseries(resources.containerMemoryOfLimit, {
  line: [KubeContainerMemoryLeaking, KubeContainerMemoryNearLimit],
  why: "At 100 % the kernel ends the container.",
  act: "Raise the limit, or find what grows.",
  noValue: noLimit,
});

export const throttled = timeseries(resources.containerThrottled, {
  line: KubeContainerCpuThrottled,
  why: "Time in which a container wanted to work and was not allowed to.",
  act: "If its mean use is near the limit too, raise the limit.",
  noValue: noLimit,
});

export const cpuOfLimit = timeseries(resources.containerCpuOfLimit, {
  line: KubeContainerCpuNearLimit,
  why: "Near 100 % there is no room for more work.",
  act: "More replicas, or a higher limit.",
  noValue: noLimit,
});

export const memoryPredicted = timeseries(resources.containerMemoryPredicted, {
  why: "Above 100 % the limit is reached within 12 hours.",
  act: "Restart the container at a time that suits you.",
  noValue: noLimit,
});

export const oomEvents = timeseries(pod.containerOomEvents, {
  why: "A child process that is ended leaves a container that runs on and fails at part of its work.",
  act: "Look for workers that were started again, and give the container room for all of them at once.",
  noValue: noContainers,
});
