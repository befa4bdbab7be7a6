/** Panels of months: availability, load, alerts and budgets, all from what rules recorded. */
import { SloBudgetExhausted } from "../../rules/slo/alerts";
import * as history from "../../signals/history";
import { probeAvailabilityDay } from "../../signals/probes";
import { sloBudgetRemaining, sloErrorRatioDay } from "../../signals/slo";
import { stat, table, timeseries } from "../model/panel";

const noProbes = "No probes: add some under `probes` in the stack file";
const noServices = "No service counts its requests (http_requests)";
const noObjectives = "No objectives: write some under `slos` in the stack file";
const noHosts = "No data: no host is scraped";

export const targetsMean = stat(history.targetsUpMean, {
  decimals: 2,
  why: "What was not scraped is not known: graphs have gaps for the rest.",
  act: "See below which job lost targets, and when.",
  noValue: "No data: nothing is scraped",
});

export const probesLowest = stat(history.probesMonth, {
  decimals: 3,
  why: "It is what the users of the worst address had, whatever the mean says.",
  act: "Find its worst day below, and open the probes for that day.",
  noValue: noProbes,
});

export const budgetLeast = stat(history.leastBudget, {
  why: "Below 0 a promise was broken.",
  act: "See below which objective it is and which days took it.",
  noValue: noObjectives,
});

export const alertsMean = stat(history.firingMean, {
  decimals: 1,
  why: "A number that never comes to 0 means that alerts are normal, and then nobody looks.",
  act: "Mend or tune what fired longest, in the table below.",
  noValue: "No data: Prometheus does not answer",
});

export const availability = timeseries(probeAvailabilityDay, {
  title: "Availability of each day",
  width: 12,
  why: "Days with faults stand out, and so does a slow decline.",
  act: "Set the time range to the worst day and open the probes.",
  noValue: noProbes,
});

export const targets = timeseries(history.targetsUpRecorded, {
  width: 12,
  why: "Holes here are holes in everything that the job measures.",
  act: "Compare with restarts and with work on the hosts.",
  noValue: "No data: nothing is scraped",
});

export const budgets = timeseries(sloBudgetRemaining, {
  title: "Error budgets left",
  width: 12,
  line: SloBudgetExhausted,
  why: "Steps are incidents; a slope is a fault that nobody has noticed.",
  act: "For each step there should be a post-mortem, for a slope a repair.",
  noValue: noObjectives,
});

export const badDays = timeseries(sloErrorRatioDay, {
  title: "Bad events of each day",
  width: 12,
  why: "A budget goes on few days: those that stand out here.",
  act: "Ask what the worst days have in common: a weekday, a release, a provider.",
  noValue: noObjectives,
});

export const cpu = timeseries([history.busiestHost, history.meanHost], {
  title: "CPU of hosts",
  why: "The mean grows with the load; the busiest alone with an uneven spread.",
  act: "Plan more hosts before the mean passes 70 %.",
  noValue: noHosts,
});

export const memory = timeseries([history.fullestMemory, history.meanMemory], {
  title: "Memory of hosts",
  why: "Memory that only rises is a leak, or a cache without a limit.",
  act: "Look for the host, then for its processes.",
  noValue: noHosts,
});

export const disk = timeseries(history.fullestDisk, {
  why: "Disks fill slowly, and then all at once.",
  act: "Enlarge or clean while there is time.",
  noValue: noHosts,
});

export const requests = timeseries(history.requestsRecorded, {
  why: "Load that grows by the month decides when more is needed.",
  act: "Compare with CPU above: how many requests does one percent carry?",
  noValue: noServices,
});

export const errors = timeseries(history.errorsRecorded, {
  why: "A level that rises a little with each release is not noticed from day to day.",
  act: "Find the release with which it rose.",
  noValue: noServices,
});

export const latency = timeseries(history.latencyRecorded, {
  why: "Answers become slower with data that grows.",
  act: "Look at the database queries of the service whose time rises.",
  noValue: noServices,
});

export const users = timeseries(history.usersRecorded, {
  why: "The shape of weeks and the trend of months.",
  act: "A dent that other weeks do not have is worth a question.",
  noValue: "No service says who uses it (app_users_active)",
});

export const tasks = timeseries(history.tasksRecorded, {
  why: "Work that fails now and then adds up.",
  act: "Look at the kind of task that is below the others.",
  noValue: "No service tells of tasks (app_tasks)",
});

export const alerts = timeseries(history.firingRecorded, {
  width: 12,
  stack: true,
  why: "Shows whether it gets better over the months.",
  act: "Compare with the effort that was put into repairs.",
  noValue: "No alert fired: good",
});

export const longestAlerts = table(history.noisiestRecorded, {
  title: "Alerts that fired longest",
  width: 12,
  columns: { alertname: { title: "Alert", link: "runbook" }, severity: {}, team: {} },
  why: "An alert that fires for weeks is one that nobody acts on.",
  act: "Mend it, or switch it off under `alerts` in the stack file.",
  noValue: "No alert fired: good",
});

export const connections = timeseries(history.connectionsRecorded, {
  why: "They grow with every instance of every service.",
  act: "Put a pool in between before the limit is reached.",
  noValue: "No database is watched",
});

export const gpus = timeseries(history.gpusRecorded, {
  why: "GPUs that idle are money that idles.",
  act: "Compare with what waits in the queues.",
  noValue: "No GPUs are watched",
});

export const series = timeseries(history.seriesRecorded, {
  why: "Memory and disk of Prometheus follow the series.",
  act: "If it grows faster than the hosts do, look for a label that changes.",
  noValue: "No data: Prometheus does not scrape itself",
});

export const logBytes = timeseries(history.logBytesRecorded, {
  why: "The disk of Loki follows it, times the retention.",
  act: "Find the service that writes more than before on the page of logs.",
  noValue: "No data: Loki is not scraped",
});
