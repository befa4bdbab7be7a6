/** All services at a glance. */
import { ServiceErrorsHigh } from "../../rules/services-errors";
import { ServiceSaturated, ServiceSlow, ServiceTailSlow } from "../../rules/services-latency";
import * as summary from "../../signals/service-summary";
import { stat, table, timeseries } from "../model/panel";
import { recordedByJob as past, toService } from "./services-variables";

const none = "No service: none is scraped that counts its requests";

export const servicesSeen = stat(summary.servicesSeen, {
  past,
  why: "A service that is not counted here is not watched by anything on this page.",
  act: "If one is missing, look among the targets of the stack for why it is not scraped.",
  noValue: none,
});

export const requestsInAll = stat(summary.requestsInAll, {
  id: "requests",
  past,
  decimals: 1,
  sparkline: true,
  why: "Without requests, none of the other numbers says anything.",
  act: "If it fell to 0, try the way that users take.",
  noValue: none,
});

export const errorsInAll = stat(summary.errorsInAll, {
  id: "errors",
  past,
  decimals: 2,
  sparkline: true,
  why: "Each of these is a user who got an error, from whichever service.",
  act: "Find the service in the table below, and open it.",
  noValue: "No requests: neither errors nor successes",
});

export const worstErrors = stat(summary.worstErrors, {
  past,
  line: ServiceErrorsHigh,
  decimals: 2,
  why: "A small service that fails altogether does not show in the share of all.",
  act: "Sort the table below by errors.",
  noValue: "No requests: nothing can have failed",
});

export const slowestService = stat(summary.slowestService, {
  id: "95-of-the-requests-within",
  past,
  line: ServiceSlow,
  why: "One user in twenty waits longer than this, where it is slowest.",
  act: "Sort the table below by time. What calls this service is slow as well, most likely.",
  noValue: "No requests: nobody has waited",
});

export const instancesNotReady = stat(summary.instancesNotReady, {
  id: "instances-ready",
  badFrom: 1,
  why: "What is not ready carries no load; the others carry its share.",
  act: "Ask such an instance for its reason, at /ready.",
  noValue: "No service says whether it is ready (app_ready)",
});

export const servicesTable = table(
  [
    summary.requestsOfServices,
    summary.errorsOfServices,
    summary.latency95OfServices,
    summary.inFlightOfServices,
    summary.readyOfServices,
  ],
  {
    title: "Services, busiest first",
    past,
    line: [ServiceErrorsHigh, ServiceSlow, ServiceSaturated],
    columns: { job: { title: "Service" } },
    drill: [toService],
    why: "The service that differs from the others is where to look first.",
    act: "Click on a service to see it in depth.",
    noValue: none,
  },
);

export const requestsOfServices = timeseries(summary.requestsOfServices, {
  title: "Requests over time",
  past,
  drill: [toService],
  why: "Services that lose their requests together have one entry or one caller in common.",
  act: "Look at what stands before them: the load balancer, the name, the certificate.",
  noValue: none,
});

export const errorsOfServices = timeseries(summary.errorsOfServices, {
  id: "errors-and-refusals",
  title: "Errors over time",
  line: ServiceErrorsHigh,
  past,
  drill: [toService],
  why: "The service whose line rose first is where the fault is; those that follow only call it.",
  act: "Narrow the time to the beginning, and click on the first line.",
  noValue: "No requests: nothing can have failed in this time",
});

export const timeOfServices = timeseries([summary.latency95OfServices, summary.latency99OfServices], {
  title: "Time to answer",
  line: [ServiceSlow, ServiceTailSlow],
  past,
  drill: [toService],
  why: "A service that becomes slow makes slow whoever calls it.",
  act: "Begin with the one that calls no other.",
  noValue: "No requests: nobody has waited in this time",
});
