/**
 * Services in a number or two, over all that a page shows. Where it can be, they read what the rules of services record by
 * job: a fleet has many routes and instances, and a page about all of them is open on many screens.
 */
import { promql, type Promql } from "./promql";
import * as services from "./services";
import { signal, type Scope, type Signal } from "./signal";

/** A signal as it is recorded by job, for all clusters and instances. */
function recordedByJob(record: string, of: Signal): Signal {
  return signal({
    ...of,
    recordingOf: of,
    value: (s) => promql`max by (job) (${record}${s.any})`,
  });
}

export const requestsOfServices = recordedByJob("job:http_requests:rate5m", services.requestRate);
export const errorsOfServices = recordedByJob("job:http_errors:ratio_rate5m", services.requestErrors);
export const latency95OfServices = recordedByJob("job:http_request_duration:p95_rate5m", services.latency95);
export const latency99OfServices = recordedByJob("job:http_request_duration:p99_rate5m", services.latency99);
export const inFlightOfServices = recordedByJob("job:http_requests_in_flight:sum", services.requestsInFlight);
export const readyOfServices = recordedByJob("job:app_ready:sum", services.instancesReady);

const requests = (s: Scope): Promql => promql`job:http_requests:rate5m${s.any}`;

export const servicesSeen = signal({
  title: "Services",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Number of services that count their requests, whether they get some or not.",
  value: (s) => promql`count(sum by (job) (${requests(s)}))`,
});

export const requestsInAll = signal({
  title: "Requests in all",
  unit: "reqps",
  by: [],
  min: 0,
  meaning: "Requests per second that all services together answer.",
  value: (s) => promql`sum(${requests(s)})`,
});

export const errorsInAll = signal({
  title: "Errors in all",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the requests to all services together that are answered with 5xx.",
  value: (s) => promql`sum(job:http_errors:rate5m${s.any}) / (sum(${requests(s)}) > 0)`,
});

export const worstErrors = signal({
  title: "Most errors of a service",
  recordingOf: services.requestErrors,
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of failed requests of the service that has the highest, however few its requests are.",
  value: (s) => promql`max(job:http_errors:ratio_rate5m${s.any})`,
});

export const slowestService = signal({
  title: "Slowest service, 95 % within",
  recordingOf: services.latency95,
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time within which 95 of 100 requests are answered by the service that takes longest.",
  value: (s) => promql`max(job:http_request_duration:p95_rate5m${s.any})`,
});

export const instancesNotReady = signal({
  title: "Instances not ready",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of instances of all services that run and take no traffic.",
  value: (s) => promql`count(min by (job, instance) (app_ready${s.any}) == 0) or vector(0)`,
});
