/** Heat and power of NVIDIA GPUs, and how much these slow them down. */
import { dcgm } from "./gpu";
import { promql } from "./promql";
import { signal, type Signal } from "./signal";

export const gpuTemperature = signal({
  title: "GPU temperature",
  unit: "celsius",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Temperature of a GPU's chip.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}})`,
});

export const gpuMemoryTemperature = signal({
  title: "GPU memory temperature",
  unit: "celsius",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Temperature of a GPU's memory. GPUs without a sensor there have no value.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_MEMORY_TEMP{${dcgm(s)}})`,
});

export const gpuHottest = signal({
  title: "Hottest GPU",
  unit: "celsius",
  by: ["instance"],
  min: 0,
  meaning: "Temperature of the hottest GPU of a host.",
  value: (s) => promql`max by (instance) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}} <= 250)`,
});

export const gpuSlowdownTemperature = signal({
  title: "GPU slowdown temperature",
  unit: "celsius",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Temperature from which a GPU slows itself down, as its maker set it.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_SLOWDOWN_TEMP{${dcgm(s)}})`,
});

/** How far ahead `gpuTemperaturePredicted` looks, in seconds: 6 hours. */
export const heatPredictionSeconds = 6 * 60 * 60;

export const gpuTemperaturePredicted = signal({
  title: "GPU temperature in 6 hours",
  unit: "celsius",
  by: ["instance", "gpu"],
  meaning: "Temperature that a GPU will have in 6 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance, gpu) (predict_linear(DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}}[6h], ${heatPredictionSeconds}))`,
});

export const gpuPower = signal({
  title: "GPU power",
  unit: "watt",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Power that a GPU draws.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_POWER_USAGE{${dcgm(s)}} < 1e5)`,
});

export const gpuPowerOfHost = signal({
  title: "Power of all GPUs",
  unit: "watt",
  by: ["instance"],
  min: 0,
  meaning: "Power that all GPUs of a host draw together.",
  value: (s) => promql`sum by (instance) (${gpuPower.value(s)})`,
});

export const gpuPowerUsed = signal({
  title: "GPU power of its limit",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  // Peaks above the limit are real.
  plausible: 10,
  meaning: "Power that a GPU draws, as a share of the limit that the driver enforces.",
  value: (s) =>
    promql`${gpuPower.value(s)} / max by (instance, gpu) (DCGM_FI_DEV_ENFORCED_POWER_LIMIT{${dcgm(s)}} > 0 < 1e5)`,
});

/** Millijoules in a kilowatt-hour: DCGM counts energy in mJ. */
const millijoules = 3.6e9;

export const gpuEnergy = signal({
  title: "GPU energy, kWh",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Energy that the GPUs of a host took in the time shown, in kWh.",
  value: (s) =>
    promql`sum by (instance) (max by (instance, gpu) (increase(DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{${dcgm(s)}}[${s.range}]))) / ${millijoules}`,
});

export const gpuEnergyDay = signal({
  title: "GPU energy in a day, kWh",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Energy that the GPUs of a host took in the last 24 hours, in kWh.",
  value: (s) => promql`max by (instance) (instance:dcgm_energy_kilowatthours:increase24h${s.any})`,
});

export const gpuEnergyGrowth = signal({
  title: "GPU energy compared with last week",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  meaning:
    "Energy that the GPUs of a host took in the last 24 hours, as a share of the same 24 hours a week ago.",
  value: (s) =>
    promql`${gpuEnergyDay.value(s)} / (max by (instance) (instance:dcgm_energy_kilowatthours:increase24h${s.any} offset 7d) > 0)`,
});

/** Share of time in which a limit held a GPU back: DCGM counts nanoseconds. */
function heldBack(title: string, metric: string, meaning: string): Signal {
  return signal({
    title,
    unit: "percentunit",
    by: ["instance", "gpu"],
    tone: "saturation",
    min: 0,
    max: 1,
    meaning,
    value: (s) => promql`max by (instance, gpu) (rate(${metric}{${dcgm(s)}}[${s.range}])) / 1e9`,
  });
}

export const throttledByHeat = heldBack(
  "GPU slowed by heat",
  "DCGM_FI_DEV_THERMAL_VIOLATION",
  "Share of time in which a GPU ran slower because it was too hot.",
);

export const throttledByPower = heldBack(
  "GPU slowed by its power limit",
  "DCGM_FI_DEV_POWER_VIOLATION",
  "Share of time in which a GPU ran slower to stay below its power limit.",
);

export const throttledByBoard = heldBack(
  "GPU slowed by its board",
  "DCGM_FI_DEV_BOARD_LIMIT_VIOLATION",
  "Share of time in which a GPU ran slower because its board could not supply more.",
);

export const throttledByReliability = heldBack(
  "GPU slowed for reliability",
  "DCGM_FI_DEV_RELIABILITY_VIOLATION",
  "Share of time in which a GPU ran slower because a higher clock would not be reliable at its voltage.",
);

export const throttledBySyncBoost = heldBack(
  "GPU slowed by its group",
  "DCGM_FI_DEV_SYNC_BOOST_VIOLATION",
  "Share of time in which a GPU ran slower because the slowest of its sync boost group did.",
);

export const clockEvents = signal({
  title: "Reasons for reduced clocks",
  unit: "short",
  by: ["instance", "gpu", "clock_event"],
  min: 0,
  meaning:
    "How often in the last 5 minutes DCGM found a GPU held back, by reason. DCGM looks as often as it is scraped.",
  value: (s) =>
    promql`max by (instance, gpu, clock_event) (DCGM_EXP_CLOCK_EVENTS_COUNT{${dcgm(s)}, clock_event!=""})`,
});

export const gpuClock = signal({
  title: "GPU clock",
  unit: "hertz",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Clock of a GPU's processors.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_SM_CLOCK{${dcgm(s)}} < 1e6) * 1e6`,
});
