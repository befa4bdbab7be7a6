/** Prometheus itself, and the alerts that it has. */
import { promql } from "./promql";
import { signal } from "./signal";

export const prometheusConfigLoaded = signal({
  title: "Prometheus configuration loaded",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "0 if Prometheus refused its configuration at the last reload and works on with the one before.",
  value: (s) =>
    promql`min by (instance) (prometheus_config_last_reload_successful{${s.select("prometheus")}})`,
});

export const prometheusSeries = signal({
  title: "Series in memory",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Series that Prometheus holds in memory; its need for memory follows this number.",
  value: (s) => promql`max by (instance) (prometheus_tsdb_head_series{${s.select("prometheus")}})`,
});

export const prometheusSamples = signal({
  title: "Samples stored",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "Samples a second that Prometheus stores.",
  value: (s) =>
    promql`sum by (instance) (rate(prometheus_tsdb_head_samples_appended_total{${s.select("prometheus")}}[${s.range}]))`,
});

export const prometheusDisk = signal({
  title: "Metrics on disk",
  unit: "bytes",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Size of the blocks that Prometheus keeps, without the last hours, which are still in memory.",
  value: (s) => promql`max by (instance) (prometheus_tsdb_storage_blocks_bytes{${s.select("prometheus")}})`,
});

export const ruleEvaluationTime = signal({
  title: "Rule evaluation",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "rule_group"],
  min: 0,
  meaning:
    "Time that the evaluation of a rule group takes, as a share of its interval. Above 100 % evaluations are missed.",
  value: (s) =>
    promql`max by (instance, rule_group) (prometheus_rule_group_last_duration_seconds{${s.select("prometheus")}} / (prometheus_rule_group_interval_seconds{${s.select("prometheus")}} > 0))`,
});

export const ruleFailures = signal({
  title: "Rule evaluation failures",
  unit: "ops",
  tone: "error",
  by: ["instance", "rule_group"],
  min: 0,
  meaning: "Rules a second that could not be evaluated. Alerts of these rules do not fire.",
  value: (s) =>
    promql`sum by (instance, rule_group) (rate(prometheus_rule_evaluation_failures_total{${s.select("prometheus")}}[${s.range}]))`,
});

export const notificationsDropped = signal({
  title: "Alerts lost on the way to Alertmanager",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Alerts a second that Prometheus could not hand to any Alertmanager.",
  value: (s) =>
    promql`sum by (instance) (rate(prometheus_notifications_dropped_total{${s.select("prometheus")}}[${s.range}]))`,
});

export const queryDuration = signal({
  title: "Query duration, 90th percentile",
  unit: "s",
  by: ["instance", "slice"],
  min: 0,
  meaning: "Time that nine of ten queries stay under, by what it is spent on. Rules count as queries.",
  value: (s) =>
    promql`max by (instance, slice) (prometheus_engine_query_duration_seconds{${s.select("prometheus")}, quantile="0.9"})`,
});

export const firingAlerts = signal({
  title: "Alerts firing",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Alerts that fire now, without the watchdog.",
  value: (s) => promql`count(ALERTS{alertstate="firing", severity!="none"${s.alerts}}) or vector(0)`,
});

export const firingBySeverity = signal({
  title: "Alerts firing by severity",
  unit: "short",
  by: ["severity"],
  min: 0,
  meaning: "Alerts that fire now, without the watchdog.",
  value: (s) => promql`count by (severity) (ALERTS{alertstate="firing", severity!="none"${s.alerts}})`,
});

export const firingByAlert = signal({
  title: "Alerts firing by alert",
  unit: "short",
  by: ["alertname", "severity", "team", "service"],
  min: 0,
  meaning: "Alerts that fire now, without the watchdog: how many instances of each.",
  value: (s) =>
    promql`count by (alertname, severity, team, service) (ALERTS{alertstate="firing", severity!="none"${s.alerts}})`,
});
