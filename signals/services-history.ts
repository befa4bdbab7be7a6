/** Services against their own past. All read what rules/services.ts records, by job; weeks of counters would be too much. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Mean of a recorded rate over a time, by job. */
function mean(metric: string, over: string, s: Scope): Promql {
  return promql`sum by (job) (avg_over_time(${metric}${s.any}[${over}]))`;
}

function meanBefore(metric: string, over: string, before: string, s: Scope): Promql {
  return promql`sum by (job) (avg_over_time(${metric}${s.any}[${over}] offset ${before}))`;
}

const requests = "job:http_requests:rate5m";
const errors = "job:http_errors:rate5m";
const latency = "job:http_request_duration:p95_rate5m";

export const trafficHour = signal({
  title: "Requests of an hour",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second, as a mean of the last hour.",
  value: (s) => mean(requests, "1h", s),
});

export const trafficHourLastWeek = signal({
  title: "Requests of the same hour last week",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second, as a mean of the same hour a week ago.",
  value: (s) => meanBefore(requests, "1h", "1w", s),
});

export const trafficHourAgo = signal({
  title: "Requests an hour ago",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second an hour ago, as a mean of ten minutes.",
  value: (s) => meanBefore(requests, "10m", "1h", s),
});

export const trafficAgainstLastWeek = signal({
  title: "Requests against last week",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  meaning: "Requests of the last hour as a share of those of the same hour a week ago: 100 % is as many.",
  value: (s) => promql`${trafficHour.value(s)} / (${trafficHourLastWeek.value(s)} > 0)`,
});

export const errorsDay = signal({
  title: "Errors of a day",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the requests of a whole day that were answered with 5xx.",
  value: (s) => promql`${mean(errors, "1d", s)} / (${mean(requests, "1d", s)} > 0)`,
});

export const errorsDayLastWeek = signal({
  title: "Errors of the same day last week",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "The same, of the day a week ago.",
  value: (s) => promql`${meanBefore(errors, "1d", "1w", s)} / (${meanBefore(requests, "1d", "1w", s)} > 0)`,
});

export const latencyHour = signal({
  title: "95 % within, of an hour",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 95 of 100 requests were answered, as a mean of the last hour.",
  value: (s) => promql`max by (job) (avg_over_time(${latency}${s.any}[1h]))`,
});

export const latencyHourLastWeek = signal({
  title: "95 % within, of the same hour last week",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "The same, of the hour a week ago.",
  value: (s) => promql`max by (job) (avg_over_time(${latency}${s.any}[1h] offset 1w))`,
});
