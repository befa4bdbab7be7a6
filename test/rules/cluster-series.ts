/**
 * A small cluster as series: all that the contracts of its servers have, from two of each server that a cluster may have two
 * of. Contracts say "x" where a label may have any value; here it gets one, so that the parts of the cluster fit together.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExposition, type Family, type Sample } from "../contracts/exposition";
import { contracts } from "../contracts/read";

/** What a reader of the pages has chosen. */
export const chosen: Readonly<Record<string, string>> = {
  cluster: "prod",
  namespace: "shop",
  deployment: "x",
  statefulset: "x",
  daemonset: "x",
  persistentvolumeclaim: "data-db-1",
  pod: "web-1",
  instance: "node-1",
  node: "node-1",
};

/** Values of labels, on whatever metric they stand. */
const anywhere: Readonly<Record<string, readonly string[]>> = {
  namespace: ["shop"],
  pod: ["web-1", "web-2"],
  container: ["main", "side"],
  node: ["node-1", "node-2"],
  persistentvolumeclaim: ["data-db-0", "data-db-1"],
};

/** Values of labels of one metric; they go before those that it has in its contract. */
const special: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  apiserver_admission_controller_admission_duration_seconds_count: { rejected: ["true", "false"] },
  apiserver_request_total: { code: ["200", "403", "500"] },
  authentication_attempts: { result: ["success", "failure"] },
  endpoint_slice_controller_syncs: { result: ["success", "error"] },
  // A container without requests.
  kube_pod_container_resource_requests: { container: ["main"], node: ["node-1"] },
  kube_pod_container_resource_limits: { node: ["node-1"] },
  kube_node_info: { pod_cidr: ["10.1.0.0/24"], kubelet_version: ["v1.36.1"] },
  kube_pod_info: { host_network: ["false"], node: ["node-1"] },
  kube_pod_owner: { owner_kind: ["ReplicaSet"], owner_name: ["web-6d4cf56db6"] },
  kube_resourcequota: { resource: ["cpu"] },
  kube_statefulset_status_current_revision: { revision: ["db-1"] },
  kube_statefulset_status_update_revision: { revision: ["db-2"] },
  kubelet_node_name: { node: ["node-1"] },
  rest_client_requests_total: { code: ["200", "503"] },
  scheduler_schedule_attempts_total: { result: ["scheduled", "error"] },
};

/** Who is there twice: while one of kube-state-metrics replaces the other, there are two of it as well. */
const instances: Readonly<Record<string, readonly string[]>> = {
  cadvisor: ["node-1"],
  coredns: ["coredns-1", "coredns-2"],
  etcd: ["etcd-1", "etcd-2"],
  "kube-apiserver": ["10.0.0.1:6443", "10.0.0.2:6443"],
  "kube-controller-manager": ["plane-1", "plane-2"],
  "kube-scheduler": ["plane-1", "plane-2"],
  "kube-state-metrics": ["one", "two"],
  "kube-state-metrics-telemetry": ["one", "two"],
  kubelet: ["node-1"],
};

/** Course of a series, every 15 seconds for half an hour, in promtool's notation. */
function courseOf({ type }: Family, { name, labels }: Sample): string {
  if (["counter", "histogram", "summary"].includes(type)) return "0+3x120";
  if (/_(available_bytes|inodes_free)$/.test(name)) return "1000000-100x120";
  if (/(_capacity_bytes|_stats_inodes|_max_replicas|_quota_backend_bytes|_limit_seats)$/.test(name))
    return "2000000x120";
  // One pod has failed, one claim waits, and a volume is left over.
  const { phase, pod, persistentvolumeclaim: claim } = labels;
  if (phase === undefined) return "1x120";
  const is =
    pod !== undefined
      ? phase === (pod === "web-2" ? "Failed" : "Running")
      : claim !== undefined
        ? phase === (claim === "data-db-1" ? "Pending" : "Bound")
        : ["Bound", "Released"].includes(phase);
  return is ? "1x120" : "0x120";
}

/** Input series for promtool, as far as one of the metrics is asked for. */
export function clusterSeries(asked: ReadonlySet<string>): Readonly<Record<string, string>> {
  const series: Record<string, string> = {};
  for (const [job, targets] of Object.entries(instances))
    for (const instance of targets)
      series[`up{job="${job}", instance="${instance}", cluster="prod"}`] = "1x120";
  for (const { job, file } of contracts) {
    // Of cAdvisor's two forms a cluster has that of the kubelet.
    if (instances[job] === undefined || file === "cadvisor.prom") continue;
    const text = readFileSync(join(__dirname, "..", "contracts", file), "utf8");
    for (const family of parseExposition(text))
      for (const sample of family.samples.filter(({ name }) => asked.has(name)))
        for (const labels of variants(sample))
          for (const instance of instances[job] ?? [])
            series[selector(sample.name, { ...labels, job, instance, cluster: "prod" })] = courseOf(family, {
              ...sample,
              labels,
            });
  }
  return series;
}

/** A sample with every combination of the values that its labels get. */
function variants({ name, labels }: Sample): readonly Readonly<Record<string, string>>[] {
  let found: readonly Readonly<Record<string, string>>[] = [labels];
  for (const [label, value] of Object.entries(labels)) {
    const values = special[name]?.[label] ?? (value === "x" ? (anywhere[label] ?? [value]) : [value]);
    found = found.flatMap((each) => values.map((one) => ({ ...each, [label]: one })));
  }
  return found;
}

function selector(name: string, labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${matchers.join(", ")}}`;
}
