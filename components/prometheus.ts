import {
  type Component,
  type ConfigFile,
  type Place,
  type ScrapeJob,
  type Site,
} from "../platforms/workload";
import { prometheusRules } from "../rules/prometheus";
import { type Rules } from "../rules/rule";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { portTable } from "./ports";

/** A scrape job together with the workload that it belongs to. */
export interface WorkloadJob {
  readonly workload: string;
  readonly job: ScrapeJob;
}

/** What Prometheus itself adds: known before the server is built, since the server is configured with it. */
export const ownContribution: { readonly job: WorkloadJob; readonly rules: readonly Rules[] } = {
  job: { workload: "prometheus", job: { job: "prometheus", port: "http" } },
  rules: [prometheusRules],
};

/** Prometheus: scrapes, evaluates, alerts. Built last, from what all other components contribute. */
export function prometheus(
  settings: Settings,
  site: Site,
  jobs: readonly WorkloadJob[],
  ruleFiles: readonly ConfigFile[],
): Component {
  const at = site.place("prometheus");
  return {
    workload: {
      name: "prometheus",
      server: "prometheus",
      args: [
        `--config.file=${at.file("prometheus.yml")}`,
        `--storage.tsdb.path=${at.data}`,
        `--web.listen-address=${at.listen("http")}`,
        `--web.external-url=${site.publicUrl("prometheus", "http")}`,
        // A hand-made change to a file is taken up, or reported, within half a minute; no reload endpoint is opened.
        "--config.auto-reload",
        // Span metrics arrive from the Collector by OTLP.
        "--web.enable-otlp-receiver",
      ],
      files: [
        {
          name: "prometheus.yml",
          content: toYaml(configuration(settings, site, at, jobs, ruleFiles)),
          onChange: "reload",
        },
        ...ruleFiles,
      ],
      data: { size: settings.prometheus.disk },
      ports: portTable(settings)["prometheus"] ?? {},
      health: { port: "http", path: "/-/ready", withinSeconds: 120 },
      reload: {
        signal: "SIGHUP",
        watches: true,
        confirm: {
          port: "http",
          path: "/metrics",
          metric: "prometheus_config_last_reload_success_timestamp_seconds",
        },
      },
      stopGraceSeconds: 300,
      memory: settings.prometheus.memory,
    },
    scrape: [],
    rules: [],
    dashboards: [],
  };
}

function configuration(
  settings: Settings,
  site: Site,
  at: Place,
  jobs: readonly WorkloadJob[],
  ruleFiles: readonly ConfigFile[],
) {
  const { retention, retentionSize } = settings.prometheus;
  return {
    global: {
      scrape_interval: settings.scrapeInterval,
      scrape_timeout: scrapeTimeout(settings.scrapeInterval),
      evaluation_interval: settings.evaluationInterval,
      external_labels: { cluster: settings.cluster },
    },
    alerting: {
      alertmanagers: [
        { api_version: "v2", static_configs: [{ targets: [site.address("alertmanager", "http")] }] },
      ],
    },
    rule_files: ruleFiles.map((file) => at.file(file.name)),
    scrape_configs: [...jobs].sort((a, b) => order(a, b)).map((job) => scrapeConfig(settings, site, job)),
    storage: {
      tsdb: {
        retention: {
          time: retention,
          ...(retentionSize === undefined ? {} : { size: binarySize(retentionSize) }),
        },
        // Span metrics and remote writers deliver late after a restart.
        out_of_order_time_window: "10m",
      },
    },
    otlp: {
      translation_strategy: "UnderscoreEscapingWithSuffixes",
      promote_resource_attributes: ["service.name"],
    },
  };
}

const order = (a: WorkloadJob, b: WorkloadJob): number =>
  a.job.job.localeCompare(b.job.job, "en") ||
  a.workload.localeCompare(b.workload, "en") ||
  String(a.job.params?.["module"]).localeCompare(String(b.job.params?.["module"]), "en");

/** One entry of scrape_configs. Every series gets `cluster` and an `instance` that people know the target by. */
export function scrapeConfig(settings: Settings, site: Site, { workload, job }: WorkloadJob) {
  const labels = { cluster: settings.cluster, ...job.labels };
  const own =
    job.port === undefined
      ? []
      : [{ address: site.address(workload, job.port), instance: job.instance ?? workload }];
  const targets = [...(job.through === true ? [] : own), ...(job.targets ?? [])];
  const interval = job.interval ?? settings.scrapeInterval;
  return {
    job_name: job.name ?? job.job,
    scrape_interval: interval,
    scrape_timeout: scrapeTimeout(interval),
    ...(job.path === undefined ? {} : { metrics_path: job.path }),
    ...(job.params === undefined ? {} : { params: job.params }),
    static_configs: targets.map(({ address, instance }) => ({
      targets: [address],
      labels: { ...labels, instance, ...(job.name === undefined ? {} : { job: job.job }) },
    })),
    ...(job.through === true
      ? {
          relabel_configs: [
            { source_labels: ["__address__"], target_label: "__param_target" },
            { target_label: "__address__", replacement: site.address(workload, job.port ?? "http") },
          ],
        }
      : {}),
    ...(job.metricRelabel === undefined ? {} : { metric_relabel_configs: job.metricRelabel }),
  };
}

/** A scrape may take two thirds of its interval, at most the 10 s that Prometheus itself takes as default. */
function scrapeTimeout(interval: string): string {
  const milliseconds = Math.min(10_000, Math.floor((toMilliseconds(interval) * 2) / 3));
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: 864e5,
  w: 6048e5,
  y: 31536e6,
};

/** "15s" → 15000. */
export function toMilliseconds(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d|w|y)$/.exec(text) ?? [];
  return Number(count) * (unitMilliseconds[unit ?? ""] ?? Number.NaN);
}

/** Prometheus counts sizes in powers of 1024 but writes them without the "i": 20Gi → 20GB. */
function binarySize(size: string): string {
  return size.replace(/i$/, "B");
}
