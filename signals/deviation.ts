/**
 * How far a number is from what is usual at this hour of the week: from the median of the same hour of the last three weeks.
 * The median leaves out the one week with a holiday or an outage. Two weeks of data are enough; one week alone is
 * compared by the alerts against last week.
 */
import { promql, type Promql } from "./promql";
import { signal, type Scope, type Signal } from "./signal";

/** A number that is recorded, as it is now and as it usually is; rules/past.ts records the two. */
export interface Usual {
  /** Mean of the last hour: "job:http_requests:rate1h". */
  readonly now: string;
  /** Median of the same hour in other weeks: "job:http_requests_usual:rate1h". */
  readonly usual: string;
  readonly by: readonly string[];
}

/** What is usual at this hour of the week. */
export function usualValue({ usual, by }: Usual, s: Scope): Promql {
  return promql`sum by (${by}) (${usual}${s.any})`;
}

/** The share by which a number is above or below what is usual: 0.5 for half as much, and for half as much again. */
export function deviationOf(of: Usual, words: Pick<Signal, "title" | "meaning">): Signal {
  return signal({
    ...words,
    unit: "percentunit",
    by: of.by,
    min: 0,
    value: (s) => promql`abs(sum by (${of.by}) (${of.now}${s.any}) / (${usualValue(of, s)} > 0) - 1)`,
  });
}

export const requestsOfHour: Usual = {
  now: "job:http_requests:rate1h",
  usual: "job:http_requests_usual:rate1h",
  by: ["job"],
};
export const usersOfHour: Usual = {
  now: "job:app_users_active:avg1h",
  usual: "job:app_users_active_usual:avg1h",
  by: ["job"],
};

export const requestsUnusual = deviationOf(requestsOfHour, {
  title: "Requests beside the usual",
  meaning:
    "Share by which the requests of the last hour are above or below the median of the same hour of the last three weeks.",
});

export const usersUnusual = deviationOf(usersOfHour, {
  title: "Active users beside the usual",
  meaning:
    "Share by which the active users of the last hour are above or below the median of the same hour of the last three weeks.",
});
