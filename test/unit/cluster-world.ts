/** Targets that Prometheus would find in a made-up cluster, by the relabelling of a job: for tests. */
import { discoveryOf, scrapeConfig, type WorkloadJob } from "../../components/scrape-config";
import { type Described } from "./ha-stack";

/** A pod as far as its discovery knows it. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Containers by name, each with its ports by name. */
  readonly containers?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly controller?: { readonly kind: string; readonly name: string };
  readonly ip?: string;
  readonly phase?: string;
  /** Names of ports that take UDP. */
  readonly udp?: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

interface Relabel {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly regex?: string;
  readonly replacement?: string;
  readonly target_label?: string;
}

/** What a target is called and where it is: its address as a URL, and its labels without the cluster's. */
export interface Target {
  readonly url: string;
  readonly labels: Labels;
}

export function jobNamed({ stack }: Described, job: string): WorkloadJob {
  const found = stack.jobs.find((each) => each.job.job === job);
  if (found === undefined) throw new Error(`the stack has no job ${job}`);
  return found;
}

/** Targets of a job, each once, as Prometheus counts them: by all their labels together. */
export function targetsOf(described: Described, job: string, pods: readonly Pod[]): readonly Target[] {
  const found = jobNamed(described, job);
  const { settings, site } = described;
  const discovery = discoveryOf(site, found);
  const config = scrapeConfig(settings, site, found)[0] as {
    job_name: string;
    scheme?: string;
    metrics_path?: string;
    relabel_configs?: readonly Relabel[];
  };
  const targets = pods
    .filter(({ namespace }) => discovery?.namespaces?.includes(namespace) ?? true)
    .filter(({ labels = {} }) =>
      (discovery?.selectors ?? []).every(({ label = "" }) =>
        label.split(",").every((pair) => labels[pair.split("=")[0] ?? ""] === pair.split("=")[1]),
      ),
    )
    .flatMap(metaLabels)
    .map((meta) => ({
      __scheme__: config.scheme ?? "http",
      __metrics_path__: config.metrics_path ?? "/metrics",
      job: config.job_name,
      ...meta,
    }))
    .flatMap((labels) => relabelled(labels, config.relabel_configs ?? []))
    .map(targetOf);
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}

function targetOf(labels: Labels): Target {
  const url = `${labels["__scheme__"]}://${labels["__address__"]}${labels["__metrics_path__"]}`;
  const kept = Object.entries(labels).filter(([name]) => !name.startsWith("__") && name !== "cluster");
  return { url, labels: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** One set of labels for each port of each container, or for the container where it has none. */
function metaLabels(pod: Pod): Record<string, string>[] {
  const { labels = {}, annotations = {}, containers = { app: { http: 8080 } }, udp = [] } = pod;
  const ip = pod.ip ?? "10.244.1.5";
  const host = ip.includes(":") ? `[${ip}]` : ip;
  const meta = (kind: string, all: Labels): [string, string][] =>
    Object.entries(all).map(([name, value]) => [
      `__meta_kubernetes_pod_${kind}_${name.replace(/[^\w]/g, "_")}`,
      value,
    ]);
  const common = {
    ...(Object.fromEntries([...meta("label", labels), ...meta("annotation", annotations)]) as Labels),
    __meta_kubernetes_namespace: pod.namespace,
    __meta_kubernetes_pod_name: pod.name,
    __meta_kubernetes_pod_ip: ip,
    __meta_kubernetes_pod_node_name: "node-1",
    __meta_kubernetes_pod_phase: pod.phase ?? "Running",
    __meta_kubernetes_pod_controller_kind: pod.controller?.kind ?? "",
    __meta_kubernetes_pod_controller_name: pod.controller?.name ?? "",
  };
  const all: readonly (readonly [string, Readonly<Record<string, number>>, string])[] = [
    ...Object.entries(containers).map(([name, ports]) => [name, ports, "false"] as const),
    ["prepare", { setup: 7777 }, "true"],
  ];
  return all.flatMap(([name, ports, init]) => {
    const container = {
      ...common,
      __meta_kubernetes_pod_container_name: name,
      __meta_kubernetes_pod_container_init: init,
    };
    if (Object.keys(ports).length === 0) return [{ ...container, __address__: host }];
    return Object.entries(ports).map(([port, number]) => ({
      ...container,
      __address__: `${host}:${number}`,
      __meta_kubernetes_pod_container_port_name: port,
      __meta_kubernetes_pod_container_port_number: String(number),
      __meta_kubernetes_pod_container_port_protocol: udp.includes(port) ? "UDP" : "TCP",
    }));
  });
}

/** The labels after all rules; nothing where one of them drops the target. */
function relabelled(labels: Labels, rules: readonly Relabel[]): Labels[] {
  const now: Record<string, string> = { ...labels };
  for (const rule of rules) {
    const value = (rule.source_labels ?? []).map((name) => now[name] ?? "").join(";");
    const match = new RegExp(`^(?:${rule.regex ?? "(.*)"})$`, "s").exec(value);
    switch (rule.action ?? "replace") {
      case "keep":
        if (match === null) return [];
        break;
      case "drop":
        if (match !== null) return [];
        break;
      case "replace":
        if (match !== null)
          now[rule.target_label ?? ""] = (rule.replacement ?? "$1").replace(
            /\$(\d)/g,
            (_, group: string) => match[Number(group)] ?? "",
          );
        break;
      default:
        throw new Error(`the test does not know the action ${rule.action}`);
    }
  }
  return [now];
}
