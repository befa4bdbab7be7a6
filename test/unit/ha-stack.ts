/** Stacks on Kubernetes as data, for tests. */
import { parse } from "yaml";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { type Site, type Workload } from "../../platforms/workload";
import { catalogue } from "../../stacks/catalogue";
import { describe as describeStack, type Stack } from "../../stacks/observatory";
import { parseSettings } from "../../stacks/parse-settings";
import { requiredSecrets } from "../../stacks/secret-keys";
import { type Settings, type SettingsInput } from "../../stacks/settings";

export const objectStorage = {
  endpoint: "s3.example.com:9000",
  region: "eu-central-1",
  metricsBucket: "our-metrics",
  logsBucket: "our-logs",
};

export const database = { address: "grafana-db.example.com:5433" };

export interface Described {
  readonly settings: Settings;
  readonly site: Site;
  readonly stack: Stack;
}

/** A stack on Kubernetes with these settings besides what every such stack has to say. */
export function clustered(more: Partial<SettingsInput> = {}): Described {
  const values = {
    target: "kubernetes" as const,
    kubernetes: { context: "test" },
    receivers: { oncall: { kind: "webhook" as const, url: "https://alerts.example.com/hook" } },
    routes: { critical: ["oncall"] },
    ...more,
  };
  const secretKeys = requiredSecrets(values).map(({ key }) => key);
  const settings = parseSettings({ stack: "production", catalogue, secretKeys, values });
  const site = kubernetesSite(settings);
  const noDemo = () => {
    throw new Error("the stack has no demo");
  };
  return { settings, site, stack: describeStack(settings, site, noDemo) };
}

export const names = ({ stack }: Described): string[] => stack.workloads.map(({ name }) => name);

/** A workload by name. */
export function workload({ stack }: Described, name: string): Workload {
  const found = stack.workloads.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the stack has no workload ${name}`);
  return found;
}

/** Text of a configuration file. */
export function file(described: Described, name: string, path: string): string {
  const found = workload(described, name).files?.find((one) => one.name === path);
  if (found === undefined) throw new Error(`${name} has no file ${path}`);
  return found.content;
}

export interface ScrapeConfig {
  readonly job_name: string;
  readonly kubernetes_sd_configs?: readonly unknown[];
  readonly static_configs?: readonly { readonly targets: readonly string[] }[];
  readonly relabel_configs?: readonly Relabel[];
  readonly metric_relabel_configs?: readonly Relabel[];
  readonly honor_labels?: boolean;
  readonly metrics_path?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
}

export interface Relabel {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly target_label?: string;
  readonly replacement?: string;
  readonly regex?: string;
  readonly modulus?: number;
}

export interface PrometheusConfig {
  readonly global: { readonly external_labels: Readonly<Record<string, string>> };
  readonly alerting: {
    readonly alert_relabel_configs?: readonly Relabel[];
    readonly alertmanagers: readonly {
      readonly static_configs: readonly { readonly targets: readonly string[] }[];
    }[];
  };
  readonly scrape_configs: readonly ScrapeConfig[];
}

export const prometheusYml = (described: Described, name = "prometheus"): PrometheusConfig =>
  parse(file(described, name, "prometheus.yml")) as PrometheusConfig;
