/** GPUs over weeks, and over many hosts, from series that recording rules keep small. */
import { ofRecorded } from "./recorded";
import { promql } from "./promql";
import { signal } from "./signal";

export const gpuBusyRecorded = signal({
  title: "GPUs of a host busy",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPUs of a host had something to do, as a mean over all of them.",
  value: (s) => promql`max by (instance) (instance:dcgm_gpu_busy:avg${ofRecorded(s)})`,
});

export const gpusIdleRecorded = signal({
  title: "GPUs of a host idle",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Number of GPUs of a host that did nothing, whether or not a program holds them.",
  value: (s) => promql`max by (instance) (instance:dcgm_gpus_idle:count${ofRecorded(s)})`,
});

export const gpusRecorded = signal({
  title: "GPUs seen on a host",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Number of GPUs of a host that DCGM saw.",
  value: (s) => promql`max by (instance) (instance:dcgm_gpus:count${ofRecorded(s)})`,
});

export const gpuMemoryRecorded = signal({
  title: "Fullest GPU memory of a host",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the memory that programs held, on the GPU of a host that had least left.",
  value: (s) => promql`max by (instance) (instance_gpu:dcgm_memory_used:max${ofRecorded(s)})`,
});

export const gpuTemperatureRecorded = signal({
  title: "Hottest GPU of a host",
  unit: "celsius",
  by: ["instance"],
  min: 0,
  meaning: "Temperature of the hottest GPU of a host.",
  value: (s) => promql`max by (instance) (instance:dcgm_gpu_temperature_celsius:max${ofRecorded(s)})`,
});

export const gpuPowerRecorded = signal({
  title: "Power of a host's GPUs",
  unit: "watt",
  by: ["instance"],
  min: 0,
  meaning: "Power that all GPUs of a host drew together.",
  value: (s) => promql`max by (instance) (instance:dcgm_power_watts:sum${ofRecorded(s)})`,
});

export const gpuHeatRecorded = signal({
  title: "Most slowed by heat",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which the GPU of a host that suffered most ran slower because it was too hot.",
  value: (s) => promql`max by (instance) (instance_gpu:dcgm_throttled_by_heat:ratio_rate5m${ofRecorded(s)})`,
});

export const gpuLinkErrorsRecorded = signal({
  title: "Most PCIe replays in a minute",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Transmissions repeated in a minute, of the GPU of a host with most of them.",
  value: (s) => promql`max by (instance) (instance_gpu:dcgm_pcie_replays_per_minute:rate5m${ofRecorded(s)})`,
});
