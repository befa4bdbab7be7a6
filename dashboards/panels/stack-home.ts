/** Panels of the home page: whether all is well, and where to look if not. */
import { allAlerts } from "../../rules/catalogue";
import { SloBudgetExhausted } from "../../rules/slo/alerts";
import { notificationsLost } from "../../signals/alertmanager";
import { firingSince } from "../../signals/alerts";
import { areaCritical, areaState, areaWarnings } from "../../signals/areas";
import { fullestOfAll } from "../../signals/filesystems";
import { errorRate, errorVolume } from "../../signals/logs";
import { probesFailing } from "../../signals/probes";
import { firingAlerts, firingBySeverity } from "../../signals/prometheus";
import { sloBudgetRemaining, sloBurnRate } from "../../signals/slo";
import { targetsDown, targetsUp } from "../../signals/targets";
import { stat, stateTimeline, table, timeseries, type Drill } from "../model/panel";

const ofArea = {
  0: { text: "Well", colour: "good" },
  1: { text: "Warning", colour: "warning" },
  2: { text: "Critical", colour: "bad" },
} as const;

const noPrometheus = "No data: Prometheus does not answer";
const noObjectives = "No objectives: write some under `slos` in the stack file";

const toObjectives: Drill = { title: "Open the objectives", uid: "slo", variables: {} };

export const firingNow = stat(firingAlerts, {
  badFrom: 1,
  why: "Each firing alert is something that somebody decided has to be looked at.",
  act: "Read the table of alerts below. A click on the name of an alert leads to what to do.",
  noValue: noPrometheus,
  drill: [{ title: "Open all alerts", uid: "alerts", variables: {} }],
});

export const targetsDownNow = stat(targetsDown, {
  badFrom: 1,
  why: "What a target measures is unknown while it is down, and the alerts about it are blind.",
  act: "Open the stack, find the target there, and look at its server and its host.",
  noValue: noPrometheus,
  drill: [{ title: "Open the stack", uid: "stack", variables: {} }],
});

export const probesFailingNow = stat(probesFailing, {
  badFrom: 1,
  why: "A probe calls an address as a user would. If it fails, users most likely see an error, too.",
  act: "Open the probes, and call the address that fails yourself.",
  noValue: noPrometheus,
  drill: [{ title: "Open the probes", uid: "probes", variables: {} }],
});

/** Notifications are no alerts: labels that these are chosen by say nothing about them. */
export const notificationsLostNow = stat(notificationsLost, {
  past: ["severity", "team", "service"],
  badFrom: 0.01,
  decimals: 0,
  why: "Somebody who should have been told of an alert was not.",
  act: "Open Alertmanager: its page tells which kind of receiver fails, and its log for what reason.",
  noValue: "No data: Alertmanager is not scraped",
  drill: [{ title: "Open Alertmanager", uid: "alertmanager", variables: {} }],
});

export const fullestDiskNow = stat(fullestOfAll, {
  why: "Programs that write to a full filesystem fail, often all at once.",
  act: "Open the hosts: they tell which filesystem it is and how fast it fills.",
  noValue: "No data: no host is scraped",
  drill: [{ title: "Open the hosts", uid: "hosts", variables: {} }],
});

export const errorLinesNow = stat(errorRate, {
  sparkline: true,
  why: "A jump in error lines is often the first sign of a fault, before any limit is reached.",
  act: "Open the errors in logs, and read the lines of the service that writes most.",
  noValue: "No errors",
  drill: [{ title: "Open the errors in logs", uid: "log-errors", variables: {} }],
});

export const areasNow = stat(areaState, {
  width: 24,
  states: ofArea,
  past: ["job"],
  why: "One look tells which parts are well and which one to open.",
  act: "Start with what is critical, and with the area that the others stand on: hosts before databases, databases before services.",
  noValue: "No data: nothing is scraped",
});

export const areasByAlerts = table([areaCritical, areaWarnings], {
  title: "Areas and their dashboards",
  width: 10,
  past: ["job"],
  columns: {
    area: { title: "Area" },
    dashboard: { title: "Dashboard", link: "dashboard" },
  },
  why: "Tells how much is wrong in an area, and leads there.",
  act: "Click on the dashboard of the area with most critical alerts.",
  noValue: "No data: nothing is scraped",
});

export const areasOverTime = stateTimeline(areaState, {
  title: "Areas over time",
  width: 14,
  states: ofArea,
  past: ["job"],
  why: "The area that turned first is most likely where the cause is; the others followed.",
  act: "Look for the leftmost red, set the time range around it, and open that area.",
  noValue: "No data: nothing is scraped",
});

export const firingTable = table(firingSince(Object.values(allAlerts)), {
  title: "Firing alerts",
  width: 16,
  columns: {
    severity: {
      states: {
        critical: { text: "critical", colour: "bad" },
        warning: { text: "warning", colour: "warning" },
      },
    },
    alertname: { title: "Alert", link: "runbook" },
    instance: {},
    dashboard: { link: "dashboard", variables: { instance: "instance" } },
  },
  why: "This is what has to be looked at now, the longest first.",
  act: "Click on an alert for its page of instructions, on a dashboard for the numbers behind it.",
  noValue: "No alert fires",
});

export const firingOverTime = timeseries(firingBySeverity, {
  stack: true,
  why: "Many alerts that begin at one time have one cause, most likely.",
  act: "Look for what else changed when the number rose: a deployment, a host, a network.",
  noValue: "No alert fired",
});

export const budgetsNow = stat(sloBudgetRemaining, {
  width: 12,
  height: 6,
  line: SloBudgetExhausted,
  drill: [toObjectives],
  why: "Below 0 a promise to users is broken for the whole of its window.",
  act: "Where little is left, put off risky changes and mend what fails most.",
  noValue: noObjectives,
});

export const burnRates = timeseries(sloBurnRate, {
  title: "How fast budgets burn",
  width: 12,
  height: 6,
  drill: [toObjectives],
  why: "Above 1 a budget does not last, above 14.4 it is gone within two days.",
  act: "Open the objectives, and look at what failed when the rate rose.",
  noValue: noObjectives,
});

export const targetsOverTime = timeseries(targetsUp, {
  title: "Targets up, by job",
  why: "A job below 100 % has lost targets. Gaps in its graphs come from there.",
  act: "Open the stack to see which target it is and since when.",
  noValue: "No data: nothing is scraped",
});

export const errorsOverTime = timeseries(errorVolume, {
  why: "Shows which service writes errors, and since when.",
  act: "Open the errors in logs for their patterns and the newest lines.",
  noValue: "No errors",
});
