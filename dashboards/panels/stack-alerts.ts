/** Panels about alerts: what fires, and what fired how often and for how long. */
import * as history from "../../signals/alert-history";
import { silencesActive } from "../../signals/alertmanager";
import { barGauge, stat, stateTimeline, table, timeseries } from "../model/panel";

const none = "No alert fired in the time shown: good";

const severities = {
  critical: { text: "critical", colour: "bad" },
  warning: { text: "warning", colour: "warning" },
} as const;

export const pendingNow = stat(history.alertsPending, {
  why: "What waits now fires in the next minutes if nothing changes.",
  act: "See in the states below which alerts they are; there may be time to act before anybody is called.",
  noValue: "No data: Prometheus does not answer",
});

export const startsInAll = stat(history.alertStartsInAll, {
  why: "Each start is a message to somebody. More than a few a day for one person is noise, and noise is not read.",
  act: "Take the noisiest alert of the table: mend its cause, or tune it in the stack file.",
  noValue: "No data: Prometheus does not answer",
});

export const resolvedWithin = stat(history.timeToResolveInAll, {
  title: "Mean time to resolve",
  why: "Alerts that resolve within minutes by themselves wait too briefly; those that last for days are taken by nobody.",
  act: "Look at the longest ones in the table, then at the shortest.",
  noValue: none,
});

export const silencesNow = stat(silencesActive, {
  legend: [],
  past: ["severity", "team", "service"],
  why: "What is silenced fires here as well, but nobody is told.",
  act: "End silences that are not needed any more.",
  noValue: "No data: Alertmanager is not scraped",
});

export const statesOverTime = stateTimeline(history.alertState, {
  width: 24,
  height: 12,
  states: { 1: { text: "Pending", colour: "warning" }, 2: { text: "Firing", colour: "bad" } },
  why: "Alerts that turn red together have one cause; one that comes and goes flaps.",
  act: "Read from the left: the first one is nearest to the cause. Give one that flaps a longer `for` or `keepFiringFor`.",
  noValue: "No alert was active in the time shown: good",
});

export const firingOfSeverity = timeseries(history.firingOfSeverity, {
  stack: true,
  why: "Shows when it was bad, and how bad.",
  act: "Set the time range around the highest peak and read the states of that time.",
  noValue: none,
});

export const firingOfTeam = timeseries(history.firingOfTeam, {
  stack: true,
  why: "Shows who had how much to look at, at a time.",
  act: "If one team has most of it all the time, its alerts or its systems need work.",
  noValue: none,
});

export const firingOfService = timeseries(history.firingOfService, {
  stack: true,
  why: "Shows what the alerts were about.",
  act: "Open the dashboard of the subject that has most.",
  noValue: none,
});

export const noisiest = table(
  [history.alertStarts, history.timeToResolve, history.alertTime, history.longestActive],
  {
    title: "Noisiest alerts",
    sortBy: "Times fired",
    columns: {
      alertname: { title: "Alert", link: "runbook" },
      severity: { states: severities },
      team: {},
      service: {},
    },
    why: "A few alerts make most of the noise. Those that fire often and resolve at once are tuned badly; those that fire for long are ignored.",
    act: "Begin at the top: mend the cause, raise the threshold, lengthen `for`, or switch it off under `alerts` in the stack file.",
    noValue: none,
  },
);

export const startsOfTeam = barGauge(history.startsOfTeam, {
  why: "People who are called too often stop to look.",
  act: "Talk with the team that has most about what could be mended or tuned.",
  noValue: none,
});

export const startsOfService = barGauge(history.startsOfService, {
  why: "Shows which part needs work most.",
  act: "Plan work on its most frequent cause.",
  noValue: none,
});

export const startsOfSeverity = barGauge(history.startsOfSeverity, {
  why: "Critical alerts should be the fewest: each may wake somebody.",
  act: "If there are many, see which of them could be warnings.",
  noValue: none,
});

export const startsOfInstance = barGauge(history.startsOfInstance, {
  width: 24,
  why: "One machine that brings alerts again and again is worth a replacement.",
  act: "Open the page of that instance and look for what its alerts have in common.",
  noValue: none,
});
