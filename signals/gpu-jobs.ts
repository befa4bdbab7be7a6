/** GPUs by the pods that have them. The labels are there in a cluster, and only while a container has the GPU. */
import { dcgm, gpuCount } from "./gpu";
import { idleBelow } from "./gpu-fleet";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const pod = ["namespace", "pod", "container"];
/** A GPU, or a part of a divided one, and who has it. */
const ofPod = [...pod, "instance", "gpu", "GPU_I_ID"];
/** A whole GPU and who has it: how busy it is, is not told of its parts by every GPU. */
const gpuOfPod = [...pod, "instance", "gpu"];
const gpuOfNamespace = ["namespace", "instance", "gpu"];

const owned = (s: Scope): string => `${dcgm(s)}, namespace!=""`;

const mebibyte = 1024 ** 2;

const busy = (s: Scope, by: readonly string[]): Promql =>
  promql`(max by (${by}) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{${owned(s)}}) or max by (${by}) (DCGM_FI_DEV_GPU_UTIL{${owned(s)}}) / 100)`;

const memory = (metric: string, s: Scope): Promql => promql`max by (${ofPod}) (${metric}{${owned(s)}} < 1e7)`;

export const gpusOfPod = signal({
  title: "GPUs",
  unit: "short",
  by: pod,
  min: 0,
  meaning: "GPUs, and parts of divided ones, that a container has.",
  value: (s) => promql`count by (${pod}) (count by (${ofPod}) (DCGM_FI_DEV_FB_USED{${owned(s)}}))`,
});

export const gpuBusyOfPod = signal({
  title: "Busy",
  unit: "percentunit",
  by: pod,
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs of a container had something to do, as a mean over them.",
  value: (s) => promql`avg by (${pod}) (${busy(s, gpuOfPod)})`,
});

export const gpuMemoryOfPod = signal({
  title: "GPU memory held",
  unit: "bytes",
  by: pod,
  min: 0,
  meaning: "Memory that is in use on the GPUs of a container.",
  value: (s) => promql`sum by (${pod}) (${memory("DCGM_FI_DEV_FB_USED", s)}) * ${mebibyte}`,
});

export const gpuMemoryShareOfPod = signal({
  title: "GPU memory of what it has",
  unit: "percentunit",
  by: pod,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Memory in use on the GPUs of a container, as a share of what programs can have there.",
  value: (s) => {
    const used = promql`sum by (${pod}) (${memory("DCGM_FI_DEV_FB_USED", s)})`;
    return promql`${used} / (${used} + sum by (${pod}) (${memory("DCGM_FI_DEV_FB_FREE", s)}) > 0)`;
  },
});

export const gpuPowerOfPod = signal({
  title: "Power of its GPUs",
  unit: "watt",
  by: pod,
  min: 0,
  meaning: "Power that the GPUs of a container draw.",
  value: (s) => promql`sum by (${pod}) (max by (${gpuOfPod}) (DCGM_FI_DEV_POWER_USAGE{${owned(s)}} < 1e5))`,
});

export const gpuTensorOfPod = signal({
  title: "Tensor pipe",
  unit: "percentunit",
  by: pod,
  min: 0,
  max: 1,
  meaning: "Share of cycles in which the matrix units of a container's GPUs worked, as a mean over them.",
  value: (s) => promql`avg by (${pod}) (max by (${gpuOfPod}) (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{${owned(s)}}))`,
});

export const gpuWasteOfPod = signal({
  title: "GPUs not used",
  unit: "short",
  by: pod,
  tone: "saturation",
  min: 0,
  meaning:
    "What a container has and does not use, in GPUs: 4 GPUs that are 75 % busy are 1 that is not used. A part of a divided GPU counts like a whole one.",
  value: (s) => promql`sum by (${pod}) (1 - ${busy(s, gpuOfPod)})`,
});

export const gpuWasteOfNamespace = signal({
  title: "GPUs not used in a namespace",
  unit: "short",
  by: ["namespace"],
  tone: "saturation",
  min: 0,
  meaning: "What the pods of a namespace have and do not use, in GPUs.",
  value: (s) => promql`sum by (namespace) (1 - ${busy(s, gpuOfNamespace)})`,
});

export const gpuWasteInAll = signal({
  title: "Given out and not used",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "What all pods have and do not use, in GPUs.",
  value: (s) => promql`sum(${gpuWasteOfNamespace.value(s)})`,
});

export const gpusGivenOut = signal({
  title: "GPUs given out",
  unit: "short",
  by: [],
  min: 0,
  meaning: "GPUs of which a pod has all or a part.",
  value: (s) =>
    promql`count(count by (instance, gpu) (DCGM_FI_DEV_FB_USED{${owned(s)}})) or 0 * count(DCGM_FI_DEV_FB_USED{${dcgm(s)}})`,
});

export const gpusWithoutPod = signal({
  title: "GPUs that nobody has",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "GPUs of a host of which no pod has even a part. Outside of a cluster these are all.",
  value: (s) =>
    promql`${gpuCount.value(s)} - (count by (instance) (count by (instance, gpu) (DCGM_FI_DEV_FB_USED{${owned(s)}})) or 0 * ${gpuCount.value(s)})`,
});

export const gpusWithoutPodInAll = signal({
  title: "Free GPUs",
  unit: "short",
  by: [],
  min: 0,
  meaning: "GPUs of which no pod has even a part, over all hosts.",
  value: (s) => promql`sum(${gpusWithoutPod.value(s)})`,
});

export const gpusIdleOfPod = signal({
  title: "GPUs idle",
  unit: "short",
  by: pod,
  tone: "saturation",
  min: 0,
  meaning: `GPUs of a container that work less than ${idleBelow * 100} % of the time.`,
  value: (s) => promql`sum by (${pod}) (${busy(s, gpuOfPod)} < bool ${idleBelow})`,
});

export const gpusIdleGivenOut = signal({
  title: "Given out and idle",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: `GPUs that a pod has and that work less than ${idleBelow * 100} % of the time.`,
  value: (s) => promql`sum(${busy(s, gpuOfNamespace)} < bool ${idleBelow})`,
});

export const gpuBusyGivenOut = signal({
  title: "GPUs of pods busy",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs that pods have did something, as a mean over them.",
  value: (s) => promql`avg(${busy(s, gpuOfNamespace)})`,
});

/** Samples that a subquery takes of an hour, one every 5 minutes. */
const samplesOfHour = 12;

export const gpuHoursOfNamespace = signal({
  title: "GPU hours of a day",
  unit: "short",
  by: ["namespace"],
  min: 0,
  meaning: "Hours that the pods of a namespace had GPUs in the last 24 hours: 24 for one GPU all day.",
  value: (s) =>
    promql`sum by (namespace) (sum_over_time(namespace:dcgm_gpus:count${s.any}[1d:5m])) / ${samplesOfHour}`,
});

export const gpuHoursUnused = signal({
  title: "GPU hours not used",
  unit: "short",
  by: ["namespace"],
  tone: "saturation",
  min: 0,
  meaning: "Of the hours that a namespace had GPUs in the last 24 hours, those in which they did nothing.",
  value: (s) =>
    promql`sum by (namespace) (sum_over_time((namespace:dcgm_gpus:count${s.any} * (1 - namespace:dcgm_gpu_busy:avg${s.any}))[1d:5m])) / ${samplesOfHour}`,
});

export const gpuBusyOfNamespaceRecorded = signal({
  title: "GPUs of a namespace busy",
  unit: "percentunit",
  by: ["namespace"],
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs of a namespace did something, as a mean over them.",
  value: (s) => promql`max by (namespace) (namespace:dcgm_gpu_busy:avg${s.any})`,
});

export const gpusOfNamespaceRecorded = signal({
  title: "GPUs that a namespace had",
  unit: "short",
  by: ["namespace"],
  min: 0,
  meaning: "GPUs, and parts of divided ones, that the pods of a namespace had.",
  value: (s) => promql`max by (namespace) (namespace:dcgm_gpus:count${s.any})`,
});
