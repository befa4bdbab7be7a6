import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as loki from "./panels/stack-loki";

/** Does Loki take, keep and answer log lines? */
export const lokiDashboard = dashboard(
  "loki",
  "Loki",
  {
    description: "Does Loki take, keep and answer log lines?",
    tags: ["stack", "logs"],
    variables: [cluster, instance],
    links: ["overview", "stack", "collector", "logs"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      loki.lokiReceivedNow,
      loki.lokiRequestErrorsNow,
      loki.lokiWalDiskUsedNow,
      loki.lokiCompactionAgeNow,
      loki.lokiRetentionAgeNow,
    ),
    row("Lines", loki.lokiLines, loki.lokiBytes, loki.lokiDiscarded),
    row("Is what it takes kept?", loki.lokiStreams, loki.lokiFlushQueue, loki.lokiBucketFailures),
    closedRow(
      "How fast does it take and answer?",
      loki.lokiWriteTime,
      loki.lokiQueryTime,
      loki.lokiQueueTime,
      loki.lokiRequestDuration,
      loki.lokiPanics,
    ),
    closedRow(
      "Memory and store",
      loki.lokiStreamsIn24Hours,
      loki.lokiFlushFailures,
      loki.writesToItsOwnDiskThatFailed,
      loki.lokiMembersUnhealthy,
    ),
  ],
);
