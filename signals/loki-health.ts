/** Loki: how fast it takes and answers, what it keeps before it is stored, and what it does in the background. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const slowest = (s: Scope, route: string) =>
  promql`histogram_quantile(0.99, sum by (instance, le) (rate(loki_request_duration_seconds_bucket{${s.select("loki")}, route=~"${route}"}[${s.range}])))`;

export const lokiWriteTime = signal({
  title: "Time to take log lines",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that 99 of 100 requests with log lines stay under.",
  value: (s) => slowest(s, "loki_api_v1_push|otlp_v1_logs"),
});

export const lokiQueryTime = signal({
  title: "Time to answer queries",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that 99 of 100 queries of log lines stay under.",
  value: (s) => slowest(s, "loki_api_v1_query|loki_api_v1_query_range"),
});

export const lokiQueueTime = signal({
  title: "Time that queries wait",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that 99 of 100 parts of queries wait until a querier takes them.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (instance, le) (rate(loki_query_scheduler_queue_duration_seconds_bucket{${s.select("loki")}}[${s.range}])))`,
});

export const lokiPanics = signal({
  title: "Panics of Loki",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Requests in the time shown in which Loki met a mistake of its own and broke off.",
  value: (s) => promql`sum by (instance) (increase(loki_panic_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiWalDiskUsed = signal({
  title: "Disk of Loki's write-ahead log",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "How full the disk is on which Loki keeps what it has not stored yet.",
  value: (s) => promql`max by (instance) (loki_ingester_wal_disk_usage_percent{${s.select("loki")}})`,
});

export const lokiWalDiskFull = signal({
  title: "Lines that did not fit on the disk",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Writes to the write-ahead log in the time shown that failed because the disk is full.",
  value: (s) =>
    promql`sum by (instance) (increase(loki_ingester_wal_disk_full_failures_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiFlushQueue = signal({
  title: "Chunks that wait to be stored",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Series of chunks that wait in memory to be written to the store.",
  value: (s) => promql`max by (instance) (loki_ingester_flush_queue_length{${s.select("loki")}})`,
});

export const lokiCheckpointsFailed = signal({
  title: "Checkpoints failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts in the time shown to write a checkpoint of the write-ahead log that failed.",
  value: (s) =>
    promql`sum by (instance) (increase(loki_ingester_checkpoint_creations_failed_total{${s.select("loki")}}[${s.range}]))`,
});

/** A day, in seconds. */
const day = 86_400;

export const lokiStreamsIn24Hours = signal({
  title: "Streams in 24 hours",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Streams in memory that there will be in 24 hours, at the pace of the last 6, as a share of those of now.",
  value: (s) =>
    promql`sum by (instance) (predict_linear(loki_ingester_memory_streams{${s.select("loki")}}[6h], ${day})) / (sum by (instance) (loki_ingester_memory_streams{${s.select("loki")}}) > 0)`,
});

/** Since a time that is 0 until the first success: then the start of the process counts. */
const since = (s: Scope, metric: string) =>
  promql`time() - max(${metric}{${s.select("loki")}} > 0 or process_start_time_seconds{${s.select("loki")}} and ${metric}{${s.select("loki")}})`;

export const lokiCompactionAge = signal({
  title: "Time since the last compaction of Loki",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time since Loki last joined the files of its index. It does so every ten minutes.",
  value: (s) =>
    since(s, "loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds"),
});

export const lokiRetentionAge = signal({
  title: "Time since old log lines were last looked for",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time since Loki last went through its index for lines that are older than the retention.",
  value: (s) => since(s, "loki_compactor_apply_retention_last_successful_run_timestamp_seconds"),
});

export const lokiMembersUnhealthy = signal({
  title: "Members of Loki that do not answer",
  unit: "short",
  tone: "error",
  by: ["name"],
  min: 0,
  meaning: "Members of a ring of Loki that the others have not heard of for a while, by ring.",
  value: (s) => promql`max by (name) (loki_ring_members{${s.select("loki")}, state="Unhealthy"})`,
});

export const lokiReceived = signal({
  title: "Log lines received in all",
  unit: "cps",
  by: [],
  min: 0,
  meaning: "Log lines a second that reach Loki, over all of its processes.",
  value: (s) => promql`sum(rate(loki_distributor_lines_received_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiBucketFailures = signal({
  title: "Operations on Loki's store that fail",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "operation"],
  min: 0,
  max: 1,
  meaning: "Share of the reads and writes of Loki's store that fail, by operation.",
  value: (s) =>
    promql`sum by (instance, operation) (rate(loki_objstore_bucket_operation_failures_total{${s.select("loki")}}[${s.range}])) / (sum by (instance, operation) (rate(loki_objstore_bucket_operations_total{${s.select("loki")}}[${s.range}])) > 0)`,
});
