/** Disks of all hosts side by side, and what a single disk does beside reading and writing. */
import { diskQueue } from "./disk-io";
import { diskBusy, diskReadTime, diskWriteTime, filesystemError } from "./filesystems";
import { promql, type Promql } from "./promql";
import { recordedAs } from "./recorded";
import { signal, type Scope } from "./signal";

const by = ["instance", "device"];

export const diskBusyOfHosts = recordedAs("instance_device:node_disk_busy:ratio_rate5m", diskBusy);
export const diskQueueOfHosts = recordedAs("instance_device:node_disk_queue:rate5m", diskQueue);

const rate = (s: Scope, counter: string): Promql =>
  promql`rate(${`node_disk_${counter}_total`}{${s.select("node")}}[${s.range}])`;

export const diskReadSize = signal({
  title: "Size of a read",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Mean number of bytes that a read asks for.",
  value: (s) =>
    promql`max by (instance, device) (${rate(s, "read_bytes")} / (${rate(s, "reads_completed")} > 0))`,
});

export const diskWriteSize = signal({
  title: "Size of a write",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Mean number of bytes that a write brings.",
  value: (s) =>
    promql`max by (instance, device) (${rate(s, "written_bytes")} / (${rate(s, "writes_completed")} > 0))`,
});

export const diskFlushTime = signal({
  title: "Time for a flush",
  unit: "s",
  by,
  min: 0,
  meaning:
    "Mean time until a disk has really kept what it was given: what a database waits for at each commit. Disks that do not count flushes have no value.",
  value: (s) =>
    promql`max by (instance, device) (${rate(s, "flush_requests_time_seconds")} / (${rate(s, "flush_requests")} > 0))`,
});

export const diskFlushes = signal({
  title: "Flushes",
  unit: "ops",
  by,
  min: 0,
  meaning: "How often a second a disk was asked to keep what it was given.",
  value: (s) => promql`max by (instance, device) (${rate(s, "flush_requests")})`,
});

export const slowestRead = signal({
  title: "Slowest reads",
  unit: "s",
  by: [],
  min: 0,
  recordingOf: diskReadTime,
  meaning: "Mean time for a read on the disk on which it is longest.",
  value: (s) => promql`max(${diskReadTime.value(s)})`,
});

export const slowestWrite = signal({
  title: "Slowest writes",
  unit: "s",
  by: [],
  min: 0,
  recordingOf: diskWriteTime,
  meaning: "Mean time for a write on the disk on which it is longest.",
  value: (s) => promql`max(${diskWriteTime.value(s)})`,
});

export const longestQueue = signal({
  title: "Longest queue",
  unit: "short",
  tone: "saturation",
  by: [],
  min: 0,
  recordingOf: diskQueue,
  meaning: "Requests that wait for the disk that has most of them, or that it works on.",
  value: (s) => promql`max(${diskQueueOfHosts.value(s)})`,
});

export const filesystemsBroken = signal({
  title: "Filesystems without an answer",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Filesystems of which the kernel cannot say how full they are.",
  value: (s) => promql`count(${filesystemError.value(s)} == 1) or vector(0)`,
});
