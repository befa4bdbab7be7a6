/** What users do: how often, in which proportion, and what they do no longer. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";
import { eventsHour, eventsHourLastWeek } from "./users";

const byEvent = (s: Scope): Promql =>
  promql`sum by (job, event) (rate(app_user_events_total${s.any}[${s.range}]))`;
const ofAll = (s: Scope): Promql => promql`sum by (job) (rate(app_user_events_total${s.any}[${s.range}]))`;
const of = (event: string, s: Scope): Promql =>
  promql`sum by (job) (rate(app_user_events_total${having(s, `event="${event}"`)}[${s.range}]))`;

export const eventRate = signal({
  title: "Events",
  unit: "ops",
  by: ["job"],
  min: 0,
  meaning: "Things that users do per second, of all kinds.",
  value: ofAll,
});

export const eventShare = signal({
  title: "Share of all events",
  unit: "percentunit",
  by: ["job", "event"],
  min: 0,
  max: 1,
  meaning: "How much of what users do is of each kind.",
  value: (s) => promql`${byEvent(s)} / on (job) group_left () (${ofAll(s)} > 0)`,
});

export const eventsPerLogin = signal({
  title: "For each login",
  unit: "short",
  by: ["job", "event"],
  min: 0,
  meaning:
    "How often users do a thing for each login that succeeded: 0.2 orders are one order of five users who came in.",
  value: (s) => promql`${byEvent(s)} / on (job) group_left () (${of("login", s)} > 0)`,
});

export const eventsPerUser = signal({
  title: "Events of a user in an hour",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "How many things an active user does within an hour, as a mean.",
  value: (s) => promql`${ofAll(s)} * 3600 / (sum by (job) (app_users_active${s.any}) > 0)`,
});

export const loginsSucceeded = signal({
  title: "Logins",
  unit: "ops",
  by: ["job"],
  min: 0,
  meaning: "Logins per second that succeeded.",
  value: (s) => of("login", s),
});

export const loginsRefused = signal({
  title: "Logins refused",
  unit: "ops",
  by: ["job"],
  tone: "error",
  min: 0,
  meaning: "Logins per second that were refused.",
  value: (s) => of("login_failed", s),
});

export const eventHour = signal({
  title: "In an hour",
  unit: "ops",
  by: ["job", "event"],
  min: 0,
  meaning: "Things that users did per second, by kind, as a mean of the last hour.",
  value: eventsHour,
});

export const eventHourLastWeek = signal({
  title: "In the same hour last week",
  unit: "ops",
  by: ["job", "event"],
  min: 0,
  meaning: "Things that users did per second, by kind, as a mean of the same hour a week ago.",
  value: eventsHourLastWeek,
});

export const eventAgainstLastWeek = signal({
  title: "Against last week",
  unit: "percentunit",
  by: ["job", "event"],
  min: 0,
  meaning:
    "Things that users did in the last hour, by kind, as a share of those of the same hour a week ago: 100 % is as many.",
  value: (s) => promql`${eventsHour(s)} / (${eventsHourLastWeek(s)} > 0)`,
});

export const eventsSilent = signal({
  title: "Events that nobody does any more",
  unit: "short",
  by: ["job"],
  tone: "error",
  min: 0,
  meaning: "Kinds of events of which there were some in the same hour a week ago, and none in the last hour.",
  value: (s) =>
    promql`count by (job) (${eventsHourLastWeek(s)} > 0 unless ${eventsHour(s)} > 0) or 0 * count by (job) (${eventsHourLastWeek(s)})`,
});
