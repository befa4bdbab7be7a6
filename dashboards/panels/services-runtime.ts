/** Processes of services, and the runtime of those that are written for Node.js. */
import { ServiceHeapLeaking } from "../../rules/services-heap";
import {
  ServiceEventLoopLag,
  ServiceFileDescriptorsLow,
  ServiceGarbageCollection,
  ServiceRestarting,
} from "../../rules/services-runtime";
import * as runtime from "../../signals/services-runtime";
import { table, timeseries } from "../model/panel";

const none = "No process of a service is scraped";
const noNode = "No Node.js service is scraped";

export const processesTable = table(
  [runtime.serviceUptime, runtime.serviceRestarts, runtime.serviceDescriptors],
  {
    title: "Processes, oldest first",
    line: ServiceFileDescriptorsLow,
    why: "A young process that nobody started has crashed.",
    act: "Read its last lines before the start.",
    noValue: none,
  },
);

export const restartsOverTime = timeseries(runtime.serviceRestarts, {
  title: "Starts over time",
  line: ServiceRestarting,
  why: "Starts that nobody asked for are crashes.",
  act: "Look in the log at what came right before each start.",
  noValue: none,
});

export const processMemory = timeseries(runtime.serviceMemory, {
  why: "A line that only rises is a leak.",
  act: "Compare with the heap: if that does not grow, buffers do.",
  noValue: none,
});

export const processCpu = timeseries(runtime.serviceCpu, {
  why: "A Node.js process at 100 % has no reserve, whatever the host has.",
  act: "Add instances, or find out what computes.",
  noValue: none,
});

export const descriptorsOverTime = timeseries(runtime.serviceDescriptors, {
  title: "File descriptors over time",
  line: ServiceFileDescriptorsLow,
  why: "At 100 % no connection can be taken.",
  act: "Raise the limit, and look for connections that are never closed.",
  noValue: none,
});

export const eventLoop = timeseries(runtime.eventLoopLag, {
  line: ServiceEventLoopLag,
  why: "While the loop is late, nobody is answered.",
  act: "Take a CPU profile.",
  noValue: noNode,
});

export const garbageCollection = timeseries(runtime.garbageCollection, {
  line: ServiceGarbageCollection,
  why: "Rises before a process runs out of memory.",
  act: "Give it more heap, or find what it keeps.",
  noValue: noNode,
});

export const heap = timeseries(runtime.heapUsed, {
  line: ServiceHeapLeaking,
  why: "The lower edge of the sawtooth is what really stays.",
  act: "If that edge rises for hours, compare two heap snapshots.",
  noValue: noNode,
});
