import { cpuBusyHour, cpuIowait, cpuSteal, cpuThrottles } from "../signals/cpu";
import { cpuBusy, loadPerCpu, pressureCpu } from "../signals/host";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { quiet, type Series } from "./cases/case";
import { growing, mapped, still, gauge, type Course } from "./cases/node";
import { HostContextSwitchesJumped, HostCpuUnusual, HostUnderused } from "./cpu-trends";
import { told, toldOfHardware } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** CPU 0 of a host spends a share of its time on one thing and idles for the rest. */
function cpuTime(mode: string, course: Course, instance: string): Series {
  const labels = { instance, cpu: "0" };
  return {
    ...growing("node_cpu_seconds_total", course, { ...labels, mode }),
    ...growing(
      "node_cpu_seconds_total",
      mapped(course, (share) => 1 - share),
      { ...labels, mode: "idle" },
    ),
  };
}

export const HostCpuStolen = alert("HostCpuStolen", {
  ...told,
  signal: cpuSteal,
  above: 0.1,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the hypervisor takes {value} of the CPU time",
  description:
    "For {for} the hypervisor has given more than {threshold} of the CPU time that {{ $labels.instance }} wanted to other machines. Programs are slower than the load of this host explains, and nothing on it can change that.",
  cases: around({
    series: (course, instance) => cpuTime("steal", course, instance),
    limit: 0.1,
    far: 0.4,
    for: "10m",
    keepFiringFor: "5m",
    window: "5m",
    text: {
      summary: "web-1: the hypervisor takes 40% of the CPU time",
      description:
        "For 10 minutes the hypervisor has given more than 10 % of the CPU time that web-1 wanted to other machines. Programs are slower than the load of this host explains, and nothing on it can change that.",
    },
  }),
});

export const HostCpuWaitsForDisk = alert("HostCpuWaitsForDisk", {
  ...told,
  signal: cpuIowait,
  above: 0.3,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: CPUs wait for disks {value} of the time",
  description:
    "The CPUs of {{ $labels.instance }} have had nothing to do for more than {threshold} of the last {for} because a disk was too slow. More CPUs would not help; the disks are what is short.",
  cases: around({
    series: (course, instance) => cpuTime("iowait", course, instance),
    limit: 0.3,
    far: 0.6,
    for: "15m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "web-1: CPUs wait for disks 60% of the time",
      description:
        "The CPUs of web-1 have had nothing to do for more than 30 % of the last 15 minutes because a disk was too slow. More CPUs would not help; the disks are what is short.",
    },
  }),
});

const busy = (share: number, instance = "web-1"): Series => cpuTime("user", still(share), instance);
const waiting = (course: Course, instance = "web-1"): Series =>
  growing("node_pressure_cpu_waiting_seconds_total", course, { instance });

export const HostCpuPressure = alert("HostCpuPressure", {
  ...told,
  signal: pressureCpu,
  above: 0.5,
  // Work that a limit of its own group holds back waits as well, on a host that idles.
  and: (s, n) => promql`${cpuBusy.value(s)} > ${n("busy")}`,
  parameters: { busy: { value: 0.6, unit: "percentunit", meaning: "how busy the CPUs are at least" } },
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: programs wait for a CPU {value} of the time",
  description:
    "For {for} there has been a program on {{ $labels.instance }} that was ready to run and got no CPU, more than {threshold} of the time, while the CPUs were more than {busy} busy. Answers take longer.",
  cases: [
    ...around({
      series: (course, instance) => ({ ...waiting(course, instance), ...busy(0.61, instance) }),
      limit: 0.5,
      far: 0.8,
      for: "15m",
      keepFiringFor: "10m",
      window: "5m",
      text: {
        summary: "web-1: programs wait for a CPU 80% of the time",
        description:
          "For 15 minutes there has been a program on web-1 that was ready to run and got no CPU, more than 50 % of the time, while the CPUs were more than 60 % busy. Answers take longer.",
      },
    }),
    quiet("a group of processes that is limited, on a host that has time", {
      series: { ...waiting(still(0.9)), ...busy(0.59) },
      at: "30m",
    }),
  ],
});

const load = (perCpu: Course, instance: string): Series => ({
  ...gauge(
    "node_load5",
    mapped(perCpu, (value) => 2 * value),
    { instance },
  ),
  ...gauge("node_cpu_seconds_total", still(1), { instance, cpu: "0", mode: "idle" }),
  ...gauge("node_cpu_seconds_total", still(1), { instance, cpu: "1", mode: "idle" }),
});

export const HostLoadHigh = alert("HostLoadHigh", {
  ...told,
  signal: loadPerCpu,
  above: 2,
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: load of {value} for each CPU",
  description:
    "For {for} more than {threshold} tasks for each CPU of {{ $labels.instance }} have run, wanted to run or waited for a disk. Work queues up; whether for CPUs or for disks, the pressure of each tells.",
  cases: around({
    series: load,
    limit: 2,
    far: 6,
    for: "30m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: load of 6 for each CPU",
      description:
        "For 30 minutes more than 2 tasks for each CPU of web-1 have run, wanted to run or waited for a disk. Work queues up; whether for CPUs or for disks, the pressure of each tells.",
    },
  }),
});

export const HostCpuThrottled = alert("HostCpuThrottled", {
  ...toldOfHardware,
  needs: ["hardware"],
  signal: cpuThrottles,
  above: 1,
  range: "10m",
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: CPUs throttled by heat, {value}",
  description:
    "The processors of {{ $labels.instance }} have lowered their clock because of heat, at a rate above {threshold}, for {for}. The host is slower than it should be, and its cooling may be failing.",
  cases: around({
    series: (course, instance) => ({
      ...growing(
        "node_cpu_package_throttles_total",
        mapped(course, (value) => value / 4),
        { instance, package: "0" },
      ),
      ...growing(
        "node_cpu_package_throttles_total",
        mapped(course, (value) => (value * 3) / 4),
        { instance, package: "1" },
      ),
    }),
    limit: 1,
    far: 20,
    for: "15m",
    keepFiringFor: "15m",
    window: "10m",
    text: {
      summary: "web-1: CPUs throttled by heat, 20 /s",
      description:
        "The processors of web-1 have lowered their clock because of heat, at a rate above 1 /s, for 15 minutes. The host is slower than it should be, and its cooling may be failing.",
    },
  }),
});

/** Processors: who takes their time, and how it compares with other weeks. */
export const hostCpuRules: Rules = {
  name: "host-cpu",
  recordings: [
    recording("instance:node_cpu_busy:avg1h", cpuBusyHour),
    recording("instance:node_cpu_steal:ratio_rate5m", cpuSteal),
    recording("instance:node_cpu_iowait:ratio_rate5m", cpuIowait),
    recording("instance:node_pressure_cpu:ratio_rate5m", pressureCpu),
  ],
  alerts: [
    HostCpuStolen,
    HostCpuWaitsForDisk,
    HostCpuPressure,
    HostLoadHigh,
    HostCpuThrottled,
    HostContextSwitchesJumped,
    HostCpuUnusual,
    HostUnderused,
  ],
};
