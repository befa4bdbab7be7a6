/**
 * What each server asks of the Kubernetes API, read from how it is started and configured, and from what its makers
 * document: not from the rights that the stack gives it.
 */
import { parse } from "yaml";
import { type Workload } from "../../../platforms/workload";
import { type Right } from "./rights";

/** API group of a kind of objects, by its plural name. */
export type Groups = ReadonlyMap<string, string>;

/** Everything that a server needs to do its work; nothing for one that does not know the Kubernetes API. */
export function needs(workload: Workload, groups: Groups): readonly Right[] {
  switch (workload.server) {
    case "collector":
      return collectorNeeds(workload);
    case "kube-state-metrics":
      return stateMetricsNeeds(workload, groups);
    case "prometheus":
      return prometheusNeeds(workload, groups);
    default:
      return [];
  }
}

interface PrometheusConfig {
  /** Paths of files with more of them. */
  readonly scrape_config_files?: readonly string[];
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly scheme?: string;
    readonly kubernetes_sd_configs?: readonly {
      readonly role: string;
      readonly namespaces?: { readonly names: readonly string[] };
    }[];
  }[];
}

/** Prometheus lists what a role is about, and then watches it; a service's slices are joined with its pods and itself. */
const watchedFor: Readonly<Record<string, readonly string[]>> = {
  node: ["nodes"],
  pod: ["pods"],
  service: ["services"],
  endpointslice: ["endpointslices", "pods", "services"],
};

function prometheusNeeds(workload: Workload, groups: Groups): readonly Right[] {
  const configs = scrapeConfigs(workload, "prometheus.yml");
  const discovered = configs.flatMap(({ kubernetes_sd_configs: some = [] }) => some);
  const found = discovered.flatMap(({ role, namespaces }) =>
    (namespaces?.names ?? [undefined]).flatMap((namespace) =>
      (watchedFor[role] ?? []).flatMap((resource) => watching(resource, groups, namespace)),
    ),
  );
  const reads = (job: string): boolean => configs.some(({ job_name: name }) => name === job);
  const servers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];
  return [
    ...found,
    // A kubelet asks whether its caller has this right, for its own metrics and for those of cAdvisor.
    ...(reads("kubelet") || reads("cadvisor") ? [{ verb: "get", group: "", resource: "nodes/metrics" }] : []),
    ...(servers.some(reads) ? [{ verb: "get", path: "/metrics" }] : []),
  ];
}

/** The scrape configurations of a file, and of those that it names. */
function scrapeConfigs(workload: Workload, file: string): PrometheusConfig["scrape_configs"] {
  const { scrape_configs: own, scrape_config_files: paths = [] } = parse(
    fileOf(workload, file),
  ) as PrometheusConfig;
  return [...own, ...paths.flatMap((path) => scrapeConfigs(workload, path))];
}

/** kube-state-metrics lists each kind that it is told of, and then watches it. */
function stateMetricsNeeds({ name, args }: Workload, groups: Groups): readonly Right[] {
  const flag = "--resources=";
  const kinds = args.find((arg) => arg.startsWith(flag))?.slice(flag.length);
  if (kinds === undefined) throw new Error(`${name} is not told of which kinds it shall tell`);
  return kinds.split(",").flatMap((kind) => watching(kind, groups));
}

/** The collector's processor k8s_attributes lists and watches pods, and gets single ones. */
function collectorNeeds(workload: Workload): readonly Right[] {
  const { processors } = parse(fileOf(workload, "collector.yml")) as {
    readonly processors: Readonly<Record<string, unknown>>;
  };
  if (!("k8s_attributes" in processors)) return [];
  return ["get", "list", "watch"].map((verb) => ({ verb, group: "", resource: "pods" }));
}

function watching(resource: string, groups: Groups, namespace?: string): readonly Right[] {
  const group = groups.get(resource);
  if (group === undefined) throw new Error(`the API server does not know ${resource}`);
  return ["list", "watch"].map((verb) => ({
    verb,
    group,
    resource,
    ...(namespace === undefined ? {} : { namespace }),
  }));
}

function fileOf({ name, files = [] }: Workload, file: string): string {
  // By name, or by the path at which the server finds it.
  const found = files.find((one) => one.name === file || file.endsWith(`/${one.name}`));
  if (found === undefined) throw new Error(`${name} has no file ${file}`);
  return found.content;
}
