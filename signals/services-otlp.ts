/**
 * Services that send their metrics by OTLP, named by OpenTelemetry's semantic conventions: requests that they answer,
 * calls that they make, and what they ask of databases.
 */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const server = "http_server_request_duration_seconds";
const client = "http_client_request_duration_seconds";
const database = "db_client_operation_duration_seconds";

/** Observations per second by labels, all of them or some. */
function rateBy(metric: string, by: readonly string[], s: Scope, matchers?: string): Promql {
  const selector = matchers === undefined ? s.any : having(s, matchers);
  return promql`sum by (${by}) (rate(${`${metric}_count`}${selector}[${s.range}]))`;
}

/** Share of some observations in all; 0 where there are others only, nothing where there are none at all. */
function shareBy(metric: string, by: readonly string[], s: Scope, matchers: string): Promql {
  const all = rateBy(metric, by, s);
  return promql`(${rateBy(metric, by, s, matchers)} or 0 * ${all}) / (${all} > 0)`;
}

function quantileBy(metric: string, by: readonly string[], quantile: number, s: Scope): Promql {
  return promql`histogram_quantile(${quantile}, sum by (${[...by, "le"]}) (rate(${`${metric}_bucket`}${s.any}[${s.range}])))`;
}

export const otlpRequestRate = signal({
  title: "Requests (OTLP)",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second that a service answers, as it says by OTLP, all of its instances together.",
  value: (s) => rateBy(server, ["job"], s),
});

export const otlpRequestRateByRoute = signal({
  title: "Requests by route (OTLP)",
  unit: "reqps",
  by: ["job", "http_route"],
  min: 0,
  meaning: "Requests per second by route; those without a route fit none of the service.",
  value: (s) => rateBy(server, ["job", "http_route"], s),
});

export const otlpRequestRateByStatus = signal({
  title: "Requests by status (OTLP)",
  unit: "reqps",
  by: ["job", "http_response_status_code"],
  min: 0,
  meaning: "Requests per second by the status of the answer; those without one were not answered.",
  value: (s) => rateBy(server, ["job", "http_response_status_code"], s),
});

export const otlpRequestErrors = signal({
  title: "Errors (OTLP)",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of requests that a service answers with 5xx, as it says by OTLP.",
  value: (s) => shareBy(server, ["job"], s, 'http_response_status_code=~"5.."'),
});

export const otlpErrorsByRoute = signal({
  title: "Errors by route (OTLP)",
  unit: "percentunit",
  by: ["job", "http_route"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of a route's requests that are answered with 5xx.",
  value: (s) => shareBy(server, ["job", "http_route"], s, 'http_response_status_code=~"5.."'),
});

export const otlpLatency95 = signal({
  title: "95 % of the requests within (OTLP)",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 95 of 100 requests are answered, as exact as the buckets are.",
  value: (s) => quantileBy(server, ["job"], 0.95, s),
});

export const otlpLatency99 = signal({
  title: "99 % of the requests within (OTLP)",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 99 of 100 requests are answered, as exact as the buckets are.",
  value: (s) => quantileBy(server, ["job"], 0.99, s),
});

export const otlpLatency95ByRoute = signal({
  title: "95 % of a route's requests within (OTLP)",
  unit: "s",
  by: ["job", "http_route"],
  min: 0,
  meaning: "Time within which 95 of 100 requests of a route are answered.",
  value: (s) => quantileBy(server, ["job", "http_route"], 0.95, s),
});

export const otlpInFlight = signal({
  title: "Requests in flight (OTLP)",
  unit: "short",
  by: ["job"],
  tone: "saturation",
  min: 0,
  meaning: "Requests that a service is answering at this moment, where it counts them.",
  value: (s) => promql`sum by (job) (http_server_active_requests${s.any})`,
});

export const otlpTrafficHourAgo = signal({
  title: "Requests an hour ago (OTLP)",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second an hour ago, as a mean of ten minutes.",
  value: (s) =>
    promql`sum by (job) (rate(http_server_request_duration_seconds_count${s.any}[10m] offset 1h))`,
});

const called = ["job", "server_address"];

// A refusal (4xx) is the caller's own fault. Where there was no answer at all there is no status, but a type of error.
const callFailed = 'error_type!~"|4.."';

export const callRate = signal({
  title: "Calls to others",
  unit: "reqps",
  by: called,
  min: 0,
  meaning: "HTTP requests per second that a service makes itself, by the host that it calls.",
  value: (s) => rateBy(client, called, s),
});

export const callErrors = signal({
  title: "Calls that fail",
  unit: "percentunit",
  by: called,
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of a service's calls to a host that get no answer, or one of 5xx.",
  value: (s) => shareBy(client, called, s, callFailed),
});

export const callLatency95 = signal({
  title: "95 % of the calls within",
  unit: "s",
  by: called,
  min: 0,
  meaning: "Time within which a host answers 95 of 100 calls of a service.",
  value: (s) => quantileBy(client, called, 0.95, s),
});

const asked = ["job", "db_system_name"];

export const databaseRate = signal({
  title: "Database operations",
  unit: "ops",
  by: asked,
  min: 0,
  meaning: "What a service asks of databases per second, by their kind.",
  value: (s) => rateBy(database, asked, s),
});

export const databaseErrors = signal({
  title: "Database operations that fail",
  unit: "percentunit",
  by: asked,
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of a service's database operations that end with an error.",
  value: (s) => shareBy(database, asked, s, 'error_type!=""'),
});

export const databaseLatency95 = signal({
  title: "95 % of the database operations within",
  unit: "s",
  by: asked,
  min: 0,
  meaning: "Time within which 95 of 100 database operations of a service end.",
  value: (s) => quantileBy(database, asked, 0.95, s),
});
