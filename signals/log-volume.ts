/** How much is logged, and by whom. The lines themselves, and those with errors, are in logs.ts. */
import { logql } from "./logql";
import { logSignal, onlyErrors } from "./logs";

export const linesInAll = logSignal({
  title: "Log lines per second",
  unit: "cps",
  by: [],
  min: 0,
  meaning: "Log lines per second of all levels, over all services.",
  lines: (scope) => logql`sum(rate(${scope.streams} [${scope.range}]))`,
});

export const bytesInAll = logSignal({
  title: "Log bytes per second",
  unit: "Bps",
  by: [],
  min: 0,
  meaning: "Bytes of log lines per second, over all services, before they are compressed.",
  lines: (scope) => logql`sum(bytes_rate(${scope.streams} [${scope.range}]))`,
});

export const warningRate = logSignal({
  title: "Warnings per second",
  unit: "cps",
  tone: "saturation",
  by: [],
  min: 0,
  meaning: "Log lines per second of the level warning, over all services.",
  lines: (scope) => logql`sum(rate(${scope.streams} | detected_level=~"warn|warning" [${scope.range}]))`,
});

export const servicesLogging = logSignal({
  title: "Services that log",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Services that wrote at least one line in the time shown.",
  lines: (scope) => logql`count(sum by (service_name) (count_over_time(${scope.streams} [${scope.range}])))`,
});

export const unknownLevelShare = logSignal({
  title: "Lines without a level",
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of the lines in which Loki finds no level. Errors among them are counted nowhere.",
  lines: (scope) =>
    logql`sum(rate(${scope.streams} | detected_level="unknown" [${scope.range}])) / sum(rate(${scope.streams} [${scope.range}]))`,
});

export const volumeByService = logSignal({
  title: "Log lines by service",
  unit: "cps",
  by: ["service_name"],
  min: 0,
  meaning: "Log lines per second by the service that wrote them; the twenty that write most.",
  lines: (scope) => logql`topk(20, sum by (service_name) (rate(${scope.streams} [${scope.range}])))`,
});

export const bytesByService = logSignal({
  title: "Largest services",
  unit: "Bps",
  by: ["service_name"],
  min: 0,
  meaning: "The ten services whose lines take most room, in bytes per second.",
  lines: (scope) => logql`topk(10, sum by (service_name) (bytes_rate(${scope.streams} [${scope.range}])))`,
});

export const busiestStreams = logSignal({
  title: "Busiest streams",
  unit: "cps",
  by: ["service_name", "host"],
  min: 0,
  meaning: "The ten streams, each a service on a host, that grow fastest, in lines per second.",
  lines: (scope) => logql`topk(10, sum by (service_name, host) (rate(${scope.streams} [${scope.range}])))`,
});

// Only lines of pods have a namespace; without the filter all others would count as one of an empty name.
export const volumeByNamespace = logSignal({
  title: "Log lines by namespace",
  unit: "cps",
  by: ["k8s_namespace_name"],
  min: 0,
  meaning: "Log lines per second of pods, by the namespace of Kubernetes that they run in.",
  lines: (scope) =>
    logql`sum by (k8s_namespace_name) (rate(${scope.streams} | k8s_namespace_name!="" [${scope.range}]))`,
});

export const busiestPods = logSignal({
  title: "Busiest pods",
  unit: "cps",
  by: ["k8s_namespace_name", "k8s_pod_name"],
  min: 0,
  meaning: "The ten pods of Kubernetes that write most, in lines per second.",
  lines: (scope) =>
    logql`topk(10, sum by (k8s_namespace_name, k8s_pod_name) (rate(${scope.streams} | k8s_pod_name!="" [${scope.range}])))`,
});

export const volumeByHost = logSignal({
  title: "Log lines by host",
  unit: "cps",
  by: ["host"],
  min: 0,
  meaning: "Log lines per second by the host on which they were written; the twenty that write most.",
  lines: (scope) => logql`topk(20, sum by (host) (rate(${scope.streams} [${scope.range}])))`,
});

export const warningLines = logSignal({
  title: "Warnings",
  unit: "short",
  by: [],
  meaning: "Log lines of the level warning, newest first.",
  lines: (scope) => logql`${scope.streams} | detected_level=~"warn|warning"`,
});

export const errorShare = logSignal({
  title: "Share of lines that are errors",
  unit: "percentunit",
  tone: "error",
  by: ["service_name"],
  min: 0,
  max: 1,
  meaning: "Lines of the levels error, critical and fatal as a share of all lines of a service.",
  lines: (scope) =>
    logql`sum by (service_name) (rate(${scope.streams} | ${onlyErrors} [${scope.range}])) / sum by (service_name) (rate(${scope.streams} [${scope.range}]))`,
});
