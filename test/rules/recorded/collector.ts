import { type Recorded } from "./recorded";

const agent = 'job="collector", instance="web-1"';
const gateway = 'job="collector-gateway", instance="gateway-0"';
const files = 'receiver="file_log/host", transport=""';
const queue = 'exporter="otlp_http/loki", data_type="logs"';

export const collector: Recorded = {
  input: {
    [`otelcol_receiver_accepted_log_records{${agent}, ${files}}`]: "0+30x60",
    [`otelcol_receiver_accepted_log_records{${gateway}, receiver="otlp", transport="http"}`]: "0+15x60",
    [`otelcol_receiver_refused_log_records{${agent}, ${files}}`]: "0+3x60",
    [`otelcol_receiver_failed_log_records{${agent}, ${files}}`]: "0+6x60",
    [`otelcol_exporter_sent_log_records{${agent}, exporter="otlp_http/loki"}`]: "0+24x60",
    [`otelcol_exporter_send_failed_log_records{${agent}, exporter="otlp_http/loki"}`]: "0+1.5x60",
    [`otelcol_exporter_queue_size{${agent}, ${queue}}`]: "30x60",
    [`otelcol_exporter_queue_capacity{${agent}, ${queue}}`]: "120x60",
    [`otelcol_process_memory_rss{${agent}}`]: "70000x60",
  },
  expected: {
    "instance_receiver:otelcol_lines_received:rate5m": [
      ['instance="web-1", receiver="file_log/host"', 2],
      ['instance="gateway-0", receiver="otlp"', 1],
    ],
    "instance_receiver:otelcol_lines_refused:rate5m": [['instance="web-1", receiver="file_log/host"', 0.6]],
    "instance_exporter:otelcol_lines_sent:rate5m": [['instance="web-1", exporter="otlp_http/loki"', 1.6]],
    "instance_exporter:otelcol_lines_lost:rate5m": [['instance="web-1", exporter="otlp_http/loki"', 0.1]],
    "instance_exporter:otelcol_queue_used:ratio": [['instance="web-1", exporter="otlp_http/loki"', 0.25]],
    "instance:otelcol_memory_bytes:max": [['instance="web-1"', 70000]],
  },
};
