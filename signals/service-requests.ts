/** The requests of one service in depth: how their times are spread, and how its instances, methods and routes differ. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { byContract } from "./services";
import { signal, type Scope } from "./signal";

export const requestTimes = signal({
  title: "Requests by time to answer",
  unit: "s",
  by: ["le"],
  meaning:
    "Requests per second by how long their answer took. Two bands are two kinds of requests, or of answers: from a cache and without.",
  value: (s) =>
    promql`sum by (le) (rate(http_request_duration_seconds_bucket${having(s, byContract.durations)}[${s.range}]))`,
});

export const latency95ByInstance = signal({
  title: "95 % of an instance's requests within",
  unit: "s",
  by: ["job", "instance"],
  min: 0,
  meaning: "Time within which 95 of 100 requests are answered that an instance gets.",
  value: (s) =>
    promql`histogram_quantile(0.95, sum by (job, instance, le) (rate(http_request_duration_seconds_bucket${having(s, byContract.durations)}[${s.range}])))`,
});

export const inFlightByInstance = signal({
  title: "Requests in flight by instance",
  unit: "short",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "Requests that each instance is answering at this moment.",
  value: (s) => promql`sum by (job, instance) (http_requests_in_flight${s.any})`,
});

export const requestRateByMethod = signal({
  title: "Requests by method",
  unit: "reqps",
  by: ["job", "method"],
  min: 0,
  meaning: "Requests per second by method: GET reads, the others change something.",
  value: (s) =>
    promql`sum by (job, method) (rate(http_requests_total${having(s, byContract.requests)}[${s.range}]))`,
});

/** Seconds of answering within each second, which is how many are answered at once (Little's law). */
export const workByRoute = signal({
  title: "Requests at work, by route",
  unit: "short",
  by: ["job", "route"],
  tone: "saturation",
  min: 0,
  meaning:
    "How many requests of a route are being answered at any moment, as a mean: their rate times their mean time. It tells which route takes the service's time.",
  value: (s) =>
    promql`sum by (job, route) (rate(http_request_duration_seconds_sum${having(s, byContract.durations)}[${s.range}]))`,
});

export const failedByStatusAndRoute = signal({
  title: "Failed requests by route and status",
  unit: "reqps",
  by: ["job", "route", "status"],
  tone: "error",
  min: 0,
  meaning:
    "Requests per second that were answered with 5xx, by route and status. Routes without any are left out.",
  value: (s) => promql`${failures(s)} > 0`,
});

function failures(s: Scope): Promql {
  return promql`sum by (job, route, status) (rate(http_requests_total${having(s, 'status=~"5.."')}[${s.range}]))`;
}
