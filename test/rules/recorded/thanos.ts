import { type Recorded } from "./recorded";

const query = 'job="thanos-query", instance="thanos-query-0"';
const ok = `${query}, code="200", handler="query", method="post", tenant="x"`;
const bad = `${query}, code="503", handler="query_range", method="post", tenant="x"`;
const store = 'job="thanos-store", instance="thanos-store-0", bucket="metrics"';

export const thanos: Recorded = {
  input: {
    [`http_requests_total{${ok}}`]: "0+9x60",
    [`http_requests_total{${bad}}`]: "0+3x60",
    [`http_request_duration_seconds_bucket{${ok}, le="1.0"}`]: "0+0x60",
    [`http_request_duration_seconds_bucket{${ok}, le="2.0"}`]: "0+9x60",
    [`http_request_duration_seconds_bucket{${ok}, le="+Inf"}`]: "0+9x60",
    [`thanos_store_nodes_grpc_connections{${query}, store_type="sidecar", external_labels="a"}`]: "2x60",
    [`thanos_store_nodes_grpc_connections{${query}, store_type="store", external_labels="b"}`]: "1x60",
    'thanos_compact_todo_compaction_blocks{job="thanos-compact", instance="thanos-compact-0"}': "7x60",
    [`thanos_objstore_bucket_operation_failures_total{${store}, operation="get"}`]: "0+1x60",
    [`thanos_objstore_bucket_operations_total{${store}, operation="get"}`]: "0+4x60",
    [`thanos_objstore_bucket_operation_failures_total{${store}, operation="iter"}`]: "0+1x60",
    [`thanos_objstore_bucket_operations_total{${store}, operation="iter"}`]: "0+10x60",
  },
  expected: {
    "instance:thanos_queries_failed:ratio_rate5m": [['instance="thanos-query-0"', 0.25]],
    "instance:thanos_query_seconds:p99_5m": [['instance="thanos-query-0"', 1.99]],
    "instance:thanos_stores:sum": [['instance="thanos-query-0"', 3]],
    "instance:thanos_blocks_waiting:max": [['instance="thanos-compact-0"', 7]],
    "job:thanos_bucket_failures:max": [['job="thanos-store"', 0.25]],
  },
};
