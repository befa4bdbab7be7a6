/** How NVIDIA GPUs talk to each other and to the host. */
import { dcgm } from "./gpu";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

export const nvlinkChecksumErrors = signal({
  title: "NVLink checksum errors",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning:
    "Packets and flow control units that arrived over NVLink with a wrong checksum, in the time shown.",
  value: (s) =>
    promql`max by (instance, gpu) (increase(DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL{${dcgm(s)}}[${s.range}])) + max by (instance, gpu) (increase(DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL{${dcgm(s)}}[${s.range}]))`,
});

export const nvlinkReplays = signal({
  title: "NVLink replays",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Transmissions over NVLink that had to be repeated, in the time shown.",
  value: (s) =>
    promql`max by (instance, gpu) (increase(DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL{${dcgm(s)}}[${s.range}]))`,
});

export const nvlinkRecoveries = signal({
  title: "NVLink recoveries",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "How often a link between GPUs was lost and set up anew, in the time shown.",
  value: (s) =>
    promql`max by (instance, gpu) (increase(DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL{${dcgm(s)}}[${s.range}]))`,
});

const nvlink = (s: Scope): Promql =>
  promql`max by (instance, gpu) (rate(DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL{${dcgm(s)}}[${s.range}]))`;

// The unit of DCGM's counter differs between generations of GPUs; a comparison within a host needs none.
export const nvlinkShare = signal({
  title: "NVLink traffic of the busiest",
  unit: "percentunit",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning: "Traffic of a GPU over NVLink, as a share of that of the GPU of its host that has most.",
  value: (s) => promql`${nvlink(s)} / on (instance) group_left () (max by (instance) (${nvlink(s)}) > 0)`,
});

export const pcieReplays = signal({
  title: "PCIe replays in a minute",
  unit: "short",
  by: ["instance", "gpu"],
  tone: "error",
  min: 0,
  meaning: "Transmissions between GPU and host that had to be repeated, in a minute.",
  value: (s) =>
    promql`60 * max by (instance, gpu) (rate(DCGM_FI_DEV_PCIE_REPLAY_COUNTER{${dcgm(s)}}[${s.range}]))`,
});

export const pcieWidth = signal({
  title: "PCIe lanes of those possible",
  unit: "percentunit",
  by: ["instance", "gpu"],
  min: 0,
  max: 1,
  meaning: "PCIe lanes that a GPU uses, as a share of those that it and its slot can use.",
  value: (s) =>
    promql`max by (instance, gpu) (DCGM_FI_DEV_PCIE_LINK_WIDTH{${dcgm(s)}} <= 64) / max by (instance, gpu) (DCGM_FI_DEV_PCIE_MAX_LINK_WIDTH{${dcgm(s)}} > 0 <= 64)`,
});

export const pcieReceived = signal({
  title: "PCIe received",
  unit: "Bps",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Bytes a second that came to a GPU over PCIe.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_PCIE_RX_BYTES{${dcgm(s)}})`,
});

export const pcieSent = signal({
  title: "PCIe sent",
  unit: "Bps",
  by: ["instance", "gpu"],
  min: 0,
  meaning: "Bytes a second that a GPU sent over PCIe.",
  value: (s) => promql`max by (instance, gpu) (DCGM_FI_PROF_PCIE_TX_BYTES{${dcgm(s)}})`,
});
