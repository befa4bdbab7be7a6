import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { filterNames, metricFilters, serviceStatements } from "./collector-metrics";
import {
  collectorMemory,
  lastingExtensions,
  lokiExporter,
  otlpReceiver,
  prometheusExporter,
  serviceQueue,
  spanMetrics,
  storage,
  telemetry,
  trust,
} from "./collector-parts";
import { ofResources, podAccess, podAttributes, podStatements } from "./collector-pods";
import { lokiPushUrl, lokiPushWorkload } from "./loki-address";
import { kubernetesPorts } from "./ports";
import { authorizationFile, authorizationSecrets, authoritySecrets } from "./secured";

const name = "collector-gateway";

/** The collectors of a cluster that services send logs, metrics and traces to, by OTLP. */
export function collectorGateway(settings: Settings, site: Site): Component {
  const at = site.place(name);
  const { memory, cpu, replicas } = settings.collector.gateway;
  return {
    workload: {
      name,
      server: "collector",
      args: [`--config=${at.file("collector.yml")}`],
      env: collectorMemory(memory).env,
      memberEnv: ["POD_NAME"],
      files: [{ name: "collector.yml", content: toYaml(gatewayConfig(settings, site)), onChange: "restart" }],
      // What was taken from a service and not delivered yet outlives a restart.
      data: { size: "2Gi" },
      ports: kubernetesPorts(settings)[name] ?? {},
      open: ["otlpGrpc", "otlpHttp"],
      secrets: [...authoritySecrets(site, name), ...authorizationSecrets(site)],
      // All pods of the cluster have to be known first.
      health: { port: "health", path: "/", withinSeconds: 120 },
      memory,
      cpu,
      replicas,
      clusterAccess: podAccess,
      calls: [
        { workload: lokiPushWorkload(settings), port: "http" },
        { workload: "prometheus", port: "http" },
      ],
    },
    scrape: [{ job: name, port: "metrics" }],
  };
}

/** One replica of Prometheus, which wants the servers' password. The collector reads the header from its file. */
function toPrometheus(site: Site, address: string) {
  return {
    ...prometheusExporter(`https://${address}`),
    ...trust(site, name),
    headers: { authorization: `\${file:${authorizationFile(site, name)}}` },
  };
}

/** collector.yml of the gateway, as plain data. */
export function gatewayConfig(settings: Settings, site: Site) {
  const at = site.place(name);
  // Every replica of the first shard gets everything, as it would scrape everything: they stand in for each other.
  const members = site.members("prometheus", "http", settings.prometheus.replicas);
  const replicas = Object.fromEntries(
    members.map((address, member) => [`otlp_http/prometheus-${member}`, toPrometheus(site, address)]),
  );
  // Queues of their own: what a service sends too much of takes no room from the figures of spans.
  const replicasForServices = Object.fromEntries(
    members.map((address, member) => [
      `otlp_http/services-${member}`,
      { ...toPrometheus(site, address), sending_queue: serviceQueue },
    ]),
  );
  return {
    extensions: lastingExtensions(at),
    receivers: { otlp: otlpReceiver(at) },
    processors: {
      ...metricFilters,
      memory_limiter: collectorMemory(settings.collector.gateway.memory).limiter,
      k8s_attributes: podAttributes("connections"),
      "transform/names": {
        error_mode: "ignore",
        log_statements: ofResources(podStatements(settings)),
        metric_statements: ofResources(podStatements(settings)),
        trace_statements: ofResources(podStatements(settings)),
      },
      // All pods of a service are counted as one: series of each pod would have the same labels, and overwrite each other.
      "transform/service": {
        error_mode: "ignore",
        trace_statements: ofResources([
          `keep_keys(resource.attributes, ["service.name", "service.namespace", "${namespace}"])`,
        ]),
      },
      "transform/services": {
        error_mode: "ignore",
        metric_statements: serviceStatements(settings, "pods"),
      },
    },
    connectors: { span_metrics: { ...spanMetrics, dimensions: [{ name: namespace }] } },
    exporters: {
      "otlp_http/loki": { ...lokiExporter(lokiPushUrl(settings, site), "refuse"), ...trust(site, name) },
      ...replicas,
      ...replicasForServices,
    },
    service: {
      extensions: ["health_check", storage],
      pipelines: {
        logs: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "k8s_attributes", "transform/names"],
          exporters: ["otlp_http/loki"],
        },
        metrics: {
          receivers: ["span_metrics"],
          processors: ["memory_limiter"],
          exporters: Object.keys(replicas),
        },
        "metrics/services": {
          receivers: ["otlp"],
          processors: [
            "memory_limiter",
            "k8s_attributes",
            "transform/names",
            "transform/services",
            ...filterNames,
          ],
          exporters: Object.keys(replicasForServices),
        },
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "k8s_attributes", "transform/names", "transform/service"],
          exporters: ["span_metrics"],
        },
      },
      telemetry: {
        ...telemetry(at),
        // Each member counts the spans that it has seen. Named by the member, its series stay the same when it restarts.
        resource: { attributes: [{ name: "collector.instance.id", value: "${env:POD_NAME}" }] },
      },
    },
  };
}

const namespace = "k8s.namespace.name";
