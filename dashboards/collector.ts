import * as flow from "../rules/collector-flow";
import * as sources from "../rules/collector-sources";
import * as collector from "../signals/collector";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: the collector is not scraped";

/** Do log lines and spans get from hosts and services to the servers? */
export const collectorDashboard = dashboard(
  "collector",
  "Collector",
  {
    description: "Do log lines and spans get from hosts and services to the servers?",
    tags: ["stack", "logs"],
    variables: [cluster, instance],
    links: ["overview", "stack", "loki"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(collector.collectorQueue, {
        line: flow.CollectorQueueFull,
        legend: ["instance"],
        why: "When the queue is full, lines are refused.",
        act: "Look at the server behind it.",
        noValue: notScraped,
      }),
      stat(collector.collectorLost, {
        badFrom: 0.01,
        why: "These lines are gone.",
        act: "Read the log for the answer of the server.",
        noValue: "No lines were given up",
      }),
      stat(collector.collectorTurnedAway, {
        badFrom: 0.01,
        why: "The queue is full.",
        act: "Bring the server behind it back.",
        noValue: "Every line fitted",
      }),
      stat(collector.collectorLimited, {
        badFrom: 0.01,
        why: "The collector is short of memory.",
        act: "See whether its queue is full.",
        noValue: "Nothing was refused for memory",
      }),
      stat(collector.collectorStarts, {
        line: sources.CollectorRestarting,
        why: "A collector that ends again and again loses lines.",
        act: "Read the end of its log.",
        noValue: notScraped,
      }),
    ),
    row(
      "What flows",
      timeseries(collector.collectorReceived, {
        why: "Shows which receiver has gone silent.",
        act: "Look at what it reads.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorReads, {
        why: "0 means that nothing of this host is collected.",
        act: "Check rights and patterns.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorSent, {
        why: "It should follow what is read.",
        act: "Look at the queue.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorRefused, {
        line: flow.CollectorLinesRefused,
        why: "Services lose lines that are refused.",
        act: "See whether memory or the queue is short.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorSpansRefused, {
        line: flow.CollectorSpansRefused,
        why: "Figures from spans come out too low.",
        act: "Give the gateway more memory.",
        noValue: "No data: there is no gateway",
      }),
      timeseries(collector.collectorQueueInHour, {
        line: flow.CollectorQueueFilling,
        why: "It shows how long there is.",
        act: "Bring the server behind it back.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Files and process",
      timeseries(collector.collectorFiles, {
        why: "Fewer files than before means a pattern or a right.",
        act: "Check `logs.files` and the rights.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorFilesLeft, {
        line: sources.CollectorFilesLost,
        why: "What is written to the others is not collected.",
        act: "See which files are missing.",
        noValue: "No data: history is needed",
      }),
      timeseries(collector.collectorMemory, {
        why: "At its limit it refuses lines.",
        act: "Raise its memory.",
        noValue: notScraped,
      }),
      timeseries(collector.collectorMemoryIn24Hours, {
        line: sources.CollectorMemoryGrowing,
        why: "A steady rise ends at the limit.",
        act: "Restart it at a quiet time.",
        noValue: "No data: six hours of history are needed",
      }),
      timeseries(collector.collectorCpu, {
        why: "Collecting should not be what keeps the host busy.",
        act: "See which service writes most.",
        noValue: notScraped,
      }),
    ),
  ],
);
