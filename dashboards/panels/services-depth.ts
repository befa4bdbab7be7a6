/** One service in depth: how its times are spread, what its routes take, and what its runtime holds. */
import * as node from "../../signals/service-node";
import * as requests from "../../signals/service-requests";
import * as service from "../../signals/services";
import * as runtime from "../../signals/services-runtime";
import { heatmap, table, timeseries } from "../model/panel";

const none = "No requests of the chosen service";
const noNode = "The chosen service is not written for Node.js";

export const requestTimes = heatmap(requests.requestTimes, {
  title: "Times to answer, all of them",
  why: "Percentiles hide that there are two kinds of answers; bands show them. A new band high up are requests that wait for a time-out.",
  act: "Note when a band began, and look among the routes for the one whose time is that of the band.",
  noValue: none,
});

export const inFlightByInstance = timeseries(requests.inFlightByInstance, {
  why: "A line that only climbs is an instance that finishes nothing any more.",
  act: "Restart that instance after you have looked what its requests wait for.",
  noValue: none,
});

export const routesOfService = table(
  [service.requestRateByRoute, service.requestErrorsByRoute, service.latency95ByRoute, requests.workByRoute],
  {
    title: "Routes of the service",
    columns: { route: {} },
    why: "One line for each route: how often, how well, how fast, and how much of the service's time it takes.",
    act: "Sort by the column that went bad above.",
    noValue: none,
  },
);

export const failuresByRoute = timeseries(requests.failedByStatusAndRoute, {
  why: "One route with one status is a fault in its code; all routes with one status are something that they share.",
  act: "Search the log lines below for the route.",
  noValue: "No request has failed",
});

export const latencyByRoute = timeseries(service.latency95ByRoute, {
  title: "Time to answer by route",
  why: "A route that became slow alone has a query or a partner that became slow.",
  act: "Look in the database's statements for what this route asks.",
  noValue: none,
});

export const workByRoute = timeseries(requests.workByRoute, {
  stack: true,
  why: "The widest band is the route that is worth making faster: it keeps most of the service busy.",
  act: "Give that route a cache or fewer calls, or instances of its own.",
  noValue: none,
});

export const requestsByMethod = timeseries(requests.requestRateByMethod, {
  stack: true,
  why: "Writes that stop while reads go on are a form or a client that is broken.",
  act: "Try to change something yourself.",
  noValue: none,
});

export const errorsByRoute = timeseries(service.requestErrorsByRoute, {
  title: "Errors by route over time",
  why: "Shows whether a route fails always, or only under load.",
  act: "If it follows the requests, look at limits and pools; if not, at the last release.",
  noValue: none,
});

export const loopInDepth = timeseries([node.eventLoopMean, runtime.eventLoopLag, node.eventLoopWorst], {
  title: "Event loop in depth",
  why: "A mean that rises is too much work; a longest that rises alone is one piece of work that blocks.",
  act: "Too much: more instances. One piece: find it in a CPU profile and split it.",
  noValue: noNode,
});

export const heapInDepth = timeseries([runtime.heapUsed, node.heapSize, node.externalMemory], {
  title: "Heap and buffers",
  why: "Shows what grows when the process grows: objects, the heap around them, or buffers outside of it.",
  act: "Objects: compare heap snapshots. Buffers: look for streams and files that are not closed.",
  noValue: noNode,
});

export const heapOldSpace = timeseries(node.heapOldSpace, {
  why: "A line here that never falls after a major collection is a leak, whatever the sawtooth above says.",
  act: "Take two snapshots an hour apart and look at what the second has more of.",
  noValue: noNode,
});

export const handles = timeseries(node.handlesByType, {
  why: "Sockets that only become more are connections that nobody closes; each holds memory and a descriptor.",
  act: "See in the code where such a socket is opened, and whether every path closes it.",
  noValue: noNode,
});

export const collections = timeseries(node.collectionsByKind, {
  why: "Major collections stop everything. Many of them are the last stage before the memory is full.",
  act: "Compare with the old part of the heap: if that is near the limit, raise the limit for now.",
  noValue: noNode,
});
