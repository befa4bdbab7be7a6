/** Memory of groups of processes: much of it, more and more of it, and what lies in swap. */
import {
  processMemoryOfHost,
  processMemoryPredicted,
  processSwapped,
  processSwappedShare,
  recordedProcesses,
} from "../signals/process-health";
import { promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels } from "./cases/case";
import { constant, courseCases, gauge, scaled, together, type Maker } from "./cases/course";
import { memoryShare, nginx, worker } from "./cases/processes";
import { lines, type Point } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "processes",
  dashboard: { uid: "process-group", variables: ["instance", "groupname"] },
} as const;

const gib = 1024 ** 3;
const mib = 1024 ** 2;

export const ProcessesMemoryHigh = alert("ProcessesMemoryHigh", {
  ...told,
  signal: processMemoryOfHost,
  above: 0.75,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} holds {value} of the memory",
  description:
    "For {for} the processes of {{ $labels.groupname }} have held more than {threshold} of the memory of {{ $labels.instance }}, now {value}. If they or others need more, the kernel ends a process, most likely one of these.",
  cases: [
    ...courseCases({
      series: memoryShare(16 * gib),
      subjects: [nginx, worker],
      over: 0.775,
      under: 0.725,
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: nginx holds 77.5% of the memory",
        description:
          "For 15 minutes the processes of nginx have held more than 75 % of the memory of web-1, now 77.5%. If they or others need more, the kernel ends a process, most likely one of these.",
      },
    }),
    fires("the kernel does not tell what is shared", {
      series: {
        ...constant("namedprocess_namegroup_memory_bytes", 0, {
          more: { job: "process", memtype: "proportionalResident" },
        })(nginx, [["1h", 0]]),
        ...constant("namedprocess_namegroup_memory_bytes", 0.8 * gib, {
          more: { job: "process", memtype: "resident" },
        })(nginx, [["1h", 0]]),
        ...constant("node_memory_MemTotal_bytes", gib, { more: { job: "node" }, without: ["groupname"] })(
          nginx,
          [["1h", 0]],
        ),
      },
      at: "20m",
      labels: [nginx],
    }),
  ],
});

/** Memory of a group on a host of 16 GiB, as a share of it, on straight lines; every minute. */
const growing = (subject: Labels, points: readonly Point[]) => ({
  [`namedprocess_namegroup_memory_bytes{job="process", instance="${subject["instance"] ?? ""}", groupname="${subject["groupname"] ?? ""}", memtype="proportionalResident"}`]:
    lines(
      points.map(([at, share]) => [at, share * 16 * gib] as const),
      "1m",
    ),
  ...constant("node_memory_MemTotal_bytes", 16 * gib, { more: { job: "node" }, without: ["groupname"] })(
    subject,
    [[points.at(-1)?.[0] ?? "1h", 0]],
    "1m",
  ),
});

/** Growth on a straight line, by so much an hour, to a share after 7 hours. */
const leak = (share: number, slope: number): readonly Point[] => [
  ["0s", share - 7 * slope],
  ["12h", share + 5 * slope],
];

// A cache that is filled after a start grows as well, but it slows down, and it is not large yet; a jump is no growth.
export const ProcessesMemoryLeak = alert("ProcessesMemoryLeak", {
  ...told,
  kind: "trend",
  signal: processMemoryOfHost,
  above: 0.2,
  and: (s, n) => {
    const ago = (offset: string) =>
      promql`max by (instance, groupname) (${recordedProcesses.memoryOfHost}${ofRecorded(s)} offset ${offset})`;
    const now = promql`max by (instance, groupname) (${recordedProcesses.memoryOfHost}${ofRecorded(s)})`;
    return promql`${processMemoryPredicted.value(s)} > ${n("full")} and ${now} > ${ago("2h")} and ${ago("2h")} > ${ago("4h")} and ${ago("4h")} > ${ago("6h")}`;
  },
  parameters: {
    full: {
      value: 0.9,
      unit: "percentunit",
      meaning: "share of the host's memory that it reaches within a day",
    },
  },
  for: "30m",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} holds {value} of the memory and only grows",
  description:
    "The memory of {{ $labels.groupname }} on {{ $labels.instance }} has grown through all of the last 6 hours, to {value} of the host's, more than {threshold}. At this pace it reaches {full} within a day. It looks like a leak that ends with a kill by the kernel.",
  cases: [
    fires("a group that reaches the limit within a day, beside one that stays and one that is small", {
      every: "1m",
      series: {
        ...growing(nginx, leak(0.25, 0.03)),
        ...growing({ ...nginx, groupname: "cache" }, [
          ["0s", 0.5],
          ["12h", 0.5],
        ]),
        ...growing(worker, [
          ["0s", 0.001],
          ["12h", 0.06],
        ]),
      },
      at: "7h",
      labels: [nginx],
      text: {
        summary: "web-1: nginx holds 25% of the memory and only grows",
        description:
          "The memory of nginx on web-1 has grown through all of the last 6 hours, to 25% of the host's, more than 20 %. At this pace it reaches 90 % within a day. It looks like a leak that ends with a kill by the kernel.",
      },
    }),
    fires("on two hosts, just over the level", {
      every: "1m",
      series: { ...growing(nginx, leak(0.221, 0.031)), ...growing(worker, leak(0.221, 0.031)) },
      at: "7h",
      labels: [nginx, worker],
    }),
    quiet("just under the level", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0],
        ["330m", 0.195],
        ["12h", 0.199],
      ]),
      at: "395m",
    }),
    quiet("it takes a little longer than a day", {
      every: "1m",
      series: growing(nginx, leak(0.312, 0.57 / 24)),
      at: "7h",
    }),
    fires("it takes a little less than a day", {
      every: "1m",
      series: growing(nginx, leak(0.3, 0.63 / 24)),
      at: "7h",
      labels: [nginx],
    }),
    quiet("a jump in the first third, and rest since", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0.05],
        ["150m", 0.05],
        ["151m", 0.5],
        ["12h", 0.5],
      ]),
      at: "7h",
    }),
    quiet("it gave some back in the middle", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0.05],
        ["2h", 0.4],
        ["4h", 0.3],
        ["12h", 0.9],
      ]),
      at: "7h",
    }),
    quiet("it gave some back in the last two hours", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0.05],
        ["4h", 0.6],
        ["12h", 0.55],
      ]),
      at: "7h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0.1],
        ["1h", 0.1],
        ["12h", 0.95],
      ]),
      at: "389m",
    }),
    resolves("it is restarted", {
      every: "1m",
      series: growing(nginx, [
        ["0s", 0.05],
        ["8h", 0.45],
        ["481m", 0.02],
        ["12h", 0.03],
      ]),
      labels: [nginx],
      firingAt: "500m",
      goneAt: "550m",
    }),
  ],
});

const memory = (memtype: string): Maker =>
  gauge("namedprocess_namegroup_memory_bytes", { more: { job: "process", memtype } });

/** Ten times as much in swap as in memory. */
const inSwap = (bytes: number) => ({
  ...memory("swapped")(nginx, [["2h", bytes]]),
  ...memory("resident")(nginx, [["2h", bytes / 10]]),
});

export const ProcessesSwapped = alert("ProcessesSwapped", {
  ...told,
  signal: processSwappedShare,
  above: 0.5,
  and: (s, n) => promql`${processSwapped.value(s)} > ${n("floor")}`,
  parameters: {
    floor: { value: 256 * mib, unit: "bytes", meaning: "memory in swap that is not worth a word" },
  },
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} of the memory of {{ $labels.groupname }} is in swap",
  description:
    "For {for} more than {threshold} of the memory of {{ $labels.groupname }} on {{ $labels.instance }}, and more than {floor} of it, has been on the disk: {value}. Its next answer has to wait until that is read back.",
  cases: [
    ...courseCases({
      // 1 GiB in all; the course is the share of it in swap.
      series: together(
        scaled(memory("swapped"), (share) => share * gib),
        scaled(memory("proportionalResident"), (share) => (1 - share) * gib),
        // What is shared counts several times here.
        scaled(memory("resident"), (share) => 2 * (1 - share) * gib),
      ),
      subjects: [nginx, worker],
      over: 0.515,
      under: 0.485,
      for: "30m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: 51.5% of the memory of nginx is in swap",
        description:
          "For 30 minutes more than 50 % of the memory of nginx on web-1, and more than 256 MiB of it, has been on the disk: 51.5%. Its next answer has to wait until that is read back.",
      },
    }),
    quiet("much of it, but little in all", { series: inSwap(248 * mib), at: "45m" }),
    fires("just more than little", { series: inSwap(264 * mib), at: "45m", labels: [nginx] }),
    quiet("a group that is gone", {
      series: { ...memory("swapped")(nginx, [["1h", 0]]), ...memory("resident")(nginx, [["1h", 0]]) },
      at: "45m",
    }),
  ],
});
