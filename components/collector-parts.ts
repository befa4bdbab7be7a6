/** What the collectors of a stack have in common, wherever they run. */
import { type Place, type Site, type Size } from "../platforms/workload";
import { authorityFile } from "./secured";
import { mebibytes } from "./units";

/** Name of the extension that keeps positions and queues in files. */
export const storage = "file_storage";

/**
 * How much memory a collector may take before it refuses more. The rest up to its limit is for what Go has not given
 * back yet: a collector shall refuse, not be ended.
 */
export function collectorMemory(limit: Size) {
  const mib = Math.round((mebibytes(limit) * 200) / 256);
  return {
    env: { GOMEMLIMIT: `${mib}MiB` },
    limiter: { check_interval: "1s", limit_mib: mib, spike_limit_mib: Math.round(mib / 5) },
  };
}

/** Health check, and files for positions and queues. */
export function extensions(at: Place) {
  return {
    health_check: { endpoint: at.listen("health") },
    [storage]: { directory: `${at.data}/positions`, create_directory: true },
  };
}

/** The same where nobody looks after the files by hand. */
export function lastingExtensions(at: Place) {
  const { [storage]: files, ...others } = extensions(at);
  return {
    ...others,
    [storage]: {
      ...files,
      // A file that a power failure broke is set aside; without that the collector would never start again.
      recreate: true,
      // A queue that was long and is empty again gives its disk back.
      compaction: { on_rebound: true, directory: files.directory },
    },
  };
}

/** Logs, metrics and traces of services. */
export function otlpReceiver(at: Place) {
  return {
    protocols: { grpc: { endpoint: at.listen("otlpGrpc") }, http: { endpoint: at.listen("otlpHttp") } },
  };
}

/** Rate, errors and duration from spans. */
export const spanMetrics = {
  namespace: "traces.span.metrics",
  histogram: {
    explicit: { buckets: ["5ms", "25ms", "100ms", "250ms", "500ms", "1s", "2.5s", "5s", "10s"] },
    unit: "s",
  },
  metrics_flush_interval: "15s",
  metrics_expiration: "5m",
} as const;

/** What the collector tells of itself. */
export function telemetry(at: Place) {
  return {
    logs: { level: "warn" },
    metrics: {
      level: "normal",
      readers: [{ pull: { exporter: { prometheus: prometheusReader(at.listen("metrics")) } } }],
    },
  };
}

function prometheusReader(listen: string) {
  const colon = listen.lastIndexOf(":");
  return { host: listen.slice(0, colon) || "0.0.0.0", port: Number(listen.slice(colon + 1)) };
}

/** What waits for its delivery lies on disk, and is sent in larger pieces than it came in. */
const queue = (mib: number) => ({
  enabled: true,
  storage,
  sizer: "bytes",
  queue_size: mib * 1024 * 1024,
  batch: { flush_timeout: "1s", min_size: 256 * 1024, max_size: 4 * 1024 * 1024 },
});

/**
 * Exporter for logs. It tries for as long as the queue has room: what Loki refuses for good is given up at once, and all
 * else comes through when Loki is back.
 * `whenFull` tells whether a source waits, as a log file can, or learns that it has to send again.
 */
export function lokiExporter(url: string, whenFull: "wait" | "refuse") {
  return {
    endpoint: `${url}/otlp`,
    retry_on_failure: { enabled: true, max_elapsed_time: "0s" },
    // A quarter of the volume: an hour of 150 lines a second of 1 KiB.
    sending_queue: { ...queue(512), block_on_overflow: whenFull === "wait" },
  };
}

/** How a collector knows the servers that it sends to; nothing on one host. */
export function trust(site: Site, caller: string) {
  const authority = authorityFile(site, caller);
  return authority === undefined ? {} : { tls: { ca_file: authority } };
}

/** Exporter for metrics. What Prometheus cannot take for five minutes is given up: it refuses older samples anyway. */
export const prometheusExporter = (url: string) => ({
  endpoint: `${url}/api/v1/otlp`,
  sending_queue: queue(64),
});

/**
 * Queue for metrics of services. Requests are not put together: Prometheus refuses a request as a whole, and a service
 * shall lose its own metrics only. An SDK sends all that it has in one request as it is.
 */
export const serviceQueue = { ...queue(64), batch: undefined };
