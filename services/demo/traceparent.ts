/**
 * The W3C Trace Context headers (https://www.w3.org/TR/trace-context/), read without the global
 * propagator of OpenTelemetry: two services in one process then do not share state.
 */
import { createTraceState, type SpanContext } from "@opentelemetry/api";

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The caller's span, or undefined where the header is absent or breaks the standard: a new trace starts then. */
export function readTraceparent(
  traceparent: string | undefined,
  tracestate?: string,
): SpanContext | undefined {
  const [, version, traceId, spanId, flags, more] = form.exec(traceparent ?? "") ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined)
    return undefined;
  if (version === "ff" || (version === "00" && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return {
    traceId,
    spanId,
    // Only the lowest bit, "sampled", is understood here.
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(tracestate === undefined ? {} : { traceState: createTraceState(tracestate) }),
  };
}

/** The header for a call made within a span. */
export function writeTraceparent(span: SpanContext): string {
  return `00-${span.traceId}-${span.spanId}-${(span.traceFlags & 1).toString(16).padStart(2, "0")}`;
}
