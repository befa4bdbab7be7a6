/** Prometheus: how it finds and scrapes targets, what they give, and how much it is asked. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Scrapes that were turned away, by the limit that they were over. */
const limits = {
  samples: "prometheus_target_scrapes_exceeded_sample_limit_total",
  "body size": "prometheus_target_scrapes_exceeded_body_size_limit_total",
  labels: "prometheus_target_scrape_pool_exceeded_label_limits_total",
  targets: "prometheus_target_scrape_pool_exceeded_target_limit_total",
};

const overLimit = (s: Scope): string =>
  Object.entries(limits)
    .map(
      ([limit, metric]) =>
        `label_replace(rate(${metric}{${s.select("prometheus")}}[${s.range}]), "limit", "${limit}", "instance", ".*")`,
    )
    .join(" or ");

export const scrapesOverLimit = signal({
  title: "Scrapes over a limit",
  unit: "ops",
  tone: "error",
  by: ["instance", "limit"],
  min: 0,
  meaning:
    "Scrapes a second whose answer was thrown away as a whole, because it had more samples, bytes or labels than allowed, or a job more targets.",
  value: (s) => promql`max by (instance, limit) (${overLimit(s)})`,
});

export const discoveriesFailed = signal({
  title: "Discoveries that do not work",
  unit: "short",
  tone: "error",
  by: ["instance", "name"],
  min: 0,
  meaning: "Service discoveries of the configuration that could not be set up.",
  value: (s) => promql`max by (instance, name) (prometheus_sd_failed_configs{${s.select("prometheus")}})`,
});

export const kubernetesDiscoveryFailures = signal({
  title: "Failed requests for Kubernetes objects",
  unit: "ops",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Requests a second with which Prometheus looks for targets in Kubernetes, that failed.",
  value: (s) =>
    promql`sum by (instance) (rate(prometheus_sd_kubernetes_failures_total{${s.select("prometheus")}}[${s.range}]))`,
});

export const targetSyncsFailed = signal({
  title: "Targets that could not be made",
  unit: "short",
  tone: "error",
  by: ["instance", "scrape_job"],
  min: 0,
  meaning:
    "Targets that discovery found in the time shown, and relabelling left without an address or with a bad label.",
  value: (s) =>
    promql`sum by (instance, scrape_job) (increase(prometheus_target_sync_failed_total{${s.select("prometheus")}}[${s.range}]))`,
});

export const targetsScraped = signal({
  title: "Targets of a server",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Targets that a Prometheus scrapes.",
  value: (s) => promql`sum by (instance) (prometheus_target_scrape_pool_targets{${s.select("prometheus")}})`,
});

// Replicas are called as their shard, with a number behind.
const ofServer = (expr: string): string =>
  `label_replace(${expr}, "server", "$1", "instance", "(.+)-[0-9]+")`;

export const replicasApart = signal({
  title: "Replicas that scrape different targets",
  unit: "percentunit",
  by: ["server"],
  min: 0,
  max: 1,
  meaning:
    "How many targets fewer the replica has that has fewest than the one that has most, as a share of the latter.",
  value: (s) =>
    promql`1 - min by (server) (${ofServer(targetsScraped.value(s))}) / (max by (server) (${ofServer(targetsScraped.value(s))}) > 0)`,
});

export const samplesApart = signal({
  title: "Replicas that store different amounts",
  unit: "percentunit",
  by: ["server"],
  min: 0,
  max: 1,
  meaning: "How many samples a second fewer one replica stores than another, as a share of the latter.",
  value: (s) => {
    const stored = `sum by (instance) (rate(prometheus_tsdb_head_samples_appended_total{${s.select("prometheus")}}[${s.range}]))`;
    return promql`1 - min by (server) (${ofServer(stored)}) / (max by (server) (${ofServer(stored)}) > 0)`;
  },
});

export const samplesPerTarget = signal({
  title: "Samples of a target against a day ago",
  unit: "percentunit",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "Samples of a target's scrapes in the last hour, as a share of those at the same time of the day before.",
  value: (s) =>
    promql`max by (job, instance) (avg_over_time(scrape_samples_post_metric_relabeling${s.any}[1h])) / (max by (job, instance) (avg_over_time(scrape_samples_post_metric_relabeling${s.any}[1h] offset 1d)) > 0)`,
});

export const seriesChurn = signal({
  title: "Series of a job that are new each hour",
  unit: "percentunit",
  tone: "saturation",
  by: ["job"],
  min: 0,
  meaning:
    "Series that the targets of a job brought in the last hour and that were not there before, as a share of all they have.",
  value: (s) =>
    promql`sum by (job) (sum_over_time(scrape_series_added${s.any}[1h])) / (sum by (job) (avg_over_time(scrape_samples_post_metric_relabeling${s.any}[1h])) > 0)`,
});

export const queriesAtOnce = signal({
  title: "Queries at once",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Queries that are evaluated now, as a share of those that may be. At 100 % further ones wait.",
  value: (s) =>
    promql`max by (instance) (avg_over_time(prometheus_engine_queries{${s.select("prometheus")}}[${s.range}])) / (max by (instance) (prometheus_engine_queries_concurrent_max{${s.select("prometheus")}}) > 0)`,
});

export const evaluationTime = signal({
  title: "Time of slow queries",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that the evaluation of nine of ten queries stays under. Rules count as queries.",
  value: (s) =>
    promql`max by (instance) (prometheus_engine_query_duration_seconds{${s.select("prometheus")}, quantile="0.9", slice="inner_eval"})`,
});
