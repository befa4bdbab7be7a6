/** Sessions of users: how they begin, how long they last and how they end. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const events = (matchers: string, s: Scope): Promql =>
  promql`sum by (job) (rate(app_user_events_total${having(s, matchers)}[${s.range}]))`;

const ended = (s: Scope): Promql =>
  promql`sum by (job) (rate(app_session_duration_seconds_count${s.any}[${s.range}]))`;

const within = (quantile: number, s: Scope): Promql =>
  promql`histogram_quantile(${quantile}, sum by (job, le) (rate(app_session_duration_seconds_bucket${s.any}[${s.range}])))`;

export const sessionsBegun = signal({
  title: "Sessions begun",
  unit: "ops",
  by: ["job"],
  min: 0,
  meaning: "Sessions that users open per second, each with a login that succeeded.",
  value: (s) => events('event="login"', s),
});

export const sessionsEnded = signal({
  title: "Sessions ended",
  unit: "ops",
  by: ["job"],
  min: 0,
  meaning: "Sessions that end per second, by logout or because nobody used them any more.",
  value: ended,
});

export const sessionsExpired = signal({
  title: "Sessions that ran out",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the sessions that ended because nobody used them any more, not by logout.",
  value: (s) =>
    promql`${events('event="session_expired"', s)} / (${events('event=~"logout|session_expired"', s)} > 0)`,
});

// Prometheus 3 writes a whole bound as "60.0" when it scrapes, OTLP and older ones as "60".
export const sessionsShort = signal({
  title: "Sessions of less than a minute",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the sessions that ended within a minute of their beginning.",
  value: (s) =>
    promql`sum by (job) (rate(app_session_duration_seconds_bucket${having(s, 'le=~"60|60\\\\.0"')}[${s.range}])) / (${ended(s)} > 0)`,
});

export const sessionDuration95 = signal({
  title: "95 % of the sessions within",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time that 95 of 100 sessions which ended had lasted at most.",
  value: (s) => within(0.95, s),
});

export const sessionDuration10 = signal({
  title: "The shortest tenth within",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time that the shortest tenth of the sessions which ended had lasted at most.",
  value: (s) => within(0.1, s),
});

export const sessionTimes = signal({
  title: "Sessions by length",
  unit: "s",
  by: ["le"],
  meaning: "Sessions that ended per second, by how long they had lasted.",
  value: (s) => promql`sum by (le) (rate(app_session_duration_seconds_bucket${s.any}[${s.range}]))`,
});

export const sessionsByInstance = signal({
  title: "Sessions by instance",
  unit: "short",
  by: ["job", "instance"],
  min: 0,
  meaning: "Sessions that each instance of a service holds open.",
  value: (s) => promql`sum by (job, instance) (app_sessions_open${s.any})`,
});

export const sessionsPerUser = signal({
  title: "Sessions for each active user",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Sessions that are open, divided by the users who did something in the last 5 minutes.",
  value: (s) =>
    promql`sum by (job) (app_sessions_open${s.any}) / (sum by (job) (app_users_active${s.any}) > 0)`,
});

export const sessionsLost = signal({
  title: "Sessions lost in ten minutes",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the sessions open ten minutes ago that are fewer now; 0 if they are as many or more.",
  value: (s) =>
    promql`clamp_min(1 - sum by (job) (app_sessions_open${s.any}) / (sum by (job) (app_sessions_open${s.any} offset 10m) > 0), 0)`,
});

export const sessionsHour = signal({
  title: "Sessions open, of an hour",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Open sessions, as a mean of the last hour.",
  value: (s) => promql`sum by (job) (job:app_sessions_open:avg1h${s.any})`,
});
