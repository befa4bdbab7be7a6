import { type Recorded } from "./recorded";

const server = 'job="grafana", instance="grafana-0", handler="/api/ds/query", method="POST"';

export const grafana: Recorded = {
  input: {
    [`grafana_http_request_duration_seconds_count{${server}, status_code="200"}`]: "0+9x60",
    [`grafana_http_request_duration_seconds_count{${server}, status_code="502"}`]: "0+3x60",
  },
  expected: {
    "instance:grafana_requests:rate5m": [['instance="grafana-0"', 0.8]],
    "instance:grafana_requests_failed:ratio_rate5m": [['instance="grafana-0"', 0.25]],
  },
};
