import { contextSwitchJump, cpuBusiestHour, cpuBusyGrowth, cpuBusyHour } from "../signals/cpu";
import { contextSwitches } from "../signals/host";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { growing, type Course } from "./cases/node";
import { steps } from "./cases/series";
import { toldOfSystem as told } from "./host-told";

const web1 = { instance: "web-1" };
const minute = "1m";

/** Context switches a second: yesterday, and since an hour before the 25th hour. */
const switches = (before: number, now: number, instance = "web-1"): Series =>
  growing(
    "node_context_switches_total",
    [
      ["24h", before],
      ["27h", now],
    ],
    { instance },
    minute,
  );

export const HostContextSwitchesJumped = alert("HostContextSwitchesJumped", {
  ...told,
  kind: "trend",
  optIn: true,
  signal: contextSwitchJump,
  above: 3,
  range: "1h",
  and: (s, n) => promql`${contextSwitches.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 20_000, unit: "ops", meaning: "context switches that count at all" } },
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} times as many context switches as yesterday",
  description:
    "The CPUs of {{ $labels.instance }} have changed from task to task more than {threshold} times as often as at the same hour of yesterday, for {for}, and more than {floor}. Without more work to show for it, programs get in each other's way.",
  cases: [
    fires("four times as many, beside a host with hardly more and one that is new", {
      every: minute,
      series: {
        ...switches(10_000, 40_000),
        ...switches(10_000, 29_100, "web-2"),
        ...growing(
          "node_context_switches_total",
          [
            ["23h", 0],
            ["27h", 90_000],
          ],
          { instance: "web-3" },
          minute,
        ),
      },
      at: "26h",
      labels: [web1],
      text: {
        summary: "web-1: 4 times as many context switches as yesterday",
        description:
          "The CPUs of web-1 have changed from task to task more than 3 times as often as at the same hour of yesterday, for 30 minutes, and more than 20000 /s. Without more work to show for it, programs get in each other's way.",
      },
    }),
    fires("just over both limits", {
      every: minute,
      series: { ...switches(6_670, 20_600), ...switches(6_670, 20_600, "web-2") },
      at: "26h",
      labels: [web1, { instance: "web-2" }],
    }),
    quiet("just under the floor", { every: minute, series: switches(2_000, 19_400), at: "26h" }),
    quiet("`for` is not over", { every: minute, series: switches(10_000, 40_000), at: "1485m" }),
    resolves("as yesterday again", {
      every: minute,
      series: growing(
        "node_context_switches_total",
        [
          ["24h", 10_000],
          ["26h", 40_000],
          ["29h", 10_000],
        ],
        web1,
        minute,
      ),
      labels: [web1],
      firingAt: "26h",
      goneAt: "28h",
    }),
  ],
});

const hour = "1h";
const course = (record: string, values: Course, instance = "web-1"): Series => ({
  [`${record}{instance="${instance}"}`]: steps(values, hour),
});

const busyHours = (before: number, now: number, instance = "web-1"): Series =>
  course(
    "instance:node_cpu_busy:ratio_rate5m",
    [
      ["167h", before],
      ["176h", now],
    ],
    instance,
  );

export const HostCpuUnusual = alert("HostCpuUnusual", {
  ...told,
  kind: "trend",
  optIn: true,
  signal: cpuBusyGrowth,
  above: 0.3,
  and: (s, n) => promql`${cpuBusyHour.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 0.5, unit: "percentunit", meaning: "how busy the CPUs are at least" } },
  for: "1h",
  keepFiringFor: "30m",
  severity: "info",
  summary: "{{ $labels.instance }}: CPU {value} of the whole busier than a week ago",
  description:
    "Over the last hour, and for {for}, the CPUs of {{ $labels.instance }} have been busier by more than {threshold} of the whole than at the same hour a week ago, and more than {floor} busy. Something works that did not work then.",
  cases: [
    fires("much busier, beside one that is hardly busier and one that is new", {
      every: hour,
      series: {
        ...busyHours(0.2, 0.7),
        ...busyHours(0.4, 0.69, "web-2"),
        [`instance:node_cpu_busy:ratio_rate5m{instance="web-3"}`]: "_x168 0.9x9",
      },
      at: "170h",
      labels: [web1],
      text: {
        summary: "web-1: CPU 50% of the whole busier than a week ago",
        description:
          "Over the last hour, and for 1 hour, the CPUs of web-1 have been busier by more than 30 % of the whole than at the same hour a week ago, and more than 50 % busy. Something works that did not work then.",
      },
    }),
    fires("just over both limits", {
      every: hour,
      series: { ...busyHours(0.201, 0.51), ...busyHours(0.201, 0.51, "web-2") },
      at: "170h",
      labels: [web1, { instance: "web-2" }],
    }),
    quiet("much busier, but not busy", { every: hour, series: busyHours(0.05, 0.49), at: "170h" }),
    quiet("`for` is not over", { every: hour, series: busyHours(0.2, 0.7), at: "10115m" }),
    resolves("as a week ago again", {
      every: hour,
      series: course("instance:node_cpu_busy:ratio_rate5m", [
        ["167h", 0.2],
        ["170h", 0.7],
        ["178h", 0.2],
      ]),
      labels: [web1],
      firingAt: "170h",
      goneAt: "174h",
    }),
  ],
});

const week = (cpu: number, memory: number, instance = "web-1"): Series => ({
  ...course("instance:node_cpu_busy:avg1h", [["178h", cpu]], instance),
  ...course("instance:node_memory_used:ratio", [["178h", memory]], instance),
});

export const HostUnderused = alert("HostUnderused", {
  ...told,
  kind: "trend",
  optIn: true,
  signal: cpuBusiestHour,
  below: 0.1,
  // A week has to have been seen, or every new host would count.
  and: (s, n) =>
    promql`max by (instance) (max_over_time(instance:node_memory_used:ratio${s.any}[7d])) < ${n("memory")} and max by (instance) (last_over_time(instance:node_cpu_busy:avg1h${s.any}[2h] offset 7d)) >= 0`,
  parameters: {
    memory: { value: 0.3, unit: "percentunit", meaning: "memory in use that makes a host worth its size" },
  },
  for: "1h",
  keepFiringFor: "1h",
  severity: "info",
  summary: "{{ $labels.instance }}: never more than {value} busy for a week",
  description:
    "In no hour of the last 7 days were the CPUs of {{ $labels.instance }} more than {threshold} busy, and never was more than {memory} of its memory in use. A smaller machine would do, or its work could move to another.",
  cases: [
    fires("hardly used, beside one that works and one with much in memory", {
      every: hour,
      series: { ...week(0.03, 0.2), ...week(0.103, 0.2, "web-2"), ...week(0.03, 0.309, "web-3") },
      at: "170h",
      labels: [web1],
      text: {
        summary: "web-1: never more than 3% busy for a week",
        description:
          "In no hour of the last 7 days were the CPUs of web-1 more than 10 % busy, and never was more than 30 % of its memory in use. A smaller machine would do, or its work could move to another.",
      },
    }),
    fires("just under both limits", {
      every: hour,
      series: { ...week(0.097, 0.291), ...week(0.097, 0.291, "web-2") },
      at: "170h",
      labels: [web1, { instance: "web-2" }],
    }),
    quiet("not seen for a week yet", { every: hour, series: week(0.03, 0.2), at: "160h" }),
    quiet("one busy hour in the week", {
      every: hour,
      series: {
        ...week(0.03, 0.2),
        ...course("instance:node_cpu_busy:avg1h", [
          ["60h", 0.03],
          ["61h", 0.8],
          ["178h", 0.03],
        ]),
      },
      at: "170h",
    }),
    quiet("`for` is not over", { every: hour, series: week(0.03, 0.2), at: "10110m" }),
    resolves("work comes", {
      every: hour,
      series: {
        ...week(0.03, 0.2),
        ...course("instance:node_cpu_busy:avg1h", [
          ["170h", 0.03],
          ["178h", 0.8],
        ]),
      },
      labels: [web1],
      firingAt: "170h",
      goneAt: "175h",
    }),
  ],
});
