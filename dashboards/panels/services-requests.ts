/** Requests of services: what their callers feel. */
import { ServiceErrorsHigh, ServiceRequestsRefused } from "../../rules/services-errors";
import { ServiceSaturated, ServiceSlow, ServiceTailSlow } from "../../rules/services-latency";
import * as service from "../../signals/services";
import { stat, table, timeseries } from "../model/panel";
import { toService } from "./services-variables";

const none = "No requests: the service gets none, or does not count them";

export const requestsNow = stat(service.requestRate, {
  decimals: 1,
  sparkline: true,
  why: "With few requests, single failures weigh much in the other numbers.",
  act: "If it fell to 0 at once, look at what is in front of the service.",
  noValue: none,
});

export const errorsNow = stat(service.requestErrors, {
  line: ServiceErrorsHigh,
  decimals: 2,
  why: "Each of these is a user who got an error from this service.",
  act: "See below which route it is, and whether one instance differs.",
  noValue: none,
});

export const latency95Now = stat(service.latency95, {
  line: ServiceSlow,
  why: "One user in twenty waits longer than this.",
  act: "See in the row of routes which one is slow, and whether the load has risen.",
  noValue: none,
});

export const latency99Now = stat(service.latency99, {
  line: ServiceTailSlow,
  why: "A page of many calls meets this at every view.",
  act: "Look for locks, full pools and large answers.",
  noValue: none,
});

export const inFlightNow = stat(service.requestsInFlight, {
  line: ServiceSaturated,
  why: "What is stuck shows here and nowhere else.",
  act: "If it only grows, find out what the requests wait for.",
  noValue: none,
});

export const readyNow = stat(service.instancesReady, {
  why: "A service with one instance left has no spare.",
  act: "See in the row of instances which one is not ready, and since when.",
  noValue: "The service does not say whether it is ready (app_ready)",
});

export const requestsOverTime = timeseries(service.requestRate, {
  title: "Requests over time",
  why: "Shows the load, and gaps in it.",
  act: "A sudden gap is in front of the service; a sudden rise, look who it is.",
  noValue: none,
});

export const errorsAndRefusals = timeseries([service.requestErrors, service.requestsRefused], {
  title: "Errors and refusals",
  line: [ServiceErrorsHigh, ServiceRequestsRefused],
  why: "Errors are the service's fault, refusals what clients ask for.",
  act: "Compare the beginning with releases of the service and of its clients.",
  noValue: none,
});

export const timeToAnswer = timeseries([service.latency50, service.latency95, service.latency99], {
  title: "Time to answer",
  why: "If all three rise, the service is slow; if only the last, some requests wait for something.",
  act: "Look at its routes for the one that takes longer than before.",
  noValue: none,
});

export const routesTable = table(
  [service.requestRateByRoute, service.requestErrorsByRoute, service.latency95ByRoute],
  {
    title: "Routes, busiest first",
    columns: { job: { title: "Service" }, route: {} },
    width: 16,
    drill: [toService],
    why: "One bad route among good ones is where to look.",
    act: "Sort by errors or by time.",
    noValue: none,
  },
);

export const answersByStatus = timeseries(service.requestRateByStatus, {
  title: "Answers by status",
  stack: true,
  why: "The status tells the kind of fault: 500 code, 502 and 504 something behind, 503 protection, 499 impatient clients.",
  act: "Follow the one that has grown.",
  noValue: none,
});
