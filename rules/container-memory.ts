/** Memory of containers of a Docker host: near to the limit, beyond it, on the way there, and waiting for it. */
import {
  containerMemoryOfLimit,
  containerMemoryPredicted,
  containerMemoryShare,
  containerMemoryStalled,
  recordedContainers,
} from "../signals/containers";
import { promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { courseCases } from "./cases/course";
import {
  containerConstant,
  containerCounter,
  containerGauge,
  ofContainer,
  queue,
  runs,
  shop,
} from "./cases/containers";
import { lines, steps, type Point } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "containers",
  dashboard: { uid: "container", variables: ["instance", "container"] },
} as const;

const subjects = [shop, queue] as const;

export const ContainerMemoryHigh = alert("ContainerMemoryHigh", {
  ...told,
  signal: containerMemoryOfLimit,
  above: 0.9,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} uses {value} of its memory limit",
  description:
    "For {for} the container {{ $labels.container }} on {{ $labels.instance }} has used more than {threshold} of the memory that it may, now {value}, caches that can be dropped left out. At the limit the kernel ends it.",
  cases: [
    ...courseCases({
      series: (subject, course, every) => ({
        ...containerGauge("container_memory_working_set_bytes")(subject, course, every),
        ...containerConstant("container_spec_memory_limit_bytes", 1)(subject, course, every),
      }),
      subjects: [shop, queue],
      over: 0.925,
      under: 0.875,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "docker-1: container shop uses 92.5% of its memory limit",
        description:
          "For 10 minutes the container shop on docker-1 has used more than 90 % of the memory that it may, now 92.5%, caches that can be dropped left out. At the limit the kernel ends it.",
      },
    }),
    quiet("a container without a limit, which cAdvisor writes as 0", {
      series: {
        ...containerConstant("container_memory_working_set_bytes", 2 ** 34)(shop, [["1h", 0]]),
        ...containerConstant("container_spec_memory_limit_bytes", 0)(shop, [["1h", 0]]),
      },
      at: "30m",
    }),
  ],
});

/** Memory as a share of a limit of 1 GiB. */
const memory = (subject: Labels, list: readonly (readonly [`${number}m`, number])[]): Series => ({
  [ofContainer("container_memory_working_set_bytes", subject)]: steps(
    list.map(([until, share]) => [until, share * 2 ** 30] as const),
  ),
  [ofContainer("container_spec_memory_limit_bytes", subject)]: steps([["240m", 2 ** 30]]),
});

// cAdvisor counts kills only from the kernel's log, which it is not given here. A start anew right after the limit was
// reached says the same.
export const ContainerOutOfMemory = alert("ContainerOutOfMemory", {
  ...told,
  event: (s, n) =>
    promql`max by (instance, container) (resets(${recordedContainers.age}${ofRecorded(s)}[10m])) >= 1 and max by (instance, container) (max_over_time(${recordedContainers.memoryOfLimit}${ofRecorded(s)}[15m])) > ${n("full")}`,
  by: ["instance", "container"],
  parameters: {
    full: { value: 0.95, unit: "percentunit", meaning: "share of its memory limit that it had reached" },
  },
  for: "0s",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} ran out of memory",
  description:
    "The container {{ $labels.container }} on {{ $labels.instance }} reached {full} of its memory limit and was started anew within minutes: most likely the kernel ended it. What it was doing is lost, and it will happen again.",
  cases: [
    fires("it reached its limit and was started anew; others did one of the two", {
      series: {
        ...runs(shop, [-60, 20]),
        ...memory(shop, [
          ["10m", 0.5],
          ["20m", 0.96],
          ["240m", 0.2],
        ]),
        ...runs({ ...shop, container: "web" }, [-60, 20]),
        ...memory({ ...shop, container: "web" }, [["240m", 0.94]]),
        ...runs(queue, [-60]),
        ...memory(queue, [["240m", 0.99]]),
      },
      at: "21m",
      labels: [shop],
      text: {
        summary: "docker-1: container shop ran out of memory",
        description:
          "The container shop on docker-1 reached 95 % of its memory limit and was started anew within minutes: most likely the kernel ended it. What it was doing is lost, and it will happen again.",
      },
    }),
    fires("on two hosts", {
      series: {
        ...runs(shop, [-60, 20]),
        ...memory(shop, [["240m", 0.98]]),
        ...runs(queue, [-60, 20]),
        ...memory(queue, [["240m", 0.98]]),
      },
      at: "21m",
      labels: [shop, queue],
    }),
    quiet("just short of the limit", {
      series: { ...runs(shop, [-60, 20]), ...memory(shop, [["240m", 0.93]]) },
      at: "21m",
    }),
    quiet("it runs on at its limit", {
      series: { ...runs(shop, [-60]), ...memory(shop, [["240m", 0.99]]) },
      at: "30m",
    }),
    resolves("it stays", {
      series: {
        ...runs(shop, [-60, 20]),
        ...memory(shop, [
          ["20m", 0.98],
          ["240m", 0.2],
        ]),
      },
      labels: [shop],
      firingAt: "29m",
      goneAt: "41m",
    }),
  ],
});

/** Memory as a share of a limit of 1 GiB, on straight lines; every minute. */
const growing = (subject: Labels, points: readonly Point[]): Series => ({
  [ofContainer("container_memory_working_set_bytes", subject)]: lines(
    points.map(([at, share]) => [at, share * 2 ** 30] as const),
    "1m",
  ),
  [ofContainer("container_spec_memory_limit_bytes", subject)]: steps(
    [[points.at(-1)?.[0] ?? "1h", 2 ** 30]],
    "1m",
  ),
});

/** Growth on a straight line, by so much an hour, to a share after 7 hours. */
const leak = (share: number, slope: number): readonly Point[] => [
  ["0s", share - 7 * slope],
  ["12h", share + 5 * slope],
];

// The same shape as a leak of processes: growth in every third of the window, a level, and where it leads to.
export const ContainerMemoryLeak = alert("ContainerMemoryLeak", {
  ...told,
  kind: "trend",
  signal: containerMemoryShare,
  above: 0.3,
  and: (s, n) => {
    const at = (offset: string) =>
      promql`max by (instance, container) (${recordedContainers.memoryShare}${ofRecorded(s)} offset ${offset})`;
    const now = promql`max by (instance, container) (${recordedContainers.memoryShare}${ofRecorded(s)})`;
    return promql`${containerMemoryPredicted.value(s)} > ${n("full")} and ${now} > ${at("2h")} and ${at("2h")} > ${at("4h")} and ${at("4h")} > ${at("6h")}`;
  },
  parameters: {
    full: {
      value: 1,
      unit: "percentunit",
      meaning: "share of its limit, or of the host's memory, within a day",
    },
  },
  for: "30m",
  keepFiringFor: "1h",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: container {{ $labels.container }} holds {value} of its memory and only grows",
  description:
    "The memory of the container {{ $labels.container }} on {{ $labels.instance }} has grown through all of the last 6 hours, to {value} of its limit, or of the host's memory where it has none; more than {threshold}. At this pace it reaches {full} within a day, and the kernel ends it.",
  cases: [
    fires("one leaks, one stays, one is small", {
      every: "1m",
      series: {
        ...growing(shop, leak(0.4, 0.04)),
        ...growing({ ...shop, container: "web" }, [
          ["0s", 0.8],
          ["12h", 0.8],
        ]),
        ...growing(queue, [
          ["0s", 0.01],
          ["12h", 0.4],
        ]),
      },
      at: "7h",
      labels: [shop],
      text: {
        summary: "docker-1: container shop holds 40% of its memory and only grows",
        description:
          "The memory of the container shop on docker-1 has grown through all of the last 6 hours, to 40% of its limit, or of the host's memory where it has none; more than 30 %. At this pace it reaches 100 % within a day, and the kernel ends it.",
      },
    }),
    fires("on two hosts, just over the level", {
      every: "1m",
      series: { ...growing(shop, leak(0.325, 0.032)), ...growing(queue, leak(0.325, 0.032)) },
      at: "7h",
      labels: [shop, queue],
    }),
    fires("without a limit, it is the host's memory that counts", {
      every: "1m",
      series: {
        ...growing(shop, leak(0.4, 0.04)),
        [ofContainer("container_spec_memory_limit_bytes", shop)]: steps([["12h", 0]], "1m"),
        'machine_memory_bytes{job="cadvisor", instance="docker-1"}': steps([["12h", 2 ** 30]], "1m"),
      },
      at: "7h",
      labels: [shop],
    }),
    quiet("just under the level", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0],
        ["330m", 0.294],
        ["12h", 0.299],
      ]),
      at: "395m",
    }),
    quiet("it takes a little longer than a day", {
      every: "1m",
      series: growing(shop, leak(0.41, 0.57 / 24)),
      at: "7h",
    }),
    fires("it takes a little less than a day", {
      every: "1m",
      series: growing(shop, leak(0.4, 0.63 / 24)),
      at: "7h",
      labels: [shop],
    }),
    quiet("a jump in the first third, and rest since", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0.05],
        ["150m", 0.05],
        ["151m", 0.6],
        ["12h", 0.6],
      ]),
      at: "7h",
    }),
    quiet("it gave some back in the middle", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0.05],
        ["2h", 0.5],
        ["4h", 0.4],
        ["12h", 0.99],
      ]),
      at: "7h",
    }),
    quiet("it gave some back in the last two hours", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0.05],
        ["4h", 0.7],
        ["12h", 0.65],
      ]),
      at: "7h",
    }),
    quiet("`for` is not over", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0.2],
        ["12h", 0.98],
      ]),
      at: "389m",
    }),
    resolves("it is restarted", {
      every: "1m",
      series: growing(shop, [
        ["0s", 0.1],
        ["8h", 0.7],
        ["481m", 0.05],
        ["12h", 0.06],
      ]),
      labels: [shop],
      firingAt: "500m",
      goneAt: "550m",
    }),
  ],
});

export const ContainerWaitingForMemory = alert("ContainerWaitingForMemory", {
  ...told,
  signal: containerMemoryStalled,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} waits for memory {value} of the time",
  description:
    "For {for} nothing in the container {{ $labels.container }} on {{ $labels.instance }} has gone on for more than {threshold} of the time, because all of it waited for memory; now {value}. It is about to stand still or to be ended.",
  cases: courseCases({
    series: containerCounter("container_pressure_memory_stalled_seconds_total"),
    subjects,
    over: 0.103,
    under: 0.097,
    far: 1,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "docker-1: container shop waits for memory 10.3% of the time",
      description:
        "For 10 minutes nothing in the container shop on docker-1 has gone on for more than 10 % of the time, because all of it waited for memory; now 10.3%. It is about to stand still or to be ended.",
    },
  }),
});
