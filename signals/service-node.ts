/** The runtime of services that are written for Node.js, in depth: its event loop, its heap, and what it has open. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const ofInstance = (metric: string, s: Scope): Promql => promql`max by (job, instance) (${metric}${s.any})`;

export const eventLoopMean = signal({
  title: "Event loop lag, mean",
  unit: "s",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "How long a ready callback waits for its turn in Node.js, as a mean.",
  value: (s) => ofInstance("nodejs_eventloop_lag_mean_seconds", s),
});

export const eventLoopWorst = signal({
  title: "Event loop lag, longest",
  unit: "s",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning:
    "The longest time since the last scrape for which a ready callback waited for its turn in Node.js.",
  value: (s) => ofInstance("nodejs_eventloop_lag_max_seconds", s),
});

export const heapSize = signal({
  title: "Heap taken from the system",
  unit: "bytes",
  by: ["job", "instance"],
  min: 0,
  meaning: "Memory that Node.js has taken for objects, whether they use it or not.",
  value: (s) => ofInstance("nodejs_heap_size_total_bytes", s),
});

export const externalMemory = signal({
  title: "Memory outside of the heap",
  unit: "bytes",
  by: ["job", "instance"],
  min: 0,
  meaning: "Memory of buffers and of libraries that objects in the heap hold: it counts for no heap limit.",
  value: (s) => ofInstance("nodejs_external_memory_bytes", s),
});

export const heapOldSpace = signal({
  title: "Heap that has grown old",
  unit: "bytes",
  by: ["job", "instance"],
  min: 0,
  meaning: "Memory of objects that have outlived several collections. What leaks ends here.",
  value: (s) => promql`max by (job, instance) (nodejs_heap_space_size_used_bytes${having(s, 'space="old"')})`,
});

export const handlesByType = signal({
  title: "Open handles",
  unit: "short",
  by: ["job", "instance", "type"],
  tone: "saturation",
  min: 0,
  meaning: "Sockets, servers, timers and files that Node.js has open, by kind.",
  value: (s) => promql`max by (job, instance, type) (nodejs_active_handles${s.any})`,
});

export const collectionsByKind = signal({
  title: "Garbage collections by kind",
  unit: "ops",
  by: ["job", "instance", "kind"],
  min: 0,
  meaning:
    "Collections per second: minor ones clear away what is young, major ones walk through all of the heap.",
  value: (s) =>
    promql`sum by (job, instance, kind) (rate(nodejs_gc_duration_seconds_count${s.any}[${s.range}]))`,
});
