/** Panels of Loki: whether it works, what it takes and answers, its memory and store. */
import * as background from "../../rules/loki-background";
import * as requests from "../../rules/loki-requests";
import * as storage from "../../rules/loki-storage";
import * as server from "../../signals/loki";
import * as health from "../../signals/loki-health";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: Loki is not scraped";

export const lokiReceivedNow = stat(health.lokiReceived, {
  sparkline: true,
  why: "0 means that no logs reach Loki at all, from any host.",
  act: "Open the collectors: if they read lines, look at the network between; if not, at their rights.",
  noValue: notScraped,
});

export const lokiRequestErrorsNow = stat(server.lokiRequestErrors, {
  line: requests.LokiRequestsFailing,
  why: "Failed writes wait in the collectors, failed queries are empty panels.",
  act: "Read the log of Loki for the status and the tenant; most often its disk or store is full.",
  noValue: "No request failed",
});

export const lokiWalDiskUsedNow = stat(health.lokiWalDiskUsed, {
  line: storage.LokiDiskFilling,
  why: "On a full disk lines are kept in memory only.",
  act: "Free space, or shorten the retention.",
  noValue: notScraped,
});

export const lokiCompactionAgeNow = stat(health.lokiCompactionAge, {
  line: background.LokiCompactionStopped,
  why: "Without compaction nothing is deleted, and queries get slower from day to day.",
  act: "Read the log of the compactor for the table at which it stops, and check its disk.",
  noValue: notScraped,
});

export const lokiRetentionAgeNow = stat(health.lokiRetentionAge, {
  line: background.LokiRetentionStopped,
  why: "Lines are kept for longer than they should be.",
  act: "See whether the compaction works.",
  noValue: notScraped,
});

export const lokiLines = timeseries(server.lokiLines, {
  why: "Disk and memory follow what is written.",
  act: "Lower the level of the service that writes most.",
  noValue: notScraped,
});

export const lokiBytes = timeseries(server.lokiBytes, {
  why: "Shows how fast the store grows: times the retention, it is the disk that is needed.",
  act: "Find the service that takes most room on the page of logs.",
  noValue: notScraped,
});

export const lokiDiscarded = timeseries(server.lokiDiscarded, {
  line: requests.LokiLinesDiscarded,
  why: "Whoever sent these lines was told no, and they cannot be searched.",
  act: "The reason names the limit: raise it, or make the sender write less or shorter lines.",
  noValue: "No lines were turned away",
});

export const lokiWriteTime = timeseries(health.lokiWriteTime, {
  line: requests.LokiWritesSlow,
  why: "Slow writes fill the queues of the collectors.",
  act: "Compare with the disk of the host.",
  noValue: notScraped,
});

export const lokiQueryTime = timeseries(health.lokiQueryTime, {
  line: requests.LokiQueriesSlow,
  why: "Slow queries are dashboards that do not load while something burns.",
  act: "Choose a service and a short range first; queries over all streams read everything.",
  noValue: "No query was made",
});

export const lokiQueueTime = timeseries(health.lokiQueueTime, {
  line: requests.LokiQueriesWait,
  why: "Queries that wait are more than can be worked on at once.",
  act: "See in the log who asks for long ranges, and lower the refresh of dashboards with logs.",
  noValue: "No query was made",
});

export const lokiRequestDuration = timeseries(server.lokiRequestDuration, {
  why: "Shows which kind of request is slow: writes come from collectors, queries from people.",
  act: "For slow writes look at the disk, for slow queries at their range.",
  noValue: notScraped,
});

export const lokiPanics = timeseries(health.lokiPanics, {
  why: "Loki met a mistake of its own, and the request was broken off.",
  act: "Keep the stack trace from its log, see whether a newer version has it mended, and report it.",
  noValue: notScraped,
});

export const lokiStreams = timeseries(server.lokiStreams, {
  why: "Many small streams make Loki slow and its index large.",
  act: "Take labels with many values, such as ids of requests, out of the index.",
  noValue: notScraped,
});

export const lokiStreamsIn24Hours = timeseries(health.lokiStreamsIn24Hours, {
  line: storage.LokiStreamsGrowing,
  why: "Beyond the limit of streams, lines of new ones are refused.",
  act: "Find the label that gets new values all the time, and keep it out of the index.",
  noValue: "No data: six hours of history are needed",
});

export const lokiFlushFailures = timeseries(server.lokiFlushFailures, {
  line: storage.LokiChunksNotStored,
  why: "Lines that cannot be stored stay in memory until they can, or until it ends.",
  act: "Check rights and room of the store; the log names the chunk and the answer.",
  noValue: notScraped,
});

export const lokiFlushQueue = timeseries(health.lokiFlushQueue, {
  line: storage.LokiFlushQueueLong,
  why: "What waits here is in memory, and is lost with it if the write-ahead log fails, too.",
  act: "See whether the store is slow or refuses writes, in the panel of its operations.",
  noValue: notScraped,
});

export const lokiBucketFailures = timeseries(health.lokiBucketFailures, {
  line: storage.LokiStoreFailing,
  why: "Older lines cannot be read, new ones not stored.",
  act: "Check keys and state of the storage.",
  noValue: "No operation was made",
});

export const writesToItsOwnDiskThatFailed = timeseries(
  [health.lokiWalDiskFull, health.lokiCheckpointsFailed],
  {
    title: "Writes to its own disk that failed",
    why: "What is in memory only is lost with a crash.",
    act: "Free space on its disk; the write-ahead log goes on by itself once there is room.",
    noValue: "Nothing failed",
  },
);

export const lokiMembersUnhealthy = timeseries(health.lokiMembersUnhealthy, {
  why: "With two members away nothing is taken.",
  act: "Bring them back with their volumes.",
  noValue: notScraped,
});
