/** All GPUs beside each other: a number or two of each, and sums over all. */
import { dcgm, gpuBusy, gpuFullest } from "./gpu";
import { eccUncorrected, gpuXidErrors, rowRemapFailed } from "./gpu-errors";
import { gpuHottest, gpuPowerOfHost } from "./gpu-heat";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** 1 for each GPU that DCGM sees. */
const present = (s: Scope): Promql => promql`count by (instance, gpu) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}})`;

/** Share of a GPU's memory above which somebody holds it. */
export const heldAbove = 0.05;

/** Share of its time below which a GPU that somebody has idles. */
export const idleBelow = 0.02;

export const gpuPowerByModel = signal({
  title: "Power",
  unit: "watt",
  by: ["instance", "gpu", "modelName"],
  min: 0,
  meaning: "Power that a GPU draws, with the model of the GPU.",
  value: (s) => promql`max by (instance, gpu, modelName) (DCGM_FI_DEV_POWER_USAGE{${dcgm(s)}} < 1e5)`,
});

export const gpuAlerts = signal({
  title: "Alerts of the GPU",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Alerts about one GPU that fire now.",
  value: (s) =>
    promql`count by (instance, gpu) (ALERTS{alertstate="firing", severity!="none", service="gpu"}) and on (instance, gpu) ${present(s)} or 0 * ${present(s)}`,
});

export const gpuAlertsInAll = signal({
  title: "Alerts of GPUs",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Alerts about GPUs, their driver and their exporter that fire now.",
  value: (s) =>
    promql`count(ALERTS{alertstate="firing", severity!="none", service="gpu"${s.alerts}}) or vector(0)`,
});

export const gpuFaults = signal({
  title: "Faults",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning:
    "XID errors of the last 5 minutes, those of programs included, a failed health check, memory errors that could not be corrected, rows that could not be replaced.",
  value: (s) => {
    const sum = (of: Promql) => promql`(sum by (instance, gpu) (${of}) or 0 * ${present(s)})`;
    return promql`${sum(gpuXidErrors.value(s))} + ${sum(promql`DCGM_EXP_GPU_HEALTH_STATUS{${dcgm(s)}, health_watch="ALL"} == bool 20`)} + ${sum(eccUncorrected.value(s))} + ${sum(rowRemapFailed.value(s))}`;
  },
});

export const gpusFaulty = signal({
  title: "GPUs with faults",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of GPUs with an error or a failed check.",
  value: (s) => promql`count(${gpuFaults.value(s)} > 0) or 0 * count(${present(s)})`,
});

export const gpuHeldIdle = signal({
  title: "Held and idle",
  unit: "bool",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: `1 for a GPU of whose memory somebody holds more than ${heldAbove * 100} % while it works less than ${idleBelow * 100} % of the time.`,
  value: (s) =>
    promql`(${gpuBusy.value(s)} < bool ${idleBelow}) * (${gpuFullest.value(s)} > bool ${heldAbove})`,
});

export const gpusHeldIdle = signal({
  title: "GPUs held and idle",
  unit: "short",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  meaning: "GPUs of a host that somebody holds and does not use.",
  value: (s) => promql`sum by (instance) (${gpuHeldIdle.value(s)})`,
});

export const gpusHeldIdleInAll = signal({
  title: "Held and idle, all hosts",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "GPUs that somebody holds and does not use, over all hosts.",
  value: (s) => promql`sum(${gpuHeldIdle.value(s)})`,
});

export const gpuBusyInAll = signal({
  title: "GPUs busy",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs had something to do, as a mean over all of them.",
  value: (s) => promql`avg(${gpuBusy.value(s)})`,
});

export const gpuHottestOfAll = signal({
  title: "Hottest GPU of all",
  unit: "celsius",
  by: [],
  min: 0,
  meaning: "Temperature of the hottest GPU of all hosts.",
  value: (s) => promql`max(${gpuHottest.value(s)})`,
});

export const gpuPowerInAll = signal({
  title: "Power of the fleet",
  unit: "watt",
  by: [],
  min: 0,
  meaning: "Power that the GPUs of all hosts draw together.",
  value: (s) => promql`sum(${gpuPowerOfHost.value(s)})`,
});

export const gpusByModel = signal({
  title: "GPUs by model",
  unit: "short",
  by: ["modelName"],
  min: 0,
  meaning: "Number of GPUs of each model.",
  value: (s) =>
    promql`count by (modelName) (count by (modelName, instance, gpu) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}}))`,
});

export const gpuPowerOfModels = signal({
  title: "Power by model",
  unit: "watt",
  by: ["modelName"],
  min: 0,
  meaning: "Power that all GPUs of a model draw together.",
  value: (s) => promql`sum by (modelName) (${gpuPowerByModel.value(s)})`,
});
