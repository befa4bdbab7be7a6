import {
  gpuEnergy,
  gpuHottest,
  gpuPowerOfHost,
  throttledByHeat,
  throttledByPower,
} from "../signals/gpu-heat";
import {
  gpuBusy,
  gpuBusyMean,
  gpuBusyOfNamespace,
  gpuFullest,
  gpuMemoryOfNamespace,
  gpusIdle,
  gpusOfNamespace,
} from "../signals/gpu";
import { nvlinkChecksumErrors, pcieReplays } from "../signals/gpu-links";
import { gpuErrorRules } from "./gpu-errors";
import { GpuHot, GpuMemoryHot, GpuTemperatureRising } from "./gpu-heat";
import { GpuMemoryFull, GpuMemoryLeaking, GpuMemoryReservedHigh } from "./gpu-memory";
import { GpuNvlinkChecksumErrors, GpuNvlinkRecovered, GpuNvlinkReplays, GpuNvlinkSilent } from "./gpu-nvlink";
import { GpuPcieNarrow, GpuPcieReplays } from "./gpu-pcie";
import { GpuEnergyGrown, GpuPowerOverLimit, GpuThrottledByBoard, GpuThrottledByPower } from "./gpu-power";
import {
  GpuHardwareSlowdown,
  GpuPowerBrake,
  GpuSoftwareThermal,
  GpuThrottledByHeat,
  GpuThrottledBySyncBoost,
  GpuThrottledForReliability,
} from "./gpu-throttling";
import { GpuDecoderSaturated, GpuEncoderSaturated, GpuOccupancyLow, GpuTensorUnused } from "./gpu-efficiency";
import { GpuHeldIdle, GpuImbalance, GpuSaturated } from "./gpu-use";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** Heat, power and what they do to the clocks of GPUs. */
const gpuHeatRules: Rules = {
  name: "gpu-heat",
  needs: ["gpu"],
  recordings: [
    recording("instance:dcgm_gpu_temperature_celsius:max", gpuHottest),
    recording("instance:dcgm_power_watts:sum", gpuPowerOfHost),
    recording("instance:dcgm_energy_kilowatthours:increase24h", gpuEnergy, "24h"),
    recording("instance_gpu:dcgm_throttled_by_heat:ratio_rate5m", throttledByHeat),
    recording("instance_gpu:dcgm_throttled_by_power:ratio_rate5m", throttledByPower),
  ],
  alerts: [
    GpuEnergyGrown,
    GpuHardwareSlowdown,
    GpuHot,
    GpuMemoryHot,
    GpuPowerBrake,
    GpuPowerOverLimit,
    GpuSoftwareThermal,
    GpuTemperatureRising,
    GpuThrottledByBoard,
    GpuThrottledByHeat,
    GpuThrottledByPower,
    GpuThrottledBySyncBoost,
    GpuThrottledForReliability,
  ],
};

/** How GPUs talk to each other and to their host. */
const gpuLinkRules: Rules = {
  name: "gpu-links",
  needs: ["gpu"],
  recordings: [
    recording("instance_gpu:dcgm_nvlink_checksum_errors:increase1h", nvlinkChecksumErrors, "1h"),
    recording("instance_gpu:dcgm_pcie_replays_per_minute:rate5m", pcieReplays),
  ],
  alerts: [
    GpuNvlinkChecksumErrors,
    GpuNvlinkRecovered,
    GpuNvlinkReplays,
    GpuNvlinkSilent,
    GpuPcieNarrow,
    GpuPcieReplays,
  ],
};

/** What GPUs are used for: their work and their memory. */
const gpuUseRules: Rules = {
  name: "gpu-use",
  needs: ["gpu"],
  recordings: [
    recording("instance:dcgm_gpu_busy:avg", gpuBusyMean),
    recording("instance:dcgm_gpus_idle:count", gpusIdle),
    recording("instance_gpu:dcgm_gpu_busy:ratio", gpuBusy),
    recording("instance_gpu:dcgm_memory_used:max", gpuFullest),
    recording("namespace:dcgm_gpu_busy:avg", gpuBusyOfNamespace),
    recording("namespace:dcgm_gpu_memory_used_bytes:sum", gpuMemoryOfNamespace),
    recording("namespace:dcgm_gpus:count", gpusOfNamespace),
  ],
  alerts: [
    GpuDecoderSaturated,
    GpuEncoderSaturated,
    GpuHeldIdle,
    GpuImbalance,
    GpuMemoryFull,
    GpuMemoryLeaking,
    GpuMemoryReservedHigh,
    GpuOccupancyLow,
    GpuSaturated,
    GpuTensorUnused,
  ],
};

/** NVIDIA GPUs through DCGM. */
export const gpuRules: readonly Rules[] = [gpuErrorRules, gpuHeatRules, gpuLinkRules, gpuUseRules];
