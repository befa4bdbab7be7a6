/** How much disks have to do, and how long their requests wait. Throughput and times are in filesystems.ts. */
import { promql } from "./promql";
import { signal } from "./signal";

export const diskQueue = signal({
  title: "Disk queue",
  unit: "short",
  tone: "saturation",
  by: ["instance", "device"],
  min: 0,
  meaning: "Requests that a disk worked on or that waited for it, as a mean over the time shown.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_io_time_weighted_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const diskReadRequests = signal({
  title: "Read requests",
  unit: "ops",
  by: ["instance", "device"],
  min: 0,
  meaning: "Reads a second that a disk answered.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_reads_completed_total{${s.select("node")}}[${s.range}]))`,
});

export const diskWriteRequests = signal({
  title: "Write requests",
  unit: "ops",
  by: ["instance", "device"],
  min: 0,
  meaning: "Writes a second that a disk answered.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_disk_writes_completed_total{${s.select("node")}}[${s.range}]))`,
});

export const ioStalled = signal({
  title: "Disk stalls",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which all tasks that wanted to run waited for a disk at once.",
  value: (s) =>
    promql`max by (instance) (rate(node_pressure_io_stalled_seconds_total{${s.select("node")}}[${s.range}]))`,
});
