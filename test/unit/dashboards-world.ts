/** What the dashboards are held against: the metrics of the pinned programs, and all rules. */
import { type KnownMetric, type World } from "../../dashboards/lint/finding";
import { allAlerts, allRules } from "../../rules/catalogue";
import { knownMetrics } from "../contracts/read";

function metric(job: string, ...labels: string[]): KnownMetric {
  return { jobs: [job], labels: new Set(["cluster", "instance", "job", ...labels]), values: new Map() };
}

/**
 * Metrics that are in no contract, because the program gives them only after a failure or cannot run where contracts
 * are captured. The first two were seen on the pinned programs: Loki after a line that was too old, the collector
 * after an answer of 400. Grafana's are as in its documentation.
 */
export const unseen: ReadonlyMap<string, KnownMetric> = new Map([
  ["grafana_http_request_duration_seconds_count", metric("grafana", "handler", "method", "status_code")],
  ["loki_discarded_samples_total", metric("loki", "policy", "reason", "tenant")],
  ["otelcol_exporter_send_failed_log_records", metric("collector", "exporter")],
]);

const captured: ReadonlyMap<string, KnownMetric> = knownMetrics(allRules());

export const world: World & { readonly captured: ReadonlyMap<string, KnownMetric> } = {
  captured,
  metrics: new Map([...unseen, ...captured]),
  alerts: Object.values(allAlerts),
};
