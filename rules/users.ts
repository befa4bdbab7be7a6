/** Users: those who stay away, those who cannot log in, and things that nobody does any more. */
import { usersOfHour, usersUnusual } from "../signals/deviation";
import { promql } from "../signals/promql";
import {
  eventsHour,
  eventsHourLastWeek,
  loginAttempts,
  loginsFailed,
  sessionsAgainstLastWeek,
  sessionsHourLastWeek,
  sessionsOpen,
  userEvents,
  usersActive,
  usersAgainstLastWeek,
  usersHourLastWeek,
} from "../signals/users";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { cart, cart1, grows, past, shop, shop1, type Rate } from "./cases/services";
import { type Step } from "./cases/series";
import { deviation } from "./deviation";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "business",
  service: "users",
  dashboard: { uid: "users", variables: ["job"] },
} as const;

const logins = (of: Labels, good: Rate, bad: Rate): Series => ({
  ...grows("app_user_events_total", { ...of, event: "login" }, good),
  ...grows("app_user_events_total", { ...of, event: "login_failed" }, bad),
});

export const LoginsFailing = alert("LoginsFailing", {
  ...told,
  signal: loginsFailed,
  above: 0.3,
  and: (s, n) => promql`${loginAttempts.value(s)} >= ${n("attempts")}`,
  parameters: {
    attempts: { value: 0.05, unit: "ops", meaning: "fewest login attempts per second that count" },
  },
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of the logins fail",
  description:
    "For {for} more than {threshold} of the attempts to log in to {{ $labels.job }} have been refused. Either users cannot get in, or somebody tries out passwords.",
  cases: [
    fires("half of the logins to one service fail", {
      series: { ...logins(shop1, 1, 1), ...logins(cart1, 1, 0.41) },
      at: "10m",
      labels: [shop],
      text: {
        summary: "shop: 50% of the logins fail",
        description:
          "For 5 minutes more than 30 % of the attempts to log in to shop have been refused. Either users cannot get in, or somebody tries out passwords.",
      },
    }),
    fires("just over the line, with just enough attempts", {
      series: logins(shop1, 0.0353, 0.0157),
      at: "15m",
      labels: [shop],
    }),
    quiet("just under the line", { series: logins(shop1, 0.709, 0.291), at: "30m" }),
    quiet("too few attempts to judge", { series: logins(shop1, 0.009, 0.04), at: "30m" }),
    quiet("what users do besides is no login", {
      series: {
        ...grows("app_user_events_total", { ...shop1, event: "login_failed" }, 0.04),
        ...grows("app_user_events_total", { ...shop1, event: "order_placed" }, 9),
      },
      at: "30m",
    }),
    quiet("`for` is not over", { series: logins(shop1, 0, 10), at: "5m" }),
    resolves("the identity provider is back", {
      series: logins(
        shop1,
        [
          ["20m", 0],
          ["1h", 5],
        ],
        [
          ["20m", 5],
          ["1h", 0],
        ],
      ),
      labels: [shop],
      firingAt: "20m",
      goneAt: "35m",
    }),
  ],
});

const users = (is: number | readonly Step[], was: number | "missing", of: Labels = shop): Series =>
  past({ now: "job:app_users_active:avg1h", then: "job:app_users_active_last_week:avg1h", of, is, was });

export const UsersFewer = alert("UsersFewer", {
  ...told,
  signal: usersAgainstLastWeek,
  below: 0.5,
  and: (s, n) => promql`${usersHourLastWeek.value(s)} >= ${n("floor")}`,
  parameters: { floor: { value: 20, unit: "short", meaning: "fewest active users in the hour last week" } },
  kind: "trend",
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.job }}: only {value} of the users of the same hour last week",
  description:
    "In the last hour {{ $labels.job }} had less than {threshold} of the active users of the same hour a week ago, which were at least {floor}. They may not find it, not get in, or give up in the middle.",
  cases: [
    fires("half of the users of one service stay away", {
      series: { ...users(40, 100), ...users(51, 100, cart) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: only 40% of the users of the same hour last week",
        description:
          "In the last hour shop had less than 50 % of the active users of the same hour a week ago, which were at least 20. They may not find it, not get in, or give up in the middle.",
      },
    }),
    fires("just under the line, and just enough last week", {
      series: users(10, 20.4),
      at: "30m",
      labels: [shop],
    }),
    quiet("just over the line", { series: users(51, 100), at: "32m" }),
    quiet("too few last week to compare", { series: users(1, 19.6), at: "32m" }),
    quiet("there was no last week", { series: users(1, "missing"), at: "32m" }),
    quiet("nobody was there last week", { series: users(0, 0), at: "32m" }),
    quiet("`for` is not over", { series: users(1, 100), at: "1785s" }),
    resolves("they come back", {
      series: users(
        [
          ["40m", 10],
          ["4h", 100],
        ],
        100,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "56m",
    }),
  ],
});

const sessions = (is: number | readonly Step[], was: number | "missing", of: Labels = shop): Series =>
  past({ now: "job:app_sessions_open:avg1h", then: "job:app_sessions_open_last_week:avg1h", of, is, was });

export const SessionsDropped = alert("SessionsDropped", {
  ...told,
  dashboard: { uid: "sessions", variables: ["job"] },
  signal: sessionsAgainstLastWeek,
  below: 0.4,
  and: (s, n) => promql`${sessionsHourLastWeek.value(s)} >= ${n("floor")}`,
  parameters: { floor: { value: 20, unit: "short", meaning: "fewest open sessions in the hour last week" } },
  kind: "trend",
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.job }}: only {value} of the sessions of the same hour last week",
  description:
    "In the last hour {{ $labels.job }} had less than {threshold} of the open sessions of the same hour a week ago, which were at least {floor}. Sessions end too early, or a restart has ended all of them.",
  cases: [
    fires("sessions of one service are lost", {
      series: { ...sessions(30, 100), ...sessions(41, 100, cart) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: only 30% of the sessions of the same hour last week",
        description:
          "In the last hour shop had less than 40 % of the open sessions of the same hour a week ago, which were at least 20. Sessions end too early, or a restart has ended all of them.",
      },
    }),
    fires("just under the line, and just enough last week", {
      series: sessions(8, 20.4),
      at: "30m",
      labels: [shop],
    }),
    quiet("just over the line", { series: sessions(41, 100), at: "32m" }),
    quiet("too few last week to compare", { series: sessions(1, 19.6), at: "32m" }),
    quiet("there was no last week", { series: sessions(1, "missing"), at: "32m" }),
    quiet("none was open last week", { series: sessions(0, 0), at: "32m" }),
    quiet("`for` is not over", { series: sessions(1, 100), at: "1785s" }),
    resolves("users log in again", {
      series: sessions(
        [
          ["40m", 10],
          ["4h", 100],
        ],
        100,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "56m",
    }),
  ],
});

const order = { event: "order_placed" } as const;
const events = (is: number | readonly Step[], was: number | "missing", of: Labels): Series =>
  past({
    now: "job_event:app_user_events:rate1h",
    then: "job_event:app_user_events_last_week:rate1h",
    of: { ...of, ...order },
    is,
    was,
  });

export const UserEventSilent = alert("UserEventSilent", {
  ...told,
  dashboard: { uid: "behaviour", variables: ["job"] },
  event: (s, n) =>
    promql`${eventsHour(s)} < ${n("few")} * ${eventsHourLastWeek(s)} and ${eventsHourLastWeek(s)} >= ${n("floor")}`,
  by: ["job", "event"],
  unit: "ops",
  parameters: {
    few: { value: 0.02, unit: "percentunit", meaning: "share of last week's events that is as good as none" },
    floor: { value: 0.01, unit: "ops", meaning: "fewest events per second in the hour last week" },
  },
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {{ $labels.event }} has stopped",
  description:
    "For an hour there has been less than {few} of the events {{ $labels.event }} of {{ $labels.job }} that there were in the same hour a week ago. What leads users to it is broken, or the event is no longer counted.",
  cases: [
    fires("orders of one service stop", {
      series: { ...events(0, 1, shop), ...events(0.0205, 1, cart) },
      at: "5m",
      labels: [{ ...shop, ...order }],
      text: {
        summary: "shop: order_placed has stopped",
        description:
          "For an hour there has been less than 2 % of the events order_placed of shop that there were in the same hour a week ago. What leads users to it is broken, or the event is no longer counted.",
      },
    }),
    fires("just under the line, and just enough last week", {
      series: events(0.000199, 0.0102, shop),
      at: "5m",
      labels: [{ ...shop, ...order }],
    }),
    fires("both", {
      series: { ...events(0, 1, shop), ...events(0.0195, 1, cart) },
      at: "5m",
      labels: [
        { ...shop, ...order },
        { ...cart, ...order },
      ],
    }),
    quiet("just over the line", { series: events(0.0205, 1, shop), at: "30m" }),
    quiet("too few last week to miss any", { series: events(0, 0.0098, shop), at: "30m" }),
    quiet("there was no last week", { series: events(0, "missing", shop), at: "30m" }),
    quiet("`for` is not over", { series: events(0, 1, shop), at: "285s" }),
    resolves("the button is back", {
      series: events(
        [
          ["20m", 0],
          ["2h", 1],
        ],
        1,
        shop,
      ),
      labels: [{ ...shop, ...order }],
      firingAt: "20m",
      goneAt: "31m",
    }),
  ],
});

const usual = (is: number | readonly Step[], was: number | "missing", of: Labels = shop): Series =>
  past({ now: "job:app_users_active:avg1h", then: "job:app_users_active_usual:avg1h", of, is, was });

export const UsersUnusual = deviation({
  ...told,
  name: "UsersUnusual",
  of: usersOfHour,
  signal: usersUnusual,
  level: { value: 20, unit: "short", meaning: "fewest active users that are usual at this hour" },
  summary: "{{ $labels.job }}: active users differ by {value} from what is usual at this hour",
  description:
    "For {for} the active users of {{ $labels.job }} have differed by more than {threshold} from the median of the same hour in the last three weeks, which is at least {level}. A holiday, a campaign, or something that keeps them away.",
  cases: [
    fires("twice as many as usual, beside a service that is nearly as usual", {
      series: { ...usual(200, 100), ...usual(51, 100, cart) },
      at: "30m",
      labels: [shop],
      text: {
        summary: "shop: active users differ by 100% from what is usual at this hour",
        description:
          "For 30 minutes the active users of shop have differed by more than 50 % from the median of the same hour in the last three weeks, which is at least 20. A holiday, a campaign, or something that keeps them away.",
      },
    }),
    fires("just less than half, and just enough usually", {
      series: usual(10, 20.4),
      at: "30m",
      labels: [shop],
    }),
    quiet("just within what is usual", { series: usual(149, 100), at: "32m" }),
    quiet("too few usually", { series: usual(90, 19.6), at: "32m" }),
    quiet("what is usual is not known yet", { series: usual(90, "missing"), at: "32m" }),
    quiet("`for` is not over", { series: usual(900, 100), at: "1785s" }),
    resolves("it is as usual again", {
      series: usual(
        [
          ["40m", 900],
          ["4h", 100],
        ],
        100,
      ),
      labels: [shop],
      firingAt: "40m",
      goneAt: "71m",
    }),
  ],
});

/** Users of services. */
export const userRules: Rules = {
  name: "users",
  needs: ["services"],
  recordings: [
    recording("job:app_users_active:sum", usersActive),
    recording("job:app_sessions_open:sum", sessionsOpen),
    recording("job_event:app_user_events:rate5m", userEvents),
  ],
  alerts: [LoginsFailing, SessionsDropped, UserEventSilent, UsersFewer, UsersUnusual],
};
