/** A field of NVIDIA's DCGM that the exporter turns into a metric of the same name. */
export interface DcgmCounter {
  readonly field: string;
  readonly type: "counter" | "gauge" | "label";
  /** The metric's help text. Without commas and quotes, so that it needs no escaping in the counters file. */
  readonly help: string;
}

const counter = (field: string, help: string): DcgmCounter => ({ field, type: "counter", help });
const gauge = (field: string, help: string): DcgmCounter => ({ field, type: "gauge", help });
const label = (field: string, help: string): DcgmCounter => ({ field, type: "label", help });

/**
 * What is collected of each GPU, by subject. The exporter's own file leaves out what tells that a GPU is about to
 * fail or is being slowed down: the XID window, ECC errors, throttling, NVLink errors and SM activity.
 */
export const dcgmCounters: Readonly<Record<string, readonly DcgmCounter[]>> = {
  "Errors reported by the driver": [
    counter("DCGM_EXP_XID_ERRORS_COUNT", "XID errors in the last window by error"),
    gauge("DCGM_FI_DEV_XID_ERRORS", "Number of the last XID error"),
  ],
  "Health checks of DCGM": [
    counter("DCGM_EXP_GPU_HEALTH_STATUS", "Result of a health check: 0 passed or 10 warning or 20 failed"),
  ],
  "ECC errors, counted since the driver was loaded": [
    counter("DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "Memory errors of one bit that were corrected"),
    counter("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "Memory errors of two bits that could not be corrected"),
  ],
  "Memory rows and pages taken out of use": [
    counter("DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS", "Rows remapped for correctable errors"),
    counter("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "Rows remapped for uncorrectable errors"),
    gauge("DCGM_FI_DEV_ROW_REMAP_FAILURE", "1 if a row could not be remapped"),
    gauge("DCGM_FI_DEV_ROW_REMAP_PENDING", "1 if a row is remapped at the next reset"),
    counter("DCGM_FI_DEV_RETIRED_SBE", "Pages retired for errors of one bit"),
    counter("DCGM_FI_DEV_RETIRED_DBE", "Pages retired for errors of two bits"),
    counter("DCGM_FI_DEV_RETIRED_PENDING", "Pages that are retired at the next restart"),
  ],
  "Throttling: time at reduced clocks": [
    counter("DCGM_EXP_CLOCK_EVENTS_COUNT", "Reasons for reduced clocks in the last window by reason"),
    counter("DCGM_FI_DEV_BOARD_LIMIT_VIOLATION", "Time throttled by the limit of the board in ns"),
    counter("DCGM_FI_DEV_LOW_UTIL_VIOLATION", "Time throttled for low utilisation in ns"),
    counter("DCGM_FI_DEV_POWER_VIOLATION", "Time throttled for power in ns"),
    counter("DCGM_FI_DEV_RELIABILITY_VIOLATION", "Time throttled for reliability in ns"),
    counter("DCGM_FI_DEV_SYNC_BOOST_VIOLATION", "Time throttled by sync boost in ns"),
    counter("DCGM_FI_DEV_THERMAL_VIOLATION", "Time throttled for heat in ns"),
  ],
  NVLink: [
    counter("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "Traffic over all NVLink lanes"),
    counter("DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL", "NVLink data packets with a wrong checksum"),
    counter(
      "DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL",
      "NVLink flow control units with a wrong checksum",
    ),
    counter("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "NVLink recoveries"),
    counter("DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", "NVLink transmissions that were repeated"),
  ],
  PCIe: [
    gauge("DCGM_FI_DEV_PCIE_LINK_WIDTH", "PCIe lanes in use"),
    gauge("DCGM_FI_DEV_PCIE_MAX_LINK_WIDTH", "PCIe lanes that GPU and slot can use"),
    counter("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "PCIe transmissions that were repeated"),
    gauge("DCGM_FI_PROF_PCIE_RX_BYTES", "Bytes received over PCIe per second"),
    gauge("DCGM_FI_PROF_PCIE_TX_BYTES", "Bytes sent over PCIe per second"),
  ],
  "Activity, as a share of time or cycles": [
    gauge("DCGM_FI_PROF_DRAM_ACTIVE", "Share of cycles in which memory sent or received"),
    gauge(
      "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
      "Share of time in which the graphics or compute engine was active",
    ),
    gauge("DCGM_FI_PROF_PIPE_FP16_ACTIVE", "Share of cycles in which the FP16 pipe was active"),
    gauge("DCGM_FI_PROF_PIPE_FP32_ACTIVE", "Share of cycles in which the FP32 pipe was active"),
    gauge("DCGM_FI_PROF_PIPE_FP64_ACTIVE", "Share of cycles in which the FP64 pipe was active"),
    gauge("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "Share of cycles in which the tensor pipe was active"),
    gauge("DCGM_FI_PROF_SM_ACTIVE", "Share of cycles in which an SM had work"),
    gauge("DCGM_FI_PROF_SM_OCCUPANCY", "Share of the possible warps that were resident"),
  ],
  "Utilisation in percent, on GPUs without profiling as well": [
    gauge("DCGM_FI_DEV_DEC_UTIL", "Utilisation of the decoder in percent"),
    gauge("DCGM_FI_DEV_ENC_UTIL", "Utilisation of the encoder in percent"),
    gauge("DCGM_FI_DEV_GPU_UTIL", "Utilisation of the GPU in percent"),
    gauge("DCGM_FI_DEV_MEM_COPY_UTIL", "Utilisation of the memory interface in percent"),
  ],
  Memory: [
    gauge("DCGM_FI_DEV_FB_FREE", "Free memory in MiB"),
    gauge("DCGM_FI_DEV_FB_RESERVED", "Memory reserved by the driver in MiB"),
    gauge("DCGM_FI_DEV_FB_USED", "Used memory in MiB"),
  ],
  "Clocks, heat and power": [
    gauge("DCGM_FI_DEV_ENFORCED_POWER_LIMIT", "Power limit that the driver enforces in W"),
    gauge("DCGM_FI_DEV_GPU_TEMP", "Temperature of the GPU in degrees Celsius"),
    gauge("DCGM_FI_DEV_MEMORY_TEMP", "Temperature of the memory in degrees Celsius"),
    gauge("DCGM_FI_DEV_MEM_CLOCK", "Clock of the memory in MHz"),
    gauge("DCGM_FI_DEV_POWER_USAGE", "Power draw in W"),
    gauge("DCGM_FI_DEV_SLOWDOWN_TEMP", "Temperature from which the GPU slows itself down in degrees Celsius"),
    gauge("DCGM_FI_DEV_SM_CLOCK", "Clock of the SMs in MHz"),
    counter("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "Energy since the driver was loaded in mJ"),
  ],
  "Labels of all other metrics": [label("DCGM_FI_DRIVER_VERSION", "Version of the driver")],
};

/** The counters file as dcgm-exporter reads it: field, Prometheus type and help, with a comment for each subject. */
export function countersFile(counters: Readonly<Record<string, readonly DcgmCounter[]>>): string {
  return Object.entries(counters)
    .map(([subject, fields]) => `# ${subject}\n${fields.map(line).join("")}`)
    .join("\n");
}

function line({ field, type, help }: DcgmCounter): string {
  if (/[,"\n]/.test(help))
    throw new Error(`the help of ${field} has a comma, quote or line break; write it without`);
  return `${field}, ${type}, ${help}\n`;
}
