import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { collectorAgent } from "./collector-agent";
import { hostFiles, serverFiles } from "./collector-files";
import { collectorGateway } from "./collector-gateway";
import { filterNames, metricFilters, serviceStatements } from "./collector-metrics";
import {
  collectorMemory,
  extensions,
  otlpReceiver,
  spanMetrics,
  storage,
  telemetry,
} from "./collector-parts";
import { portTable } from "./ports";

/** The collectors of a stack: one does everything on one host; a cluster has one on each node, and some for services. */
export function collectors(settings: Settings, site: Site): Component[] {
  return site.target === "kubernetes"
    ? [collectorAgent(settings, site), collectorGateway(settings, site)]
    : [collector(settings, site)];
}

/** OpenTelemetry Collector: log files and OTLP in; logs to Loki, metrics and figures of spans to Prometheus. */
export function collector(settings: Settings, site: Site): Component {
  const at = site.place("collector");
  const { memory, cpu } = settings.collector;
  return {
    workload: {
      name: "collector",
      server: "collector",
      args: [`--config=${at.file("collector.yml")}`],
      // The collector keeps what it cannot deliver; it shall give memory back before it is ended for want of it.
      env: collectorMemory(memory).env,
      files: [
        { name: "collector.yml", content: toYaml(collectorConfig(settings, site)), onChange: "restart" },
      ],
      data: { size: "2Gi" },
      ports: portTable(settings)["collector"] ?? {},
      health: { port: "health", path: "/" },
      memory,
      cpu,
      host: {
        mounts: [{ from: "/", to: "/host", propagation: "rslave" }],
        // Log files are readable to root and the group adm only; all capabilities but this one are dropped.
        user: "0:0",
      },
      capabilities: ["CAP_DAC_READ_SEARCH"],
      after: ["loki", "prometheus"],
    },
    scrape: [{ job: "collector", port: "metrics" }],
  };
}

/** collector.yml as plain data. */
export function collectorConfig(settings: Settings, site: Site) {
  const at = site.place("collector");
  const queue = { enabled: true, storage };
  const logs = logReceivers(settings, site);
  const toPrometheus = {
    endpoint: `${site.url("prometheus", "http")}/api/v1/otlp`,
    sending_queue: queue,
  };
  return {
    extensions: extensions(at),
    receivers: { ...logs, otlp: otlpReceiver(at) },
    processors: {
      ...metricFilters,
      batch: { timeout: "1s", send_batch_size: 1000 },
      memory_limiter: collectorMemory(settings.collector.memory).limiter,
      // Log records of all sources carry the same names: service.name and host become labels in Loki.
      "transform/names": {
        error_mode: "ignore",
        log_statements: [
          {
            context: "resource",
            statements: [
              `set(resource.attributes["host"], "${settings.host}") where resource.attributes["host"] == nil`,
              `set(resource.attributes["cluster"], "${settings.cluster}") where resource.attributes["cluster"] == nil`,
            ],
          },
        ],
      },
      "transform/services": {
        error_mode: "ignore",
        metric_statements: serviceStatements(settings, "host"),
      },
    },
    connectors: { span_metrics: spanMetrics },
    exporters: {
      "otlp_http/loki": { endpoint: `${site.url("loki", "http")}/otlp`, sending_queue: queue },
      "otlp_http/prometheus": toPrometheus,
      // A queue of their own: what a service sends too much of takes no room from the figures of spans.
      "otlp_http/services": toPrometheus,
    },
    service: {
      extensions: ["health_check", storage],
      pipelines: {
        logs: {
          receivers: [...Object.keys(logs).sort(), "otlp"],
          processors: ["memory_limiter", "transform/names", "batch"],
          exporters: ["otlp_http/loki"],
        },
        metrics: {
          receivers: ["span_metrics"],
          processors: ["memory_limiter", "batch"],
          exporters: ["otlp_http/prometheus"],
        },
        // Not put together with those of others: one point that Prometheus refuses costs the whole request.
        "metrics/services": {
          receivers: ["otlp"],
          processors: ["memory_limiter", "transform/services", ...filterNames],
          exporters: ["otlp_http/services"],
        },
        traces: { receivers: ["otlp"], processors: ["memory_limiter"], exporters: ["span_metrics"] },
      },
      telemetry: telemetry(at),
    },
  };
}

/** One receiver for the host's log files, one for what this stack's servers print, one for the journal where wanted. */
function logReceivers(settings: Settings, site: Site) {
  return {
    "file_log/host": hostFiles(settings, site),
    "file_log/servers": serverFiles(site),
    ...(settings.logs.journal
      ? { journald: { directory: `${site.hostRoot}/var/log/journal`, storage, start_at: "end" } }
      : {}),
  };
}
