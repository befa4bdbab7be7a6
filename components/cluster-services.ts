/** Services of the users that the settings name, found by labels of their pods. */
import { type ScrapeJob } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { guarded } from "./cluster-client";
import {
  containerLabel,
  keep,
  literal,
  metaName,
  podLabels,
  podPort,
  type Relabel,
  runningContainers,
} from "./cluster-relabel";

type Service = Settings["services"][number];

/** Name of the scrape configuration of a service. */
export const serviceJobName = ({ name }: Pick<Service, "name">): string => `service-${name}`;

/** One job for each service, with the service's name. */
export function serviceJobs({ services }: Settings): readonly ScrapeJob[] {
  return services.map((service) => ({
    job: service.name,
    // A name of its own, so that no service can take that of another configuration.
    name: serviceJobName(service),
    discover: {
      role: "pod",
      // All pods of the namespace, and no selector: services of one namespace then share one watch of the API server.
      namespaces: [service.namespace],
      relabel: [
        keep(
          labelsOf(service).map(([label]) => metaName("label", label)),
          literal(valuesOf(service)),
        ),
        ...runningContainers,
        ...port(service),
        ...podLabels,
      ],
    },
    path: service.path,
    client: guarded,
    shards: "split",
  }));
}

/** A port by name is one of a container; a port by number need not be declared by any. */
function port({ port: wanted }: Service): readonly Relabel[] {
  if (typeof wanted === "number") return podPort(wanted);
  return [keep(["__meta_kubernetes_pod_container_port_name"], literal(wanted)), containerLabel];
}

/**
 * Drops what the jobs above take. One rule for all services with the same label names, since every pod of the cluster
 * goes through all rules.
 */
export function withoutServices({ services }: Settings): readonly Relabel[] {
  const byNames = new Map<string, { sources: readonly string[]; regexes: string[] }>();
  for (const service of services) {
    const labels = labelsOf(service).map(([label]) => label);
    const key = JSON.stringify(labels);
    const sources = ["__meta_kubernetes_namespace", ...labels.map((label) => metaName("label", label))];
    const group = byNames.get(key) ?? { sources, regexes: [] };
    group.regexes.push(literal(`${service.namespace};${valuesOf(service)}`));
    byNames.set(key, group);
  }
  return [...byNames]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { sources, regexes }]) => ({
      action: "drop",
      source_labels: sources,
      regex: [...new Set(regexes)].sort().join("|"),
    }));
}

const labelsOf = ({ labels }: Service): readonly (readonly [string, string])[] =>
  Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));

/** Values of the labels as Prometheus joins them. No value of a label of a pod has a semicolon. */
const valuesOf = (service: Service): string =>
  labelsOf(service)
    .map(([, value]) => value)
    .join(";");
