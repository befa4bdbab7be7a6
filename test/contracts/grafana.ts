/** What Grafana tells of itself: no module and no package of it can be had, so that it does not run where contracts are recorded. */
import { contractText, type Described, documentedLine, family } from "./documented";

const source =
  "the public source of Grafana, of a state newer than 11.0 that is not that of a release: pkg/infra/metrics/metrics.go, pkg/middleware/request_metrics.go, pkg/infra/httpclient/httpclientprovider/datasource_metrics_middleware.go, pkg/services/pluginsintegration/clientmiddleware/metrics_middleware.go, pkg/infra/metrics/metricutil and the pool of its database";

const made =
  (type: Described["type"]) =>
  (name: string, help: string, labels: readonly string[] = []): Described => ({ name, type, help, labels });
const counter = made("counter");
const gauge = made("gauge");
const histogram = made("histogram");

const summary = (name: string, help: string): Described => ({
  ...{ name, type: "summary", help, labels: [], quantiles: ["0.5", "0.9", "0.99"] },
});

const ofRequest = ["handler", "method", "slo_group", "status_code", "status_source"];
const ofDataSource = ["code", "datasource", "datasource_type", "method", "secure_socks_ds_proxy_enabled"];
const ofPlugin = ["endpoint", "plugin_id", "status", "status_source", "target"];

/** Codes that are counted one by one; all others are "unknown". */
const byCode = (name: string, help: string): Described => ({
  ...counter(name, help, ["code"]),
  values: { code: ["200", "404", "500", "unknown"] },
});

const metrics: readonly Described[] = [
  gauge("grafana_build_info", "Version, revision, branch and Go version that it was built from.", [
    ...["branch", "edition", "goversion", "revision", "version"],
  ]),
  counter("grafana_instance_start_total", "Starts of the server."),
  // Its web server.
  gauge("grafana_http_request_in_flight", "Requests that are being answered."),
  histogram("grafana_http_request_duration_seconds", "Time that requests took.", ofRequest),
  histogram("grafana_http_response_size_bytes", "Size of answers.", ofRequest),
  byCode("grafana_api_response_status_total", "Answers of the API."),
  byCode("grafana_page_response_status_total", "Answers that are pages."),
  byCode("grafana_proxy_response_status_total", "Answers of the proxy to data sources."),
  summary("grafana_api_dataproxy_request_all_milliseconds", "Time of requests through the proxy."),
  summary("grafana_api_dashboard_get_milliseconds", "Time to read a dashboard."),
  summary("grafana_api_dashboard_save_milliseconds", "Time to save a dashboard."),
  summary("grafana_api_dashboard_search_milliseconds", "Time to search dashboards."),
  counter("grafana_api_login_post_total", "Logins by name and password."),
  counter("grafana_api_login_oauth_total", "Logins by OAuth."),
  counter("grafana_api_login_saml_total", "Logins by SAML."),
  // What it asks of others.
  counter("grafana_datasource_request_total", "Requests to a data source.", ofDataSource),
  histogram(
    "grafana_datasource_request_duration_seconds",
    "Time of requests to a data source.",
    ofDataSource,
  ),
  gauge("grafana_datasource_request_in_flight", "Requests to a data source that are not answered yet.", [
    ...["datasource", "datasource_type"],
  ]),
  histogram("grafana_datasource_response_size_bytes", "Size of a data source's answers.", [
    ...["datasource", "datasource_type"],
  ]),
  counter("grafana_plugin_request_total", "Requests to a plugin.", ofPlugin),
  histogram("grafana_plugin_request_duration_seconds", "Time of requests to a plugin.", [
    ...ofPlugin,
    "source",
  ]),
  gauge("grafana_plugin_build_info", "Versions of plugins.", [
    ...["plugin_id", "plugin_type", "signature_status", "version"],
  ]),
  counter("grafana_rendering_request_total", "Pictures that were asked for.", ["status", "type"]),
  gauge("grafana_rendering_queue_size", "Pictures that wait."),
  // The pool of connections to its database.
  gauge("grafana_database_conn_idle", "Idle connections."),
  gauge("grafana_database_conn_in_use", "Connections in use."),
  gauge("grafana_database_conn_max_open", "Connections that there may be; 0 means any number."),
  gauge("grafana_database_conn_open", "Connections, idle and in use."),
  counter("grafana_database_conn_max_idle_closed_total", "Connections closed for too many were idle."),
  counter("grafana_database_conn_max_lifetime_closed_total", "Connections closed for their age."),
  counter("grafana_database_conn_wait_count_total", "Times that a connection was waited for."),
  counter("grafana_database_conn_wait_duration_seconds", "Time that connections were waited for."),
  // What is in it, counted every half an hour at most.
  gauge("grafana_stat_active_users", "Users that were there in the last 30 days."),
  gauge("grafana_stat_total_users", "Users."),
  gauge("grafana_stat_totals_dashboard", "Dashboards."),
  gauge("grafana_stat_totals_datasource", "Data sources.", ["plugin_id"]),
  gauge("grafana_stat_totals_folder", "Folders."),
  // Of the process itself, by its Go library.
  gauge("go_goroutines", "Number of goroutines that currently exist."),
  gauge("go_memstats_heap_inuse_bytes", "Number of heap bytes that are in use."),
  counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds."),
  gauge("process_max_fds", "Maximum number of open file descriptors."),
  gauge("process_open_fds", "Number of open file descriptors."),
  gauge("process_resident_memory_bytes", "Resident memory size in bytes."),
  gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds."),
];

/** The contract of Grafana: what health, requests, data sources, plugins and its database are told by. */
export const grafanaContract = (): string => documentedLine(source) + contractText(metrics.map(family));
