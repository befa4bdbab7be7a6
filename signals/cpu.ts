/** What keeps the processors of a host from their work, and how that compares with other times. */
import { promql } from "./promql";
import { signal } from "./signal";

export const cpuSteal = signal({
  title: "CPU stolen",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Share of CPU time that the hypervisor gave to other machines while this one wanted it. Machines of their own have 0.",
  value: (s) =>
    promql`avg by (instance) (rate(node_cpu_seconds_total{${s.select("node")}, mode="steal"}[${s.range}]))`,
});

export const cpuIowait = signal({
  title: "CPU waiting for disks",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of CPU time in which a CPU had nothing to do but to wait for a disk.",
  value: (s) =>
    promql`avg by (instance) (rate(node_cpu_seconds_total{${s.select("node")}, mode="iowait"}[${s.range}]))`,
});

export const cpuThrottles = signal({
  title: "CPU throttled by heat",
  unit: "ops",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "How often a second the processors lowered their clock because they were too hot, all processors together. Virtual machines have no value.",
  value: (s) =>
    promql`sum by (instance) (rate(node_cpu_package_throttles_total{${s.select("node")}}[${s.range}]))`,
});

export const contextSwitchJump = signal({
  title: "Context switches against yesterday",
  unit: "none",
  by: ["instance"],
  min: 0,
  meaning: "Context switches as a multiple of those at the same time of the day before.",
  value: (s) =>
    promql`max by (instance) (rate(node_context_switches_total{${s.select("node")}}[${s.range}])) / (max by (instance) (rate(node_context_switches_total{${s.select("node")}}[${s.range}] offset 1d)) > 0)`,
});

export const cpuBusyHour = signal({
  title: "CPU busy, 1 hour",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which the CPUs of a host were busy, as a mean over an hour.",
  value: (s) => promql`max by (instance) (avg_over_time(instance:node_cpu_busy:ratio_rate5m${s.any}[1h]))`,
});

export const cpuBusyGrowth = signal({
  title: "CPU busy against last week",
  unit: "percentunit",
  by: ["instance"],
  min: -1,
  max: 1,
  meaning:
    "How much busier the CPUs were in the last hour than in the same hour a week ago, in points of the whole. Negative where they were less busy.",
  value: (s) =>
    promql`${cpuBusyHour.value(s)} - max by (instance) (avg_over_time(instance:node_cpu_busy:ratio_rate5m${s.any}[1h] offset 1w))`,
});

export const cpuBusiestHour = signal({
  title: "Busiest hour of the week",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which the CPUs were busy in the busiest hour of the last 7 days.",
  value: (s) => promql`max by (instance) (max_over_time(instance:node_cpu_busy:avg1h${s.any}[7d]))`,
});
