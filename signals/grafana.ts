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
  tone: "error",
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
  tone: "error",
  by: ["instance", "datasource"],
  min: 0,
  max: 1,
  meaning: "Share of Grafana's requests to a data source that did not succeed.",
  value: (s) =>
    promql`sum by (instance, datasource) (rate(grafana_datasource_request_total{${s.select("grafana")}, code!~"2.."}[${s.range}])) / (sum by (instance, datasource) (rate(grafana_datasource_request_total{${s.select("grafana")}}[${s.range}])) > 0)`,
});

export const grafanaRequestsByStatus = signal({
  title: "Grafana requests by status",
  unit: "reqps",
  by: ["status_code"],
  min: 0,
  meaning: "HTTP requests a second by the status of Grafana's answer.",
  value: (s) =>
    promql`sum by (status_code) (rate(grafana_http_request_duration_seconds_count{${s.select("grafana")}}[${s.range}]))`,
});

export const grafanaInFlight = signal({
  title: "Requests in work",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Requests that Grafana works on now.",
  value: (s) => promql`sum by (instance) (grafana_http_request_in_flight{${s.select("grafana")}})`,
});

export const grafanaSourceTime = signal({
  title: "Time of data sources",
  unit: "s",
  by: ["datasource"],
  min: 0,
  meaning: "Time that 95 of 100 requests to a data source stay under.",
  value: (s) =>
    promql`histogram_quantile(0.95, sum by (datasource, le) (rate(grafana_datasource_request_duration_seconds_bucket{${s.select("grafana")}}[${s.range}])))`,
});

export const grafanaSourceRequests = signal({
  title: "Requests to data sources",
  unit: "reqps",
  by: ["datasource"],
  min: 0,
  meaning: "Requests a second that Grafana sends to each data source.",
  value: (s) =>
    promql`sum by (datasource) (rate(grafana_datasource_request_total{${s.select("grafana")}}[${s.range}]))`,
});

export const grafanaSourceBytes = signal({
  title: "Bytes from data sources",
  unit: "Bps",
  by: ["datasource"],
  min: 0,
  meaning: "Bytes a second that data sources answer with.",
  value: (s) =>
    promql`sum by (datasource) (rate(grafana_datasource_response_size_bytes_sum{${s.select("grafana")}}[${s.range}]))`,
});

export const grafanaUsers = signal({
  title: "People who use Grafana",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Users who were in Grafana in the last 30 days.",
  value: (s) => promql`max(grafana_stat_active_users{${s.select("grafana")}})`,
});

export const grafanaDashboards = signal({
  title: "Dashboards stored",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Dashboards that Grafana has, those that people made by hand among them.",
  value: (s) => promql`max(grafana_stat_totals_dashboard{${s.select("grafana")}})`,
});

export const grafanaVersions = signal({
  title: "Versions of Grafana",
  unit: "short",
  by: ["version"],
  min: 0,
  meaning: "Servers that run each version of Grafana.",
  value: (s) => promql`count by (version) (grafana_build_info{${s.select("grafana")}})`,
});

export const grafanaConnectionsUsed = signal({
  title: "Connections to Grafana's database",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Connections to the database in which Grafana keeps users and settings that are in use.",
  value: (s) => promql`sum by (instance) (grafana_database_conn_in_use{${s.select("grafana")}})`,
});
