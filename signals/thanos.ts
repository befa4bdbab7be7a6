/** Thanos: what is uploaded to object storage, joined there, and answered from it. */
import { promql } from "./promql";
import { ofJobs } from "./servers";
import { signal } from "./signal";

/** The servers of Thanos that read or write the bucket. */
const bucketJobs = ["thanos-compact", "thanos-sidecar", "thanos-store"];

export const thanosHalted = signal({
  title: "Compactor halted",
  unit: "bool",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 if the compactor met blocks that it cannot make sense of, and stopped until somebody looks.",
  value: (s) => promql`max by (instance) (thanos_compact_halted{${s.select("thanos-compact")}})`,
});

export const thanosCompactionsFailed = signal({
  title: "Compactions of blocks failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts in the time shown to join blocks of the bucket, or to thin them out, that failed.",
  value: (s) =>
    promql`sum by (instance) (increase(thanos_compact_group_compactions_failures_total{${s.select("thanos-compact")}}[${s.range}]))`,
});

export const thanosIterations = signal({
  title: "Rounds of the compactor",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "How often in the time shown the compactor went through the whole bucket to its end.",
  value: (s) =>
    promql`sum by (instance) (increase(thanos_compact_iterations_total{${s.select("thanos-compact")}}[${s.range}]))`,
});

export const thanosBacklog = signal({
  title: "Blocks that wait for the compactor",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Blocks of the bucket that are still to be joined.",
  value: (s) =>
    promql`max by (instance) (thanos_compact_todo_compaction_blocks{${s.select("thanos-compact")}})`,
});

export const thanosBucketFailures = signal({
  title: "Operations on the bucket that fail",
  unit: "percentunit",
  tone: "error",
  by: ["job", "instance", "operation"],
  min: 0,
  max: 1,
  meaning: "Share of the reads and writes of the bucket for metrics that fail, by server and operation.",
  value: (s) =>
    promql`sum by (job, instance, operation) (rate(thanos_objstore_bucket_operation_failures_total{${ofJobs(s, bucketJobs)}}[${s.range}])) / (sum by (job, instance, operation) (rate(thanos_objstore_bucket_operations_total{${ofJobs(s, bucketJobs)}}[${s.range}])) > 0)`,
});

export const thanosUploadsFailed = signal({
  title: "Uploads of blocks failed",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Attempts in the time shown to send a block of Prometheus to the bucket that failed.",
  value: (s) =>
    promql`sum by (instance) (increase(thanos_shipper_upload_failures_total{${s.select("thanos-sidecar")}}[${s.range}]))`,
});

// The time is 0 until the first upload; then the start of the sidecar counts.
export const thanosUploadAge = signal({
  title: "Time since the last upload",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time since a sidecar last sent a block to the bucket. There is a new one every two hours.",
  value: (s) =>
    promql`time() - max by (instance) (thanos_objstore_bucket_last_successful_upload_time{${s.select("thanos-sidecar")}} > 0 or on (instance) process_start_time_seconds{${s.select("thanos-sidecar")}})`,
});

export const thanosPrometheusUp = signal({
  title: "Prometheus seen by its sidecar",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 while the sidecar reaches the Prometheus that it runs beside.",
  value: (s) => promql`min by (instance) (thanos_sidecar_prometheus_up{${s.select("thanos-sidecar")}})`,
});

export const thanosSyncFailures = signal({
  title: "Block lists and blocks not read",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Attempts of a store gateway in the time shown to read the list of blocks, or a block, that failed.",
  value: (s) =>
    promql`sum by (instance) (increase(thanos_blocks_meta_sync_failures_total{${s.select("thanos-store")}}[${s.range}])) + sum by (instance) (increase(thanos_bucket_store_block_load_failures_total{${s.select("thanos-store")}}[${s.range}]))`,
});

export const thanosQueryErrors = signal({
  title: "Queries of the querier that fail",
  unit: "percentunit",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of the queries that the querier could not answer (status 500 and above).",
  value: (s) =>
    promql`sum by (instance) (rate(http_requests_total{${s.select("thanos-query")}, handler=~"query|query_range", code=~"5.."}[${s.range}])) / (sum by (instance) (rate(http_requests_total{${s.select("thanos-query")}, handler=~"query|query_range"}[${s.range}])) > 0)`,
});

export const thanosQueryTime = signal({
  title: "Time of queries of the querier",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that 99 of 100 queries stay under.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (instance, le) (rate(http_request_duration_seconds_bucket{${s.select("thanos-query")}, handler=~"query|query_range"}[${s.range}])))`,
});

export const thanosStores = signal({
  title: "Servers that the querier asks",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Sidecars and store gateways that the querier is connected with.",
  value: (s) => promql`sum by (instance) (thanos_store_nodes_grpc_connections{${s.select("thanos-query")}})`,
});

export const thanosQueriesAtOnce = signal({
  title: "Queries of the querier at once",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Queries that the querier works on, as a share of those that it may. At 100 % further ones wait.",
  value: (s) =>
    promql`max by (instance) (avg_over_time(thanos_query_concurrent_gate_queries_in_flight{${s.select("thanos-query")}}[${s.range}])) / (max by (instance) (thanos_query_concurrent_gate_queries_max{${s.select("thanos-query")}}) > 0)`,
});
