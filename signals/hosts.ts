/** All hosts side by side. Reads what the rules of hosts record: one series for each host, however many CPUs it has. */
import { filesystemUsed, fullestFilesystem } from "./filesystems";
import { cpuBusy, loadPerCpu, memoryUsed, pressureCpu, pressureIo, pressureMemory, swapUsed } from "./host";
import { promql } from "./promql";
import { ofRecorded, recordedAs } from "./recorded";
import { signal } from "./signal";

const by = ["instance"];

export const cpuBusyOfHosts = recordedAs("instance:node_cpu_busy:ratio_rate5m", cpuBusy);
export const loadOfHosts = recordedAs("instance:node_load5_per_cpu:ratio", loadPerCpu);
export const memoryUsedOfHosts = recordedAs("instance:node_memory_used:ratio", memoryUsed);
// The alerts are about each filesystem, and hold for the fullest.
export const fullestOfHosts = signal({
  ...recordedAs("instance:node_filesystem_used:max", fullestFilesystem),
  recordingOf: filesystemUsed,
});
export const pressureCpuOfHosts = recordedAs("instance:node_pressure_cpu:ratio_rate5m", pressureCpu);
export const pressureMemoryOfHosts = recordedAs("instance:node_pressure_memory:ratio_rate5m", pressureMemory);
export const pressureIoOfHosts = recordedAs("instance:node_pressure_io:ratio_rate5m", pressureIo);

export const swapUsedOfHosts = recordedAs("instance:node_swap_used:ratio", swapUsed);

export const hostsAnswering = signal({
  title: "Hosts that answer",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Hosts whose node exporter could be scraped.",
  value: (s) => promql`sum(up{${s.select("node")}})`,
});

export const hostsSilent = signal({
  title: "Hosts that do not answer",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Hosts whose node exporter could not be scraped: down, cut off, or without an exporter.",
  value: (s) => promql`count(up{${s.select("node")}} == 0) or vector(0)`,
});

export const hostAnswers = signal({
  title: "Host answers",
  unit: "bool",
  by,
  min: 0,
  max: 1,
  meaning: "1 while the node exporter of a host can be scraped.",
  value: (s) => promql`max by (instance) (up{${s.select("node")}})`,
});

export const alertsOfHosts = signal({
  title: "Alerts of a host",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning: "Alerts that fire now and name this host.",
  // A host without alerts has 0, so that it has a line in a table.
  value: (s) =>
    promql`count by (instance) (ALERTS{alertstate="firing", severity=~"critical|warning"${s.alerts}} and on (instance) up{${s.select("node")}}) or 0 * max by (instance) (up{${s.select("node")}})`,
});

export const hostsWithAlerts = signal({
  title: "Hosts with alerts",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Hosts that a firing alert names, warnings and critical ones.",
  value: (s) => promql`count(${alertsOfHosts.value(s)} > 0) or vector(0)`,
});

export const busiestHost = signal({
  title: "Busiest host",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  recordingOf: cpuBusy,
  meaning: "Share of time in which the CPUs of the host that has most to do are busy.",
  value: (s) => promql`max(${cpuBusyOfHosts.value(s)})`,
});

export const fullestMemory = signal({
  title: "Fullest memory",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  recordingOf: memoryUsed,
  meaning: "Memory in use of the host that has least left, as a share of its memory.",
  value: (s) => promql`max(${memoryUsedOfHosts.value(s)})`,
});

export const fullestDisk = signal({
  title: "Fullest filesystem of all",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  recordingOf: filesystemUsed,
  meaning: "Share in use of the filesystem that has least left, on any host.",
  value: (s) => promql`max(${fullestOfHosts.value(s)})`,
});

/** Worst of what a host waits for: one column where a table has no room for three. */
export const pressureOfHosts = signal({
  title: "Pressure",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning:
    "Share of time in which work waited for CPU, memory or a disk: the largest of the three. It shows a shortage better than use does.",
  // The labels keep the three apart until the largest is taken.
  value: (s) =>
    promql`max by (instance) (label_replace(${pressureCpuOfHosts.value(s)}, "of", "cpu", "instance", ".*") or label_replace(${pressureMemoryOfHosts.value(s)}, "of", "memory", "instance", ".*") or label_replace(${pressureIoOfHosts.value(s)}, "of", "io", "instance", ".*"))`,
});

export const networkErrorsOfHosts = signal({
  title: "Broken packets",
  unit: "pps",
  tone: "error",
  by,
  min: 0,
  meaning: "Broken packets a second over all network interfaces of a host, in and out.",
  value: (s) => promql`sum by (instance) (instance_device:node_network_errors:rate5m${ofRecorded(s)})`,
});

export const oomKillsOfHosts = signal({
  title: "Killed for memory, 1 hour",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning: "Processes that the kernel ended in the last hour because memory ran out.",
  value: (s) => promql`max by (instance) (instance:node_oom_kills:increase1h${ofRecorded(s)})`,
});

export const receivedByHosts = signal({
  title: "Received by hosts",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a host receives over all of its interfaces.",
  value: (s) =>
    promql`sum by (instance) (instance_device:node_network_received_bytes:rate5m${ofRecorded(s)})`,
});

export const sentByHosts = signal({
  title: "Sent by hosts",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a host sends over all of its interfaces.",
  value: (s) => promql`sum by (instance) (instance_device:node_network_sent_bytes:rate5m${ofRecorded(s)})`,
});
