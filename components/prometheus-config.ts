/** prometheus.yml as plain data. */
import { type ConfigFile, type Site } from "../platforms/workload";
import { partLabel, partReplicaLabel } from "../rules/shards";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { serviceJobName } from "./cluster-services";
import { promotedAttributes } from "./collector-metrics";
import { prometheusShards } from "./ports";
import { scrapeConfigs, scrapeTimeout, type Shard, type WorkloadJob } from "./scrape-config";
import { clientOf, scrapeClient } from "./secured";
import { hasThanos, memberLabels } from "./thanos";

/** How the servers are scraped that this configuration is for: each shard, and what runs beside it. */
export function ownJobs(settings: Settings, site: Site): readonly WorkloadJob[] {
  const shards = prometheusShards(settings);
  return [
    ...shards.map((workload) => ({
      workload,
      job: { job: "prometheus", port: "http", client: scrapeClient(site, workload) },
    })),
    ...(hasThanos(site)
      ? shards.map((workload) => ({ workload, job: { job: "thanos-sidecar", port: "thanosHttp" } }))
      : []),
    // What the other shards have recorded as their part of a whole; the first one has its own already.
    ...shards.slice(1).map((workload): WorkloadJob => ({
      workload,
      job: {
        job: "federation",
        name: `federation-${workload}`,
        port: "http",
        path: "/federate",
        params: { "match[]": [`{${partLabel}!=""}`] },
        honorLabels: true,
        // With the time of the scrape, a series that is gone there is gone here with the next scrape.
        client: { honor_timestamps: false, ...scrapeClient(site, workload) },
        // Replicas of a shard count the same targets; under another name, since the label is this server's own as well.
        metricRelabel: [
          { source_labels: ["replica"], target_label: partReplicaLabel },
          { action: "labeldrop", regex: memberLabels.join("|") },
        ],
      },
    })),
  ];
}

interface Parts {
  readonly jobs: readonly WorkloadJob[];
  readonly ruleFiles: readonly ConfigFile[];
  readonly shard: Shard;
}

const ownNames = ({ services }: Settings): ReadonlySet<string> => new Set(services.map(serviceJobName));

type ScrapeConfigs = ReturnType<typeof scrapeConfigs>;

/**
 * prometheus.yml of one shard, or of the only server, and the files that it names: rules, and the services of the
 * settings, each in a file of its own. A thousand of them are more than one ConfigMap holds, and one more is one file more.
 */
export function prometheusFiles(settings: Settings, site: Site, parts: Parts): readonly ConfigFile[] {
  const own = ownNames(settings);
  const scrapes = scrapeConfigs(settings, site, parts.jobs, parts.shard);
  const services = scrapes.filter(({ job_name }) => own.has(job_name)).map(serviceFile);
  const others = scrapes.filter(({ job_name }) => !own.has(job_name));
  return [
    {
      name: "prometheus.yml",
      content: toYaml(prometheusConfig(settings, site, { ...parts, scrapes: others, services })),
      onChange: "reload",
    },
    ...parts.ruleFiles,
    ...services,
  ];
}

function serviceFile(config: ScrapeConfigs[number]): ConfigFile {
  return {
    name: `services/${config.job_name.replace(/^service-/, "")}.yml`,
    content: toYaml({ scrape_configs: [config] }),
    onChange: "reload",
  };
}

function prometheusConfig(
  settings: Settings,
  site: Site,
  {
    ruleFiles,
    shard,
    scrapes,
    services,
  }: Parts & { readonly scrapes: ScrapeConfigs; readonly services: readonly ConfigFile[] },
) {
  const { retention, retentionSize } = settings.prometheus;
  const at = site.place(prometheusShards(settings)[shard.number] ?? "prometheus");
  return {
    global: {
      scrape_interval: settings.scrapeInterval,
      scrape_timeout: scrapeTimeout(settings.scrapeInterval),
      evaluation_interval: settings.evaluationInterval,
      external_labels: {
        cluster: settings.cluster,
        // Prometheus fills in the variable. Stated with one shard as well, so that series stay the same when more come.
        ...(hasThanos(site) ? { replica: "${POD_NAME}", shard: String(shard.number) } : {}),
      },
    },
    alerting: {
      // All replicas, and all shards that know enough, tell of the same fault: without these labels it is one alert.
      ...(hasThanos(site)
        ? {
            alert_relabel_configs: [
              { action: "labeldrop", regex: [partLabel, partReplicaLabel, ...memberLabels].sort().join("|") },
            ],
          }
        : {}),
      alertmanagers: [
        {
          api_version: "v2",
          ...(site.identity === undefined ? {} : { scheme: "https" }),
          ...clientOf(site, "prometheus"),
          // Each member by itself: they agree among each other who tells people.
          static_configs: [{ targets: site.members("alertmanager", "http", settings.alertmanager.replicas) }],
        },
      ],
    },
    rule_files: ruleFiles.map((file) => at.file(file.name)),
    ...(services.length === 0 ? {} : { scrape_config_files: services.map(({ name }) => at.file(name)) }),
    scrape_configs: scrapes,
    storage: {
      tsdb: {
        retention: {
          time: retention,
          ...(retentionSize === undefined ? {} : { size: binarySize(retentionSize) }),
        },
        // Span metrics and services' own arrive late after a restart, and by several gateways in any order.
        out_of_order_time_window: "10m",
      },
    },
    otlp: {
      translation_strategy: "UnderscoreEscapingWithSuffixes",
      promote_resource_attributes: promotedAttributes,
    },
  };
}

/** Prometheus counts sizes in powers of 1024 but writes them without the "i": 20Gi → 20GB. */
function binarySize(size: string): string {
  return size.replace(/i$/, "B");
}
