import * as background from "../rules/loki-background";
import * as requests from "../rules/loki-requests";
import * as storage from "../rules/loki-storage";
import * as server from "../signals/loki";
import * as health from "../signals/loki-health";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const notScraped = "No data: Loki is not scraped";

/** Does Loki take, keep and answer log lines? */
export const lokiDashboard = dashboard(
  "loki",
  "Loki",
  {
    description: "Does Loki take, keep and answer log lines?",
    tags: ["stack", "logs"],
    variables: [cluster, instance],
    links: ["overview", "stack", "collector"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(health.lokiReceived, {
        sparkline: true,
        why: "0 means that no logs are collected at all.",
        act: "Look at the collectors.",
        noValue: notScraped,
      }),
      stat(server.lokiRequestErrors, {
        line: requests.LokiRequestsFailing,
        why: "Failed writes wait in the collectors, failed queries are empty panels.",
        act: "Read the log of Loki.",
        noValue: "No request failed",
      }),
      stat(health.lokiWalDiskUsed, {
        line: storage.LokiDiskFilling,
        why: "On a full disk lines are kept in memory only.",
        act: "Free space, or shorten the retention.",
        noValue: notScraped,
      }),
      stat(health.lokiCompactionAge, {
        line: background.LokiCompactionStopped,
        why: "Without compaction nothing is deleted, and queries get slow.",
        act: "Read the log of the compactor.",
        noValue: notScraped,
      }),
      stat(health.lokiRetentionAge, {
        line: background.LokiRetentionStopped,
        why: "Lines are kept for longer than they should be.",
        act: "See whether the compaction works.",
        noValue: notScraped,
      }),
    ),
    row(
      "Lines",
      timeseries(server.lokiLines, {
        why: "Disk and memory follow what is written.",
        act: "Lower the level of the service that writes most.",
        noValue: notScraped,
      }),
      timeseries(server.lokiBytes, {
        why: "Shows how fast the store grows.",
        act: "Find the busiest service on the page of logs.",
        noValue: notScraped,
      }),
      timeseries(server.lokiDiscarded, {
        line: requests.LokiLinesDiscarded,
        why: "These lines are lost.",
        act: "The reason names the limit.",
        noValue: "No lines were turned away",
      }),
    ),
    row(
      "Requests",
      timeseries(health.lokiWriteTime, {
        line: requests.LokiWritesSlow,
        why: "Slow writes fill the queues of the collectors.",
        act: "Compare with the disk of the host.",
        noValue: notScraped,
      }),
      timeseries(health.lokiQueryTime, {
        line: requests.LokiQueriesSlow,
        why: "Slow reads are slow dashboards.",
        act: "Choose a service first in queries.",
        noValue: "No query was made",
      }),
      timeseries(health.lokiQueueTime, {
        line: requests.LokiQueriesWait,
        why: "There are more queries than can be worked on.",
        act: "See who asks.",
        noValue: "No query was made",
      }),
      timeseries(server.lokiRequestDuration, {
        why: "Shows which kind of request is slow.",
        act: "Look at writes and queries apart.",
        noValue: notScraped,
      }),
      timeseries(health.lokiPanics, {
        why: "Loki met a mistake of its own.",
        act: "Keep the trace from the log.",
        noValue: notScraped,
      }),
    ),
    closedRow(
      "Memory and store",
      timeseries(server.lokiStreams, {
        why: "Many small streams make Loki slow.",
        act: "Take labels with many values out of the index.",
        noValue: notScraped,
      }),
      timeseries(health.lokiStreamsIn24Hours, {
        line: storage.LokiStreamsGrowing,
        why: "Beyond the limit lines of new streams are lost.",
        act: "Find the label that grows.",
        noValue: "No data: six hours of history are needed",
      }),
      timeseries(server.lokiFlushFailures, {
        line: storage.LokiChunksNotStored,
        why: "Lines that are not stored stay in memory.",
        act: "Check the store.",
        noValue: notScraped,
      }),
      timeseries(health.lokiFlushQueue, {
        line: storage.LokiFlushQueueLong,
        why: "Memory grows with it.",
        act: "See whether the store is slow.",
        noValue: notScraped,
      }),
      timeseries(health.lokiBucketFailures, {
        line: storage.LokiStoreFailing,
        why: "Older lines cannot be read, new ones not stored.",
        act: "Check keys and state of the storage.",
        noValue: "No operation was made",
      }),
      timeseries([health.lokiWalDiskFull, health.lokiCheckpointsFailed], {
        title: "Writes to its own disk that failed",
        why: "What is in memory only is lost with a crash.",
        act: "Free space on its disk.",
        noValue: "Nothing failed",
      }),
      timeseries(health.lokiMembersUnhealthy, {
        why: "With two members away nothing is taken.",
        act: "Bring them back with their volumes.",
        noValue: notScraped,
      }),
    ),
  ],
);
