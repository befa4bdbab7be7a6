/** Services that answer HTTP requests and say so as docs/metric-contract.md has it, whatever their job is called. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/**
 * What sets a service that keeps the contract apart from servers of a stack that have metrics of the same names with other
 * labels: Thanos, kube-state-metrics. That nobody asks one of those is no fault.
 */
export const byContract = { requests: 'status!=""', durations: 'route!=""' } as const;

const failed = 'status=~"5.."';
const refused = 'status=~"4.."';

/** Requests per second by labels, all of them or some. */
function rateBy(by: readonly string[], s: Scope, matchers?: string): Promql {
  const selector = having(s, matchers ?? byContract.requests);
  return promql`sum by (${by}) (rate(http_requests_total${selector}[${s.range}]))`;
}

/** Share of some requests in all; 0 where there are requests and none of these, nothing where there are none at all. */
function shareBy(by: readonly string[], s: Scope, matchers: string): Promql {
  // Which of them count is decided by what they are divided by.
  const any = promql`sum by (${by}) (rate(http_requests_total${s.any}[${s.range}]))`;
  return promql`(${rateBy(by, s, matchers)} or 0 * ${any}) / (${rateBy(by, s)} > 0)`;
}

function quantileBy(by: readonly string[], quantile: number, s: Scope): Promql {
  return promql`histogram_quantile(${quantile}, sum by (${[...by, "le"]}) (rate(http_request_duration_seconds_bucket${having(s, byContract.durations)}[${s.range}])))`;
}

export const requestRate = signal({
  title: "Requests",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests that a service answers per second, all of its instances together.",
  value: (s) => rateBy(["job"], s),
});

export const requestRateByRoute = signal({
  title: "Requests by route",
  unit: "reqps",
  by: ["job", "route"],
  min: 0,
  meaning: "Requests per second by route; unmatched are paths that the service does not have.",
  value: (s) => rateBy(["job", "route"], s),
});

export const requestRateByStatus = signal({
  title: "Requests by status",
  unit: "reqps",
  by: ["job", "status"],
  min: 0,
  meaning: "Requests per second by the status of the answer; 499 are clients that left before it.",
  value: (s) => rateBy(["job", "status"], s),
});

export const requestErrors = signal({
  title: "Errors",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of requests that a service answers with 5xx: it failed, not the client.",
  value: (s) => shareBy(["job"], s, failed),
});

export const requestErrorRate = signal({
  title: "Failed requests",
  unit: "reqps",
  by: ["job"],
  tone: "error",
  min: 0,
  meaning: "Requests per second that are answered with 5xx.",
  value: (s) => promql`${rateBy(["job"], s, failed)} or 0 * ${rateBy(["job"], s)}`,
});

export const requestErrorsByRoute = signal({
  title: "Errors by route",
  unit: "percentunit",
  by: ["job", "route"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of a route's requests that are answered with 5xx.",
  value: (s) => shareBy(["job", "route"], s, failed),
});

export const requestErrorsByInstance = signal({
  title: "Errors by instance",
  unit: "percentunit",
  by: ["job", "instance"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of an instance's requests that are answered with 5xx.",
  value: (s) => shareBy(["job", "instance"], s, failed),
});

export const requestRateByInstance = signal({
  title: "Requests by instance",
  unit: "reqps",
  by: ["job", "instance"],
  min: 0,
  meaning: "Requests per second that each instance answers.",
  value: (s) => rateBy(["job", "instance"], s),
});

export const requestsRefused = signal({
  title: "Requests refused",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning:
    "Share of requests that are answered with 4xx: what clients asked for was wrong, forbidden or not there.",
  value: (s) => shareBy(["job"], s, refused),
});

export const latency50 = signal({
  title: "Half of the requests within",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which half of the requests are answered.",
  value: (s) => quantileBy(["job"], 0.5, s),
});

export const latency95 = signal({
  title: "95 % of the requests within",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 95 of 100 requests are answered, as exact as the buckets are.",
  value: (s) => quantileBy(["job"], 0.95, s),
});

export const latency99 = signal({
  title: "99 % of the requests within",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 99 of 100 requests are answered, as exact as the buckets are.",
  value: (s) => quantileBy(["job"], 0.99, s),
});

export const latency95ByRoute = signal({
  title: "95 % of a route's requests within",
  unit: "s",
  by: ["job", "route"],
  min: 0,
  meaning: "Time within which 95 of 100 requests of a route are answered.",
  value: (s) => quantileBy(["job", "route"], 0.95, s),
});

export const requestsInFlight = signal({
  title: "Requests in flight",
  unit: "short",
  by: ["job"],
  tone: "saturation",
  min: 0,
  meaning: "Requests that a service is answering at this moment, all of its instances together.",
  value: (s) => promql`sum by (job) (http_requests_in_flight${s.any})`,
});

export const instanceReady = signal({
  title: "Ready",
  unit: "bool",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning: "1 while an instance of a service takes traffic.",
  value: (s) => promql`min by (job, instance) (app_ready${s.any})`,
});

export const instancesReady = signal({
  title: "Instances ready",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Number of instances of a service that take traffic.",
  value: (s) => promql`sum by (job) (app_ready${s.any})`,
});

export const serviceVersions = signal({
  title: "Instances by version",
  unit: "short",
  by: ["job", "version"],
  min: 0,
  meaning: "Number of instances that run each version of a service.",
  value: (s) => promql`count by (job, version) (app_build_info${s.any})`,
});
