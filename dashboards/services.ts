import { ServiceErrorsHigh, ServiceInstanceDiffers, ServiceRequestsRefused } from "../rules/services-errors";
import { ServiceHeapLeaking } from "../rules/services-heap";
import { ServiceSaturated, ServiceSlow, ServiceTailSlow } from "../rules/services-latency";
import {
  ServiceEventLoopLag,
  ServiceFileDescriptorsLow,
  ServiceGarbageCollection,
  ServiceRestarting,
} from "../rules/services-runtime";
import { ServiceTrafficDropped, ServiceTrafficSpike } from "../rules/services-traffic";
import { ServiceErrorsCreeping } from "../rules/services-trends";
import { requestsUnusual } from "../signals/deviation";
import * as service from "../signals/services";
import * as history from "../signals/services-history";
import * as runtime from "../signals/services-runtime";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, table, timeseries } from "./model/panel";
import { cluster, instance, job } from "./model/variables";

const none = "No service: none is scraped that counts its requests";
const noNode = "No Node.js service is scraped";
const noHistory = "No data of last week yet";
/** Recorded by job, for all clusters and instances. */
const past = ["cluster", "instance"] as const;

const ready = { 0: { text: "Not ready", colour: "bad" }, 1: { text: "Ready", colour: "good" } } as const;

/** Services by what their callers feel, and by what their processes need. */
export const services = dashboard(
  "services",
  "Services",
  {
    description: "Do the services answer, how fast, and what do they run short of?",
    tags: ["services"],
    needs: ["services"],
    variables: [cluster, job, instance],
    links: ["slo", "users", "business"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      stat(service.requestRate, {
        decimals: 1,
        why: "Without requests, none of the other numbers says anything.",
        act: "If it fell to 0, try the way that users take.",
        noValue: none,
      }),
      stat(service.requestErrors, {
        line: ServiceErrorsHigh,
        decimals: 2,
        why: "Each of these is a user who got an error.",
        act: "See below which route it is, and whether one instance differs.",
        noValue: none,
      }),
      stat(service.latency95, {
        line: ServiceSlow,
        why: "One user in twenty waits longer than this.",
        act: "See below which route is slow, and whether the load has risen.",
        noValue: none,
      }),
      stat(service.latency99, {
        line: ServiceTailSlow,
        why: "A page of many calls meets this at every view.",
        act: "Look for locks, full pools and large answers.",
        noValue: none,
      }),
      stat(service.requestsInFlight, {
        line: ServiceSaturated,
        why: "What is stuck shows here and nowhere else.",
        act: "If it only grows, find out what the requests wait for.",
        noValue: none,
      }),
      stat(service.instancesReady, {
        why: "A service with one instance left has no spare.",
        act: "Ask an instance that is not ready for its reason, at /ready.",
        noValue: none,
      }),
    ),
    row(
      "Requests",
      timeseries(service.requestRate, {
        title: "Requests over time",
        why: "Shows the load, and gaps in it.",
        act: "A sudden gap is in front of the service; a sudden rise, look who it is.",
        noValue: none,
      }),
      timeseries([service.requestErrors, service.requestsRefused], {
        title: "Errors and refusals",
        line: [ServiceErrorsHigh, ServiceRequestsRefused],
        why: "Errors are the service's fault, refusals what clients ask for.",
        act: "Compare the beginning with releases of the service and of its clients.",
        noValue: none,
      }),
      timeseries([service.latency50, service.latency95, service.latency99], {
        title: "Time to answer",
        why: "If all three rise, the service is slow; if only the last, some requests wait for something.",
        act: "Look at the routes below.",
        noValue: none,
      }),
    ),
    row(
      "Routes",
      table([service.requestRateByRoute, service.requestErrorsByRoute, service.latency95ByRoute], {
        title: "Routes, busiest first",
        columns: { job: {}, route: {} },
        width: 16,
        why: "One bad route among good ones is where to look.",
        act: "Sort by errors or by time.",
        noValue: none,
      }),
      timeseries(service.requestRateByStatus, {
        title: "Answers by status",
        stack: true,
        why: "The status tells the kind of fault: 500 code, 502 and 504 something behind, 503 protection, 499 impatient clients.",
        act: "Follow the one that has grown.",
        noValue: none,
      }),
    ),
    closedRow(
      "Against last week",
      timeseries([history.trafficHour, history.trafficHourLastWeek], {
        title: "Requests of an hour, now and last week",
        past,
        why: "Where the two part, something has changed.",
        act: "Fewer now: look in front of the service. More: see who sends them.",
        noValue: noHistory,
      }),
      timeseries([history.trafficAgainstLastWeek, requestsUnusual], {
        title: "Requests against other weeks",
        line: [ServiceTrafficDropped, ServiceTrafficSpike],
        past,
        why: "Far below 100 % users stay away.",
        act: "Try the way that users take.",
        noValue: noHistory,
      }),
      timeseries(history.trafficHourAgo, {
        past,
        why: "What was there an hour ago and is gone now was cut off.",
        act: "If requests stopped, look at the entry of the service.",
        noValue: noHistory,
      }),
      timeseries([history.errorsDay, history.errorsDayLastWeek], {
        title: "Errors of a day, now and last week",
        line: ServiceErrorsCreeping,
        past,
        why: "A slope over weeks ends at every limit.",
        act: "Make a ticket while it is small.",
        noValue: noHistory,
      }),
      timeseries([history.latencyHour, history.latencyHourLastWeek], {
        title: "95 % within, now and last week",
        past,
        why: "Shows what a release or the growth of data has cost.",
        act: "Compare the day of the change with what was released.",
        noValue: noHistory,
      }),
    ),
    closedRow(
      "Instances",
      stateTimeline(service.instanceReady, {
        title: "Ready over time",
        states: ready,
        why: "Shows when an instance took no traffic, and whether others did.",
        act: "All at once: a dependency. One: its host or its start.",
        noValue: none,
      }),
      timeseries(service.requestErrorsByInstance, {
        line: ServiceInstanceDiffers,
        why: "An instance that fails more than the others is ill by itself.",
        act: "Take it out of traffic, and compare its host and version.",
        noValue: none,
      }),
      timeseries(service.requestRateByInstance, {
        why: "Unequal shares point to a load balancer that has lost somebody.",
        act: "Check which targets the load balancer has.",
        noValue: none,
      }),
      timeseries(service.requestErrorRate, {
        why: "How many users a share of errors means.",
        act: "Weigh the fault by it.",
        noValue: none,
      }),
      timeseries(service.serviceVersions, {
        stack: true,
        why: "Two versions for long are a release that got stuck.",
        act: "Finish the release, or take it back.",
        noValue: "No service says its version (app_build_info)",
      }),
    ),
    closedRow(
      "Processes",
      table([runtime.serviceUptime, runtime.serviceRestarts, runtime.serviceDescriptors], {
        title: "Processes, oldest first",
        line: ServiceFileDescriptorsLow,
        why: "A young process that nobody started has crashed.",
        act: "Read its last lines before the start.",
        noValue: none,
      }),
      timeseries(runtime.serviceRestarts, {
        title: "Starts over time",
        line: ServiceRestarting,
        why: "Starts that nobody asked for are crashes.",
        act: "Read the last lines before each start.",
        noValue: none,
      }),
      timeseries(runtime.serviceMemory, {
        why: "A line that only rises is a leak.",
        act: "Compare with the heap: if that does not grow, buffers do.",
        noValue: none,
      }),
      timeseries(runtime.serviceCpu, {
        why: "A Node.js process at 100 % has no reserve, whatever the host has.",
        act: "Add instances, or find out what computes.",
        noValue: none,
      }),
      timeseries(runtime.serviceDescriptors, {
        title: "File descriptors over time",
        line: ServiceFileDescriptorsLow,
        why: "At 100 % no connection can be taken.",
        act: "Raise the limit, and look for connections that are never closed.",
        noValue: none,
      }),
    ),
    closedRow(
      "Node.js",
      timeseries(runtime.eventLoopLag, {
        line: ServiceEventLoopLag,
        why: "While the loop is late, nobody is answered.",
        act: "Take a CPU profile.",
        noValue: noNode,
      }),
      timeseries(runtime.garbageCollection, {
        line: ServiceGarbageCollection,
        why: "Rises before a process runs out of memory.",
        act: "Give it more heap, or find what it keeps.",
        noValue: noNode,
      }),
      timeseries(runtime.heapUsed, {
        line: ServiceHeapLeaking,
        why: "The lower edge of the sawtooth is what really stays.",
        act: "If that edge rises for hours, compare two heap snapshots.",
        noValue: noNode,
      }),
    ),
  ],
);
