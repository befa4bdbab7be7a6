import { LoginsFailing, SessionsDropped, UsersFewer } from "../rules/users";
import { usersUnusual } from "../signals/deviation";
import * as users from "../signals/users";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, timeseries } from "./model/panel";
import { cluster, job } from "./model/variables";

const none = "No service says who uses it (app_users_active)";
const noHistory = "No data of last week yet";
/** Recorded by job, for all clusters. */
const past = ["cluster"] as const;

/** Who uses the services, and whether they can. */
export const usersDashboard = dashboard(
  "users",
  "Users",
  {
    description: "Are the users there, do they get in, and what do they do?",
    tags: ["users"],
    needs: ["services"],
    variables: [cluster, job],
    links: ["services", "business"],
    time: "24h",
  },
  [
    row(
      "Are they there?",
      stat(users.usersActive, {
        sparkline: true,
        why: "Users who leave are the first sign of faults that no error shows.",
        act: "Compare with last week below.",
        noValue: none,
      }),
      stat(users.sessionsOpen, {
        why: "Sessions that vanish at once were lost by a restart.",
        act: "Look whether the service was restarted.",
        noValue: none,
      }),
      stat(users.loginsFailed, {
        line: LoginsFailing,
        why: "Either users cannot get in, or somebody tries out passwords.",
        act: "See below whether good logins have become fewer, or bad ones more.",
        noValue: "Nobody has tried to log in",
      }),
      stat(users.loginAttempts, {
        decimals: 2,
        why: "A share of few attempts says little.",
        act: "If there are many more than usual, see from where.",
        noValue: none,
      }),
      stat(users.sessionDuration, {
        why: "Sessions that become shorter are users who give up.",
        act: "Find the step at which they leave.",
        noValue: "No session has ended",
      }),
    ),
    row(
      "What they do",
      timeseries(users.usersActive, {
        title: "Active users over time",
        why: "The shape of the day is the measure for everything else.",
        act: "A dent that other days do not have is worth a look.",
        noValue: none,
      }),
      timeseries(users.userEvents, {
        why: "A kind of event that stops is a step that is broken.",
        act: "Do that step yourself.",
        noValue: none,
      }),
      timeseries(users.loginsFailed, {
        title: "Logins failed over time",
        line: LoginsFailing,
        why: "The moment at which it rose leads to the cause.",
        act: "Compare with releases and with the identity provider.",
        noValue: "Nobody has tried to log in",
      }),
    ),
    closedRow(
      "Against other weeks",
      timeseries([users.usersHour, users.usersHourLastWeek], {
        title: "Active users of an hour, now and last week",
        past,
        why: "Where the two part, something has changed.",
        act: "Ask first whether the day is a special one.",
        noValue: noHistory,
      }),
      timeseries([users.usersAgainstLastWeek, usersUnusual], {
        title: "Active users against other weeks",
        line: UsersFewer,
        past,
        why: "Far below 100 % users stay away.",
        act: "Use the service as they do.",
        noValue: noHistory,
      }),
      timeseries(users.sessionsAgainstLastWeek, {
        line: SessionsDropped,
        past,
        why: "Sessions that are lost cost users their work.",
        act: "Look for restarts and for keys that were changed.",
        noValue: noHistory,
      }),
      timeseries(users.sessionsHourLastWeek, {
        past,
        why: "What is usual at this hour.",
        act: "Compare with the sessions that are open now.",
        noValue: noHistory,
      }),
    ),
  ],
);
