/** One GPU in depth: clocks, pipes and limits beside what all GPUs are judged by. */
import { dcgm } from "./gpu";
import { promql } from "./promql";
import { signal, type Signal } from "./signal";

export const gpuMemoryClock = signal({
  title: "GPU memory clock",
  unit: "hertz",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Clock of a GPU's memory.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_MEM_CLOCK{${dcgm(s)}} < 1e6) * 1e6`,
});

export const gpuPowerLimit = signal({
  title: "GPU power limit",
  unit: "watt",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Power that the driver lets a GPU draw.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_ENFORCED_POWER_LIMIT{${dcgm(s)}} < 1e5)`,
});

export const gpuCopyBusy = signal({
  title: "GPU memory busy",
  unit: "percentunit",
  by: ["instance", "gpu"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which a GPU's memory was read or written, on GPUs without profiling as well.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_MEM_COPY_UTIL{${dcgm(s)}}) / 100`,
});

function pipe(title: string, metric: string, numbers: string): Signal {
  return signal({
    title,
    unit: "percentunit",
    by: ["instance", "gpu"],
    min: 0,
    max: 1,
    meaning: `Share of cycles in which the units of a GPU for numbers of ${numbers} worked.`,
    value: (s) => promql`max by (instance, gpu) (${metric}{${dcgm(s)}})`,
  });
}

export const gpuHalfActive = pipe("FP16 pipe active", "DCGM_FI_PROF_PIPE_FP16_ACTIVE", "16 bits");
export const gpuSingleActive = pipe("FP32 pipe active", "DCGM_FI_PROF_PIPE_FP32_ACTIVE", "32 bits");
export const gpuDoubleActive = pipe("FP64 pipe active", "DCGM_FI_PROF_PIPE_FP64_ACTIVE", "64 bits");

export const throttledByLowUse = signal({
  title: "GPU slowed for want of work",
  unit: "percentunit",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning: "Share of time in which a GPU ran at a lower clock because it had too little to do.",
  value: (s) =>
    promql`max by (instance, gpu) (rate(DCGM_FI_DEV_LOW_UTIL_VIOLATION{${dcgm(s)}}[${s.range}])) / 1e9`,
});

export const gpuLastXid = signal({
  title: "Last XID",
  unit: "none",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning:
    "Number of the last XID error since the driver was loaded. It stays when the error is long over; 0 means that there was none.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_XID_ERRORS{${dcgm(s)}} < 1e4)`,
});
