/** Grafana: whether it answers those who look at dashboards. */
import { promql } from "./promql";
import { signal } from "./signal";

export const grafanaRequests = signal({
  title: "Grafana requests",
  unit: "reqps",
  by: ["instance"],
  min: 0,
  meaning: "HTTP requests a second that Grafana answers.",
  value: (s) =>
    promql`sum by (instance) (rate(grafana_http_request_duration_seconds_count{${s.select("grafana")}}[${s.range}]))`,
});

export const grafanaErrors = signal({
  title: "Grafana requests failed",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of HTTP requests that Grafana or a data source behind it could not serve.",
  value: (s) =>
    promql`sum by (instance) (rate(grafana_http_request_duration_seconds_count{${s.select("grafana")}, status_code=~"5.."}[${s.range}])) / (sum by (instance) (rate(grafana_http_request_duration_seconds_count{${s.select("grafana")}}[${s.range}])) > 0)`,
});
