import { type Recorded } from "./recorded";

/** Labels of a GPU as dcgm-exporter gives them, and more. */
const at = (instance: string, gpu: string, more = ""): string =>
  `{job="dcgm", instance="${instance}", gpu="${gpu}", UUID="GPU-${instance}-${gpu}", device="nvidia${gpu}", modelName="NVIDIA A100-SXM4-80GB", Hostname="${instance}", DCGM_FI_DRIVER_VERSION="580.82.07"${more}}`;

const pod = (namespace: string): string => `, namespace="${namespace}", pod="train-0", container="main"`;
const part = (number: string): string => `, GPU_I_ID="${number}", GPU_I_PROFILE="3g.40gb"`;

const sentinel = "9223372036854775794x60";

export const gpuErrors: Recorded = {
  input: {
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "0")}`]: "60x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "1", part("1"))}`]: "50x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "1", part("2"))}`]: "50x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-2", "0")}`]: "60x60",
    // 15 minutes of a day, so that nothing is extrapolated: 60 more errors from the first sample to the last.
    [`DCGM_FI_DEV_ECC_SBE_VOL_TOTAL${at("gpu-1", "0")}`]: "0+1x60",
    [`DCGM_FI_DEV_ECC_SBE_VOL_TOTAL${at("gpu-1", "1")}`]: "7x60",
    [`DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS${at("gpu-1", "0")}`]: "2x60",
    [`DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS${at("gpu-1", "0")}`]: "1x60",
    [`DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS${at("gpu-1", "1")}`]: "5x60",
    [`DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS${at("gpu-1", "1")}`]: "0x60",
    [`DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS${at("gpu-2", "0")}`]: "0x60",
    [`DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS${at("gpu-2", "0")}`]: "4x60",
  },
  expected: {
    "instance:dcgm_gpus:count": [
      ['instance="gpu-1"', 2],
      ['instance="gpu-2"', 1],
    ],
    "instance_gpu:dcgm_ecc_corrected:increase24h": [
      ['instance="gpu-1", gpu="0"', 60],
      ['instance="gpu-1", gpu="1"', 0],
    ],
    "instance_gpu:dcgm_rows_remapped:sum": [
      ['instance="gpu-1", gpu="0"', 3],
      ['instance="gpu-1", gpu="1"', 5],
      ['instance="gpu-2", gpu="0"', 4],
    ],
  },
};

export const gpuHeat: Recorded = {
  input: {
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "0")}`]: "60x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "1")}`]: "72x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "2")}`]: sentinel,
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-2", "0")}`]: "41x60",
    [`DCGM_FI_DEV_POWER_USAGE${at("gpu-1", "0")}`]: "250x60",
    [`DCGM_FI_DEV_POWER_USAGE${at("gpu-1", "1", part("1"))}`]: "300x60",
    [`DCGM_FI_DEV_POWER_USAGE${at("gpu-1", "1", part("2"))}`]: "300x60",
    [`DCGM_FI_DEV_POWER_USAGE${at("gpu-1", "2")}`]: sentinel,
    [`DCGM_FI_DEV_POWER_USAGE${at("gpu-2", "0")}`]: "90x60",
    // 3.6e6 mJ a sample are 60 Wh from the first to the last of 61 samples.
    [`DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION${at("gpu-1", "0")}`]: "0+3600000x60",
    [`DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION${at("gpu-1", "1", part("1"))}`]: "0+7200000x60",
    [`DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION${at("gpu-1", "1", part("2"))}`]: "0+7200000x60",
    [`DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION${at("gpu-2", "0")}`]: "0+1800000x60",
    // A share of 20 % of 15 s, in ns.
    [`DCGM_FI_DEV_THERMAL_VIOLATION${at("gpu-1", "0")}`]: "0+3000000000x60",
    [`DCGM_FI_DEV_THERMAL_VIOLATION${at("gpu-1", "1")}`]: "0x60",
    [`DCGM_FI_DEV_THERMAL_VIOLATION${at("gpu-2", "0")}`]: "0+1500000000x60",
    [`DCGM_FI_DEV_POWER_VIOLATION${at("gpu-1", "0")}`]: "0+6000000000x60",
    [`DCGM_FI_DEV_POWER_VIOLATION${at("gpu-1", "1")}`]: "0x60",
    [`DCGM_FI_DEV_POWER_VIOLATION${at("gpu-2", "0")}`]: "0+7500000000x60",
  },
  expected: {
    "instance:dcgm_gpu_temperature_celsius:max": [
      ['instance="gpu-1"', 72],
      ['instance="gpu-2"', 41],
    ],
    "instance:dcgm_power_watts:sum": [
      ['instance="gpu-1"', 550],
      ['instance="gpu-2"', 90],
    ],
    "instance:dcgm_energy_kilowatthours:increase24h": [
      ['instance="gpu-1"', 0.18],
      ['instance="gpu-2"', 0.03],
    ],
    "instance_gpu:dcgm_throttled_by_heat:ratio_rate5m": [
      ['instance="gpu-1", gpu="0"', 0.2],
      ['instance="gpu-1", gpu="1"', 0],
      ['instance="gpu-2", gpu="0"', 0.1],
    ],
    "instance_gpu:dcgm_throttled_by_power:ratio_rate5m": [
      ['instance="gpu-1", gpu="0"', 0.4],
      ['instance="gpu-1", gpu="1"', 0],
      ['instance="gpu-2", gpu="0"', 0.5],
    ],
  },
};

export const gpuLinks: Recorded = {
  input: {
    [`DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL${at("gpu-1", "0")}`]: "0+1x60",
    [`DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL${at("gpu-1", "0")}`]: "0+2x60",
    [`DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL${at("gpu-1", "1")}`]: "9x60",
    [`DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL${at("gpu-1", "1")}`]: "0+4x60",
    [`DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL${at("gpu-2", "0")}`]: "0+3x60",
    [`DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL${at("gpu-2", "0")}`]: "9x60",
    [`DCGM_FI_DEV_PCIE_REPLAY_COUNTER${at("gpu-1", "0")}`]: "0+3x60",
    [`DCGM_FI_DEV_PCIE_REPLAY_COUNTER${at("gpu-1", "1")}`]: "5x60",
    [`DCGM_FI_DEV_PCIE_REPLAY_COUNTER${at("gpu-2", "0")}`]: "0+1x60",
  },
  expected: {
    "instance_gpu:dcgm_nvlink_checksum_errors:increase1h": [
      ['instance="gpu-1", gpu="0"', 180],
      ['instance="gpu-1", gpu="1"', 240],
      ['instance="gpu-2", gpu="0"', 180],
    ],
    "instance_gpu:dcgm_pcie_replays_per_minute:rate5m": [
      ['instance="gpu-1", gpu="0"', 12],
      ['instance="gpu-1", gpu="1"', 0],
      ['instance="gpu-2", gpu="0"', 4],
    ],
  },
};

export const gpuUse: Recorded = {
  input: {
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "0")}`]: "60x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-1", "1")}`]: "60x60",
    [`DCGM_FI_DEV_GPU_TEMP${at("gpu-2", "0")}`]: "60x60",
    // The first two tell both, the parts of a divided GPU the share alone, the last one percent alone.
    [`DCGM_FI_PROF_GR_ENGINE_ACTIVE${at("gpu-1", "0", pod("research"))}`]: "0.6x60",
    [`DCGM_FI_DEV_GPU_UTIL${at("gpu-1", "0", pod("research"))}`]: "0x60",
    [`DCGM_FI_PROF_GR_ENGINE_ACTIVE${at("gpu-1", "1", part("1") + pod("research"))}`]: "0.2x60",
    [`DCGM_FI_PROF_GR_ENGINE_ACTIVE${at("gpu-1", "1", part("2"))}`]: "0.004x60",
    [`DCGM_FI_DEV_GPU_UTIL${at("gpu-2", "0", pod("search"))}`]: "0x60",
    [`DCGM_FI_DEV_FB_USED${at("gpu-1", "0", pod("research"))}`]: "600x60",
    [`DCGM_FI_DEV_FB_FREE${at("gpu-1", "0", pod("research"))}`]: "400x60",
    [`DCGM_FI_DEV_FB_USED${at("gpu-1", "1", part("1") + pod("research"))}`]: "300x60",
    [`DCGM_FI_DEV_FB_FREE${at("gpu-1", "1", part("1") + pod("research"))}`]: "100x60",
    [`DCGM_FI_DEV_FB_USED${at("gpu-1", "1", part("2"))}`]: "100x60",
    [`DCGM_FI_DEV_FB_FREE${at("gpu-1", "1", part("2"))}`]: "300x60",
    [`DCGM_FI_DEV_FB_USED${at("gpu-2", "0", pod("search"))}`]: "100x60",
    [`DCGM_FI_DEV_FB_FREE${at("gpu-2", "0", pod("search"))}`]: "900x60",
    // One without memory of its own, and one that does not know.
    [`DCGM_FI_DEV_FB_USED${at("gpu-2", "1")}`]: "0x60",
    [`DCGM_FI_DEV_FB_FREE${at("gpu-2", "1")}`]: "0x60",
    [`DCGM_FI_DEV_FB_USED${at("gpu-2", "2", pod("search"))}`]: sentinel,
    [`DCGM_FI_DEV_FB_FREE${at("gpu-2", "2", pod("search"))}`]: sentinel,
  },
  expected: {
    "instance:dcgm_gpu_busy:avg": [
      ['instance="gpu-1"', 0.4],
      ['instance="gpu-2"', 0],
    ],
    "instance:dcgm_gpus_idle:count": [
      ['instance="gpu-1"', 0],
      ['instance="gpu-2"', 1],
    ],
    "instance_gpu:dcgm_gpu_busy:ratio": [
      ['instance="gpu-1", gpu="0"', 0.6],
      ['instance="gpu-1", gpu="1"', 0.2],
      ['instance="gpu-2", gpu="0"', 0],
    ],
    "instance_gpu:dcgm_memory_used:max": [
      ['instance="gpu-1", gpu="0"', 0.6],
      ['instance="gpu-1", gpu="1"', 0.75],
      ['instance="gpu-2", gpu="0"', 0.1],
    ],
    "namespace:dcgm_gpu_busy:avg": [
      ['namespace="research"', 0.4],
      ['namespace="search"', 0],
    ],
    "namespace:dcgm_gpu_memory_used_bytes:sum": [
      ['namespace="research"', 943718400],
      ['namespace="search"', 104857600],
    ],
    "namespace:dcgm_gpus:count": [
      ['namespace="research"', 2],
      ['namespace="search"', 2],
    ],
  },
};
