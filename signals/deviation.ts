/**
 * How far a number is from what is usual at this hour of the week: from the median of the same hour of the last three weeks.
 * The median leaves out the one week with a holiday or an outage. Less than three weeks of data are taken as they are, but
 * not less than two: one week alone is compared by the alerts against last week.
 */
import { promql, type Promql } from "./promql";
import { signal, type Scope, type Signal } from "./signal";

/** A recorded number, and the labels that it has. */
export interface Recorded {
  /** Name of the recording rule: "job:http_requests:rate5m". */
  readonly metric: string;
  readonly by: readonly string[];
}

const weeks = [1, 2, 3];

function hour({ metric, by }: Recorded, s: Scope, before = ""): Promql {
  return promql`sum by (${by}) (avg_over_time(${metric}${s.any}[1h]${before}))`;
}

/** What is usual at this hour of the week. */
export function usual(of: Recorded, s: Scope): Promql {
  const [first, second, third] = weeks.map(
    (week) => promql`label_replace(${hour(of, s, ` offset ${week}w`)}, "week", "${String(week)}", "", "")`,
  ) as [Promql, Promql, Promql];
  const all = promql`${first} or ${second} or ${third}`;
  return promql`quantile by (${of.by}) (0.5, ${all}) and count by (${of.by}) (${all}) >= 2`;
}

/** The share by which a number is above or below what is usual: 0.5 for half as much, and for half as much again. */
export function deviationOf(of: Recorded, words: Pick<Signal, "title" | "meaning">): Signal {
  return signal({
    ...words,
    unit: "percentunit",
    by: of.by,
    min: 0,
    value: (s) => promql`abs(${hour(of, s)} / (${usual(of, s)} > 0) - 1)`,
  });
}

export const requestsRecorded: Recorded = { metric: "job:http_requests:rate5m", by: ["job"] };
export const usersRecorded: Recorded = { metric: "job:app_users_active:sum", by: ["job"] };

export const requestsUnusual = deviationOf(requestsRecorded, {
  title: "Requests beside the usual",
  meaning:
    "Share by which the requests of the last hour are above or below the median of the same hour of the last three weeks.",
});

export const usersUnusual = deviationOf(usersRecorded, {
  title: "Active users beside the usual",
  meaning:
    "Share by which the active users of the last hour are above or below the median of the same hour of the last three weeks.",
});
