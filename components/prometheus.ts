import {
  type ClusterAccess,
  type Component,
  type ConfigFile,
  type Site,
  type Workload,
} from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { ownClient, readyCommand } from "./prometheus-client";
import { prometheusFiles } from "./prometheus-config";
import { portTable, prometheusShards } from "./ports";
import { type Shard, unsharded, type WorkloadJob } from "./scrape-config";
import { callerSecrets, serving, webConfigArgs } from "./secured";
import { bucketAccess, compactionArgs, hasThanos, noBucket, thanosSidecar } from "./thanos";

/** What a Prometheus is built from, when all other components have told what they add. */
export interface PrometheusParts {
  /** Of all shards; each takes its own. */
  readonly jobs: readonly WorkloadJob[];
  readonly ruleFiles: readonly ConfigFile[];
  /** What it asks of the Kubernetes API. @default nothing */
  readonly clusterAccess?: readonly ClusterAccess[];
  /** @default the only one */
  readonly shard?: Shard;
}

/** Prometheus: scrapes, evaluates, alerts. Built last, from what all other components contribute. */
export function prometheus(settings: Settings, site: Site, parts: PrometheusParts): Component {
  const { jobs, ruleFiles, clusterAccess = [], shard = unsharded } = parts;
  const name = prometheusShards(settings)[shard.number] ?? "prometheus";
  const at = site.place(name);
  const bucket = hasThanos(site) ? bucketAccess(settings, site, name) : noBucket;
  const served = serving(site, name, { password: true });
  return {
    workload: {
      ...(hasThanos(site) ? replicated(settings, site, name, clusterAccess) : {}),
      name,
      server: "prometheus",
      args: [
        `--config.file=${at.file("prometheus.yml")}`,
        `--storage.tsdb.path=${at.data}`,
        ...compactionArgs(settings, site, name),
        `--web.listen-address=${at.listen("http")}`,
        `--web.external-url=${site.publicUrl(name, "http")}`,
        ...webConfigArgs(served),
        // A hand-made change to a file is taken up, or reported, within half a minute; no reload endpoint is opened.
        "--config.auto-reload",
        // Span metrics and metrics of services arrive from the Collector by OTLP.
        "--web.enable-otlp-receiver",
      ],
      files: [
        ...prometheusFiles(settings, site, { jobs, ruleFiles, shard }),
        ...ownClient(site, name),
        ...bucket.files,
      ],
      secrets: [...bucket.secrets, ...served.secrets, ...callerSecrets(site, name)],
      data: { size: settings.prometheus.disk },
      ports: portTable(settings)["prometheus"] ?? {},
      // Reading the log of the last hours again takes longer, the more targets there are.
      health: {
        port: "http",
        path: "/-/ready",
        withinSeconds: hasThanos(site) ? 900 : 120,
        ...served.health,
        ...readyCommand(site, name),
      },
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
      cpu: settings.prometheus.cpu,
      calls: [{ workload: "alertmanager", port: "http" }, ...bucket.calls],
    },
    scrape: [],
  };
}

/** What comes with having several members, each of which knows its own name. */
function replicated(
  settings: Settings,
  site: Site,
  name: string,
  clusterAccess: readonly ClusterAccess[],
): Pick<Workload, "replicas" | "memberEnv" | "sidecars" | "clusterAccess"> {
  return {
    replicas: settings.prometheus.replicas,
    memberEnv: ["POD_NAME"],
    sidecars: [thanosSidecar(settings, site, name)],
    clusterAccess,
  };
}
