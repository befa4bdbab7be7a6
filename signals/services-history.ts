/** Services against their own past. All read what rules/past.ts records, by job; weeks of counters would be too much. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const sum = (metric: string, s: Scope): Promql => promql`sum by (job) (${metric}${s.any})`;
const max = (metric: string, s: Scope): Promql => promql`max by (job) (${metric}${s.any})`;

export const trafficHour = signal({
  title: "Requests of an hour",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second, as a mean of the last hour.",
  value: (s) => sum("job:http_requests:rate1h", s),
});

export const trafficHourLastWeek = signal({
  title: "Requests of the same hour last week",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second, as a mean of the same hour a week ago.",
  value: (s) => sum("job:http_requests_last_week:rate1h", s),
});

export const trafficHourAgo = signal({
  title: "Requests an hour ago",
  unit: "reqps",
  by: ["job"],
  min: 0,
  meaning: "Requests per second an hour ago, as a mean of ten minutes.",
  value: (s) => promql`sum by (job) (avg_over_time(job:http_requests:rate5m${s.any}[10m] offset 1h))`,
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
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the requests of a whole day that were answered with 5xx.",
  value: (s) => max("job:http_errors:ratio_rate1d", s),
});

export const errorsDayLastWeek = signal({
  title: "Errors of the same day last week",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the requests of the day a week ago that were answered with 5xx.",
  value: (s) => max("job:http_errors_last_week:ratio_rate1d", s),
});

export const latencyHour = signal({
  title: "95 % within, of an hour",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 95 of 100 requests were answered, as a mean of the last hour.",
  value: (s) => max("job:http_request_duration:p95_rate1h", s),
});

export const latencyHourLastWeek = signal({
  title: "95 % within, of the same hour last week",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time within which 95 of 100 requests were answered in the same hour a week ago.",
  value: (s) => max("job:http_request_duration_last_week:p95_rate1h", s),
});
