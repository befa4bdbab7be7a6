/** What the programs of a stack measure: the contracts of this folder, read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { certificateMetrics } from "../../components/stack-certificates";
import { type Rules } from "../../rules/rule";
import { parseExposition } from "./exposition";

/** A metric as queries know it: the parts of a histogram are metrics of their own. */
export interface KnownMetric {
  readonly name: string;
  /** Values of the label `job` under which it is found; undefined where any may have it. */
  readonly jobs?: readonly string[];
  /** Labels that its series have, `job`, `instance` and the stack's own included. */
  readonly labels: ReadonlySet<string>;
  /** Values of labels whose values are a closed set; other labels have the one value "x". */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Contract files by the job whose targets answer so. */
export const contractOf: Readonly<Record<string, string>> = {
  alertmanager: "alertmanager.prom",
  blackbox: "blackbox-probe.prom",
  "blackbox-exporter": "blackbox-exporter.prom",
  cadvisor: "cadvisor.prom",
  collector: "collector.prom",
  "collector-gateway": "collector-gateway.prom",
  coredns: "coredns.prom",
  dcgm: "dcgm.prom",
  demo: "demo.prom",
  etcd: "etcd.prom",
  grafana: "grafana.prom",
  "kube-apiserver": "kube-apiserver.prom",
  "kube-controller-manager": "kube-controller-manager.prom",
  "kube-scheduler": "kube-scheduler.prom",
  "kube-state-metrics": "kube-state-metrics.prom",
  "kube-state-metrics-telemetry": "kube-state-metrics-telemetry.prom",
  kubelet: "kubelet.prom",
  loki: "loki.prom",
  node: "node-exporter.prom",
  postgres: "postgres-exporter.prom",
  process: "process-exporter.prom",
  prometheus: "prometheus.prom",
  "stack-certificates": "blackbox-probe.prom",
  "thanos-compact": "thanos-compact.prom",
  "thanos-query": "thanos-query.prom",
  "thanos-sidecar": "thanos-sidecar.prom",
  "thanos-store": "thanos-store.prom",
};

/**
 * Further files of a job: what its program tells in a cluster, or where there is more to tell of than on the recording
 * machine.
 */
const furtherOf: Readonly<Record<string, readonly string[]>> = {
  alertmanager: ["alertmanager-member.prom"],
  cadvisor: ["cadvisor-kubelet.prom", "cadvisor-further.prom"],
  collector: ["collector-agent.prom", "collector-host.prom"],
  // Like every service that sends metrics by OTLP; of what is in it, the demo measures its own requests.
  demo: ["semantic-conventions.prom"],
  "kube-apiserver": ["kube-apiserver-further.prom"],
  "kube-controller-manager": ["kube-controller-manager-further.prom"],
  "kube-scheduler": ["kube-scheduler-further.prom"],
  kubelet: ["kubelet-further.prom"],
  loki: ["loki-member.prom"],
  node: ["node-exporter-hardware.prom"],
};

/** What a job keeps of its files, where it is the lesser part. Its metric relabelling says so. */
const keptOf: Readonly<Record<string, readonly string[]>> = { "stack-certificates": certificateMetrics };

/** Labels that the targets of a job have besides those of all. */
const furtherLabels: Readonly<Record<string, readonly string[]>> = {
  blackbox: ["kind", "dependency"],
  "stack-certificates": ["namespace", "pod", "server"],
};

/** Every file with the job whose targets answer so. */
export const contracts: readonly { readonly job: string; readonly file: string }[] = [
  ...Object.entries(contractOf).map(([job, file]) => ({ job, file })),
  ...Object.entries(furtherOf).flatMap(([job, files]) => files.map((file) => ({ job, file }))),
];

/**
 * Files that were not recorded from a running program but written from its source or documentation; each says so in its
 * first line. Names and labels are as good as that, and a metric may be missing that the program shows.
 */
export const documented: ReadonlySet<string> = new Set([
  "cadvisor.prom",
  "cadvisor-further.prom",
  "dcgm.prom",
  "grafana.prom",
  "kube-apiserver-further.prom",
  "kube-controller-manager-further.prom",
  "kube-scheduler-further.prom",
  "kubelet-further.prom",
  "node-exporter-hardware.prom",
  "semantic-conventions.prom",
]);

/** Labels that Prometheus gives to every series that it scrapes. */
const targetLabels = ["job", "instance", "cluster"];

/** Series that Prometheus makes itself. */
const own: Readonly<Record<string, readonly string[]>> = {
  ALERTS: ["alertname", "alertstate", "severity", "team", "service", "instance", "job"],
  ALERTS_FOR_STATE: ["alertname", "severity", "team", "service", "instance", "job"],
  scrape_duration_seconds: targetLabels,
  scrape_samples_post_metric_relabeling: targetLabels,
  scrape_samples_scraped: targetLabels,
  scrape_series_added: targetLabels,
  // Targets that are pods of the users say which.
  up: [...targetLabels, "namespace", "node", "pod"],
};

/** All metrics that contracts, Prometheus itself and the recording rules of `rules` give, by name. */
export function knownMetrics(rules: readonly Rules[] = []): ReadonlyMap<string, KnownMetric> {
  const known = new Map<string, KnownMetric>();
  for (const [name, labels] of Object.entries(own))
    known.set(name, { name, labels: new Set(labels), values: new Map() });
  for (const { record } of rules.flatMap(({ recordings }) => recordings)) {
    // level:metric:operation; the level names the labels.
    const [level = ""] = record.split(":");
    known.set(record, { name: record, labels: new Set(level.split("_")), values: new Map() });
  }
  for (const { job, file } of contracts) {
    const extra = furtherLabels[job] ?? [];
    const kept = keptOf[job];
    for (const metric of readContract(file)) {
      if (kept?.includes(metric.name) === false) continue;
      const before = known.get(metric.name);
      known.set(metric.name, {
        name: metric.name,
        jobs: [...new Set([...(before?.jobs ?? []), job])].sort(),
        labels: new Set([...(before?.labels ?? []), ...metric.labels.keys(), ...targetLabels, ...extra]),
        values: union(before?.values ?? new Map(), metric.labels),
      });
    }
  }
  return known;
}

interface ContractMetric {
  readonly name: string;
  /** Values by label. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The metrics of one contract file of this folder. */
export function readContract(file: string): readonly ContractMetric[] {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { samples } of parseExposition(readFileSync(join(__dirname, file), "utf8")))
    for (const { name, labels } of samples) {
      const metric = found.get(name) ?? new Map<string, Set<string>>();
      found.set(name, metric);
      for (const [label, value] of Object.entries(labels))
        metric.set(label, (metric.get(label) ?? new Set()).add(value));
    }
  return [...found].map(([name, labels]) => ({ name, labels }));
}

type Values = ReadonlyMap<string, ReadonlySet<string>>;

function union(a: Values, b: Values): Values {
  const labels = new Set([...a.keys(), ...b.keys()]);
  return new Map(
    [...labels].map((label) => [label, new Set([...(a.get(label) ?? []), ...(b.get(label) ?? [])])]),
  );
}
