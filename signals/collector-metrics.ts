/** Metrics of services on their way through the Collector: taken, dropped by a filter, lost. */
import { collectorJobs } from "./collector";
import { promql } from "./promql";
import { ofJobs } from "./servers";
import { signal, type Scope } from "./signal";

const collectors = (s: Scope): string => ofJobs(s, collectorJobs);

export const pointsReceived = signal({
  title: "Data points received",
  unit: "cps",
  by: ["instance", "receiver"],
  min: 0,
  meaning: "Data points of services' metrics a second that the collector takes in.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_accepted_metric_points{${collectors(s)}}[${s.range}]))`,
});

export const pointsRefused = signal({
  title: "Data points refused",
  unit: "cps",
  by: ["instance", "receiver"],
  tone: "error",
  min: 0,
  meaning:
    "Data points of services a second that the collector sent back, for want of memory or because a queue is full.",
  value: (s) =>
    promql`sum by (instance, receiver) (rate(otelcol_receiver_refused_metric_points{${collectors(s)}}[${s.range}]) + rate(otelcol_receiver_failed_metric_points{${collectors(s)}}[${s.range}]))`,
});

export const pointsDropped = signal({
  title: "Data points dropped by filters",
  unit: "cps",
  by: ["instance", "filter"],
  tone: "error",
  min: 0,
  meaning:
    "Data points of services a second that a filter drops, for their name, kind, number of series or time.",
  // The program has a dot in this name, so that the name stands in quotes.
  value: (s) =>
    promql`sum by (instance, filter) (rate({"otelcol_processor_filter_datapoints.filtered", ${collectors(s)}}[${s.range}]))`,
});

export const pointsSent = signal({
  title: "Data points delivered",
  unit: "cps",
  by: ["instance", "exporter"],
  min: 0,
  meaning: "Data points a second that the collector delivers to Prometheus, services' and those of spans.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_sent_metric_points{${collectors(s)}}[${s.range}]))`,
});

export const pointsLost = signal({
  title: "Data points given up",
  unit: "cps",
  by: ["instance", "exporter"],
  tone: "error",
  min: 0,
  meaning: "Data points a second that the collector gave up, because Prometheus refused them or was away.",
  value: (s) =>
    promql`sum by (instance, exporter) (rate(otelcol_exporter_send_failed_metric_points{${collectors(s)}}[${s.range}]))`,
});
