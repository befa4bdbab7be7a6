/** Panels of the stack as a whole: whether it works, its targets, what flows through it. */
import { PrometheusScrapeSlow } from "../../rules/prometheus-scraping";
import * as alertmanager from "../../signals/alertmanager";
import * as collector from "../../signals/collector";
import * as prometheus from "../../signals/prometheus";
import * as targets from "../../signals/targets";
import { stat, stateTimeline, timeseries } from "../model/panel";

const answers = { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } } as const;

const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

const noPrometheus = "No data: Prometheus does not scrape itself";

const noAlertmanager = "No data: Alertmanager is not scraped";

const noCollector = "No data: the collector is not scraped";

export const targetsDownNow = stat(targets.targetsDown, {
  badFrom: 1,
  why: "What a target measures is unknown while it is down.",
  act: "Find the target below and look at its server and its host.",
  noValue: "No data: Prometheus does not answer",
});

export const prometheusConfigLoadedNow = stat(prometheus.prometheusConfigLoaded, {
  title: "Prometheus configuration",
  states: loaded,
  why: "With a refused configuration, new targets and rules are not in force, and a restart fails.",
  act: "Read the log of Prometheus for the place of the mistake, and run `promtool check config`.",
  noValue: noPrometheus,
});

export const alertmanagerConfigLoadedNow = stat(alertmanager.alertmanagerConfigLoaded, {
  title: "Alertmanager configuration",
  states: loaded,
  why: "With a refused configuration, new routes and receivers are not in force, and a restart fails.",
  act: "Read the log of Alertmanager for the place of the mistake, and run `amtool check-config`.",
  noValue: noAlertmanager,
});

export const prometheusSamplesNow = stat(prometheus.prometheusSamples, {
  sparkline: true,
  why: "A drop means that targets are gone, a jump that one of them gives far more than before.",
  act: "See the samples of each scrape on the page of Prometheus.",
  noValue: noPrometheus,
});

export const notificationsLostNow = stat(alertmanager.notificationsLost, {
  badFrom: 0.01,
  decimals: 0,
  why: "Somebody who should have been told of an alert was not.",
  act: "See on the page of Alertmanager which kind of receiver fails, and in its log why.",
  noValue: noAlertmanager,
});

export const collectorQueueNow = stat(collector.collectorQueue, {
  why: "Log lines wait here while Loki does not take them. When the queue is full, they are refused.",
  act: "Look at Loki: whether it is up, and whether it turns lines away.",
  noValue: noCollector,
});

export const targetUp = stateTimeline(targets.targetUp, {
  title: "Targets",
  width: 12,
  states: answers,
  why: "Shows when a target was down and whether others were down with it.",
  act: "If all targets of a host were down together, look at the host. If one was, look at its server.",
  noValue: "No data: nothing is scraped",
});

export const scrapeDuration = timeseries(targets.scrapeDuration, {
  width: 12,
  line: PrometheusScrapeSlow,
  why: "A scrape that takes longer than its timeout is lost.",
  act: "Ask the target for its metrics by hand and see what takes the time. Scrape it less often if it cannot be helped.",
  noValue: "No data: nothing is scraped",
});

export const prometheusSamples = timeseries(prometheus.prometheusSamples, {
  title: "Samples stored over time",
  why: "Storage and memory follow the number of samples.",
  act: "If it grows without new targets, look for the job with new series on the page of Prometheus.",
  noValue: noPrometheus,
});

export const logLinesReadAndDelivered = timeseries([collector.collectorReceived, collector.collectorSent], {
  title: "Log lines read and delivered",
  why: "The two belong together. If less is delivered than read, lines wait or are lost.",
  act: "Look at the queue of the collector and at the requests of Loki.",
  noValue: noCollector,
});

export const notificationsSentAndFailed = timeseries(
  [alertmanager.notificationsSentInAll, alertmanager.notificationsFailedInAll],
  {
    title: "Notifications sent and failed",
    why: "An alert helps only if somebody is told of it.",
    act: "If some fail, see on the page of Alertmanager which kind of receiver it is.",
    noValue: noAlertmanager,
  },
);
