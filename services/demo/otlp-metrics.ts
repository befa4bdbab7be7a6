/**
 * The metric of HTTP servers by OpenTelemetry's semantic conventions, sent by OTLP/HTTP where an endpoint is set: the
 * example of a service that nobody scrapes. /metrics has the same requests, by the contract.
 */
import { type Attributes } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from "@opentelemetry/sdk-metrics";
import { type Log } from "./log";
import { tellingOnce } from "./telling-once";
import { within } from "./within";

/** One request that was answered, or left by its client. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  /** 499 where the client left before the answer. */
  readonly status: number;
  readonly seconds: number;
}

export interface OtlpMetrics {
  answered(request: Answered): void;
  /** Sends what is left. Ends within `flushMs`, whatever the receiver does; never rejects. */
  shutdown(): Promise<void>;
}

export interface OtlpMetricsOptions {
  readonly service: string;
  readonly version: string;
  /** Base URL of the receiver; "/v1/metrics" is added, as the OTLP specification says. @default none: nothing is sent */
  readonly endpoint?: string;
  /** Longest time of one export with its retries, in milliseconds. @default 2000 */
  readonly exportMs?: number;
  /** Time between two exports, in milliseconds. @default 15000, as often as Prometheus scrapes */
  readonly everyMs?: number;
}

const flushMs = 3000;

/** Limits of buckets that the conventions advise, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * Starts to measure. Which instance it is, OTEL_RESOURCE_ATTRIBUTES may say (`service.instance.id=demo-1`); where it does
 * not, the Collector finds a name.
 */
export function createOtlpMetrics(options: OtlpMetricsOptions, log: Log): OtlpMetrics {
  const { endpoint } = options;
  if (endpoint === undefined) return { answered: () => undefined, shutdown: () => Promise.resolve() };
  const exportTimeoutMillis = options.exportMs ?? 2000;
  const url = `${endpoint.replace(/\/+$/, "")}/v1/metrics`;
  const inner = new OTLPMetricExporter({
    url,
    timeoutMillis: exportTimeoutMillis,
    temporalityPreference: AggregationTemporality.CUMULATIVE,
  });
  const provider = new MeterProvider({
    resource: detectResources({ detectors: [envDetector] }).merge(
      resourceFromAttributes({ "service.name": options.service, "service.version": options.version }),
    ),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: watched(inner, endpoint, log),
        exportTimeoutMillis,
        exportIntervalMillis: options.everyMs ?? 15_000,
      }),
    ],
  });
  const duration = provider
    .getMeter(options.service, options.version)
    .createHistogram("http.server.request.duration", {
      description: "Duration of HTTP server requests.",
      unit: "s",
      advice: { explicitBucketBoundaries: buckets },
    });
  return {
    answered: (request) => duration.record(request.seconds, attributesOf(request)),
    shutdown: () => within(flushMs, provider.shutdown()),
  };
}

function attributesOf({ method, route, status }: Answered): Attributes {
  return {
    // The conventions have a word of their own for what is not one of the known methods.
    "http.request.method": method === "other" ? "_OTHER" : method,
    "http.route": route,
    "http.response.status_code": status,
    "url.scheme": "http",
    ...(status >= 500 ? { "error.type": String(status) } : {}),
  };
}

/** Logs once when the receiver goes away, and when it is back. */
function watched(inner: OTLPMetricExporter, endpoint: string, log: Log): PushMetricExporter {
  return {
    export: tellingOnce((metrics, done) => inner.export(metrics, done), { what: "metrics", endpoint, log }),
    forceFlush: () => inner.forceFlush(),
    shutdown: () => inner.shutdown(),
    selectAggregationTemporality: (type) => inner.selectAggregationTemporality(type),
  };
}
