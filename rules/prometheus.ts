import {
  firingByAlert,
  firingBySeverity,
  prometheusConfigLoaded,
  prometheusDisk,
  prometheusSamples,
  prometheusSeries,
  ruleEvaluationTime,
} from "../signals/prometheus";
import { notificationsFailing } from "../signals/prometheus-alerting";
import { evaluationTime, queriesAtOnce, targetsScraped } from "../signals/prometheus-scraping";
import { promql } from "../signals/promql";
import { scrapedSamples, scrapeDuration } from "../signals/targets";
import { alert } from "./alert";
import { configReloadCases } from "./cases/config";
import * as alerting from "./prometheus-alerting";
import * as growth from "./prometheus-growth";
import * as load from "./prometheus-load";
import * as scraping from "./prometheus-scraping";
import * as storage from "./prometheus-storage";
import { recorded, recording } from "./recording";
import { type Rules } from "./rule";

export const PrometheusConfigReloadFailed = alert("PrometheusConfigReloadFailed", {
  event: (s) => promql`${prometheusConfigLoaded.value(s)} == 0`,
  by: prometheusConfigLoaded.by,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  team: "infrastructure",
  service: "prometheus",
  summary: "{{ $labels.instance }}: Prometheus refused its new configuration",
  description:
    "{{ $labels.instance }} has worked with an old configuration for {for}. New targets and rules are not in force, and Prometheus will not come up again after a restart.",
  dashboard: { uid: "prometheus", variables: ["instance"] },
  cases: configReloadCases({
    metric: "prometheus_config_last_reload_successful",
    job: "prometheus",
    text: {
      summary: "prometheus-0: Prometheus refused its new configuration",
      description:
        "prometheus-0 has worked with an old configuration for 5 minutes. New targets and rules are not in force, and Prometheus will not come up again after a restart.",
    },
  }),
});

/** Prometheus itself. */
export const prometheusRules: Rules = {
  name: "prometheus",
  recordings: [
    recording("severity:alerts_firing:count", firingBySeverity),
    recording("alertname_severity_team_service:alerts_firing:count", firingByAlert),
    recording("instance:prometheus_head_series:max", prometheusSeries),
    recording("instance:prometheus_samples_appended:rate5m", prometheusSamples),
    recording("instance:prometheus_blocks_bytes:max", prometheusDisk),
    recorded(
      "instance:prometheus_rule_evaluation:max",
      (scope) => promql`max by (instance) (${ruleEvaluationTime.value(scope)})`,
    ),
    recording("instance_alertmanager:prometheus_notifications_failing:ratio_rate5m", notificationsFailing),
    recording("instance:prometheus_query_duration_seconds:p90", evaluationTime),
    recording("instance:prometheus_queries_at_once:ratio", queriesAtOnce),
    recording("instance:prometheus_targets:sum", targetsScraped),
    recorded(
      "job:scrape_duration_seconds:max",
      (scope) => promql`max by (job) (${scrapeDuration.value(scope)})`,
    ),
    recorded("job:scrape_samples:sum", (scope) => promql`sum by (job) (${scrapedSamples.value(scope)})`),
  ],
  alerts: [
    PrometheusConfigReloadFailed,
    ...[alerting, storage, growth, scraping, load].flatMap((part) => Object.values(part)),
  ],
};
