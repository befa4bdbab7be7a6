/** What NVIDIA GPUs do: how busy they are, what is in their memory, who has them. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** The job of dcgm-exporter. */
export const dcgm = (s: Scope): string => s.select("dcgm");

const mebibyte = 1024 ** 2;

// DCGM has numbers at the end of its range for "unknown"; no GPU has ten million MiB. The bound stands at each part of
// a division, because a sentinel divided by a number may look like a share.
const memory = (metric: string, s: Scope): Promql =>
  promql`max by (instance, gpu, GPU_I_ID) (${metric}{${dcgm(s)}} < 1e7)`;

// What programs can use; what the driver reserves for itself is no part of it.
const usable = (s: Scope): Promql =>
  promql`${memory("DCGM_FI_DEV_FB_USED", s)} + ${memory("DCGM_FI_DEV_FB_FREE", s)}`;

export const gpuCount = signal({
  title: "GPUs",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Number of GPUs of a host that DCGM sees.",
  value: (s) => promql`count by (instance) (count by (instance, gpu) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}}))`,
});

export const gpusInAll = signal({
  title: "GPUs in all",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Number of GPUs that DCGM sees, over all hosts.",
  value: (s) => promql`sum(${gpuCount.value(s)})`,
});

export const gpuBusy = signal({
  title: "GPU busy",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of time in which a GPU had something to do; of a divided GPU, that of its busiest part. It says nothing about how much of the GPU was used.",
  // Divided GPUs and those that can be profiled tell the first, all whole ones the second, in percent.
  value: (s) =>
    promql`max by (instance, gpu) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{${dcgm(s)}}) or max by (instance, gpu) (DCGM_FI_DEV_GPU_UTIL{${dcgm(s)}}) / 100`,
});

export const gpuBusyMean = signal({
  title: "GPUs busy, mean of a host",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs of a host had something to do, as a mean over all of them.",
  value: (s) => promql`avg by (instance) (${gpuBusy.value(s)})`,
});

export const gpuBusySpread = signal({
  title: "Difference between the GPUs of a host",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "How much busier the busiest GPU of a host is than its idlest.",
  value: (s) => promql`max by (instance) (${gpuBusy.value(s)}) - min by (instance) (${gpuBusy.value(s)})`,
});

export const gpusIdle = signal({
  title: "GPUs idle",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Number of GPUs of a host that did nothing, whether or not a program holds them.",
  value: (s) => promql`count by (instance) (${gpuBusy.value(s)} < 0.01) or 0 * ${gpuCount.value(s)}`,
});

export const gpuMemoryUsed = signal({
  title: "GPU memory used",
  unit: "percentunit",
  by: ["instance", "gpu", "GPU_I_ID"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the memory of a GPU that programs hold, of what programs can have. A divided GPU has a value for each part.",
  value: (s) => promql`${memory("DCGM_FI_DEV_FB_USED", s)} / (${usable(s)} > 0)`,
});

export const gpuFullest = signal({
  title: "GPU memory used, fullest part",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the memory of a GPU that programs hold; of a divided GPU, that of its fullest part.",
  value: (s) => promql`max by (instance, gpu) (${gpuMemoryUsed.value(s)})`,
});

export const gpuMemoryUsedBytes = signal({
  title: "GPU memory in use",
  unit: "bytes",
  by: ["instance", "gpu", "GPU_I_ID"],
  min: 0,
  meaning: "Memory of a GPU that programs hold.",
  value: (s) => promql`${memory("DCGM_FI_DEV_FB_USED", s)} * ${mebibyte}`,
});

export const gpuMemoryReserved = signal({
  title: "GPU memory reserved",
  unit: "percentunit",
  by: ["instance", "gpu", "GPU_I_ID"],
  min: 0,
  max: 1,
  meaning: "Memory that the driver keeps for itself, as a share of what programs can have.",
  value: (s) => promql`${memory("DCGM_FI_DEV_FB_RESERVED", s)} / (${usable(s)} > 0)`,
});

/** How far ahead `gpuMemoryPredicted` looks, in seconds: 4 hours. */
export const memoryPredictionSeconds = 4 * 60 * 60;

export const gpuMemoryPredicted = signal({
  title: "GPU memory free in 4 hours",
  unit: "bytes",
  by: ["instance", "gpu", "GPU_I_ID"],
  meaning:
    "Memory of a GPU that will be free in 4 hours if it goes on as in the last 6 hours. Below 0 it is full by then.",
  value: (s) =>
    promql`max by (instance, gpu, GPU_I_ID) (predict_linear(DCGM_FI_DEV_FB_FREE{${dcgm(s)}}[6h], ${memoryPredictionSeconds})) * ${mebibyte}`,
});

export const gpuTensorActive = signal({
  title: "Tensor pipe active",
  unit: "percentunit",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning:
    "Share of cycles in which the matrix units of a GPU worked. Training and inference live from them.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{${dcgm(s)}})`,
});

export const gpuOccupancy = signal({
  title: "SM occupancy",
  unit: "percentunit",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning: "Warps that were resident on the processors of a GPU, as a share of those that fit.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_SM_OCCUPANCY{${dcgm(s)}})`,
});

export const gpuSmActive = signal({
  title: "SMs active",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of cycles in which a processor of a GPU had at least one warp, as a mean over its processors.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_SM_ACTIVE{${dcgm(s)}})`,
});

export const gpuMemoryActive = signal({
  title: "GPU memory interface active",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of cycles in which the memory of a GPU sent or received.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_DRAM_ACTIVE{${dcgm(s)}})`,
});

export const gpuEncoderBusy = signal({
  title: "Video encoder busy",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the video encoder of a GPU worked.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_ENC_UTIL{${dcgm(s)}}) / 100`,
});

export const gpuDecoderBusy = signal({
  title: "Video decoder busy",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the video decoder of a GPU worked.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_DEC_UTIL{${dcgm(s)}}) / 100`,
});

export const gpusOfNamespace = signal({
  title: "GPUs of a namespace",
  unit: "short",
  by: ["namespace"],
  min: 0,
  meaning: "GPUs, and parts of divided ones, that pods of a namespace have.",
  value: (s) =>
    promql`count by (namespace) (count by (namespace, instance, gpu, GPU_I_ID) (DCGM_FI_DEV_FB_USED{${dcgm(s)}, namespace!=""}))`,
});

export const gpuMemoryOfNamespace = signal({
  title: "GPU memory of a namespace",
  unit: "bytes",
  by: ["namespace"],
  min: 0,
  meaning: "GPU memory that pods of a namespace hold.",
  value: (s) =>
    promql`sum by (namespace) (max by (namespace, instance, gpu, GPU_I_ID) (DCGM_FI_DEV_FB_USED{${dcgm(s)}, namespace!=""} < 1e7)) * ${mebibyte}`,
});

export const gpuBusyOfNamespace = signal({
  title: "GPUs busy for a namespace",
  unit: "percentunit",
  by: ["namespace"],
  min: 0,
  max: 1,
  meaning:
    "Share of time in which the GPUs that pods of a namespace have did something, as a mean over them.",
  value: (s) =>
    promql`avg by (namespace) (max by (namespace, instance, gpu) (DCGM_FI_PROF_GR_ENGINE_ACTIVE{${dcgm(s)}, namespace!=""}) or max by (namespace, instance, gpu) (DCGM_FI_DEV_GPU_UTIL{${dcgm(s)}, namespace!=""}) / 100)`,
});
