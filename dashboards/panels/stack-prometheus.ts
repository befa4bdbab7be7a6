/** Panels of Prometheus: whether it works, its rules and its alerts. */
import * as rules from "../../rules/prometheus-alerting";
import * as load from "../../rules/prometheus-load";
import * as server from "../../signals/prometheus";
import * as alerting from "../../signals/prometheus-alerting";
import * as scraping from "../../signals/prometheus-scraping";
import { targetsDown } from "../../signals/targets";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: Prometheus does not scrape itself";

const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

export const targetsDownNow = stat(targetsDown, {
  badFrom: 1,
  why: "What a target measures is unknown while it is down.",
  act: "See on the page of the stack which ones they are.",
  noValue: "No data: Prometheus does not answer",
});

export const prometheusConfigLoadedNow = stat(server.prometheusConfigLoaded, {
  states: loaded,
  why: "With a refused configuration new rules are not in force, and a restart fails.",
  act: "Read the log for the place of the mistake.",
  noValue: notScraped,
});

export const notificationsFailingLeastNow = stat(alerting.notificationsFailingLeast, {
  line: rules.PrometheusAlertsReachNobody,
  why: "Above 0, alerts fire and nobody is told: the worst state of a monitoring.",
  act: "Look whether the Alertmanagers are up, then at the network and the password between.",
  noValue: "No alerts were sent",
});

export const alertmanagersKnownNow = stat(alerting.alertmanagersKnown, {
  why: "Without one, nobody is told of anything.",
  act: "Look into the configuration in force.",
  noValue: notScraped,
});

export const prometheusSamplesNow = stat(server.prometheusSamples, {
  sparkline: true,
  why: "A drop means lost targets, a jump a target that gives far more than before.",
  act: "Open the row of scrapes: it tells the samples of each target.",
  noValue: notScraped,
});

export const queriesAtOnceNow = stat(scraping.queriesAtOnce, {
  line: load.PrometheusQueriesQueued,
  why: "When all places are taken, rules wait as well.",
  act: "See who asks so much, and what is slow.",
  noValue: notScraped,
});

export const ruleFailuresShare = timeseries(alerting.ruleFailuresShare, {
  why: "An alert whose rule fails cannot fire.",
  act: "The page of rules in Prometheus shows the error.",
  noValue: "No rule failed",
});

export const ruleFailures = timeseries(server.ruleFailures, {
  why: "A share hides how many: one rule of a hundred that fails is one alert that is blind.",
  act: "Search the log of Prometheus for the group; the page of rules shows the error beside the rule.",
  noValue: "No rule failed: good",
});

export const ruleEvaluationTime = timeseries(server.ruleEvaluationTime, {
  line: rules.PrometheusRuleGroupSlow,
  why: "Above 100 %, evaluations are left out.",
  act: "Split the group, or record what its rules share.",
  noValue: notScraped,
});

export const ruleEvaluationsMissed = timeseries(alerting.ruleEvaluationsMissed, {
  line: rules.PrometheusRuleEvaluationsMissed,
  why: "Alerts of the group come late, and their `for` counts from the wrong time.",
  act: "On the page of rules in Prometheus, sort by evaluation time: one rule takes most of it.",
  noValue: "No evaluation was left out",
});

export const notificationsFailing = timeseries(alerting.notificationsFailing, {
  line: rules.PrometheusNotificationsFailing,
  why: "These alerts did not reach that Alertmanager; the others stand in while they can.",
  act: "Read the log of Prometheus for its answer, and look at that one server.",
  noValue: "No alerts were sent",
});

export const notificationQueue = timeseries(alerting.notificationQueue, {
  line: rules.PrometheusNotificationQueueFull,
  why: "A full queue drops the oldest alerts.",
  act: "See whether Alertmanager is slow, or one rule makes thousands of alerts.",
  noValue: notScraped,
});

export const notificationsDropped = timeseries(server.notificationsDropped, {
  why: "These alerts were thrown away before anybody took them.",
  act: "Bring the Alertmanager back; what still fires is sent again within a minute.",
  noValue: notScraped,
});
