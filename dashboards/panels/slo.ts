/** Objectives of services: what was promised, what was kept, and what may still fail. */
import { SloBudgetExhausted } from "../../rules/slo/alerts";
import * as slo from "../../signals/slo";
import { stat, table, text, timeseries } from "../model/panel";

const none = "No objectives: write some under `slos` in the stack file";

export const budgetsNow = stat(slo.sloBudgetRemaining, {
  width: 8,
  line: SloBudgetExhausted,
  why: "Below 0 the objective is missed, whatever happens today.",
  act: "Stop risky changes where little is left, and see below which days took it.",
  noValue: none,
});

export const burnRateNow = stat(slo.sloBurnRate, {
  width: 4,
  badFrom: 14.4,
  decimals: 1,
  why: "Above 1 the budget does not last. Above 14.4 it is gone within two days of thirty.",
  act: "Look at what fails on the dashboard of services.",
  noValue: none,
});

export const attainedNow = stat(slo.sloAttained, {
  width: 4,
  decimals: 3,
  why: "This is the number that was promised to users.",
  act: "Compare with the objective in the table below.",
  noValue: none,
});

export const badEventsNow = stat(slo.sloErrorRatio, {
  width: 4,
  decimals: 2,
  why: "Shows whether something fails at this moment.",
  act: "If it is not 0, look at the course below for when it began.",
  noValue: none,
});

export const eventsNow = stat(slo.sloEvents, {
  width: 4,
  decimals: 1,
  why: "With few events, single failures weigh much.",
  act: "If it fell to 0, find out why nobody calls.",
  noValue: none,
});

export const objectivesTable = table(
  [
    slo.sloObjective,
    slo.sloAttained,
    slo.sloBudgetRemaining,
    slo.sloBurnRate,
    slo.sloBurnRateDay,
    slo.sloErrorBudget,
  ],
  {
    title: "Objectives",
    width: 16,
    sortBy: slo.sloBurnRate.title,
    columns: { slo: { title: "Objective of" }, service: {} },
    // The service of an objective is called as its job is.
    drill: [{ title: "Open the service", uid: "service", variables: { job: "service" } }],
    why: "One line for each promise: what it is, what was kept, and what may still fail.",
    act: "Take the one that burns fastest first. A click leads to its service.",
    noValue: none,
  },
);

const explanation = `
The **error budget** is what an objective allows to fail: 1 % of all events for an objective of 99 %.

The **burn rate** says how fast it is used. At 1 it lasts exactly for the objective's window, at 10 for a tenth of it.

- Somebody is called when 2 % of the budget went in an hour, or 5 % in six hours.
- A ticket is made when 10 % went in a day, or in three days.
`.trim();

export const readingThisPage = text("Reading this page", explanation, { width: 8 });

export const burnRateHour = timeseries(slo.sloBurnRate, {
  title: "Burn rate of an hour",
  width: 12,
  why: "Peaks are faults; how high and how wide they are is what they cost.",
  act: "Find out what happened at the highest peak.",
  noValue: none,
});

export const burnRateDay = timeseries(slo.sloBurnRateDay, {
  title: "Burn rate of a day, over time",
  width: 12,
  why: "A line that stays above 1 is an objective that will be missed.",
  act: "Look for failures that go on all the time, by route and by instance.",
  noValue: none,
});

export const badEventsOverTime = timeseries(slo.sloErrorRatio, {
  title: "Bad events over time",
  width: 12,
  why: "Shows when it began and whether it is over.",
  act: "Compare with releases and with the load.",
  noValue: none,
});

export const eventsAndFailures = timeseries([slo.sloEvents, slo.sloBadEvents], {
  title: "Events, and those that failed",
  width: 12,
  why: "Tells a fault of the service from a change in what users do.",
  act: "If failures rise with the load, look at saturation; if they rise alone, at the last change.",
  noValue: none,
});

export const budgetsOverTime = timeseries(slo.sloBudgetRemaining, {
  title: "Error budget left, over time",
  width: 12,
  line: SloBudgetExhausted,
  why: "Falls with each fault and rises when old faults leave the window.",
  act: "A line that falls evenly needs a repair, one that fell in a step a post-mortem.",
  noValue: none,
});

export const badEventsOfDays = timeseries(slo.sloErrorRatioDay, {
  title: "Bad events of each day",
  width: 12,
  why: "Shows which days took the budget.",
  act: "Compare with what happened on the worst day.",
  noValue: none,
});
