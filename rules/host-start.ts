import { uptime } from "../signals/host";
import { kernelReleases, reboots } from "../signals/kernel";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { node } from "./cases/node";
import { toldOfSystem as told } from "./host-told";

/** A host that was started so many seconds before the case begins. */
const up = (seconds: number, instance = "web-1"): Series => ({
  ...node("node_time_seconds", "100000+15x400", { instance }),
  ...node("node_boot_time_seconds", `${100_000 - seconds}x400`, { instance }),
});

export const HostRebooted = alert("HostRebooted", {
  ...told,
  event: (s, n) => promql`${uptime.value(s)} < ${n("window")}`,
  by: ["instance"],
  unit: "dtdurations",
  parameters: { window: { value: 600, unit: "dtdurations", meaning: "uptime up to which it is told" } },
  for: "0s",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }} was started {value} ago",
  description:
    "{{ $labels.instance }} has been up for less than {window}. If nobody restarted it, it lost its power, its kernel failed, or somebody else decided so. What does not start by itself is missing now.",
  cases: [
    fires("just started, beside a host that is up for longer", {
      series: { ...up(60), ...up(610, "web-2") },
      at: "30s",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1 was started 1m 30s ago",
        description:
          "web-1 has been up for less than 10 min. If nobody restarted it, it lost its power, its kernel failed, or somebody else decided so. What does not start by itself is missing now.",
      },
    }),
    fires("two hosts, just before the time is over, for who asks first", {
      series: { ...up(585), ...up(585, "web-2") },
      at: "0s",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("up for long", { series: up(86_400), at: "5m" }),
    quiet("just after the time is over, for who asks first", { series: up(610), at: "0s" }),
    resolves("it stays up", {
      series: up(60),
      labels: [{ instance: "web-1" }],
      firingAt: "9m",
      goneAt: "15m",
    }),
  ],
});

const every = "1h";
/** Forks of a host that was started anew at these hours. */
const forks = (starts: readonly number[], instance = "web-1"): Series => {
  const hours = Array.from({ length: 60 }, (_, hour) => hour);
  const since = (hour: number) => hour - Math.max(-100, ...starts.filter((start) => start <= hour));
  return node("node_forks_total", hours.map((hour) => 1000 * (1 + since(hour))).join(" "), { instance });
};

export const HostRebootsRepeatedly = alert("HostRebootsRepeatedly", {
  ...told,
  signal: reboots,
  above: 2,
  for: "1m",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }} was started {value} times within a day",
  description:
    "{{ $labels.instance }} has been started {value} times within the last 24 hours; up to {threshold} are taken for maintenance. Its kernel fails again and again, its power does, or something outside restarts it.",
  cases: [
    fires("three starts, beside a host with two", {
      every,
      series: { ...forks([5, 8, 12]), ...forks([5, 8], "web-2") },
      at: "13h",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1 was started 3 times within a day",
        description:
          "web-1 has been started 3 times within the last 24 hours; up to 2 are taken for maintenance. Its kernel fails again and again, its power does, or something outside restarts it.",
      },
    }),
    fires("two hosts", {
      every,
      series: { ...forks([5, 8, 12]), ...forks([1, 8, 12, 13], "web-2") },
      at: "14h",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("three starts within more than a day", { every, series: forks([1, 20, 40]), at: "41h" }),
    quiet("`for` is not over", { every, series: forks([5, 8, 12]), at: "12h" }),
    resolves("it stays up", {
      every,
      series: forks([5, 8, 12]),
      labels: [{ instance: "web-1" }],
      firingAt: "28h",
      goneAt: "31h",
    }),
  ],
});

const uname = (release: string, instance: string, values = "1x400"): Series =>
  node("node_uname_info", values, { instance, release, sysname: "Linux", nodename: instance });

export const HostKernelsDiffer = alert("HostKernelsDiffer", {
  ...told,
  dashboard: { uid: "hosts", variables: [] },
  optIn: true,
  signal: kernelReleases,
  above: 1,
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "Hosts run {value} different kernels",
  description:
    "For {for} the hosts have run {value} releases of the kernel; more than {threshold} means that they differ. Hosts that should be alike were not all updated, or were not all restarted after it.",
  cases: [
    fires("one of three is behind", {
      series: { ...uname("6.12.1", "web-1"), ...uname("6.12.1", "web-2"), ...uname("6.9.0", "web-3") },
      at: "1h",
      labels: [{}],
      text: {
        summary: "Hosts run 2 different kernels",
        description:
          "For 1 hour the hosts have run 2 releases of the kernel; more than 1 means that they differ. Hosts that should be alike were not all updated, or were not all restarted after it.",
      },
    }),
    quiet("all alike", { series: { ...uname("6.12.1", "web-1"), ...uname("6.12.1", "web-2") }, at: "90m" }),
    quiet("`for` is not over", {
      series: { ...uname("6.12.1", "web-1"), ...uname("6.9.0", "web-2") },
      at: "3585s",
    }),
    resolves("the last one is restarted", {
      series: { ...uname("6.12.1", "web-1"), ...uname("6.9.0", "web-2", "1x280 stale") },
      labels: [{}],
      firingAt: "85m",
      goneAt: "90m",
    }),
  ],
});
