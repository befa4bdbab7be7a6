/** The exporters: whether what they answer is whole, and whether they are the same everywhere. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { ofJobs } from "./servers";
import { signal, type Scope } from "./signal";

/** Jobs of programs that only measure others. */
export const exporterJobs = ["blackbox-exporter", "node", "postgres", "process"] as const;

export const answersBroken = signal({
  title: "Answers with errors",
  unit: "ops",
  tone: "error",
  by: ["job", "instance", "cause"],
  min: 0,
  meaning:
    "Answers to a scrape a second in which a program could not gather or write all of its metrics. What is missing is not told.",
  value: (s) =>
    promql`max by (job, instance, cause) (rate(promhttp_metric_handler_errors_total${s.any}[${s.range}]))`,
});

export const exporterMemory = signal({
  title: "Memory of exporters",
  unit: "bytes",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "Resident memory of a program that only measures others.",
  value: (s) => promql`max by (job, instance) (process_resident_memory_bytes{${ofJobs(s, exporterJobs)}})`,
});

export const nodeExporterVersions = signal({
  title: "Versions of the node exporter",
  unit: "short",
  by: [],
  min: 0,
  meaning: "How many versions of the node exporter run at the same time.",
  value: (s) => promql`count(count by (version) (node_exporter_build_info{${s.select("node")}}))`,
});

/** Jobs of everything that measures others, whether it tells of itself or not. */
export const measuringJobs = [
  ...exporterJobs,
  "blackbox",
  "cadvisor",
  "dcgm",
  "kube-state-metrics",
  "kube-state-metrics-telemetry",
] as const;

const measuring = (s: Scope, metric: string): Promql =>
  promql`${metric}${having(s, `job=~"${measuringJobs.join("|")}"`)}`;

export const exporterUp = signal({
  title: "Answers",
  unit: "bool",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning: "1 if the last scrape of an exporter succeeded.",
  value: (s) => promql`min by (job, instance) (${measuring(s, "up")})`,
});

export const exportersDown = signal({
  title: "Exporters down",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "Exporters whose last scrape failed.",
  value: (s) => promql`count(${measuring(s, "up")} == 0) or vector(0)`,
});

export const exportersInAll = signal({
  title: "Exporters in all",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Exporters that are scraped, each address that is probed among them.",
  value: (s) => promql`count(${measuring(s, "up")})`,
});

export const exporterTime = signal({
  title: "Scrape time",
  unit: "s",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time that the last scrape of an exporter took; of a probe, the call itself is in it.",
  value: (s) => promql`max by (job, instance) (${measuring(s, "scrape_duration_seconds")})`,
});

export const exporterSlowest = signal({
  title: "Slowest exporter",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time of the scrape that took longest. After ten seconds a scrape is broken off.",
  value: (s) => promql`max(${measuring(s, "scrape_duration_seconds")})`,
});

export const exporterSamples = signal({
  title: "Samples",
  unit: "short",
  by: ["job", "instance"],
  min: 0,
  meaning: "Series that an exporter gave in its last scrape and that were kept.",
  value: (s) => promql`max by (job, instance) (${measuring(s, "scrape_samples_post_metric_relabeling")})`,
});

export const exporterDropped = signal({
  title: "Samples not kept",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the series that exporters of a job gave and that relabelling threw away.",
  value: (s) =>
    promql`1 - sum by (job) (${measuring(s, "scrape_samples_post_metric_relabeling")}) / (sum by (job) (${measuring(s, "scrape_samples_scraped")}) > 0)`,
});

export const exporterErrors = signal({
  title: "Broken answers",
  unit: "ops",
  tone: "error",
  by: ["job", "instance"],
  min: 0,
  meaning: "Answers a second of an exporter in which it could not gather or write all of its metrics.",
  value: (s) =>
    promql`sum by (job, instance) (rate(${measuring(s, "promhttp_metric_handler_errors_total")}[${s.range}]))`,
});

export const exporterCpu = signal({
  title: "CPU of exporters",
  unit: "percentunit",
  tone: "saturation",
  by: ["job", "instance"],
  min: 0,
  meaning: "CPU time that an exporter uses; 100 % is one CPU.",
  value: (s) =>
    promql`max by (job, instance) (rate(${measuring(s, "process_cpu_seconds_total")}[${s.range}]))`,
});

/** Metrics with the label `version`, and the jobs that give them. */
const builds: readonly (readonly [metric: string, job: string])[] = [
  ["blackbox_exporter_build_info", "blackbox-exporter"],
  ["kube_state_metrics_build_info", "kube-state-metrics-telemetry"],
  ["node_exporter_build_info", "node"],
  ["postgres_exporter_build_info", "postgres"],
  ["process_exporter_build_info", "process"],
];

export const exporterVersions = signal({
  title: "Exporters by version",
  unit: "short",
  by: ["job", "version"],
  min: 0,
  meaning: "How many exporters of each kind run in which version.",
  value: (s) =>
    builds
      .map(([metric, job]) => promql`count by (job, version) (${metric}{${s.select(job)}})`)
      .reduce((all, each) => promql`${all} or ${each}`),
});
