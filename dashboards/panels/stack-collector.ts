/** Panels of the collector: whether it works, what flows through it, its files and its process. */
import * as flow from "../../rules/collector-flow";
import * as sources from "../../rules/collector-sources";
import * as collector from "../../signals/collector";
import { stat, timeseries } from "../model/panel";

const notScraped = "No data: the collector is not scraped";

export const collectorQueueNow = stat(collector.collectorQueue, {
  line: flow.CollectorQueueFull,
  legend: ["instance"],
  why: "Lines wait here while the server behind does not take them; a full queue refuses more.",
  act: "Open Loki: see whether it is up, and whether it turns lines away.",
  noValue: notScraped,
});

export const collectorLostNow = stat(collector.collectorLost, {
  badFrom: 0.01,
  why: "These lines are gone for good, on every path that was open to them.",
  act: "The log of the collector holds the answer of Loki: too old, too long, too many.",
  noValue: "No lines were given up",
});

export const collectorTurnedAwayNow = stat(collector.collectorTurnedAway, {
  badFrom: 0.01,
  why: "They came while the queue was full; files are read again later, what services sent is lost.",
  act: "Bring Loki back first, then see whether the queue should be larger.",
  noValue: "Every line fitted",
});

export const collectorLimitedNow = stat(collector.collectorLimited, {
  badFrom: 0.01,
  why: "The collector is near its limit of memory and sends lines back to protect itself.",
  act: "See whether its queue is full; if not, raise `collector.memory` in the stack file.",
  noValue: "Nothing was refused for memory",
});

export const collectorStartsNow = stat(collector.collectorStarts, {
  line: sources.CollectorRestarting,
  why: "A collector that ends again and again loses what it held in memory.",
  act: "Read the last lines before each start; without any, the kernel ended it for want of memory.",
  noValue: notScraped,
});

export const collectorReceived = timeseries(collector.collectorReceived, {
  why: "Shows which receiver has gone silent: files, the journal, pods or OTLP.",
  act: "Look whether what it reads is still written, and whether it may be read.",
  noValue: notScraped,
});

export const collectorReads = timeseries(collector.collectorReads, {
  why: "0 means that nothing of this host is collected, and nothing of it can be searched.",
  act: "Check the patterns of `logs.files` in the stack file, and whether the collector may read the files.",
  noValue: notScraped,
});

export const collectorSent = timeseries(collector.collectorSent, {
  why: "It should follow what is read. The difference waits in the queue, or is lost.",
  act: "Compare with the queue: if that grows, the server behind is slow.",
  noValue: notScraped,
});

export const collectorRefused = timeseries(collector.collectorRefused, {
  line: flow.CollectorLinesRefused,
  why: "Services that send by OTLP lose lines that are refused, if they do not try again.",
  act: "See whether memory or the queue is short, and raise what is.",
  noValue: notScraped,
});

export const collectorSpansRefused = timeseries(collector.collectorSpansRefused, {
  line: flow.CollectorSpansRefused,
  why: "Rates and errors that are made from spans come out too low while spans are refused.",
  act: "Raise `collector.gateway.memory` or the replicas, or let services sample their traces.",
  noValue: "No data: there is no gateway",
});

export const collectorQueueInHour = timeseries(collector.collectorQueueInHour, {
  line: flow.CollectorQueueFilling,
  why: "It shows how long there is until lines are refused.",
  act: "Begin with the server behind: a restart of Loki is done in minutes, a full queue in an hour.",
  noValue: notScraped,
});

export const collectorFiles = timeseries(collector.collectorFiles, {
  why: "Fewer files than before means that a pattern or a right has changed, or that a program is gone.",
  act: "Check `logs.files` in the stack file, and list the files as the user of the collector.",
  noValue: notScraped,
});

export const collectorFilesLeft = timeseries(collector.collectorFilesLeft, {
  line: sources.CollectorFilesLost,
  why: "What is written to the files that were left is not collected.",
  act: "Compare the folders of `logs.files` with the files of yesterday; a new folder may not be readable.",
  noValue: "No data: history is needed",
});

export const collectorMemory = timeseries(collector.collectorMemory, {
  why: "At its limit it refuses lines rather than being ended.",
  act: "See whether its queue grew with it; else raise `collector.memory`.",
  noValue: notScraped,
});

export const collectorMemoryIn24Hours = timeseries(collector.collectorMemoryIn24Hours, {
  line: sources.CollectorMemoryGrowing,
  why: "A rise over hours ends in refused lines.",
  act: "Restart it at a quiet time: positions and queues are on disk, and nothing is lost.",
  noValue: "No data: six hours of history are needed",
});

export const collectorCpu = timeseries(collector.collectorCpu, {
  why: "Collecting should not be what keeps the host busy.",
  act: "See on the page of logs which service writes most, and lower its level.",
  noValue: notScraped,
});
