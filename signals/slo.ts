/** Service level objectives: how much may fail, how much did. All read what the rules in rules/slo record. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

// Recorded series have the labels slo and service only, so a panel's job and cluster do not select among them.
const max = (metric: string, s: Scope): Promql =>
  promql`max by (slo, service) (${metric}{slo!=""${s.alerts}})`;

/** Windows for which the share of bad events is recorded. */
export type SloWindow = "5m" | "30m" | "1h" | "2h" | "6h" | "1d" | "3d";

/** How many times as fast as it may the error budget is used: 1 uses it up exactly at the end of the objective's window. */
export function burnRateOver(window: SloWindow, s: Scope): Promql {
  return promql`${max(`slo_service:error:ratio_rate${window}`, s)} / ${max("slo_service:error_budget:ratio", s)}`;
}

/** Length of the objective's window, in units of so many seconds. */
export function windowIn(seconds: number, s: Scope): Promql {
  return promql`${max("slo_service:window:seconds", s)} / ${seconds}`;
}

/** Number of events in a window of so many seconds. */
export function eventsIn(window: SloWindow, seconds: number, s: Scope): Promql {
  return promql`max by (slo, service) (avg_over_time(slo_service:events:rate5m{slo!=""${s.alerts}}[${window}])) * ${seconds}`;
}

export const sloObjective = signal({
  title: "Objective",
  unit: "percentunit",
  by: ["slo", "service"],
  min: 0,
  max: 1,
  meaning: "Share of events that shall be good over the objective's window.",
  value: (s) => max("slo_service:objective:ratio", s),
});

export const sloAttained = signal({
  title: "Good events",
  unit: "percentunit",
  by: ["slo", "service"],
  min: 0,
  max: 1,
  meaning: "Share of events that were good over the objective's window, as far as there is data.",
  value: (s) => promql`1 - ${max("slo_service:error:ratio_period", s)}`,
});

export const sloErrorRatio = signal({
  title: "Bad events",
  unit: "percentunit",
  by: ["slo", "service"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of events in the last 5 minutes that failed the objective.",
  value: (s) => max("slo_service:error:ratio_rate5m", s),
});

export const sloErrorRatioDay = signal({
  title: "Bad events of a day",
  unit: "percentunit",
  by: ["slo", "service"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of events in the last day that failed the objective.",
  value: (s) => max("slo_service:error:ratio_rate1d", s),
});

export const sloErrorBudget = signal({
  title: "Error budget",
  unit: "percentunit",
  by: ["slo", "service"],
  min: 0,
  max: 1,
  meaning: "Share of events that may be bad over the objective's window: what the objective leaves.",
  value: (s) => max("slo_service:error_budget:ratio", s),
});

export const sloBudgetRemaining = signal({
  title: "Error budget left",
  unit: "percentunit",
  by: ["slo", "service"],
  max: 1,
  meaning:
    "Share of the error budget that is left: 1 while nothing failed, 0 when it is used up, below 0 when the objective is missed.",
  value: (s) =>
    promql`1 - ${max("slo_service:error:ratio_period", s)} / ${max("slo_service:error_budget:ratio", s)}`,
});

export const sloBurnRate = signal({
  title: "Burn rate",
  unit: "short",
  by: ["slo", "service"],
  tone: "error",
  min: 0,
  meaning:
    "How many times as fast as it may the error budget was used in the last hour. 1 uses it up exactly at the end of the objective's window.",
  value: (s) => burnRateOver("1h", s),
});

export const sloBurnRateDay = signal({
  title: "Burn rate of a day",
  unit: "short",
  by: ["slo", "service"],
  tone: "error",
  min: 0,
  meaning: "How many times as fast as it may the error budget was used in the last day.",
  value: (s) => burnRateOver("1d", s),
});

export const sloEvents = signal({
  title: "Events",
  unit: "ops",
  by: ["slo", "service"],
  min: 0,
  meaning: "Events per second that the objective counts: requests, or calls of a probe.",
  value: (s) => max("slo_service:events:rate5m", s),
});

export const sloBadEvents = signal({
  title: "Failed events",
  unit: "ops",
  by: ["slo", "service"],
  tone: "error",
  min: 0,
  meaning: "Events per second that failed the objective.",
  value: (s) => max("slo_service:errors:rate5m", s),
});
