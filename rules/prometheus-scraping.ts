import { promql } from "../signals/promql";
import {
  discoveriesFailed,
  kubernetesDiscoveryFailures,
  scrapesOverLimit,
  targetSyncsFailed,
} from "../signals/prometheus-scraping";
import { scrapeDuration } from "../signals/targets";
import { alert } from "./alert";
import { fires } from "./cases/case";
import { counting, countingAt, courseCases, gauge } from "./cases/course";
import { twoPrometheus } from "./cases/prometheus";
import { toldOf } from "./stack-told";

const told = toldOf("prometheus");
const job = { more: { job: "prometheus" } };
const [first] = twoPrometheus;

/** Scrapes over each of the limits, in 1/s. */
const overLimits = (metric: string) => (subject: typeof first, rate: number) => ({
  ...countingAt("prometheus_target_scrapes_exceeded_sample_limit_total", 0, job)(subject, [["1h", 0]]),
  ...countingAt("prometheus_target_scrapes_exceeded_body_size_limit_total", 0, job)(subject, [["1h", 0]]),
  ...countingAt("prometheus_target_scrape_pool_exceeded_label_limits_total", 0, job)(subject, [["1h", 0]]),
  ...countingAt("prometheus_target_scrape_pool_exceeded_target_limit_total", 0, job)(subject, [["1h", 0]]),
  ...countingAt(metric, rate, job)(subject, [["1h", 0]]),
});

export const PrometheusScrapeOverLimit = alert("PrometheusScrapeOverLimit", {
  ...told,
  // Only what is found in a cluster is scraped with limits.
  needs: ["kubernetes"],
  event: (s) => promql`${scrapesOverLimit.value(s)} > 0`,
  by: scrapesOverLimit.by,
  selectable: ["instance"],
  unit: "ops",
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: scrapes are thrown away, over the limit of {{ $labels.limit }}",
  description:
    "For {for} the answers of targets have had more than the limit of {{ $labels.limit }} allows. Nothing of such an answer is stored, and the target counts as down.",
  cases: [
    ...courseCases({
      series: counting("prometheus_target_scrapes_exceeded_sample_limit_total", {
        more: { job: "prometheus" },
        without: ["limit"],
      }),
      subjects: [
        { instance: "prometheus-0", limit: "samples" },
        { instance: "prometheus-1", limit: "samples" },
      ],
      over: 0.07,
      under: 0,
      window: "5m",
      for: "5m",
      keepFiringFor: "10m",
      text: {
        summary: "prometheus-0: scrapes are thrown away, over the limit of samples",
        description:
          "For 5 minutes the answers of targets have had more than the limit of samples allows. Nothing of such an answer is stored, and the target counts as down.",
      },
    }),
    ...(
      [
        ["prometheus_target_scrapes_exceeded_body_size_limit_total", "body size"],
        ["prometheus_target_scrape_pool_exceeded_label_limits_total", "labels"],
        ["prometheus_target_scrape_pool_exceeded_target_limit_total", "targets"],
      ] as const
    ).map(([metric, limit]) =>
      fires(`over the limit of ${limit}`, {
        series: overLimits(metric)(first, 0.07),
        at: "20m",
        labels: [{ ...first, limit }],
      }),
    ),
  ],
});

export const PrometheusDiscoveryBroken = alert("PrometheusDiscoveryBroken", {
  ...told,
  event: (s) => promql`${discoveriesFailed.value(s)} > 0`,
  by: discoveriesFailed.by,
  kind: "threshold",
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} discoveries of targets do not work ({{ $labels.name }})",
  description:
    "For {for} {{ $labels.instance }} could not set up a service discovery ({{ $labels.name }}). The targets that it would find are not scraped.",
  cases: courseCases({
    series: gauge("prometheus_sd_failed_configs", job),
    subjects: [
      { instance: "prometheus-0", name: "scrape" },
      { instance: "prometheus-1", name: "notify" },
    ],
    over: 1,
    under: 0,
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "prometheus-0: 1 discoveries of targets do not work (scrape)",
      description:
        "For 10 minutes prometheus-0 could not set up a service discovery (scrape). The targets that it would find are not scraped.",
    },
  }),
});

export const PrometheusKubernetesDiscoveryFailing = alert("PrometheusKubernetesDiscoveryFailing", {
  ...told,
  needs: ["kubernetes"],
  event: (s) => promql`${kubernetesDiscoveryFailures.value(s)} > 0`,
  by: kubernetesDiscoveryFailures.by,
  unit: "ops",
  kind: "threshold",
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }} cannot ask Kubernetes for targets",
  description:
    "Requests of {{ $labels.instance }} to the API server have failed for {for}. New pods and nodes are not found, and those that are gone look as if they were down.",
  cases: courseCases({
    series: counting("prometheus_sd_kubernetes_failures_total", job),
    subjects: twoPrometheus,
    over: 0.05,
    under: 0,
    window: "5m",
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0 cannot ask Kubernetes for targets",
      description:
        "Requests of prometheus-0 to the API server have failed for 15 minutes. New pods and nodes are not found, and those that are gone look as if they were down.",
    },
  }),
});

export const PrometheusTargetSyncFailing = alert("PrometheusTargetSyncFailing", {
  ...told,
  event: (s) => promql`${targetSyncsFailed.value(s)} > 0`,
  by: targetSyncsFailed.by,
  range: "30m",
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: targets of {{ $labels.scrape_job }} cannot be scraped",
  description:
    "Targets of {{ $labels.scrape_job }} were found, but relabelling gave them no usable address or a label that is not allowed. They are left out without a further sign.",
  cases: courseCases({
    series: counting("prometheus_target_sync_failed_total", job),
    subjects: [
      { instance: "prometheus-0", scrape_job: "pods" },
      { instance: "prometheus-1", scrape_job: "node" },
    ],
    over: 0.05,
    under: 0,
    window: "30m",
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "prometheus-0: targets of pods cannot be scraped",
      description:
        "Targets of pods were found, but relabelling gave them no usable address or a label that is not allowed. They are left out without a further sign.",
    },
  }),
});

export const PrometheusScrapeSlow = alert("PrometheusScrapeSlow", {
  ...told,
  dashboard: { uid: "stack", variables: ["job", "instance"] },
  signal: scrapeDuration,
  // A scrape may take two thirds of its interval, 10 s at most.
  above: 7,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }}: a scrape takes {value}",
  description:
    "The scrapes of {{ $labels.job }} on {{ $labels.instance }} have taken more than {threshold} for {for}. Over 10 seconds they are broken off, and the target counts as down.",
  cases: courseCases({
    series: gauge("scrape_duration_seconds"),
    subjects: [
      { job: "kube-state-metrics", instance: "kube-state-metrics" },
      { job: "node", instance: "web-1" },
    ],
    over: 7.2,
    under: 6.8,
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "kube-state-metrics of kube-state-metrics: a scrape takes 7.2s",
      description:
        "The scrapes of kube-state-metrics on kube-state-metrics have taken more than 7 s for 10 minutes. Over 10 seconds they are broken off, and the target counts as down.",
    },
  }),
});
