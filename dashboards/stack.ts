import * as alertmanager from "../signals/alertmanager";
import * as collector from "../signals/collector";
import { grafanaErrors, grafanaRequests } from "../signals/grafana";
import * as loki from "../signals/loki";
import * as prometheus from "../signals/prometheus";
import * as targets from "../signals/targets";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, timeseries } from "./model/panel";
import { cluster, instance, job } from "./model/variables";

const answers = { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } } as const;
const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

const noPrometheus = "No data: Prometheus does not scrape itself";
const noAlertmanager = "No data: Alertmanager is not scraped";
const noLoki = "No data: Loki is not scraped";
const noCollector = "No data: the collector is not scraped";

/** The monitoring itself: what it scrapes, stores, sends and loses. */
export const stack = dashboard(
  "stack",
  "The stack",
  {
    description: "Does the monitoring itself work: what does it scrape, store, send and lose?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "host"],
    time: "3h",
  },
  [
    row(
      "Does it work?",
      stat(targets.targetsDown, {
        badFrom: 1,
        why: "What a target measures is unknown while it is down.",
        act: "Find the target below and look at its server and its host.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(prometheus.prometheusConfigLoaded, {
        title: "Prometheus configuration",
        states: loaded,
        why: "With a refused configuration, new targets and rules are not in force, and a restart fails.",
        act: "Read the log of Prometheus for the place of the mistake, and run `promtool check config`.",
        noValue: noPrometheus,
      }),
      stat(alertmanager.alertmanagerConfigLoaded, {
        title: "Alertmanager configuration",
        states: loaded,
        why: "With a refused configuration, new routes and receivers are not in force, and a restart fails.",
        act: "Read the log of Alertmanager for the place of the mistake, and run `amtool check-config`.",
        noValue: noAlertmanager,
      }),
      stat(prometheus.prometheusSamples, {
        sparkline: true,
        why: "A drop means that targets are gone, a jump that one of them gives far more than before.",
        act: "See the samples of each scrape in the row of Prometheus.",
        noValue: noPrometheus,
      }),
      stat(alertmanager.notificationsLost, {
        badFrom: 0.01,
        decimals: 0,
        why: "Somebody who should have been told of an alert was not.",
        act: "See in the row of Alertmanager which kind of receiver fails, and in its log why.",
        noValue: noAlertmanager,
      }),
      stat(collector.collectorQueue, {
        why: "Log lines wait here while Loki does not take them. When the queue is full, they are refused.",
        act: "Look at Loki: whether it is up, and whether it turns lines away.",
        noValue: noCollector,
      }),
    ),
    row(
      "Targets",
      stateTimeline(targets.targetUp, {
        title: "Targets",
        width: 12,
        states: answers,
        why: "Shows when a target was down and whether others were down with it.",
        act: "If all targets of a host were down together, look at the host. If one was, look at its server.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(targets.scrapeDuration, {
        width: 12,
        why: "A scrape that takes longer than its timeout is lost.",
        act: "Ask the target for its metrics by hand and see what takes the time. Scrape it less often if it cannot be helped.",
        noValue: "No data: nothing is scraped",
      }),
    ),
    row(
      "What the servers use",
      timeseries([targets.serverCpu, collector.collectorCpu], {
        title: "CPU of servers",
        why: "The monitoring should not be what keeps the host busy.",
        act: "For Prometheus look at rules and series, for Loki at lines and queries.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries([targets.serverMemory, collector.collectorMemory], {
        title: "Memory of servers",
        why: "A server that reaches its memory limit is ended and starts again, with a gap.",
        act: "Raise its limit in the stack file, or give it less to keep.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(targets.serverUptime, {
        why: "A line that falls to 0 again and again is a server that crashes.",
        act: "Read the last lines of its log before each restart.",
        noValue: "No data: nothing is scraped",
      }),
    ),
    row(
      "What flows through",
      timeseries(prometheus.prometheusSamples, {
        title: "Samples stored over time",
        why: "Storage and memory follow the number of samples.",
        act: "If it grows without new targets, look for the job with new series in the row of Prometheus.",
        noValue: noPrometheus,
      }),
      timeseries([collector.collectorReceived, collector.collectorSent], {
        title: "Log lines read and delivered",
        why: "The two belong together. If less is delivered than read, lines wait or are lost.",
        act: "Look at the queue of the collector and at the requests of Loki.",
        noValue: noCollector,
      }),
      timeseries([alertmanager.notificationsSentInAll, alertmanager.notificationsFailedInAll], {
        title: "Notifications sent and failed",
        why: "An alert helps only if somebody is told of it.",
        act: "If some fail, see in the row of Alertmanager which kind of receiver it is.",
        noValue: noAlertmanager,
      }),
    ),
    closedRow(
      "Prometheus in depth",
      timeseries(prometheus.prometheusSeries, {
        why: "Memory follows the number of series.",
        act: "Find the job that gives most, and drop the labels or metrics that nobody reads.",
        noValue: noPrometheus,
      }),
      timeseries(prometheus.prometheusDisk, {
        why: "Shows how long the disk lasts at the retention that is set.",
        act: "Shorten the retention, or set `retentionSize`.",
        noValue: noPrometheus,
      }),
      timeseries(prometheus.queryDuration, {
        why: "Slow queries delay dashboards and rules.",
        act: "Shorten the range of the slow dashboards, or record what they ask for often.",
        noValue: noPrometheus,
      }),
      timeseries(prometheus.ruleEvaluationTime, {
        why: "A group that takes longer than its interval is evaluated less often than it should be.",
        act: "Split the group, or record the parts that its rules share.",
        noValue: noPrometheus,
      }),
      timeseries(prometheus.ruleFailures, {
        why: "An alert whose rule fails can never fire.",
        act: "The page of rules in Prometheus shows the error beside the rule.",
        noValue: noPrometheus,
      }),
      timeseries(prometheus.notificationsDropped, {
        why: "These alerts reached nobody.",
        act: "Check that Alertmanager is up and that Prometheus reaches it.",
        noValue: noPrometheus,
      }),
      timeseries(targets.scrapedSamples, {
        why: "Shows who gives most, and who suddenly gives more.",
        act: "Drop what nobody reads, at the target or with relabelling.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(targets.seriesAdded, {
        why: "Series that keep changing their labels fill the memory although their number looks steady.",
        act: "Find the label whose values never come back, such as an id or a time, and take it away.",
        noValue: "No data: nothing is scraped",
      }),
    ),
    closedRow(
      "Alertmanager in depth",
      timeseries(alertmanager.alertsKnown, {
        why: "Suppressed alerts are silenced or inhibited. If nearly all are, a silence is too wide.",
        act: "Review the silences.",
        noValue: noAlertmanager,
      }),
      timeseries(alertmanager.silencesActive, {
        why: "A silence that was forgotten hides the next fault.",
        act: "End those that are not needed any more.",
        noValue: noAlertmanager,
      }),
      timeseries(alertmanager.notificationsFailed, {
        why: "Shows which kind of receiver fails.",
        act: "Check its address and key, and read the log of Alertmanager for its answer.",
        noValue: noAlertmanager,
      }),
      timeseries(alertmanager.notificationDuration, {
        why: "A slow receiver delays everything that goes to it.",
        act: "Check the network to the receiver and its own state.",
        noValue: "No notification was sent",
      }),
    ),
    closedRow(
      "Loki in depth",
      timeseries(loki.lokiLines, {
        why: "Disk and memory follow what is written.",
        act: "Lower the log level of the service that writes most.",
        noValue: noLoki,
      }),
      timeseries(loki.lokiBytes, {
        why: "Shows how fast the store grows, before compression.",
        act: "Find the busiest log files on the page of the host.",
        noValue: noLoki,
      }),
      timeseries(loki.lokiDiscarded, {
        why: "These lines are lost.",
        act: "The reason names the limit. Raise it if the lines are wanted, or mend who sends them.",
        noValue: "No lines were turned away",
      }),
      timeseries(loki.lokiRequestDuration, {
        why: "Slow writes fill the queue of the collector, slow reads are slow dashboards.",
        act: "See whether writes or queries are slow, and compare with the disk of the host.",
        noValue: noLoki,
      }),
      timeseries(loki.lokiRequestErrors, {
        why: "The collector tries failed writes again; failed queries are empty panels.",
        act: "Read the log of Loki.",
        noValue: "No request failed",
      }),
      timeseries(loki.lokiStreams, {
        why: "Many small streams make Loki slow and large.",
        act: "Take labels with many values out of the index labels.",
        noValue: noLoki,
      }),
      timeseries(loki.lokiFlushFailures, {
        why: "Lines that cannot be written stay in memory, and memory ends.",
        act: "Check that the disk of Loki is not full and can be written to.",
        noValue: noLoki,
      }),
    ),
    closedRow(
      "Collector in depth",
      timeseries(collector.collectorRefused, {
        why: "The collector is short of memory, or its queue is full. Log files are read again later, other sources lose lines.",
        act: "Look at the queue; if that is empty, raise the memory limit.",
        noValue: noCollector,
      }),
      timeseries(collector.collectorLost, {
        why: "These lines are lost.",
        act: "Read the log of the collector for the answer of Loki.",
        noValue: "No lines were given up",
      }),
      timeseries(collector.collectorQueue, {
        title: "Collector queue over time",
        why: "The slope tells how long there is before lines are refused.",
        act: "Bring Loki back, or make it faster.",
        noValue: noCollector,
      }),
      timeseries(collector.collectorFiles, {
        why: "Fewer files than before means that a pattern no longer matches, or that a right is missing.",
        act: "Check `logs.files` in the stack file and the rights of the files.",
        noValue: "No log file is followed",
      }),
    ),
    closedRow(
      "Grafana",
      timeseries(grafanaRequests, {
        why: "Shows how much the dashboards are used.",
        act: "Many requests with few people: lower the refresh rate of the dashboards.",
        noValue: "No data: Grafana does not run here, or is not scraped",
      }),
      timeseries(grafanaErrors, {
        why: "Those who look at dashboards see errors.",
        act: "Read the log of Grafana, and test the data sources.",
        noValue: "No request failed",
      }),
    ),
  ],
);
