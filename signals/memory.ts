/** What a shortage of memory does to a host, and when it will come. */
import { promql } from "./promql";
import { signal } from "./signal";

/** How far ahead `memoryPredicted` looks, in seconds: 24 hours. */
const ahead = 24 * 60 * 60;

export const pagesSwappedIn = signal({
  title: "Pages swapped in",
  unit: "ops",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Memory pages a second that had to be read back from swap, mostly 4 KiB each.",
  value: (s) => promql`max by (instance) (rate(node_vmstat_pswpin{${s.select("node")}}[${s.range}]))`,
});

export const pagesSwappedOut = signal({
  title: "Pages swapped out",
  unit: "ops",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Memory pages a second that were moved to swap, mostly 4 KiB each.",
  value: (s) => promql`max by (instance) (rate(node_vmstat_pswpout{${s.select("node")}}[${s.range}]))`,
});

export const majorFaults = signal({
  title: "Major page faults",
  unit: "ops",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "How often a second a program touched memory that had to be read from a disk first.",
  value: (s) => promql`max by (instance) (rate(node_vmstat_pgmajfault{${s.select("node")}}[${s.range}]))`,
});

export const memoryStalled = signal({
  title: "Memory stalls",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which all tasks that wanted to run waited for memory at once.",
  value: (s) =>
    promql`max by (instance) (rate(node_pressure_memory_stalled_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const memoryPredicted = signal({
  title: "Memory available in 24 hours",
  unit: "percentunit",
  by: ["instance"],
  max: 1,
  meaning:
    "Share of memory that programs can still get in 24 hours if it goes on as in the last 6 hours. Below 0 it has run out by then.",
  value: (s) =>
    promql`max by (instance) (predict_linear(node_memory_MemAvailable_bytes{${s.select("node")}}[6h], ${ahead})) / (max by (instance) (node_memory_MemTotal_bytes{${s.select("node")}}) > 0)`,
});

/** Change of the available memory from the hour that ended three hours ago to the last hour. */
export const memoryLost = signal({
  title: "Memory lost in 3 hours",
  unit: "bytes",
  by: ["instance"],
  meaning:
    "How much less memory was available at best in the last hour than at worst three hours before. Above 0 it falls steadily: no peak of work explains it.",
  value: (s) =>
    promql`max by (instance) (min_over_time(node_memory_MemAvailable_bytes{${s.select("node")}}[1h] offset 3h)) - max by (instance) (max_over_time(node_memory_MemAvailable_bytes{${s.select("node")}}[1h]))`,
});

export const hugePagesUnused = signal({
  title: "Huge pages unused",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Memory that is set aside for huge pages and used by nobody; other programs cannot have it.",
  value: (s) =>
    promql`max by (instance) (node_memory_HugePages_Free{${s.select("node")}} * node_memory_Hugepagesize_bytes{${s.select("node")}})`,
});
