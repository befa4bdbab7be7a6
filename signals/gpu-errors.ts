/** What NVIDIA GPUs and their driver report as broken. */
import { dcgm } from "./gpu";
import { promql } from "./promql";
import { signal } from "./signal";

export const gpuXidErrors = signal({
  title: "XID errors",
  unit: "short",
  by: ["instance", "gpu", "xid"],
  tone: "error",
  min: 0,
  meaning:
    "Errors that the driver reported in the last 5 minutes, by their number. What a number means stands in NVIDIA's list of XIDs.",
  value: (s) => promql`max by (instance, gpu, xid) (DCGM_EXP_XID_ERRORS_COUNT{${dcgm(s)}, xid!=""})`,
});

export const gpuHealth = signal({
  title: "GPU health",
  unit: "none",
  by: ["instance", "gpu", "health_watch"],
  tone: "error",
  min: 0,
  max: 20,
  meaning: "What DCGM's health check of a part says: 0 is well, 10 a warning, 20 a failure.",
  value: (s) => promql`max by (instance, gpu, health_watch) (DCGM_EXP_GPU_HEALTH_STATUS{${dcgm(s)}})`,
});

export const eccUncorrected = signal({
  title: "Uncorrectable memory errors",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Errors of two bits in the memory of a GPU within the time shown. The data is lost.",
  value: (s) =>
    promql`max by (instance, gpu) (increase(DCGM_FI_DEV_ECC_DBE_VOL_TOTAL{${dcgm(s)}}[${s.range}]))`,
});

export const eccCorrected = signal({
  title: "Corrected memory errors",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Errors of one bit in the memory of a GPU within the time shown. They were corrected.",
  value: (s) =>
    promql`max by (instance, gpu) (increase(DCGM_FI_DEV_ECC_SBE_VOL_TOTAL{${dcgm(s)}}[${s.range}]))`,
});

export const eccCorrectedDay = signal({
  title: "Corrected memory errors in a day",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning:
    "Errors of one bit in the memory of a GPU within 24 hours. They were corrected; many foretell worse.",
  value: (s) => promql`max by (instance, gpu) (instance_gpu:dcgm_ecc_corrected:increase24h${s.any})`,
});

export const rowsRemapped = signal({
  title: "Memory rows remapped",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Rows of the memory of a GPU that spare ones stand in for, for errors of both kinds.",
  value: (s) =>
    promql`max by (instance, gpu) (DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS{${dcgm(s)}}) + max by (instance, gpu) (DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS{${dcgm(s)}})`,
});

export const rowRemapFailed = signal({
  title: "Row remap failed",
  unit: "bool",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "1 if a broken row of the memory of a GPU could not be replaced by a spare one.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_ROW_REMAP_FAILURE{${dcgm(s)}})`,
});

export const rowRemapPending = signal({
  title: "Row remap pending",
  unit: "bool",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "1 if a row of the memory of a GPU is replaced by a spare one at the next reset.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_ROW_REMAP_PENDING{${dcgm(s)}})`,
});

export const pagesRetired = signal({
  title: "Memory pages retired",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  plausible: 1e6,
  meaning:
    "Pages of the memory of a GPU that are no longer used because of errors. GPUs before Ampere count these.",
  value: (s) =>
    promql`max by (instance, gpu) (DCGM_FI_DEV_RETIRED_SBE{${dcgm(s)}}) + max by (instance, gpu) (DCGM_FI_DEV_RETIRED_DBE{${dcgm(s)}})`,
});

export const pagesPending = signal({
  title: "Memory pages to be retired",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  plausible: 1e6,
  meaning: "Pages of the memory of a GPU that are taken out of use at the next restart of the driver.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_DEV_RETIRED_PENDING{${dcgm(s)}})`,
});

export const driverVersions = signal({
  title: "Driver versions",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Number of versions of the GPU driver that are in use, over all hosts.",
  value: (s) =>
    promql`count(count by (DCGM_FI_DRIVER_VERSION) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}, DCGM_FI_DRIVER_VERSION!=""}))`,
});

export const gpusByDriver = signal({
  title: "GPUs by driver version",
  unit: "short",
  by: ["DCGM_FI_DRIVER_VERSION"],
  min: 0,
  meaning: "Number of GPUs that run with each version of the driver.",
  value: (s) =>
    promql`count by (DCGM_FI_DRIVER_VERSION) (count by (DCGM_FI_DRIVER_VERSION, instance, gpu) (DCGM_FI_DEV_GPU_TEMP{${dcgm(s)}}))`,
});
