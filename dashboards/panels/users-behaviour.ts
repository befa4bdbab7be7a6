/** What the users of one service do. */
import * as behaviour from "../../signals/behaviour";
import { userEvents } from "../../signals/users";
import { barGauge, stat, table, timeseries } from "../model/panel";

const none = "The service does not count what its users do (app_user_events_total)";
const noLogins = "Nobody has logged in";
const noHistory = "No data of last week yet";
/** Recorded by job, for all clusters. */
const past = ["cluster"] as const;

export const eventsNow = stat(behaviour.eventRate, {
  decimals: 2,
  sparkline: true,
  why: "Everything that users do, in one number: it falls before any of them complains.",
  act: "If it fell, see in the table below which kind of event it is.",
  noValue: none,
});

export const eventsPerUserNow = stat(behaviour.eventsPerUser, {
  decimals: 1,
  why: "Users who do less than usual are held up; users who do far more may be programs.",
  act: "If it jumped, look in the log for one client behind many requests.",
  noValue: "No user is active",
});

export const loginsNow = stat(behaviour.loginsSucceeded, {
  decimals: 2,
  why: "What comes after the login can only be as much as this.",
  act: "If it fell and refused logins did not rise, users do not even come to the login.",
  noValue: none,
});

export const silentNow = stat(behaviour.eventsSilent, {
  past,
  badFrom: 1,
  why: "What users did last week at this hour and nobody does now is broken, most likely.",
  act: "Sort the table below by what is against last week, and do that step yourself.",
  noValue: noHistory,
});

export const sharesOverTime = timeseries(behaviour.eventShare, {
  title: "Shares of what users do",
  stack: true,
  why: "The mixture is steadier than the amount: it shows a broken step also on a quiet day.",
  act: "The band that became thin is the step to try.",
  noValue: none,
});

export const perLoginOverTime = timeseries(behaviour.eventsPerLogin, {
  title: "Steps for each login, over time",
  why: "If logins go on and a step becomes rarer, users get in and get stuck before it.",
  act: "Go from the login to that step as a user does.",
  noValue: noLogins,
});

export const perLoginNow = barGauge(behaviour.eventsPerLogin, {
  title: "The way through, for each login",
  min: 0,
  decimals: 2,
  why: "Beside each other the bars are the way through: where the next one is much shorter, users leave.",
  act: "Make the step before the shortest bar easier, or find out what is broken in it.",
  noValue: noLogins,
});

export const eventsTable = table([userEvents, behaviour.eventShare, behaviour.eventsPerLogin], {
  title: "Events, most frequent first",
  columns: { event: {} },
  width: 16,
  why: "One line for each thing that users can do: how often, how much of all, and how often for each login.",
  act: "Look for a line that is missing, and for one that is far larger than its neighbours.",
  noValue: none,
});

export const loginsOverTime = timeseries([behaviour.loginsSucceeded, behaviour.loginsRefused], {
  title: "Logins, and those refused",
  width: 12,
  why: "Refusals that rise alone are somebody who tries out passwords; refusals that replace logins are a fault.",
  act: "Rising alone: block the source. Replacing: ask the identity provider.",
  noValue: "Nobody has tried to log in",
});

export const eventsAgainstLastWeek = timeseries(behaviour.eventAgainstLastWeek, {
  title: "Events against last week",
  past,
  why: "One line far from the others is one step that changed; all lines together is the day.",
  act: "Ask what was released or announced since last week.",
  noValue: noHistory,
});

export const eventsLastWeek = table(
  [behaviour.eventHour, behaviour.eventHourLastWeek, behaviour.eventAgainstLastWeek],
  {
    title: "Events of an hour, now and last week",
    past,
    columns: { event: {} },
    why: "An event with a number last week and none now is one that nobody does any more.",
    act: "Try that event, and read the release notes for whether it was renamed.",
    noValue: noHistory,
  },
);

export const eventsPerUserOverTime = timeseries(behaviour.eventsPerUser, {
  title: "Events of a user, over time",
  why: "Fewer of them at the same number of users is a service that makes them wait.",
  act: "Compare with the time that the service takes to answer.",
  noValue: "No user was active in this time",
});
