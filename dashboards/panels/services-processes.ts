/** The processes of one service at a glance. */
import {
  ServiceEventLoopLag,
  ServiceFileDescriptorsLow,
  ServiceGarbageCollection,
} from "../../rules/services-runtime";
import * as processes from "../../signals/service-processes";
import { stat } from "../model/panel";

const none = "No process of the chosen service is scraped";
const noNode = "The chosen service is not written for Node.js";

export const youngestNow = stat(processes.youngestProcess, {
  why: "If it is less than your last release is old, something else has started it.",
  act: "See in the row of processes which one it is, and whether the others followed.",
  noValue: none,
});

export const restartsNow = stat(processes.restartsInAll, {
  badFrom: 1,
  why: "Each start that was no release has cut off the requests that ran.",
  act: "If nobody released, look in the log for the last words before it.",
  noValue: none,
});

export const memoryNow = stat(processes.memoryInAll, {
  sparkline: true,
  why: "What the service takes from its hosts; it has to fit even while a release runs twice as many.",
  act: "If it climbs without more instances, see in the row of memory what grows.",
  noValue: none,
});

export const eventLoopNow = stat(processes.worstEventLoop, {
  line: ServiceEventLoopLag,
  why: "Every request of that instance is late by as much, also the simplest.",
  act: "See in the row of the event loop whether it is too much work or one piece of it.",
  noValue: noNode,
});

export const collectionNow = stat(processes.worstCollection, {
  line: ServiceGarbageCollection,
  decimals: 1,
  why: "Time that goes into collecting is time in which nobody is answered.",
  act: "Look at the heap: near its limit, collecting never ends.",
  noValue: noNode,
});

export const descriptorsNow = stat(processes.worstDescriptors, {
  line: ServiceFileDescriptorsLow,
  decimals: 0,
  why: "At its end neither a connection nor a file can be opened, and the errors speak of anything but that.",
  act: "See among the handles whether sockets grow.",
  noValue: "The service does not say how many it has open",
});
