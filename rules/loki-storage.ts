import { lokiFlushFailures, lokiStreams } from "../signals/loki";
import {
  lokiBucketFailures,
  lokiCheckpointsFailed,
  lokiFlushQueue,
  lokiStreamsIn24Hours,
  lokiWalDiskFull,
  lokiWalDiskUsed,
} from "../signals/loki-health";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet } from "./cases/case";
import { counting, countingAt, courseCases, gauge, growing, scaled, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("loki");
const job = { more: { job: "loki" } };
const servers = [{ instance: "loki-0" }, { instance: "loki-1" }] as const;
const [first] = servers;

export const LokiDiskFull = alert("LokiDiskFull", {
  ...told,
  event: (s) => promql`${lokiWalDiskFull.value(s)} > 0`,
  by: lokiWalDiskFull.by,
  for: "0s",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: the disk of Loki is full",
  description:
    "In the last 5 minutes {{ $labels.instance }} could not write to its write-ahead log, because the disk is full. It takes lines into memory only: what is not stored yet is lost when it ends.",
  cases: courseCases({
    series: counting("loki_ingester_wal_disk_full_failures_total", job),
    subjects: servers,
    over: 0.05,
    under: 0,
    window: "5m",
    for: "0s",
    keepFiringFor: "10m",
    text: {
      summary: "loki-0: the disk of Loki is full",
      description:
        "In the last 5 minutes loki-0 could not write to its write-ahead log, because the disk is full. It takes lines into memory only: what is not stored yet is lost when it ends.",
    },
  }),
});

export const LokiDiskFilling = alert("LokiDiskFilling", {
  ...told,
  signal: lokiWalDiskUsed,
  above: 0.8,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the disk of Loki is {value} full",
  description:
    "The disk on which {{ $labels.instance }} keeps its write-ahead log has been more than {threshold} full for {for}. When nothing is left, lines are kept in memory only.",
  cases: courseCases({
    series: gauge("loki_ingester_wal_disk_usage_percent", job),
    subjects: servers,
    over: 0.816,
    under: 0.784,
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: the disk of Loki is 81.6% full",
      description:
        "The disk on which loki-0 keeps its write-ahead log has been more than 80 % full for 15 minutes. When nothing is left, lines are kept in memory only.",
    },
  }),
});

export const LokiChunksNotStored = alert("LokiChunksNotStored", {
  ...told,
  signal: lokiFlushFailures,
  above: 0.02,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki cannot store its chunks",
  description:
    "For {for} {{ $labels.instance }} has failed to write chunks of log lines to its store, at a rate of {value} (limit {threshold}). It keeps them in memory and tries again, until memory ends.",
  cases: courseCases({
    series: counting("loki_ingester_chunks_flush_failures_total", job),
    subjects: servers,
    over: 0.0204,
    under: 0.0196,
    far: 5,
    window: "5m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: Loki cannot store its chunks",
      description:
        "For 15 minutes loki-0 has failed to write chunks of log lines to its store, at a rate of 20.4m /s (limit 0.02 /s). It keeps them in memory and tries again, until memory ends.",
    },
  }),
});

export const LokiFlushQueueLong = alert("LokiFlushQueueLong", {
  ...told,
  signal: lokiFlushQueue,
  above: 500,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} streams wait to be stored",
  description:
    "More than {threshold} streams of {{ $labels.instance }} have waited to be written to the store for {for}. Its memory grows, and so does what it has to read again after a restart.",
  cases: courseCases({
    series: gauge("loki_ingester_flush_queue_length", job),
    subjects: servers,
    over: 510,
    under: 490,
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: 510 streams wait to be stored",
      description:
        "More than 500 streams of loki-0 have waited to be written to the store for 30 minutes. Its memory grows, and so does what it has to read again after a restart.",
    },
  }),
});

export const LokiCheckpointsFailing = alert("LokiCheckpointsFailing", {
  ...told,
  event: (s) => promql`${lokiCheckpointsFailed.value(s)} > 0`,
  by: lokiCheckpointsFailed.by,
  range: "30m",
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: Loki cannot write checkpoints",
  description:
    "In the last 30 minutes {{ $labels.instance }} failed to sum up its write-ahead log in a checkpoint. The log grows on its disk, and a restart has to read all of it.",
  cases: courseCases({
    every: "1m",
    series: counting("loki_ingester_checkpoint_creations_failed_total", job),
    subjects: servers,
    over: 1 / 300,
    under: 0,
    window: "30m",
    for: "0s",
    keepFiringFor: "15m",
    text: {
      summary: "loki-0: Loki cannot write checkpoints",
      description:
        "In the last 30 minutes loki-0 failed to sum up its write-ahead log in a checkpoint. The log grows on its disk, and a restart has to read all of it.",
    },
  }),
});

const streams = (from: number) =>
  growing("loki_ingester_memory_streams", from, { more: { job: "loki", tenant: "fake" } });

export const LokiStreamsGrowing = alert("LokiStreamsGrowing", {
  ...told,
  kind: "trend",
  signal: lokiStreamsIn24Hours,
  above: 1.5,
  and: (s, n) => promql`${lokiStreams.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 2000, unit: "short", meaning: "streams from which growth counts" } },
  for: "1h",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of today's streams by tomorrow",
  description:
    "{{ $labels.instance }} has more than {floor} streams in memory, and at the pace of the last 6 hours more than {threshold} of them in 24 hours. Beyond its limit Loki turns away the lines of new streams; a label with endless values is the usual cause.",
  cases: [
    ...courseCases({
      every: "5m",
      series: streams(10_000),
      subjects: servers,
      over: 0.0692,
      under: 0.0632,
      far: 0.4,
      window: "6h",
      for: "1h",
      keepFiringFor: "30m",
      text: {
        summary: "loki-0: 150.8% of today's streams by tomorrow",
        description:
          "loki-0 has more than 2000 streams in memory, and at the pace of the last 6 hours more than 150 % of them in 24 hours. Beyond its limit Loki turns away the lines of new streams; a label with endless values is the usual cause.",
      },
    }),
    fires("just enough of them", {
      every: "5m",
      series: streams(1650)(first, [["9h", 0.0125]], "5m"),
      at: "9h",
      labels: [first],
    }),
    quiet("too few of them", {
      every: "5m",
      series: streams(1575)(first, [["9h", 0.0125]], "5m"),
      at: "9h",
    }),
  ],
});

export const LokiStoreFailing = alert("LokiStoreFailing", {
  ...told,
  signal: lokiBucketFailures,
  range: "15m",
  above: 0.05,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the operations {{ $labels.operation }} on Loki's store fail",
  description:
    "More than {threshold} of the operations {{ $labels.operation }} of {{ $labels.instance }} on its store have failed for {for}. New lines stay in memory, and queries of older ones give errors.",
  cases: [
    ...courseCases({
      series: together(
        scaled(
          counting("loki_objstore_bucket_operation_failures_total", {
            more: { job: "loki", bucket: "logs" },
          }),
          (share) => share * 2,
        ),
        countingAt("loki_objstore_bucket_operations_total", 2, { more: { job: "loki", bucket: "logs" } }),
      ),
      subjects: [
        { instance: "loki-0", operation: "upload" },
        { instance: "loki-1", operation: "get" },
      ],
      over: 0.051,
      under: 0.049,
      far: 1,
      window: "15m",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "loki-0: 5.1% of the operations upload on Loki's store fail",
        description:
          "More than 5 % of the operations upload of loki-0 on its store have failed for 15 minutes. New lines stay in memory, and queries of older ones give errors.",
      },
    }),
    quiet("nothing is asked of the store", {
      series: together(
        countingAt("loki_objstore_bucket_operation_failures_total", 0, {
          more: { job: "loki", bucket: "logs" },
        }),
        countingAt("loki_objstore_bucket_operations_total", 0, { more: { job: "loki", bucket: "logs" } }),
      )({ instance: "loki-0", operation: "get" }, [["1h", 0]]),
      at: "50m",
    }),
  ],
});
