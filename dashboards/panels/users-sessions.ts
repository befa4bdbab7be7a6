/** Sessions of users in depth. */
import { SessionsDropped } from "../../rules/users";
import * as sessions from "../../signals/sessions";
import * as users from "../../signals/users";
import { heatmap, stat, timeseries } from "../model/panel";

const none = "No service counts its sessions (app_sessions_open)";
const noneEnded = "No session has ended in this time";
const noHistory = "No data of last week yet";
/** Recorded by job, for all clusters. */
const past = ["cluster"] as const;

export const sessionsPerUserNow = stat(sessions.sessionsPerUser, {
  decimals: 1,
  why: "Many sessions for each user are logins that are asked for again and again, or sessions that are never closed.",
  act: "If it rises, log in and watch whether the session is kept.",
  noValue: none,
});

export const sessionsShortNow = stat(sessions.sessionsShort, {
  decimals: 1,
  why: "Who leaves within a minute has found an error, a slow page, or the wrong page.",
  act: "If it rose, go through the first steps after the login.",
  noValue: noneEnded,
});

export const sessionsLostNow = stat(sessions.sessionsLost, {
  decimals: 1,
  why: "Users whose session is lost have to log in again, and lose what they had begun.",
  act: "Look for a restart or for keys that were changed within these ten minutes.",
  noValue: none,
});

export const sessionsExpiredNow = stat(sessions.sessionsExpired, {
  decimals: 0,
  why: "Sessions that run out instead of being closed stay open for thieves until then.",
  act: "If it rose with a release, see whether the way to log out is still there.",
  noValue: noneEnded,
});

export const sessionsOverTime = timeseries(users.sessionsOpen, {
  title: "Sessions open over time",
  why: "A step down is a restart or a lost store of sessions; a slope that never turns are sessions that nobody ends.",
  act: "At a step, compare with the starts of the service's processes.",
  noValue: none,
});

export const begunAndEnded = timeseries([sessions.sessionsBegun, sessions.sessionsEnded], {
  title: "Sessions begun and ended",
  why: "A peak of ends without one of begins is a crowd that was thrown out; one of both is a crowd that logs in again.",
  act: "Find out what happened at the peak.",
  noValue: "No session has begun or ended",
});

export const lostOverTime = timeseries(sessions.sessionsLost, {
  title: "Sessions lost, over time",
  why: "Shows each moment at which users were thrown out, and how many of them.",
  act: "Peaks at every release mean that sessions do not outlive a process: keep them outside of it.",
  noValue: none,
});

export const lengths = heatmap(sessions.sessionTimes, {
  title: "Length of sessions, all of them",
  width: 12,
  why: "Two bands are two kinds of users: those who look something up, and those who work. The lower band alone growing is users who give up.",
  act: "Compare the hour at which a band changed with releases.",
  noValue: noneEnded,
});

export const lengthsOverTime = timeseries(
  [sessions.sessionDuration10, users.sessionDuration, sessions.sessionDuration95],
  {
    title: "Length of sessions over time",
    width: 12,
    why: "If the shortest become shorter, the beginning is broken; if the longest do, sessions are cut off.",
    act: "Cut off at a round time: look at the limits of sessions, of the proxy and of the identity provider.",
    noValue: noneEnded,
  },
);

export const sessionsLastWeek = timeseries([sessions.sessionsHour, users.sessionsHourLastWeek], {
  title: "Sessions of an hour, now and last week",
  past,
  why: "What is usual at this hour, and what is there.",
  act: "If there are fewer, see whether users are fewer as well, or only their sessions.",
  noValue: noHistory,
});

export const sessionsAgainstLastWeek = timeseries(users.sessionsAgainstLastWeek, {
  line: SessionsDropped,
  past,
  why: "Sessions that are lost cost users their work.",
  act: "Look for restarts and for keys that were changed.",
  noValue: noHistory,
});

export const sessionsByInstance = timeseries(sessions.sessionsByInstance, {
  why: "Sessions that live in one instance go with it.",
  act: "Drain an instance before you stop it, or keep sessions in a store that all share.",
  noValue: none,
});

export const sessionsPerUserOverTime = timeseries(sessions.sessionsPerUser, {
  title: "Sessions for each user, over time",
  why: "A rise in a step began with a release or a change at the identity provider.",
  act: "Compare the step with both.",
  noValue: none,
});

export const expiredOverTime = timeseries(sessions.sessionsExpired, {
  title: "Sessions that ran out, over time",
  why: "Users who no longer log out were led away from where one does.",
  act: "Look at the page yourself.",
  noValue: noneEnded,
});
