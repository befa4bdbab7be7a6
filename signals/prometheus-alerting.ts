/** Prometheus: how its rules are evaluated, and how alerts reach Alertmanager. */
import { promql } from "./promql";
import { signal } from "./signal";

export const ruleFailuresShare = signal({
  title: "Rules that fail",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "rule_group"],
  min: 0,
  max: 1,
  meaning: "Share of the evaluations of a rule group's rules that ended with an error.",
  value: (s) =>
    promql`sum by (instance, rule_group) (rate(prometheus_rule_evaluation_failures_total{${s.select("prometheus")}}[${s.range}])) / (sum by (instance, rule_group) (rate(prometheus_rule_evaluations_total{${s.select("prometheus")}}[${s.range}])) > 0)`,
});

export const ruleEvaluationsMissed = signal({
  title: "Rule evaluations missed",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "rule_group"],
  min: 0,
  max: 1,
  meaning: "Share of the evaluations of a rule group that were left out, because the one before still ran.",
  value: (s) =>
    promql`sum by (instance, rule_group) (rate(prometheus_rule_group_iterations_missed_total{${s.select("prometheus")}}[${s.range}])) / (sum by (instance, rule_group) (rate(prometheus_rule_group_iterations_total{${s.select("prometheus")}}[${s.range}])) > 0)`,
});

// What was sent counts what arrived only: the whole is what arrived and what failed.
export const notificationsFailing = signal({
  title: "Alerts that an Alertmanager did not take",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "alertmanager"],
  min: 0,
  max: 1,
  meaning: "Share of the alerts sent to an Alertmanager that did not arrive.",
  value: (s) =>
    promql`sum by (instance, alertmanager) (rate(prometheus_notifications_errors_total{${s.select("prometheus")}}[${s.range}])) / (sum by (instance, alertmanager) (rate(prometheus_notifications_errors_total{${s.select("prometheus")}}[${s.range}]) + rate(prometheus_notifications_sent_total{${s.select("prometheus")}}[${s.range}])) > 0)`,
});

export const notificationsFailingLeast = signal({
  title: "Alerts that no Alertmanager took",
  unit: "percentunit",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Share of the alerts that did not arrive at the Alertmanager that took most. Above 0, alerts reach nobody.",
  value: (s) => promql`min by (instance) (${notificationsFailing.value(s)})`,
});

export const notificationQueue = signal({
  title: "Queue of alerts to send",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "How full the fullest queue of alerts is that wait to be sent. When it is full, the oldest are dropped.",
  value: (s) =>
    promql`max by (instance) (prometheus_notifications_queue_length{${s.select("prometheus")}}) / (max by (instance) (prometheus_notifications_queue_capacity{${s.select("prometheus")}}) > 0)`,
});

export const alertmanagersKnown = signal({
  title: "Alertmanagers known",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Alertmanagers that Prometheus sends alerts to.",
  value: (s) =>
    promql`max by (instance) (prometheus_notifications_alertmanagers_discovered{${s.select("prometheus")}})`,
});
