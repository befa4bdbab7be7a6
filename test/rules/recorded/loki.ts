import { type Recorded } from "./recorded";

const server = 'job="loki", instance="loki-0"';
const push = `${server}, method="POST", route="otlp_v1_logs", status_code="204", ws="false"`;
const query = `${server}, method="GET", route="loki_api_v1_query_range", status_code="500", ws="false"`;

export const loki: Recorded = {
  input: {
    [`loki_distributor_lines_received_total{${server}, tenant="fake"}`]: "0+30x60",
    [`loki_distributor_bytes_received_total{${server}, tenant="fake"}`]: "0+3000x60",
    [`loki_discarded_samples_total{${server}, tenant="fake", reason="line_too_long"}`]: "0+3x60",
    [`loki_ingester_memory_streams{${server}, tenant="fake"}`]: "12x60",
    [`loki_request_duration_seconds_count{${push}}`]: "0+30x60",
    [`loki_request_duration_seconds_count{${query}}`]: "0+10x60",
    [`loki_request_duration_seconds_bucket{${push}, le="1.0"}`]: "0+0x60",
    [`loki_request_duration_seconds_bucket{${push}, le="2.0"}`]: "0+30x60",
    [`loki_request_duration_seconds_bucket{${push}, le="+Inf"}`]: "0+30x60",
    [`loki_request_duration_seconds_bucket{${query}, le="10.0"}`]: "0+0x60",
    [`loki_request_duration_seconds_bucket{${query}, le="20.0"}`]: "0+10x60",
    [`loki_request_duration_seconds_bucket{${query}, le="+Inf"}`]: "0+10x60",
  },
  expected: {
    "instance:loki_lines_received:rate5m": [['instance="loki-0"', 2]],
    "instance:loki_bytes_received:rate5m": [['instance="loki-0"', 200]],
    "instance_reason:loki_discarded_lines:rate5m": [['instance="loki-0", reason="line_too_long"', 0.2]],
    "instance:loki_requests_failed:ratio_rate5m": [['instance="loki-0"', 0.25]],
    "instance:loki_write_seconds:p99_5m": [['instance="loki-0"', 1.99]],
    "instance:loki_query_seconds:p99_5m": [['instance="loki-0"', 19.9]],
    "instance:loki_streams:sum": [['instance="loki-0"', 12]],
  },
};
