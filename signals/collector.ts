/**
 * The OpenTelemetry Collector: what it takes in, sends on and loses. Its names carry neither units nor `_total`.
 */
import { promql } from "./promql";
import { signal } from "./signal";

export const collectorReceived = signal({
  title: "Log lines read",
  unit: "cps",
  by: ["instance", "receiver"],
  min: 0,
  meaning: "Log lines a second that the collector takes in, by receiver.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_accepted_log_records{${s.select("collector")}}[${s.range}]))`,
});

export const collectorRefused = signal({
  title: "Log lines refused",
  unit: "cps",
  by: ["instance", "receiver"],
  min: 0,
  meaning:
    "Log lines a second that a receiver could not hand on, mostly because the collector ran short of memory.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_refused_log_records{${s.select("collector")}}[${s.range}]) + rate(otelcol_receiver_failed_log_records{${s.select("collector")}}[${s.range}]))`,
});

export const collectorSent = signal({
  title: "Log lines delivered",
  unit: "cps",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Log lines a second that the collector delivers, by exporter.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_sent_log_records{${s.select("collector")}}[${s.range}]))`,
});

export const collectorLost = signal({
  title: "Log lines given up",
  unit: "cps",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Log lines a second that the collector gave up after it had tried in vain. They are lost.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_send_failed_log_records{${s.select("collector")}}[${s.range}]))`,
});

export const collectorQueue = signal({
  title: "Collector queue",
  unit: "percentunit",
  by: ["instance", "exporter"],
  min: 0,
  max: 1,
  meaning: "How full the queue of an exporter is. It fills while the receiving server is down or slow.",
  value: (s) =>
    promql`max by (instance, exporter) (otelcol_exporter_queue_size{${s.select("collector")}} / (otelcol_exporter_queue_capacity{${s.select("collector")}} > 0))`,
});

export const collectorFiles = signal({
  title: "Log files open",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Log files that the collector follows.",
  value: (s) => promql`sum by (instance) (otelcol_fileconsumer_open_files{${s.select("collector")}})`,
});

export const collectorCpu = signal({
  title: "CPU of the collector",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  meaning: "CPU time that the collector uses; 100 % is one CPU.",
  value: (s) =>
    promql`max by (instance) (rate(otelcol_process_cpu_seconds{${s.select("collector")}}[${s.range}]))`,
});

export const collectorMemory = signal({
  title: "Memory of the collector",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Resident memory of the collector.",
  value: (s) => promql`max by (instance) (otelcol_process_memory_rss{${s.select("collector")}})`,
});
