/** The processes of services: memory, descriptors, restarts, and the runtime of those that are written for Node.js. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Every program has process_…; those that say what version of an application they are, or count requests, are services. */
export function ofServices(value: Promql, s: Scope): Promql {
  return promql`${value} and on (job, instance) (app_build_info${s.any} or http_requests_in_flight${s.any})`;
}

export const eventLoopLag = signal({
  title: "Event loop lag",
  unit: "s",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "How long a ready callback waits for its turn in Node.js, for 99 of 100 callbacks.",
  value: (s) => promql`max by (job, instance) (nodejs_eventloop_lag_p99_seconds${s.any})`,
});

export const garbageCollection = signal({
  title: "Time in garbage collection",
  unit: "percentunit",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of time in which Node.js collects garbage and answers nobody.",
  value: (s) => promql`sum by (job, instance) (rate(nodejs_gc_duration_seconds_sum${s.any}[${s.range}]))`,
});

export const heapUsed = signal({
  title: "Heap in use",
  unit: "bytes",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "Memory that objects of a Node.js program take, those included that nobody needs any more.",
  value: (s) => promql`max by (job, instance) (nodejs_heap_size_used_bytes${s.any})`,
});

export const serviceMemory = signal({
  title: "Memory of the process",
  unit: "bytes",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "Memory that the process of a service holds in RAM.",
  value: (s) => ofServices(promql`max by (job, instance) (process_resident_memory_bytes${s.any})`, s),
});

export const serviceCpu = signal({
  title: "CPU of the process",
  unit: "percentunit",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "CPU time that the process of a service takes, as a share of one CPU.",
  value: (s) =>
    ofServices(promql`max by (job, instance) (rate(process_cpu_seconds_total${s.any}[${s.range}]))`, s),
});

export const serviceDescriptors = signal({
  title: "File descriptors used",
  unit: "percentunit",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Open files and connections of a service, as a share of what its process may open.",
  value: (s) =>
    ofServices(
      promql`max by (job, instance) (process_open_fds${s.any}) / (max by (job, instance) (process_max_fds${s.any}) > 0)`,
      s,
    ),
});

export const serviceUptime = signal({
  title: "Running for",
  unit: "dtdurations",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time since the process of a service was started.",
  value: (s) => ofServices(promql`time() - max by (job, instance) (process_start_time_seconds${s.any})`, s),
});

export const serviceRestarts = signal({
  title: "Restarts of half an hour",
  unit: "short",
  by: ["job", "instance"],
  tone: "error",
  min: 0,
  meaning: "How often the process of a service was started anew in the last 30 minutes.",
  value: (s) =>
    ofServices(promql`max by (job, instance) (changes(process_start_time_seconds${s.any}[30m]))`, s),
});
