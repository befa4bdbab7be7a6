/**
 * Where use leads to in weeks and months. All of it is read from recorded series, hour by hour or in steps of six hours: a month
 * of samples would be too much.
 */
import { cpuBusyHour } from "./cpu";
import { filesystemUsed, inodesUsed } from "./filesystems";
import { promql, type Promql } from "./promql";
import { prometheusDisk, prometheusSeries } from "./prometheus";
import { ofRecorded, recordedAs } from "./recorded";
import { signal, type Scope } from "./signal";

/** A month of 30 days, and the time beyond which nobody plans: two years. In seconds. */
const month = 30 * 86_400;
const far = 2 * 365 * 86_400;

const filesystem = "instance_device_mountpoint:node_filesystem_used:ratio";
const cpu = "instance:node_cpu_busy:avg1h";
const memory = "instance:node_memory_used:ratio";
const series = "instance:prometheus_head_series:max";

/** Names of the series that the rules of capacity record. */
export const recordedCapacity = {
  filesystemTimeLeft: "instance_device_mountpoint:node_filesystem_time_left_seconds:deriv7d",
} as const;

/** Growth in a second, by the course of the last 30 days or of as much as there is. */
const slope = (s: Scope, record: string): Promql =>
  promql`max by (instance) (deriv(${record}${ofRecorded(s)}[30d:6h]))`;

export const filesystemWeeksLeft = signal({
  title: "Full in",
  unit: "dtdurations",
  by: ["instance", "device", "mountpoint"],
  min: 0,
  meaning:
    "How long the space of a filesystem will last at the pace of the last 7 days. Those that do not grow, or will last for more than two years, have no value.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) ((1 - ${filesystem}${ofRecorded(s)}) / (deriv(${filesystem}${ofRecorded(s)}[7d:1h]) > 0)) < ${far}`,
});

export const filesystemTimeOfHosts = recordedAs(recordedCapacity.filesystemTimeLeft, filesystemWeeksLeft);

export const firstFullOfHosts = signal({
  title: "First filesystem full in",
  unit: "dtdurations",
  by: ["instance"],
  min: 0,
  meaning:
    "How long it takes until the first filesystem of a host is full, at the pace of the last 7 days. Hosts of which none grows have no value.",
  value: (s) => promql`min by (instance) (${recordedCapacity.filesystemTimeLeft}${ofRecorded(s)})`,
});

export const firstFullOfAll = signal({
  title: "Next filesystem full in",
  unit: "dtdurations",
  by: [],
  min: 0,
  meaning: "How long it takes until the next filesystem of any host is full, at the pace of the last 7 days.",
  value: (s) => promql`min(${recordedCapacity.filesystemTimeLeft}${ofRecorded(s)})`,
});

export const filesystemsFullInMonth = signal({
  title: "Filesystems full within a month",
  unit: "short",
  tone: "saturation",
  by: [],
  min: 0,
  meaning: "Filesystems that will be full within 30 days at the pace of the last 7.",
  value: (s) => promql`count(${recordedCapacity.filesystemTimeLeft}${ofRecorded(s)} < ${month}) or vector(0)`,
});

export const filesystemUsedLong = recordedAs(filesystem, filesystemUsed);
export const inodesUsedLong = recordedAs(
  "instance_device_mountpoint:node_filesystem_inodes_used:ratio",
  inodesUsed,
);
export const cpuBusyLong = recordedAs(cpu, cpuBusyHour);
export const seriesLong = recordedAs(series, prometheusSeries);
export const metricsOnDiskLong = recordedAs("instance:prometheus_blocks_bytes:max", prometheusDisk);

export const filesystemGrowth = signal({
  title: "Filesystem growth in 30 days",
  unit: "percentunit",
  by: ["instance", "device", "mountpoint"],
  meaning:
    "By how many points of the whole a filesystem fills in 30 days at the pace of the last 7. Below 0 it becomes emptier.",
  value: (s) =>
    promql`max by (instance, device, mountpoint) (deriv(${filesystem}${ofRecorded(s)}[7d:1h])) * ${month}`,
});

export const memoryGrowth = signal({
  title: "Memory growth in 30 days",
  unit: "percentunit",
  by: ["instance"],
  meaning:
    "By how many points of the whole the memory in use grows in 30 days, by the course of the last 30 or of as much as there is.",
  value: (s) => promql`${slope(s, memory)} * ${month}`,
});

export const memoryTimeLeft = signal({
  title: "Memory full in",
  unit: "dtdurations",
  by: ["instance"],
  min: 0,
  meaning:
    "How long the memory of a host will last if it goes on as in the last 30 days. Hosts whose use does not grow, or that have two years, have no value.",
  value: (s) =>
    promql`(1 - max by (instance) (${memory}${ofRecorded(s)})) / (${slope(s, memory)} > 0) < ${far}`,
});

export const cpuGrowth = signal({
  title: "CPU growth in 30 days",
  unit: "percentunit",
  by: ["instance"],
  meaning:
    "By how many points of the whole the CPUs become busier in 30 days, by the hourly means of the last 30 or of as much as there is.",
  value: (s) => promql`${slope(s, cpu)} * ${month}`,
});

export const cpuPeakWeek = signal({
  title: "CPU, busiest hour of 7 days",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which the CPUs of a host were busy in the busiest hour of the last 7 days.",
  value: (s) => promql`max by (instance) (max_over_time(${cpu}${ofRecorded(s)}[7d:1h]))`,
});

export const memoryPeakWeek = signal({
  title: "Memory, most of 7 days",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Largest share of the memory of a host that was in use within the last 7 days, looked at hourly.",
  value: (s) => promql`max by (instance) (max_over_time(${memory}${ofRecorded(s)}[7d:1h]))`,
});

export const hostsWithRoom = signal({
  title: "Hosts with room",
  unit: "short",
  by: [],
  min: 0,
  meaning:
    "Hosts whose CPUs were less than half busy in the busiest hour of the last 7 days, and whose memory was less than half full.",
  value: (s) =>
    promql`count(${cpuPeakWeek.value(s)} < 0.5 and ${memoryPeakWeek.value(s)} < 0.5) or vector(0)`,
});

export const seriesGrowth = signal({
  title: "Series growth in 30 days",
  unit: "percentunit",
  by: ["instance"],
  meaning:
    "By which share of the present number the series of Prometheus become more in 30 days, by the course of the last 30 or of as much as there is.",
  value: (s) => promql`${slope(s, series)} * ${month} / (max by (instance) (${series}${ofRecorded(s)}) > 0)`,
});

export const cpuOfFleet = signal({
  title: "CPU busy, mean of all hosts",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning:
    "Mean over the hosts of the share of an hour in which their CPUs were busy. Each host counts alike.",
  value: (s) => promql`avg(max by (instance) (${cpu}${ofRecorded(s)}))`,
});

export const memoryOfFleet = signal({
  title: "Memory used, mean of all hosts",
  unit: "percentunit",
  tone: "saturation",
  by: [],
  min: 0,
  max: 1,
  meaning: "Mean over the hosts of the share of memory in use. Each host counts alike.",
  value: (s) => promql`avg(max by (instance) (${memory}${ofRecorded(s)}))`,
});
