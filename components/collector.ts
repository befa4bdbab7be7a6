import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { portTable } from "./ports";

/** OpenTelemetry Collector: log files and OTLP in; logs to Loki, figures of spans to Prometheus. */
export function collector(settings: Settings, site: Site): Component {
  const at = site.place("collector");
  return {
    workload: {
      name: "collector",
      server: "collector",
      args: [`--config=${at.file("collector.yml")}`],
      // The collector keeps what it cannot deliver; it shall give memory back before it is ended for want of it.
      env: { GOMEMLIMIT: "200MiB" },
      files: [
        { name: "collector.yml", content: toYaml(collectorConfig(settings, site)), onChange: "restart" },
      ],
      data: { size: "2Gi" },
      ports: portTable(settings)["collector"] ?? {},
      health: { port: "health", path: "/" },
      memory: "256Mi",
      host: {
        mounts: [{ from: "/", to: "/host", propagation: "rslave" }],
        // Log files are readable to root and the group adm only; all capabilities but this one are dropped.
        user: "0:0",
      },
      capabilities: ["CAP_DAC_READ_SEARCH"],
      after: ["loki", "prometheus"],
    },
    scrape: [{ job: "collector", port: "metrics" }],
    rules: [],
    dashboards: [],
  };
}

/** collector.yml as plain data. */
export function collectorConfig(settings: Settings, site: Site) {
  const at = site.place("collector");
  const storage = "file_storage";
  const queue = { enabled: true, storage };
  return {
    extensions: {
      health_check: { endpoint: at.listen("health") },
      [storage]: { directory: `${at.data}/positions`, create_directory: true },
    },
    receivers: {
      ...logReceivers(settings, site, storage),
      otlp: {
        protocols: { grpc: { endpoint: at.listen("otlpGrpc") }, http: { endpoint: at.listen("otlpHttp") } },
      },
    },
    processors: {
      batch: { timeout: "1s", send_batch_size: 1000 },
      memory_limiter: { check_interval: "1s", limit_mib: 200, spike_limit_mib: 40 },
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
    },
    connectors: {
      span_metrics: {
        namespace: "traces.span.metrics",
        histogram: {
          explicit: { buckets: ["5ms", "25ms", "100ms", "250ms", "500ms", "1s", "2.5s", "5s", "10s"] },
          unit: "s",
        },
        metrics_flush_interval: "15s",
        metrics_expiration: "5m",
      },
    },
    exporters: {
      "otlp_http/loki": { endpoint: `${site.url("loki", "http")}/otlp`, sending_queue: queue },
      "otlp_http/prometheus": {
        endpoint: `${site.url("prometheus", "http")}/api/v1/otlp`,
        sending_queue: queue,
      },
    },
    service: {
      extensions: ["health_check", storage],
      pipelines: {
        logs: {
          receivers: [...Object.keys(logReceivers(settings, site, storage)).sort(), "otlp"],
          processors: ["memory_limiter", "transform/names", "batch"],
          exporters: ["otlp_http/loki"],
        },
        metrics: {
          receivers: ["span_metrics"],
          processors: ["memory_limiter", "batch"],
          exporters: ["otlp_http/prometheus"],
        },
        traces: { receivers: ["otlp"], processors: ["memory_limiter"], exporters: ["span_metrics"] },
      },
      telemetry: {
        logs: { level: "warn" },
        metrics: {
          level: "normal",
          readers: [{ pull: { exporter: { prometheus: prometheusReader(at.listen("metrics")) } } }],
        },
      },
    },
  };
}

function prometheusReader(listen: string) {
  const colon = listen.lastIndexOf(":");
  return { host: listen.slice(0, colon) || "0.0.0.0", port: Number(listen.slice(colon + 1)) };
}

/** One receiver for the host's log files, one for what this stack's servers print, one for the journal where wanted. */
function logReceivers(settings: Settings, site: Site, storage: string) {
  const common = { include_file_path: true, max_log_size: "256KiB", start_at: "end", storage };
  const { files, format } = site.serverLogs;
  return {
    "file_log/host": {
      ...common,
      include: settings.logs.files.map((path) => site.hostRoot + path),
      // What the stack's own servers print is read once, below.
      exclude: files,
      operators: serviceFromFileName,
    },
    // From the start: the first lines of a server are those that tell why it does not work.
    "file_log/servers": {
      ...common,
      start_at: "beginning",
      include: files,
      operators: serverOperators(format),
    },
    ...(settings.logs.journal
      ? { journald: { directory: `${site.hostRoot}/var/log/journal`, storage, start_at: "end" } }
      : {}),
  };
}

/** /var/log/nginx/access.log → service.name access: the name of the file is the best name that a plain file has. */
const serviceFromFileName = [
  {
    type: "regex_parser",
    parse_from: 'attributes["log.file.path"]',
    parse_to: "resource",
    regex: "(?P<service_name>[^/]+?)(\\.log)?$",
  },
  { type: "move", from: "resource.service_name", to: 'resource["service.name"]' },
];

function serverOperators(format: Site["serverLogs"]["format"]) {
  if (format !== "docker-json") return serviceFromFileName;
  return [
    {
      type: "json_parser",
      parse_from: "body",
      timestamp: {
        parse_from: "attributes.time",
        layout_type: "gotime",
        layout: "2006-01-02T15:04:05.999999999Z07:00",
      },
    },
    { type: "move", from: "attributes.log", to: "body" },
    // Docker keeps the end of the line.
    { type: "regex_replace", field: "body", regex: "\\r?\\n$", replace_with: "" },
    {
      type: "move",
      from: "attributes.attrs.tag",
      to: 'resource["service.name"]',
      if: "attributes.attrs != nil and attributes.attrs.tag != nil",
    },
    // Containers of others tell no tag unless their log options say so: their id stands for their name.
    {
      type: "regex_parser",
      parse_from: 'attributes["log.file.path"]',
      parse_to: "resource",
      regex: "/(?P<container_id>[0-9a-f]{12})[0-9a-f]*/[^/]+$",
      on_error: "send_quiet",
    },
    {
      type: "copy",
      from: "resource.container_id",
      to: 'resource["service.name"]',
      if: 'resource["service.name"] == nil and resource.container_id != nil',
    },
    { type: "remove", field: "resource.container_id", if: "resource.container_id != nil" },
    { type: "remove", field: "attributes.attrs", if: "attributes.attrs != nil" },
    { type: "remove", field: "attributes.time" },
  ];
}
