/** What the collectors do with metrics that services send by OTLP, before Prometheus gets them. */
import { type Settings } from "../stacks/settings";
import { reservedJobs } from "./cluster-job-names";
import { ofResources } from "./collector-pods";

/** Most data points of one metric of one instance in one export. An SDK sends all of them each time: so many series. */
export const mostPoints = 1000;

/** Most attributes of a data point; each becomes a label. */
export const mostAttributes = 32;

/** Longest attributes of a data point together, in characters of JSON. */
export const longestAttributes = 2048;

/** Oldest data point. Prometheus takes 10 minutes, and up to 5 of them may go by in the queue of an exporter. */
const oldest = "4m";

/** Data points of a clock that is fast by more than this would make Prometheus take others for too old. */
const ahead = "1m";

/** Resource attributes that become labels of every series of a service, beside `job` and `instance`. */
export const promotedAttributes = ["cluster", "namespace", "pod", "service.name"] as const;

/** Names that belong to Prometheus itself, to the figures of spans, or to what it makes of resources. */
const foreign =
  "^(ALERTS|ALERTS_FOR_STATE|otel[._]scope[._]info|scrape_.+|target[._]info|traces[._]span[._]metrics.*|up)$";

/**
 * Filters by name: each counts what it drops under its name. Prometheus refuses a whole request for one data point that
 * it cannot take, so that what it would refuse is dropped here.
 */
export const metricFilters = {
  // An identifier in a name makes a metric of each request.
  "filter/names": dropping({
    metric: [
      `not IsMatch(metric.name, "^[A-Za-z][A-Za-z0-9_./-]{0,199}$")`,
      `IsMatch(metric.name, "[0-9]{6}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-")`,
      `IsMatch(metric.name, "${foreign}")`,
    ],
  }),
  // Prometheus knows counters that grow from their start, not differences.
  "filter/kinds": dropping({
    metric: [
      "metric.type == METRIC_DATA_TYPE_NONE",
      "metric.aggregation_temporality == AGGREGATION_TEMPORALITY_DELTA",
      "(metric.type == METRIC_DATA_TYPE_SUM or metric.type == METRIC_DATA_TYPE_HISTOGRAM or metric.type == METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM) and metric.aggregation_temporality == AGGREGATION_TEMPORALITY_UNSPECIFIED",
      "Len(metric.data_points) == 0",
    ],
  }),
  "filter/cardinality": dropping({
    metric: [`Len(metric.data_points) > ${mostPoints}`],
    datapoint: [
      `Len(datapoint.attributes) > ${mostAttributes}`,
      `Len(String(datapoint.attributes)) > ${longestAttributes}`,
    ],
  }),
  "filter/times": dropping({
    datapoint: [
      `datapoint.time < Now() - Duration("${oldest}")`,
      `datapoint.time > Now() + Duration("${ahead}")`,
    ],
  }),
} as const;

/** The filters in the order in which they work. */
export const filterNames = Object.keys(metricFilters);

function dropping(metrics: { readonly metric?: readonly string[]; readonly datapoint?: readonly string[] }) {
  return { error_mode: "ignore", metrics };
}

const attribute = (name: string): string => `resource.attributes["${name}"]`;
const missing = (name: string): string => `(${attribute(name)} == nil or ${attribute(name)} == "")`;

/**
 * Statements of the transform processor that give each service the labels `job`, `instance` and `cluster`, as Prometheus
 * makes them of its resource. What runs in a pod is called like the pods that are scraped.
 */
export function serviceStatements({ cluster, host }: Settings, known: "host" | "pods") {
  const instance = (value: string, from: string): string =>
    `set(${attribute("service.instance.id")}, ${value}) where ${missing("service.instance.id")} and ${attribute(from)} != nil`;
  const withProcess = `Concat([${attribute("host.name")}, ${attribute("process.pid")}], ":")`;
  const ofHost = `set(${attribute("host.name")}, "${host}") where ${missing("host.name")}`;
  // A service that calls itself like a server of the stack would mix its series with that server's.
  const own = reservedJobs.filter((job) => job !== "demo").join("|");
  return [
    ...ofResources([
      `set(${attribute("service.name")}, "unknown_service") where ${missing("service.name")}`,
      `set(${attribute("service.namespace")}, "otlp") where ${missing("service.namespace")} and IsMatch(${attribute("service.name")}, "^(${own})$")`,
      ...(known === "host" ? [ofHost] : []),
      // Instances without a name of their own would overwrite each other's series.
      instance(attribute("k8s.pod.name"), "k8s.pod.name"),
      instance(withProcess, "process.pid"),
      instance(attribute("host.name"), "host.name"),
      `set(${attribute("cluster")}, "${cluster}")`,
      ...(known === "pods"
        ? [
            `set(${attribute("namespace")}, ${attribute("k8s.namespace.name")}) where ${attribute("k8s.namespace.name")} != nil`,
            `set(${attribute("pod")}, ${attribute("k8s.pod.name")}) where ${attribute("k8s.pod.name")} != nil`,
          ]
        : []),
      // All that is left becomes a label of target_info: a command line or a process id would make new series of it.
      `keep_keys(resource.attributes, [${keptAttributes.map((name) => `"${name}"`).join(", ")}])`,
    ]),
    // As Prometheus does with scraped series that bring such a label.
    {
      context: "datapoint",
      statements: ["cluster", "instance", "job", "namespace", "pod"].flatMap((name) => [
        `set(datapoint.attributes["exported_${name}"], datapoint.attributes["${name}"]) where datapoint.attributes["${name}"] != nil`,
        `delete_key(datapoint.attributes, "${name}")`,
      ]),
    },
  ];
}

const keptAttributes = [
  ...promotedAttributes,
  "deployment.environment.name",
  "service.instance.id",
  "service.namespace",
  "service.version",
  "telemetry.sdk.language",
  "telemetry.sdk.version",
].sort();
