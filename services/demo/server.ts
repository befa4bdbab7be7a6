/** HTTP: finds the route of a request, measures, traces and logs it, and sends the answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";
import { readBody } from "./body";
import { type Log, thrown } from "./log";
import { type Metrics } from "./metrics";
import { type OtlpMetrics } from "./otlp-metrics";
import { refuse, type Reply } from "./reply";
import { findRoute, type Match, type Route } from "./route";
import { readTraceparent } from "./traceparent";

interface Parts {
  readonly business: readonly Route[];
  readonly operational: readonly Route[];
  readonly metrics: Metrics;
  readonly otlpMetrics: OtlpMetrics;
  readonly tracer: Tracer;
  readonly log: Log;
}

/** Value of the label `route` for every path that is not one of ours. */
export const unmatched = "unmatched";
/** Value of the label `status` when the client went away before the answer was sent. */
export const clientClosed = "499";

const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

type Found = ReturnType<typeof findRoute>;

/** Makes the server; it does not listen yet. */
export function createDemoServer(parts: Parts): Server {
  for (const { method, path, status } of parts.business) {
    for (const code of [status, 500]) parts.metrics.requests.inc({ method, route: path, status: code }, 0);
    parts.metrics.requestDuration.zero({ method, route: path });
  }
  const server = createServer((request, response) => {
    const method = request.method ?? "";
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    const operational = findRoute(parts.operational, method, path);
    if (operational === undefined) {
      measured(parts, findRoute(parts.business, method, path), request, response, server);
      return;
    }
    const signal = goneSignal(response);
    void answer(operational, request, ROOT_CONTEXT, signal, parts.log).then((done) =>
      send(response, done, server),
    );
  });
  // A client that sends its head or its body drop by drop does not hold a connection for long.
  server.headersTimeout = 5_000;
  server.requestTimeout = 15_000;
  return server;
}

function measured(
  { metrics, otlpMetrics, tracer, log }: Parts,
  found: Found,
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
): void {
  const started = performance.now();
  const route = found === undefined ? unmatched : "route" in found ? found.route.path : found.path;
  const method = methods.includes(request.method ?? "") ? (request.method ?? "") : "other";
  const caller = readTraceparent(header(request, "traceparent"), header(request, "tracestate"));
  const parent = caller === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, caller);
  const span = tracer.startSpan(
    `${method} ${route}`,
    { kind: SpanKind.SERVER, attributes: { "http.request.method": method, "http.route": route } },
    parent,
  );
  const { traceId, spanId } = span.spanContext();
  const own = log.with({ trace_id: traceId, span_id: spanId, method, route });
  metrics.requestsInFlight.inc();
  response.once("close", () => {
    const seconds = (performance.now() - started) / 1000;
    const status = response.writableFinished ? String(response.statusCode) : clientClosed;
    metrics.requestsInFlight.dec();
    metrics.requests.inc({ method, route, status });
    metrics.requestDuration.observe({ method, route }, seconds);
    otlpMetrics.answered({ method, route, status: Number(status), seconds });
    const serverError = Number(status) >= 500;
    span.setAttribute("http.response.status_code", Number(status));
    if (serverError) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    own[serverError ? "error" : "info"]("request", { status: Number(status), duration_seconds: seconds });
  });
  const context = trace.setSpan(ROOT_CONTEXT, span);
  void answer(found, request, context, goneSignal(response), own).then((done) =>
    send(response, done, server),
  );
}

/** The answer to a request; undefined where nobody waits for it any more. Never rejects. */
async function answer(
  found: Found,
  request: IncomingMessage,
  context: Context,
  signal: AbortSignal,
  log: Log,
): Promise<Reply | undefined> {
  try {
    if (found === undefined) return refuse(404, "There is no such path.", "Ask for /orders, for example.");
    if (!("route" in found)) {
      const allow = found.allow.join(", ");
      return refuse(405, "The path does not take this method.", `Use one of: ${allow}.`, { allow });
    }
    return await handle(found, request, context, signal);
  } catch (error) {
    if (signal.aborted || request.socket.destroyed) return undefined;
    log.error("request broke", thrown(error));
    return refuse(500, "The service made a mistake.", "Look up the trace_id in its log.");
  }
}

async function handle(
  { route, params }: Match,
  request: IncomingMessage,
  context: Context,
  signal: AbortSignal,
): Promise<Reply> {
  const body = await readBody(request);
  if (!body.ok) return body.reply;
  if (!route.takesBody && body.value !== undefined)
    return refuse(400, "The request has a body.", "Send this request without one.");
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return route.handle({
    params,
    query: (request.url ?? "").split("?").slice(1).join("?"),
    body: body.value,
    signal,
    trace: context,
    ...(token === undefined ? {} : { token }),
  });
}

function send(response: ServerResponse, done: Reply | undefined, server: Server): void {
  if (done === undefined || response.destroyed) return;
  const { status, body, type, headers } = done;
  // A server that stops waits for its connections: none may be kept for a next request.
  if (!server.listening) response.setHeader("connection", "close");
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = type === undefined ? `${JSON.stringify(body)}\n` : String(body);
  response.writeHead(status, {
    "content-type": type ?? "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  });
  response.end(text);
}

function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
