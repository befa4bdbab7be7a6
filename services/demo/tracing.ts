/** OpenTelemetry traces, sent by OTLP/HTTP where an endpoint is set. */
import { type Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from "@opentelemetry/sdk-trace-node";
import { type Log } from "./log";
import { tellingOnce } from "./telling-once";
import { within } from "./within";

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. Ends within `flushMs`, whatever the receiver does; never rejects. */
  shutdown(): Promise<void>;
}

export interface TracingOptions {
  readonly service: string;
  readonly version: string;
  /** Base URL of the receiver; "/v1/traces" is added, as the OTLP specification says. */
  readonly endpoint?: string;
  /** Longest time of one export with its retries, in milliseconds. @default 2000 */
  readonly exportMs?: number;
  /** Longest time between two exports, in milliseconds. @default 1000 */
  readonly everyMs?: number;
}

const flushMs = 3000;
/** Spans that wait for the receiver; more are dropped, so that an absent receiver costs no memory. */
const queue = 2048;

/** Starts tracing. Without an endpoint spans still get ids, which the logs show, and are then dropped. */
export function createTracing(options: TracingOptions, log: Log): Tracing {
  const { endpoint } = options;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      "service.name": options.service,
      "service.version": options.version,
    }),
    spanProcessors:
      endpoint === undefined
        ? []
        : [
            new BatchSpanProcessor(watched(exporter(endpoint, options.exportMs ?? 2000), endpoint, log), {
              scheduledDelayMillis: options.everyMs ?? 1000,
              maxQueueSize: queue,
            }),
          ],
  });
  return {
    tracer: provider.getTracer(options.service, options.version),
    shutdown: () => within(flushMs, provider.shutdown()),
  };
}

function exporter(endpoint: string, timeoutMillis: number): SpanExporter {
  return new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces`, timeoutMillis });
}

/** Logs once when the receiver goes away, and when it is back. */
function watched(inner: SpanExporter, endpoint: string, log: Log): SpanExporter {
  return {
    export: tellingOnce((spans, done) => inner.export(spans, done), { what: "traces", endpoint, log }),
    forceFlush: () => inner.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => inner.shutdown(),
  };
}
