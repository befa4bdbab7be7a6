/** Users of services: who is there, and what they do. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

export const usersActive = signal({
  title: "Active users",
  unit: "short",
  by: ["job"],
  tone: "traffic",
  min: 0,
  meaning: "Users who did something in the last 5 minutes, all instances of a service together.",
  value: (s) => promql`sum by (job) (app_users_active${s.any})`,
});

export const sessionsOpen = signal({
  title: "Sessions open",
  unit: "short",
  by: ["job"],
  tone: "traffic",
  min: 0,
  meaning: "Sessions that are open, all instances of a service together.",
  value: (s) => promql`sum by (job) (app_sessions_open${s.any})`,
});

export const userEvents = signal({
  title: "What users do",
  unit: "ops",
  by: ["job", "event"],
  min: 0,
  meaning: "Things that users did per second, by kind.",
  value: (s) => promql`sum by (job, event) (rate(app_user_events_total${s.any}[${s.range}]))`,
});

export const loginAttempts = signal({
  title: "Login attempts",
  unit: "ops",
  by: ["job"],
  min: 0,
  meaning: "Logins per second that were tried, whether they succeeded or failed.",
  value: (s) =>
    promql`sum by (job) (rate(app_user_events_total${having(s, 'event=~"login|login_failed"')}[${s.range}]))`,
});

export const loginsFailed = signal({
  title: "Logins failed",
  unit: "percentunit",
  by: ["job"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of login attempts that were refused.",
  value: (s) =>
    promql`sum by (job) (rate(app_user_events_total${having(s, 'event="login_failed"')}[${s.range}])) / (${loginAttempts.value(s)} > 0)`,
});

export const sessionDuration = signal({
  title: "Length of sessions",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Time that half of the sessions which ended had lasted at most.",
  value: (s) =>
    promql`histogram_quantile(0.5, sum by (job, le) (rate(app_session_duration_seconds_bucket${s.any}[${s.range}])))`,
});

const sum = (metric: string, s: Scope): Promql => promql`sum by (job) (${metric}${s.any})`;

export const usersHour = signal({
  title: "Active users of an hour",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Active users, as a mean of the last hour.",
  value: (s) => sum("job:app_users_active:avg1h", s),
});

export const usersHourLastWeek = signal({
  title: "Active users of the same hour last week",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Active users, as a mean of the same hour a week ago.",
  value: (s) => sum("job:app_users_active_last_week:avg1h", s),
});

export const usersAgainstLastWeek = signal({
  title: "Active users against last week",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  meaning: "Active users of the last hour as a share of those of the same hour a week ago.",
  value: (s) => promql`${usersHour.value(s)} / (${usersHourLastWeek.value(s)} > 0)`,
});

export const sessionsHourLastWeek = signal({
  title: "Sessions open in the same hour last week",
  unit: "short",
  by: ["job"],
  min: 0,
  meaning: "Open sessions, as a mean of the same hour a week ago.",
  value: (s) => sum("job:app_sessions_open_last_week:avg1h", s),
});

export const sessionsAgainstLastWeek = signal({
  title: "Sessions open against last week",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  meaning: "Open sessions of the last hour as a share of those of the same hour a week ago.",
  value: (s) => promql`${sum("job:app_sessions_open:avg1h", s)} / (${sessionsHourLastWeek.value(s)} > 0)`,
});

/** Events per second by kind, as a mean of the last hour. */
export function eventsHour(s: Scope): Promql {
  return promql`sum by (job, event) (job_event:app_user_events:rate1h${s.any})`;
}

/** Events per second by kind, as a mean of the same hour a week ago. */
export function eventsHourLastWeek(s: Scope): Promql {
  return promql`sum by (job, event) (job_event:app_user_events_last_week:rate1h${s.any})`;
}
