/** Instances of services beside each other. */
import { ServiceInstanceDiffers } from "../../rules/services-errors";
import { latency95ByInstance } from "../../signals/service-requests";
import * as service from "../../signals/services";
import { stateTimeline, timeseries } from "../model/panel";

const none = "No instance is scraped that counts its requests";

export const readyOverTime = stateTimeline(service.instanceReady, {
  title: "Ready over time",
  states: { 0: { text: "Not ready", colour: "bad" }, 1: { text: "Ready", colour: "good" } },
  why: "Shows when an instance took no traffic, and whether others did.",
  act: "All at once: a dependency. One: its host or its start.",
  noValue: "No instance says whether it is ready (app_ready)",
});

export const errorsByInstance = timeseries(service.requestErrorsByInstance, {
  line: ServiceInstanceDiffers,
  why: "An instance that fails more than the others is ill by itself.",
  act: "Take it out of traffic, and compare its host and version.",
  noValue: none,
});

export const requestsByInstance = timeseries(service.requestRateByInstance, {
  why: "Unequal shares point to a load balancer that has lost somebody.",
  act: "Check which targets the load balancer has.",
  noValue: none,
});

export const latencyByInstance = timeseries(latency95ByInstance, {
  why: "One slow instance hides in the time of all, and its users do not.",
  act: "Look at its host for what else runs there, and at its memory and event loop below.",
  noValue: none,
});

export const failedRequests = timeseries(service.requestErrorRate, {
  why: "How many users a share of errors means.",
  act: "Weigh the fault by it.",
  noValue: none,
});

export const versionsOverTime = timeseries(service.serviceVersions, {
  stack: true,
  why: "Two versions for long are a release that got stuck.",
  act: "Finish the release, or take it back.",
  noValue: "No service says its version (app_build_info)",
});
