import { promql } from "../signals/promql";
import {
  goMemory,
  goroutines,
  goroutinesIn24Hours,
  memoryIn24Hours,
  ownMemory,
  serverFiles,
  serverStarts,
} from "../signals/servers";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { constant, courseCases, gauge, growing, together } from "./cases/course";
import { steps } from "./cases/series";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "infrastructure",
  service: "servers",
  dashboard: { uid: "stack", variables: ["job", "instance"] },
} as const;

const loki = { job: "loki", instance: "loki-0" };
const prometheus = { job: "prometheus", instance: "prometheus-0" };
const servers = [loki, prometheus] as const;

/** A server that was started anew so many times, five minutes apart, and another one that was not. */
const started = (times: number) => ({
  [`process_start_time_seconds{job="loki", instance="loki-0"}`]: steps([
    ...Array.from({ length: times }, (_, count) => [`${(count + 1) * 5}m`, count * 300] as const),
    ["3h", times * 300],
  ]),
  [`process_start_time_seconds{job="prometheus", instance="prometheus-0"}`]: steps([["3h", 0]]),
});

export const StackServerRestarting = alert("StackServerRestarting", {
  ...told,
  signal: serverStarts,
  above: 2,
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} was started {value} times in an hour",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} ends again and again and is started anew. Each time there is a gap in what it does, and what it had not written down is lost.",
  cases: [
    fires("three times in an hour", {
      series: started(3),
      at: "20m",
      labels: [loki],
      text: {
        summary: "loki of loki-0 was started 3 times in an hour",
        description:
          "loki of loki-0 ends again and again and is started anew. Each time there is a gap in what it does, and what it had not written down is lost.",
      },
    }),
    quiet("twice, for an update", { series: started(2), at: "20m" }),
    resolves("it runs on", { series: started(3), labels: [loki], firingAt: "20m", goneAt: "82m" }),
  ],
});

export const StackServerFilesRunOut = alert("StackServerFilesRunOut", {
  ...told,
  signal: serverFiles,
  above: 0.8,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} has {value} of its file descriptors open",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} has had more than {threshold} of the files and connections open that it may for {for}. At 100 % it can neither take a connection nor write a file.",
  cases: courseCases({
    series: together(gauge("process_open_fds"), constant("process_max_fds", 1000)),
    subjects: servers,
    over: 816,
    under: 784,
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "loki of loki-0 has 81.6% of its file descriptors open",
      description:
        "loki of loki-0 has had more than 80 % of the files and connections open that it may for 10 minutes. At 100 % it can neither take a connection nor write a file.",
    },
  }),
});

export const StackServerMemoryAtLimit = alert("StackServerMemoryAtLimit", {
  ...told,
  signal: goMemory,
  above: 0.95,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} holds {value} of the memory that it may",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} has held more than {threshold} of the memory that Go was told to stay under for {for}. It spends its time on finding free memory and gets slow; a little more, and it is ended.",
  cases: [
    ...courseCases({
      series: together(
        gauge("go_memstats_sys_bytes"),
        constant("go_memstats_heap_released_bytes", 100),
        constant("go_gc_gomemlimit_bytes", 1000),
      ),
      subjects: servers,
      over: 1069,
      under: 1031,
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "loki of loki-0 holds 96.9% of the memory that it may",
        description:
          "loki of loki-0 has held more than 95 % of the memory that Go was told to stay under for 15 minutes. It spends its time on finding free memory and gets slow; a little more, and it is ended.",
      },
    }),
    quiet("no limit is set", {
      series: together(
        constant("go_memstats_sys_bytes", 64 * 1024 ** 3),
        constant("go_memstats_heap_released_bytes", 0),
        constant("go_gc_gomemlimit_bytes", 2 ** 63),
      )(loki, [["1h", 0]]),
      at: "30m",
    }),
  ],
});

const memory = (mib: number) => growing("process_resident_memory_bytes", mib * 1024 ** 2);

export const StackServerMemoryGrowing = alert("StackServerMemoryGrowing", {
  ...told,
  kind: "trend",
  signal: memoryIn24Hours,
  above: 1.75,
  and: (s, n) => promql`${ownMemory.value(s)} > ${n("floor")}`,
  parameters: {
    floor: { value: 512 * 1024 ** 2, unit: "bytes", meaning: "memory from which growth counts" },
  },
  for: "2h",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} needs {value} of its memory by tomorrow",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} holds more than {floor}, and at the pace of the last 6 hours more than {threshold} of that in 24 hours. It ends at its limit, or takes the memory of others.",
  cases: [
    ...courseCases({
      every: "5m",
      series: memory(2048),
      subjects: servers,
      over: 26_000,
      under: 23_000,
      far: 300_000,
      window: "6h",
      for: "2h",
      keepFiringFor: "30m",
      text: {
        summary: "loki of loki-0 needs 177.4% of its memory by tomorrow",
        description:
          "loki of loki-0 holds more than 512 MiB, and at the pace of the last 6 hours more than 175 % of that in 24 hours. It ends at its limit, or takes the memory of others.",
      },
    }),
    fires("just enough of it", {
      every: "5m",
      series: memory(350)(loki, [["9h", 7000]], "5m"),
      at: "9h",
      labels: [loki],
    }),
    quiet("little of it", { every: "5m", series: memory(325)(loki, [["9h", 7000]], "5m"), at: "9h" }),
  ],
});

const running = (from: number) => growing("go_goroutines", from);

export const StackServerGoroutinesGrowing = alert("StackServerGoroutinesGrowing", {
  ...told,
  kind: "trend",
  signal: goroutinesIn24Hours,
  above: 1.75,
  and: (s, n) => promql`${goroutines.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 2000, unit: "short", meaning: "goroutines from which growth counts" } },
  for: "2h",
  keepFiringFor: "30m",
  severity: "info",
  summary: "{{ $labels.job }} of {{ $labels.instance }} does more and more at once ({value} by tomorrow)",
  description:
    "{{ $labels.job }} of {{ $labels.instance }} has more than {floor} goroutines, and at the pace of the last 6 hours more than {threshold} of them in 24 hours. Something is begun and never ended: requests that hang, or connections that nobody closes.",
  cases: [
    ...courseCases({
      every: "5m",
      series: running(10_000),
      subjects: servers,
      over: 0.122,
      under: 0.106,
      far: 1.5,
      window: "6h",
      for: "2h",
      keepFiringFor: "30m",
      text: {
        summary: "loki of loki-0 does more and more at once (177.8% by tomorrow)",
        description:
          "loki of loki-0 has more than 2000 goroutines, and at the pace of the last 6 hours more than 175 % of them in 24 hours. Something is begun and never ended: requests that hang, or connections that nobody closes.",
      },
    }),
    fires("just enough of them", {
      every: "5m",
      series: running(1380)(loki, [["9h", 0.026]], "5m"),
      at: "9h",
      labels: [loki],
    }),
    quiet("few of them", { every: "5m", series: running(1290)(loki, [["9h", 0.026]], "5m"), at: "9h" }),
  ],
});

/** The stack's own programs as processes. */
export const serverRules: Rules = {
  name: "servers",
  recordings: [
    recording("job_instance:process_resident_memory_bytes:max", ownMemory),
    recording("job_instance:go_memory_limit_used:ratio", goMemory),
  ],
  alerts: [
    StackServerRestarting,
    StackServerFilesRunOut,
    StackServerMemoryAtLimit,
    StackServerMemoryGrowing,
    StackServerGoroutinesGrowing,
  ],
};
