import {
  alertmanagersKnown,
  notificationQueue,
  notificationsFailing,
  notificationsFailingLeast,
  ruleEvaluationsMissed,
  ruleFailuresShare,
} from "../signals/prometheus-alerting";
import { ruleEvaluationTime } from "../signals/prometheus";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, gauge, scaled, together } from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("prometheus");

const job = { more: { job: "prometheus" } };
const hostGroup = { instance: "prometheus-0", rule_group: "/etc/prometheus/rules/host.yml;host" };
const probesGroup = { instance: "prometheus-1", rule_group: "/etc/prometheus/rules/probes.yml;probes" };
const groups = [hostGroup, probesGroup] as const;

export const PrometheusRuleFailures = alert("PrometheusRuleFailures", {
  ...told,
  event: (s) => promql`${ruleFailuresShare.value(s)} > 0`,
  by: ruleFailuresShare.by,
  unit: "percentunit",
  kind: "threshold",
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the rules of {{ $labels.rule_group }} fail",
  description:
    "Rules of {{ $labels.rule_group }} have ended with an error for {for}. An alert whose rule fails cannot fire, and what it recorded has a gap.",
  cases: [
    ...courseCases({
      series: together(
        counting("prometheus_rule_evaluation_failures_total", job),
        countingAt("prometheus_rule_evaluations_total", 2, job),
      ),
      subjects: groups,
      over: 0.2,
      under: 0,
      window: "5m",
      for: "5m",
      keepFiringFor: "10m",
      text: {
        summary: "prometheus-0: 10% of the rules of /etc/prometheus/rules/host.yml;host fail",
        description:
          "Rules of /etc/prometheus/rules/host.yml;host have ended with an error for 5 minutes. An alert whose rule fails cannot fire, and what it recorded has a gap.",
      },
    }),
    quiet("a group that is not evaluated at all", {
      series: together(
        countingAt("prometheus_rule_evaluation_failures_total", 0, job),
        countingAt("prometheus_rule_evaluations_total", 0, job),
      )(hostGroup, [["1h", 0]]),
      at: "30m",
    }),
  ],
});

export const PrometheusRuleEvaluationsMissed = alert("PrometheusRuleEvaluationsMissed", {
  ...told,
  signal: ruleEvaluationsMissed,
  range: "15m",
  above: 0.05,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the evaluations of {{ $labels.rule_group }} are left out",
  description:
    "More than {threshold} of the evaluations of {{ $labels.rule_group }} have been left out for {for}, because the one before had not ended. Its alerts fire later than they should.",
  cases: courseCases({
    series: together(
      counting("prometheus_rule_group_iterations_missed_total", job),
      countingAt("prometheus_rule_group_iterations_total", 1, job),
    ),
    subjects: groups,
    over: 0.051,
    under: 0.049,
    far: 1,
    window: "15m",
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "prometheus-0: 5.1% of the evaluations of /etc/prometheus/rules/host.yml;host are left out",
      description:
        "More than 5 % of the evaluations of /etc/prometheus/rules/host.yml;host have been left out for 15 minutes, because the one before had not ended. Its alerts fire later than they should.",
    },
  }),
});

export const PrometheusRuleGroupSlow = alert("PrometheusRuleGroupSlow", {
  ...told,
  signal: ruleEvaluationTime,
  above: 0.75,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.rule_group }} takes {value} of its interval",
  description:
    "The evaluation of {{ $labels.rule_group }} has taken more than {threshold} of its interval for {for}. From 100 % on, evaluations are left out and alerts come late.",
  cases: courseCases({
    series: together(
      gauge("prometheus_rule_group_last_duration_seconds", job),
      constant("prometheus_rule_group_interval_seconds", 10, job),
    ),
    subjects: groups,
    over: 7.65,
    under: 7.35,
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: /etc/prometheus/rules/host.yml;host takes 76.5% of its interval",
      description:
        "The evaluation of /etc/prometheus/rules/host.yml;host has taken more than 75 % of its interval for 15 minutes. From 100 % on, evaluations are left out and alerts come late.",
    },
  }),
});

const toFirst = { instance: "prometheus-0", alertmanager: "http://alertmanager-0:9093/api/v2/alerts" };
const toSecond = { instance: "prometheus-1", alertmanager: "http://alertmanager-1:9093/api/v2/alerts" };

/** Alerts of which a share fails. */
const sending = together(
  counting("prometheus_notifications_errors_total", job),
  scaled(counting("prometheus_notifications_sent_total", job), (share) => 1 - share),
);

export const PrometheusNotificationsFailing = alert("PrometheusNotificationsFailing", {
  ...told,
  signal: notificationsFailing,
  above: 0.02,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the alerts do not reach {{ $labels.alertmanager }}",
  description:
    "More than {threshold} of the alerts that {{ $labels.instance }} sends to {{ $labels.alertmanager }} have been lost for {for}. Other Alertmanagers may still have them; if there are none, people are not told.",
  cases: courseCases({
    series: sending,
    subjects: [toFirst, toSecond],
    over: 0.0204,
    under: 0.0196,
    far: 1,
    window: "5m",
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: 2.04% of the alerts do not reach http://alertmanager-0:9093/api/v2/alerts",
      description:
        "More than 2 % of the alerts that prometheus-0 sends to http://alertmanager-0:9093/api/v2/alerts have been lost for 5 minutes. Other Alertmanagers may still have them; if there are none, people are not told.",
    },
  }),
});

export const PrometheusAlertsReachNobody = alert("PrometheusAlertsReachNobody", {
  ...told,
  signal: notificationsFailingLeast,
  above: 0.25,
  for: "2m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {value} of the alerts reach no Alertmanager",
  description:
    "For {for} no Alertmanager has taken all alerts of {{ $labels.instance }}; even the best of them lost more than {threshold}. People are not told of what fires now.",
  cases: [
    ...courseCases({
      series: (subject, course, every) => ({
        ...sending({ ...toFirst, ...subject }, course, every),
        ...sending({ ...toSecond, ...subject }, [[course.at(-1)?.[0] ?? "1h", 1]], every),
      }),
      subjects: twoPrometheus,
      over: 0.255,
      under: 0.245,
      far: 1,
      window: "5m",
      for: "2m",
      keepFiringFor: "10m",
      text: {
        summary: "prometheus-0: 25.5% of the alerts reach no Alertmanager",
        description:
          "For 2 minutes no Alertmanager has taken all alerts of prometheus-0; even the best of them lost more than 25 %. People are not told of what fires now.",
      },
    }),
    quiet("one of two Alertmanagers is away", {
      series: {
        ...sending(toFirst, [["1h", 1]]),
        ...sending({ ...toSecond, instance: "prometheus-0" }, [["1h", 0]]),
      },
      at: "30m",
    }),
  ],
});

export const PrometheusNotificationQueueFull = alert("PrometheusNotificationQueueFull", {
  ...told,
  signal: notificationQueue,
  above: 0.5,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the queue of alerts to send is {value} full",
  description:
    "More than {threshold} of the queue of alerts has been in use for {for}: they come in faster than an Alertmanager takes them. When it is full, the oldest alerts are dropped.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...gauge("prometheus_notifications_queue_length", {
        more: { job: "prometheus", alertmanager: "http://alertmanager-0:9093/api/v2/alerts" },
      })(subject, course, every),
      ...constant("prometheus_notifications_queue_capacity", 10_000, job)(subject, course, every),
    }),
    subjects: twoPrometheus,
    over: 5100,
    under: 4900,
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: the queue of alerts to send is 51% full",
      description:
        "More than 50 % of the queue of alerts has been in use for 5 minutes: they come in faster than an Alertmanager takes them. When it is full, the oldest alerts are dropped.",
    },
  }),
});

export const PrometheusWithoutAlertmanager = alert("PrometheusWithoutAlertmanager", {
  ...told,
  event: (s) => promql`${alertmanagersKnown.value(s)} == 0`,
  by: alertmanagersKnown.by,
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }} knows no Alertmanager",
  description:
    "For {for} {{ $labels.instance }} has had no Alertmanager to send alerts to. Nobody is told of what it finds; the watchdog's receiver outside should notice as well.",
  cases: courseCases({
    series: gauge("prometheus_notifications_alertmanagers_discovered", job),
    subjects: twoPrometheus,
    over: 0,
    under: 1,
    for: "5m",
    keepFiringFor: "5m",
    text: {
      summary: "prometheus-0 knows no Alertmanager",
      description:
        "For 5 minutes prometheus-0 has had no Alertmanager to send alerts to. Nobody is told of what it finds; the watchdog's receiver outside should notice as well.",
    },
  }),
});
