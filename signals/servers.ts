/** The stack's own servers and exporters as processes: files, memory, restarts. All are written in Go. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Jobs of the stack's own programs that tell of themselves as programs with Prometheus' client library do. */
export const ownJobs = [
  "alertmanager",
  "blackbox-exporter",
  "grafana",
  "kube-state-metrics-telemetry",
  "loki",
  "node",
  "postgres",
  "process",
  "prometheus",
  "thanos-compact",
  "thanos-query",
  "thanos-sidecar",
  "thanos-store",
] as const;

/** Matchers for several jobs at once; a scope itself selects one. */
export function ofJobs(s: Scope, jobs: readonly string[]): string {
  const [first = ""] = jobs;
  const one = `job="${first}"`;
  return `job=~"${jobs.join("|")}"${s.select(first).slice(one.length)}`;
}

const own = (s: Scope): string => ofJobs(s, ownJobs);

export const serverStarts = signal({
  title: "Starts of servers",
  unit: "short",
  tone: "error",
  by: ["job", "instance"],
  min: 0,
  meaning: "How often one of the stack's servers was started in the last hour.",
  value: (s) => promql`max by (job, instance) (changes(process_start_time_seconds{${own(s)}}[1h]))`,
});

export const serverFiles = signal({
  title: "File descriptors of servers",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning: "Files and connections that a server has open, as a share of what it may have.",
  value: (s) =>
    promql`max by (job, instance) (process_open_fds{${own(s)}}) / (max by (job, instance) (process_max_fds{${own(s)}}) > 0)`,
});

// What Go counts against its limit: all that it has from the system, but for what it has given back.
export const goMemory = signal({
  title: "Memory of servers against their limit",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning:
    "Memory that Go holds for a server, as a share of the limit that it tries to stay under. Without a limit it is near 0.",
  value: (s) =>
    promql`(max by (job, instance) (go_memstats_sys_bytes{${own(s)}}) - max by (job, instance) (go_memstats_heap_released_bytes{${own(s)}})) / (max by (job, instance) (go_gc_gomemlimit_bytes{${own(s)}}) > 0)`,
});

export const ownMemory = signal({
  title: "Memory of the stack's servers",
  unit: "bytes",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "Resident memory of one of the stack's own programs.",
  value: (s) => promql`max by (job, instance) (process_resident_memory_bytes{${own(s)}})`,
});

/** A day, in seconds. */
const day = 86_400;

export const memoryIn24Hours = signal({
  title: "Memory of servers in 24 hours",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "Resident memory that a server will need in 24 hours, at the pace of the last 6, as a share of that of now.",
  value: (s) =>
    promql`max by (job, instance) (predict_linear(process_resident_memory_bytes{${own(s)}}[6h], ${day})) / (${ownMemory.value(s)} > 0)`,
});

export const goroutines = signal({
  title: "Goroutines of servers",
  unit: "short",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "Things that a server does at once; most of them wait. They follow requests and connections.",
  value: (s) => promql`max by (job, instance) (go_goroutines{${own(s)}})`,
});

export const goroutinesIn24Hours = signal({
  title: "Goroutines of servers in 24 hours",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "Goroutines that a server will have in 24 hours, at the pace of the last 6, as a share of those of now.",
  value: (s) =>
    promql`max by (job, instance) (predict_linear(go_goroutines{${own(s)}}[6h], ${day})) / (${goroutines.value(s)} > 0)`,
});

export const ownAge = signal({
  title: "Uptime of the stack's servers",
  unit: "dtdurations",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time since one of the stack's own programs was started.",
  value: (s) => promql`time() - max by (job, instance) (process_start_time_seconds{${own(s)}})`,
});
