/** Users of services: whether they are there, get in, and do what they usually do. */
import { LoginsFailing, UsersFewer } from "../../rules/users";
import { eventRate } from "../../signals/behaviour";
import { usersUnusual } from "../../signals/deviation";
import * as users from "../../signals/users";
import { stat, table, timeseries } from "../model/panel";

const none = "No service says who uses it (app_users_active)";
const noEvents = "No service counts what its users do (app_user_events_total)";
const noHistory = "No data of last week yet";
/** Recorded by job, for all clusters. */
const past = ["cluster"] as const;

export const activeNow = stat(users.usersActive, {
  sparkline: true,
  why: "Users who leave are the first sign of faults that no error shows.",
  act: "Compare with last week below.",
  noValue: none,
});

export const sessionsOpenNow = stat(users.sessionsOpen, {
  why: "Sessions that vanish at once were lost by a restart.",
  act: "Look whether the service was restarted.",
  noValue: "No service counts its sessions (app_sessions_open)",
});

export const loginsFailedNow = stat(users.loginsFailed, {
  line: LoginsFailing,
  why: "Either users cannot get in, or somebody tries out passwords.",
  act: "See below whether good logins have become fewer, or bad ones more.",
  noValue: "Nobody has tried to log in",
});

export const loginAttemptsNow = stat(users.loginAttempts, {
  decimals: 2,
  why: "A share of few attempts says little.",
  act: "If there are many more than usual, see from where.",
  noValue: noEvents,
});

export const sessionLengthNow = stat(users.sessionDuration, {
  why: "Sessions that become shorter are users who give up.",
  act: "Find the step at which they leave.",
  noValue: "No session has ended",
});

export const usersTable = table(
  [users.usersActive, users.sessionsOpen, eventRate, users.loginsFailed, users.sessionDuration],
  {
    title: "Services by their users",
    line: LoginsFailing,
    columns: { job: { title: "Service" } },
    drill: [
      { title: "What its users do", uid: "behaviour", variables: { job: "job" } },
      { title: "Its sessions", uid: "sessions", variables: { job: "job" } },
      { title: "Open the service", uid: "service", variables: { job: "job" } },
    ],
    why: "A service with many users comes before one with few, whatever their numbers are.",
    act: "Click on a service for what its users do, or for their sessions.",
    noValue: none,
  },
);

export const activeOverTime = timeseries(users.usersActive, {
  title: "Active users over time",
  why: "The shape of the day is the measure for everything else.",
  act: "A dent that other days do not have is worth a look.",
  noValue: none,
});

export const eventsOverTime = timeseries(users.userEvents, {
  why: "A kind of event that stops is a step that is broken.",
  act: "Do that step yourself.",
  noValue: noEvents,
});

export const loginsFailedOverTime = timeseries(users.loginsFailed, {
  title: "Logins failed over time",
  line: LoginsFailing,
  why: "The moment at which it rose leads to the cause.",
  act: "Compare with releases and with the identity provider.",
  noValue: "No login was tried in this time",
});

export const usersLastWeek = timeseries([users.usersHour, users.usersHourLastWeek], {
  title: "Active users of an hour, now and last week",
  past,
  why: "Where the two lines of users part, something has changed for them.",
  act: "Ask first whether the day is a special one.",
  noValue: noHistory,
});

export const usersAgainstOtherWeeks = timeseries([users.usersAgainstLastWeek, usersUnusual], {
  title: "Active users against other weeks",
  line: UsersFewer,
  past,
  why: "Half as many users as always is an outage, even if no request fails.",
  act: "Use the service as they do.",
  noValue: noHistory,
});
