/** Loki: the log lines that it takes, keeps and turns away. The lines themselves are in logs.ts. */
import { promql } from "./promql";
import { signal } from "./signal";

export const lokiLines = signal({
  title: "Log lines stored",
  unit: "cps",
  by: ["instance"],
  min: 0,
  meaning: "Log lines a second that Loki takes.",
  value: (s) =>
    promql`sum by (instance) (rate(loki_distributor_lines_received_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiBytes = signal({
  title: "Log bytes stored",
  unit: "Bps",
  by: ["instance"],
  min: 0,
  meaning: "Bytes of log lines a second that Loki takes, before it compresses them.",
  value: (s) =>
    promql`sum by (instance) (rate(loki_distributor_bytes_received_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiDiscarded = signal({
  title: "Log lines turned away",
  unit: "cps",
  tone: "error",
  by: ["instance", "reason"],
  min: 0,
  meaning: "Log lines a second that Loki refuses, by reason: too old, too long, over a limit. They are lost.",
  value: (s) =>
    promql`sum by (instance, reason) (rate(loki_discarded_samples_total{${s.select("loki")}}[${s.range}]))`,
});

export const lokiRequestDuration = signal({
  title: "Loki request duration, 99th percentile",
  unit: "s",
  by: ["instance", "route"],
  min: 0,
  meaning: "Time that 99 of 100 HTTP requests stay under, by what was asked for.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (instance, route, le) (rate(loki_request_duration_seconds_bucket{${s.select("loki")}, method!="gRPC"}[${s.range}])))`,
});

export const lokiRequestErrors = signal({
  title: "Loki requests failed",
  unit: "percentunit",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of HTTP requests that Loki itself could not serve (status 500 and above).",
  value: (s) =>
    promql`sum by (instance) (rate(loki_request_duration_seconds_count{${s.select("loki")}, status_code=~"5.."}[${s.range}])) / (sum by (instance) (rate(loki_request_duration_seconds_count{${s.select("loki")}, method!="gRPC"}[${s.range}])) > 0)`,
});

export const lokiStreams = signal({
  title: "Streams in memory",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Streams that Loki writes to. One for each set of index labels; memory and queries suffer from many.",
  value: (s) => promql`sum by (instance) (loki_ingester_memory_streams{${s.select("loki")}})`,
});

export const lokiFlushFailures = signal({
  title: "Chunks not written",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts a second to write log lines to the store that failed. Loki keeps them and tries again.",
  value: (s) =>
    promql`sum by (instance) (rate(loki_ingester_chunks_flush_failures_total{${s.select("loki")}}[${s.range}]))`,
});
