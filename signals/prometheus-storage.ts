/** Prometheus: the samples that it takes and turns away, the series in memory, the blocks on disk. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

/** How far ahead growth of series is looked at, in seconds: a day. */
const day = 86_400;

export const seriesIn24Hours = signal({
  title: "Series in 24 hours",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Series in memory that there will be in 24 hours, at the pace of the last 6, as a share of those of now. 200 % is twice as many.",
  value: (s) =>
    promql`max by (instance) (predict_linear(prometheus_tsdb_head_series{${s.select("prometheus")}}[6h], ${day})) / (max by (instance) (prometheus_tsdb_head_series{${s.select("prometheus")}}) > 0)`,
});

export const diskInWeek = signal({
  title: "Metrics on disk in a week",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Size of the blocks in a week, at the pace of the last 12 hours, as a share of what it is now. It is steady once the retention is reached.",
  value: (s) =>
    promql`max by (instance) (predict_linear(prometheus_tsdb_storage_blocks_bytes{${s.select("prometheus")}}[12h], ${7 * day})) / (max by (instance) (prometheus_tsdb_storage_blocks_bytes{${s.select("prometheus")}}) > 0)`,
});

export const cutBySize = signal({
  title: "Blocks deleted for their size",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning:
    "How often in the time shown blocks were deleted before their time, because the limit of size was reached.",
  value: (s) =>
    promql`max by (instance) (increase(prometheus_tsdb_size_retentions_total{${s.select("prometheus")}}[${s.range}]))`,
});

const failed = (s: Scope, metric: string) =>
  `sum by (instance) (increase(${metric}{${s.select("prometheus")}}[${s.range}]))`;

export const reloadsFailed = signal({
  title: "Block reloads failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts in the time shown to read the blocks on disk that failed.",
  value: (s) => promql`${failed(s, "prometheus_tsdb_reloads_failures_total")}`,
});

export const compactionsFailed = signal({
  title: "Compactions failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Attempts in the time shown to write samples of the memory to disk, or to join blocks, that failed.",
  value: (s) => promql`${failed(s, "prometheus_tsdb_compactions_failed_total")}`,
});

export const walWritesFailed = signal({
  title: "Writes to the log of samples failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Writes to the write-ahead log that failed in the time shown. What they held is lost with a restart.",
  value: (s) => promql`${failed(s, "prometheus_tsdb_wal_writes_failed_total")}`,
});

export const truncationsFailed = signal({
  title: "Truncations failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Attempts in the time shown to shorten the memory, the write-ahead log or its checkpoints that failed. Memory and disk only grow then.",
  value: (s) =>
    promql`${failed(s, "prometheus_tsdb_head_truncations_failed_total")} + ${failed(s, "prometheus_tsdb_wal_truncations_failed_total")} + ${failed(s, "prometheus_tsdb_checkpoint_creations_failed_total")}`,
});

export const samplesDuplicate = signal({
  title: "Samples that came twice",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Samples a second that had the time of another one of the same series, and another value. They are lost.",
  value: (s) =>
    promql`sum by (instance) (rate(prometheus_target_scrapes_sample_duplicate_timestamp_total{${s.select("prometheus")}}[${s.range}]))`,
});

// The last counter is not there before it has counted something.
export const samplesTooLate = signal({
  title: "Samples that came too late",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Samples a second that were older than what may still be stored, or from the future. They are lost.",
  value: (s) =>
    promql`sum by (instance) (rate(prometheus_target_scrapes_sample_out_of_bounds_total{${s.select("prometheus")}}[${s.range}])) + sum by (instance) (rate(prometheus_target_scrapes_sample_out_of_order_total{${s.select("prometheus")}}[${s.range}])) + (sum by (instance) (rate(prometheus_tsdb_too_old_samples_total{${s.select("prometheus")}}[${s.range}])) or 0 * sum by (instance) (rate(prometheus_target_scrapes_sample_out_of_bounds_total{${s.select("prometheus")}}[${s.range}])))`,
});

export const walCorruptions = signal({
  title: "Corrupt parts of the log of samples",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Corrupt parts of the write-ahead log and of chunks that Prometheus has found since its start. What followed them is lost.",
  value: (s) =>
    promql`max by (instance) (prometheus_tsdb_wal_corruptions_total{${s.select("prometheus")}}) + max by (instance) (prometheus_tsdb_mmap_chunk_corruptions_total{${s.select("prometheus")}})`,
});
