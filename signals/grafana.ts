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

export const grafanaTime = signal({
  title: "Time of Grafana's answers",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that 95 of 100 HTTP requests to Grafana stay under. Queries of panels are among them.",
  value: (s) =>
    promql`histogram_quantile(0.95, sum by (instance, le) (rate(grafana_http_request_duration_seconds_bucket{${s.select("grafana")}}[${s.range}])))`,
});

export const grafanaSourceErrors = signal({
  title: "Queries of data sources that fail",
  unit: "percentunit",
  by: ["instance", "datasource"],
  min: 0,
  max: 1,
  meaning: "Share of Grafana's requests to a data source that did not succeed.",
  value: (s) =>
    promql`sum by (instance, datasource) (rate(grafana_datasource_request_total{${s.select("grafana")}, code!~"2.."}[${s.range}])) / (sum by (instance, datasource) (rate(grafana_datasource_request_total{${s.select("grafana")}}[${s.range}])) > 0)`,
});
