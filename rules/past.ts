/**
 * What services and their users did in the last hour or day, and in the same hour or day of other weeks. Recorded once, so that
 * alerts and panels need not read weeks of samples whenever they ask.
 */
import { promql, type Promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { recorded } from "./recording";
import { type Recording, type Rules } from "./rule";

/** Mean of a recorded number over a time that ends now, or so much earlier. */
function mean(metric: string, by: readonly string[], over: string, s: Scope, before?: string): Promql {
  const offset = before === undefined ? "" : ` offset ${before}`;
  return promql`sum by (${by}) (avg_over_time(${metric}${s.any}[${over}]${offset}))`;
}

/** Median of the same hour of the last three weeks; nothing where there are not at least two. */
function median(metric: string, by: readonly string[], s: Scope): Promql {
  const [first, second, third] = [1, 2, 3].map(
    (week) =>
      promql`label_replace(${mean(metric, by, "1h", s, `${week}w`)}, "week", "${String(week)}", "job", ".*")`,
  ) as [Promql, Promql, Promql];
  const all = promql`${first} or ${second} or ${third}`;
  return promql`quantile by (${by}) (0.5, ${all}) and count by (${by}) (${all}) >= 2`;
}

/** The mean of the last hour of a recorded number, and that of the same hour a week ago. */
function hours(source: string, what: string, how: string, by: readonly string[] = ["job"]): Recording[] {
  const level = by.join("_");
  return [
    recorded(`${level}:${what}:${how}1h`, (s) => mean(source, by, "1h", s)),
    recorded(`${level}:${what}_last_week:${how}1h`, (s) => mean(source, by, "1h", s, "1w")),
  ];
}

const day = (s: Scope, before?: string): Promql =>
  promql`${mean("job:http_errors:rate5m", ["job"], "1d", s, before)} / (${mean("job:http_requests:rate5m", ["job"], "1d", s, before)} > 0)`;

export const pastRules: Rules = {
  name: "services-past",
  // An hour changes little within a minute.
  interval: "1m",
  needs: ["services"],
  recordings: [
    ...hours("job:http_requests:rate5m", "http_requests", "rate"),
    recorded("job:http_requests_usual:rate1h", (s) => median("job:http_requests:rate5m", ["job"], s)),
    recorded("job:http_errors:ratio_rate1d", (s) => day(s)),
    recorded("job:http_errors_last_week:ratio_rate1d", (s) => day(s, "1w")),
    ...hours("job:http_request_duration:p95_rate5m", "http_request_duration", "p95_rate"),
    ...hours("job:app_users_active:sum", "app_users_active", "avg"),
    recorded("job:app_users_active_usual:avg1h", (s) => median("job:app_users_active:sum", ["job"], s)),
    ...hours("job:app_sessions_open:sum", "app_sessions_open", "avg"),
    ...hours("job_event:app_user_events:rate5m", "app_user_events", "rate", ["job", "event"]),
  ],
  alerts: [],
};
