import { ExporterMemoryHigh } from "../rules/exporters";
import { GrafanaRequestsFailing, GrafanaSlow, GrafanaSourceFailing } from "../rules/grafana";
import * as serverRules from "../rules/servers";
import * as alertmanager from "../signals/alertmanager";
import * as collector from "../signals/collector";
import { answersBroken, exporterMemory, nodeExporterVersions } from "../signals/exporters";
import { grafanaErrors, grafanaRequests, grafanaSourceErrors, grafanaTime } from "../signals/grafana";
import * as prometheus from "../signals/prometheus";
import * as servers from "../signals/servers";
import * as targets from "../signals/targets";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, timeseries } from "./model/panel";
import { cluster, instance, job } from "./model/variables";

const answers = { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } } as const;
const loaded = { 0: { text: "Refused", colour: "bad" }, 1: { text: "Loaded", colour: "good" } } as const;

const noPrometheus = "No data: Prometheus does not scrape itself";
const noAlertmanager = "No data: Alertmanager is not scraped";
const noCollector = "No data: the collector is not scraped";

/** The monitoring itself: what it scrapes, stores, sends and loses. */
export const stack = dashboard(
  "stack",
  "The stack",
  {
    description: "Does the monitoring itself work: what does it scrape, store, send and lose?",
    tags: ["stack"],
    variables: [cluster, job, instance],
    links: ["overview", "host", "prometheus", "alertmanager", "loki", "collector", "thanos"],
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
        act: "See the samples of each scrape on the page of Prometheus.",
        noValue: noPrometheus,
      }),
      stat(alertmanager.notificationsLost, {
        badFrom: 0.01,
        decimals: 0,
        why: "Somebody who should have been told of an alert was not.",
        act: "See on the page of Alertmanager which kind of receiver fails, and in its log why.",
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
        act: "If it grows without new targets, look for the job with new series on the page of Prometheus.",
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
        act: "If some fail, see on the page of Alertmanager which kind of receiver it is.",
        noValue: noAlertmanager,
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
        line: GrafanaRequestsFailing,
        why: "Those who look at dashboards see errors.",
        act: "Read the log of Grafana, and test the data sources.",
        noValue: "No request failed",
      }),
      timeseries(grafanaTime, {
        line: GrafanaSlow,
        why: "Most of the time goes to the servers behind Grafana.",
        act: "See whether metrics or logs are slow.",
        noValue: "No data: Grafana does not run here, or is not scraped",
      }),
      timeseries(grafanaSourceErrors, {
        line: GrafanaSourceFailing,
        why: "Panels that draw from the source are empty.",
        act: "Test the data source, and look at its server.",
        noValue: "No query was made",
      }),
    ),
    closedRow(
      "Servers in depth",
      timeseries(servers.serverStarts, {
        line: serverRules.StackServerRestarting,
        why: "A server that is started again and again has gaps in what it does.",
        act: "Read the end of its log before each start.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.ownAge, {
        why: "A young server may not be ready for all that it does.",
        act: "Compare with when it was deployed.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.serverFiles, {
        line: serverRules.StackServerFilesRunOut,
        why: "At 100 % it can neither take a connection nor open a file.",
        act: "Raise the limit of open files, or find the client that leaves connections open.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.goMemory, {
        line: serverRules.StackServerMemoryAtLimit,
        why: "Near the limit it spends its time on finding free memory.",
        act: "Raise its memory, or give it less to do.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.ownMemory, {
        why: "Shows which of the stack's own programs takes most.",
        act: "Compare with its work: series, streams, requests.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.memoryIn24Hours, {
        line: serverRules.StackServerMemoryGrowing,
        why: "A steady rise ends at the limit.",
        act: "Keep a profile, and restart it at a quiet time.",
        noValue: "No data: six hours of history are needed",
      }),
      timeseries(servers.goroutines, {
        why: "They follow requests and connections.",
        act: "If they only rise, see what they wait for.",
        noValue: "No data: nothing is scraped",
      }),
      timeseries(servers.goroutinesIn24Hours, {
        line: serverRules.StackServerGoroutinesGrowing,
        why: "Something is begun and never ended.",
        act: "Look at the listing of goroutines of the server.",
        noValue: "No data: six hours of history are needed",
      }),
    ),
    closedRow(
      "Exporters",
      timeseries(exporterMemory, {
        line: ExporterMemoryHigh,
        why: "An exporter should take little of the host that it watches.",
        act: "Leave out what nobody reads.",
        noValue: "No data: no exporter is scraped",
      }),
      timeseries(answersBroken, {
        why: "A part of the metrics is missing, although the target is up.",
        act: "Read the log of the program.",
        noValue: "Every answer was whole",
      }),
      timeseries(nodeExporterVersions, {
        why: "Metrics may have other names on hosts with an older one.",
        act: "Bring the others to the same version.",
        noValue: "No data: no host is scraped",
      }),
    ),
  ],
);
