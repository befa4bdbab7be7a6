/** Panels of the page that somebody watches: the last minutes of everything. */
import { errorVolume, logVolume } from "../../signals/logs";
import * as live from "../../signals/live";
import { probeDuration } from "../../signals/probes";
import { latency95, requestErrors, requestRate } from "../../signals/services";
import { usersActive } from "../../signals/users";
import { stat, timeseries, type Drill } from "../model/panel";

const noServices = "No service counts its requests (http_requests)";
const toHost: Drill = { title: "Open the host", uid: "host", variables: { instance: "instance" } };

export const requestsNow = stat(live.requestsOfAll, {
  sparkline: true,
  why: "The pulse of the whole: a drop is users who do not get through.",
  act: "See in the graph of services which line fell, and open that service.",
  noValue: noServices,
});

export const failedNow = stat(live.errorsOfAll, {
  sparkline: true,
  badFrom: 0.05,
  why: "From 5 % on, users notice.",
  act: "Find the service below whose errors rise, and read its newest lines.",
  noValue: noServices,
});

export const requests = timeseries(requestRate, {
  title: "Requests by service",
  why: "During a release or an incident this shows at once whether traffic comes back.",
  act: "A line at 0 is a service that nobody reaches.",
  noValue: noServices,
});

export const errors = timeseries(requestErrors, {
  title: "Errors by service",
  why: "Tells within seconds whether a change made it better or worse.",
  act: "Take the change back if the line rose with it.",
  noValue: noServices,
});

export const latency = timeseries(latency95, {
  title: "95 % within, by service",
  why: "Slow comes before broken.",
  act: "Look at what the slow service calls: its database, another service.",
  noValue: noServices,
});

export const hostsCpu = timeseries(live.busiestHosts, {
  drill: [toHost],
  why: "A host that is at its end slows all that runs on it.",
  act: "Click on the host, and see which process it is.",
  noValue: "No data: no host is scraped",
});

export const hostsMemory = timeseries(live.fullestHosts, {
  drill: [toHost],
  why: "When memory ends, the kernel ends a process.",
  act: "Click on the host, and see whose memory grows.",
  noValue: "No data: no host is scraped",
});

export const databases = timeseries(live.busiestDatabases, {
  why: "When no connection is left, services fail all at once.",
  act: "Open the database, and see who holds connections without using them.",
  noValue: "No database is watched",
});

export const gpus = timeseries(live.busiestGpus, {
  why: "A GPU that falls to 0 while a job runs waits for data, or has failed.",
  act: "Open the GPU for its errors and its heat.",
  noValue: "No GPUs are watched",
});

export const users = timeseries(usersActive, {
  title: "Users who are there",
  why: "Users who leave have met what no metric shows.",
  act: "Do yourself what they do most, and watch where it stops.",
  noValue: "No service says who uses it (app_users_active)",
});

export const probes = timeseries(probeDuration, {
  title: "Answers to probes",
  why: "They see the service as users do, from outside.",
  act: "Compare with the service's own time: the difference is the network.",
  noValue: "No probes: add some under `probes` in the stack file",
});

export const lines = timeseries(logVolume, {
  title: "Log lines by level, live",
  why: "A burst of errors shows here before any alert has waited long enough.",
  act: "Open the errors in logs and read what is new.",
  noValue: "No lines",
});

export const errorsOfLogs = timeseries(errorVolume, {
  title: "Error lines by service, live",
  width: 24,
  why: "Names the service to look at while the incident runs.",
  act: "Open the errors in logs for what it says.",
  noValue: "No errors: good",
});
