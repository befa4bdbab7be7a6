/** A real OTLP/HTTP receiver for traces and metrics, on a free port of 127.0.0.1, that keeps what it is sent. */
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly {
    readonly key: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
  readonly status: { readonly code?: number };
}

export interface ReceivedMetric {
  readonly name: string;
  readonly unit: string;
  readonly histogram?: {
    readonly aggregationTemporality: number;
    readonly dataPoints: readonly {
      readonly attributes: ReceivedSpan["attributes"];
      readonly count: number;
      readonly explicitBounds: readonly number[];
    }[];
  };
}

interface Resource {
  readonly attributes: ReceivedSpan["attributes"];
}

interface Export {
  readonly resourceSpans?: readonly {
    readonly resource: Resource;
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
  readonly resourceMetrics?: readonly {
    readonly resource: Resource;
    readonly scopeMetrics: readonly { readonly metrics: readonly ReceivedMetric[] }[];
  }[];
}

/**
 * @param port 0 takes a free one
 * @param refusals so many exports of each kind are refused with 400 first
 */
export async function startReceiver(port = 0, refusals = 0) {
  const toRefuse = new Map<string, number>();
  const spans: ReceivedSpan[] = [];
  const metrics: ReceivedMetric[] = [];
  const resources: Resource["attributes"][] = [];
  const metricResources: Resource["attributes"][] = [];
  const paths = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    paths.add(path);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const left = toRefuse.get(path) ?? refusals;
      if (left > 0) {
        toRefuse.set(path, left - 1);
        response.writeHead(400).end();
        return;
      }
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Export;
      for (const { resource, scopeSpans } of body.resourceSpans ?? []) {
        resources.push(resource.attributes);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      for (const { resource, scopeMetrics } of body.resourceMetrics ?? []) {
        metricResources.push(resource.attributes);
        for (const scope of scopeMetrics) metrics.push(...scope.metrics);
      }
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    spans,
    metrics,
    resources,
    metricResources,
    paths,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
