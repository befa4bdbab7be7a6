/**
 * The OpenTelemetry Collector: what it takes in, sends on and loses. Its names carry neither units nor `_total`.
 */
import { promql } from "./promql";
import { ofJobs } from "./servers";
import { signal, type Scope } from "./signal";

/** The collectors that read files, and those that services send to. */
export const collectorJobs = ["collector", "collector-gateway"] as const;

const collectors = (s: Scope): string => ofJobs(s, collectorJobs);

export const collectorReceived = signal({
  title: "Log lines read",
  unit: "cps",
  by: ["instance", "receiver"],
  min: 0,
  meaning: "Log lines a second that the collector takes in, by receiver.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_accepted_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorRefused = signal({
  title: "Log lines refused",
  unit: "cps",
  tone: "error",
  by: ["instance", "receiver"],
  min: 0,
  meaning:
    "Log lines a second that a receiver could not hand on, mostly because the collector ran short of memory.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_refused_log_records{${collectors(s)}}[${s.range}]) + rate(otelcol_receiver_failed_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorSent = signal({
  title: "Log lines delivered",
  unit: "cps",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Log lines a second that the collector delivers, by exporter.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_sent_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorLost = signal({
  title: "Log lines given up",
  unit: "cps",
  tone: "error",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Log lines a second that the collector gave up after it had tried in vain. They are lost.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_send_failed_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorQueue = signal({
  title: "Collector queue",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "exporter"],
  min: 0,
  max: 1,
  meaning: "How full the queue of an exporter is. It fills while the receiving server is down or slow.",
  value: (s) =>
    promql`max by (instance, exporter) (otelcol_exporter_queue_size{${collectors(s)}} / (otelcol_exporter_queue_capacity{${collectors(s)}} > 0))`,
});

export const collectorFiles = signal({
  title: "Log files open",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Log files that the collector follows.",
  value: (s) => promql`sum by (instance) (otelcol_fileconsumer_open_files{${collectors(s)}})`,
});

export const collectorCpu = signal({
  title: "CPU of the collector",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "CPU time that the collector uses; 100 % is one CPU.",
  value: (s) => promql`max by (instance) (rate(otelcol_process_cpu_seconds{${collectors(s)}}[${s.range}]))`,
});

export const collectorMemory = signal({
  title: "Memory of the collector",
  unit: "bytes",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Resident memory of the collector.",
  value: (s) => promql`max by (instance) (otelcol_process_memory_rss{${collectors(s)}})`,
});

export const collectorTurnedAway = signal({
  title: "Log lines that found the queue full",
  unit: "cps",
  tone: "error",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Log lines a second that could not be put into the queue of an exporter, because it is full.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_enqueue_failed_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorLimited = signal({
  title: "Log lines refused for want of memory",
  unit: "cps",
  tone: "error",
  by: ["instance", "processor"],
  min: 0,
  meaning: "Log lines a second that the collector sent back, because it is near its limit of memory.",
  value: (s) =>
    promql`sum by (instance, processor) (rate(otelcol_processor_memory_limiter_refused_log_records{${collectors(s)}}[${s.range}]))`,
});

export const collectorSpansRefused = signal({
  title: "Spans refused",
  unit: "ops",
  tone: "error",
  by: ["instance", "receiver"],
  min: 0,
  meaning: "Spans of services a second that a Collector could not hand on.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_refused_spans{${collectors(s)}}[${s.range}]) + rate(otelcol_receiver_failed_spans{${collectors(s)}}[${s.range}]))`,
});

export const collectorQueueInHour = signal({
  title: "Collector queue in an hour",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "How full the queue of an exporter will be in an hour, at the pace of the last 30 minutes.",
  value: (s) =>
    promql`max by (instance, exporter) (predict_linear(otelcol_exporter_queue_size{${collectors(s)}}[30m], 3600)) / (max by (instance, exporter) (otelcol_exporter_queue_capacity{${collectors(s)}}) > 0)`,
});

export const collectorReads = signal({
  title: "Log lines read in all",
  unit: "cps",
  by: ["instance"],
  min: 0,
  meaning: "Log lines a second that the collector of a host takes in, over all of its receivers.",
  value: (s) =>
    promql`sum by (instance) (rate(otelcol_receiver_accepted_log_records{${s.select("collector")}}[${s.range}]))`,
});

export const collectorFilesLeft = signal({
  title: "Log files open against the day",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  meaning: "Log files that the collector follows, as a share of the mean of the last day.",
  value: (s) =>
    promql`max by (instance) (otelcol_fileconsumer_open_files{${s.select("collector")}}) / (max by (instance) (avg_over_time(otelcol_fileconsumer_open_files{${s.select("collector")}}[1d])) > 0)`,
});

export const collectorStarts = signal({
  title: "Starts of the collector",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "How often a collector was started in the last hour.",
  value: (s) => promql`max by (instance) (resets(otelcol_process_uptime{${collectors(s)}}[1h]))`,
});

export const collectorMemoryIn24Hours = signal({
  title: "Memory of the collector in 24 hours",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Resident memory that a collector will need in 24 hours, at the pace of the last 6, as a share of that of now.",
  value: (s) =>
    promql`max by (instance) (predict_linear(otelcol_process_memory_rss{${collectors(s)}}[6h], 86400)) / (${collectorMemory.value(s)} > 0)`,
});
