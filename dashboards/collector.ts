import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as collector from "./panels/stack-collector";
import * as collectorMetrics from "./panels/stack-collector-metrics";

/** Do log lines, metrics and spans get from hosts and services to the servers? */
export const collectorDashboard = dashboard(
  "collector",
  "Collector",
  {
    description: "Do log lines, metrics and spans get from hosts and services to the servers?",
    tags: ["stack", "logs"],
    variables: [cluster, instance],
    links: ["overview", "stack", "loki", "logs"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      collector.collectorQueueNow,
      collector.collectorLostNow,
      collector.collectorTurnedAwayNow,
      collector.collectorLimitedNow,
      collector.collectorStartsNow,
    ),
    row(
      "What flows",
      collector.collectorReceived,
      collector.collectorReads,
      collector.collectorSent,
      collector.collectorRefused,
      collector.collectorSpansRefused,
      collector.collectorQueueInHour,
    ),
    closedRow(
      "Metrics of services",
      collectorMetrics.pointsReceived,
      collectorMetrics.pointsSent,
      collectorMetrics.pointsDropped,
      collectorMetrics.pointsRefused,
      collectorMetrics.pointsLost,
    ),
    closedRow(
      "Files and process",
      collector.collectorFiles,
      collector.collectorFilesLeft,
      collector.collectorMemory,
      collector.collectorMemoryIn24Hours,
      collector.collectorCpu,
    ),
  ],
);
