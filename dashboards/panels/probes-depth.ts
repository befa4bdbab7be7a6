/** Probes in depth: availability, what is slow, and what the answers say. */
import { ProbeFlapping } from "../../rules/probe-calls";
import { ProbeNameLookupSlow } from "../../rules/probe-http";
import {
  NetworkSlowerThanUsual,
  ProbeAvailabilityLow,
  ProbeAvailabilityMonthLow,
  ProbeSlowerThanUsual,
} from "../../rules/probe-usual";
import * as probes from "../../signals/probes";
import { stateTimeline, table, timeseries } from "../model/panel";

const none = "No probes: add some under `probes` in the stack file";
const noHttp = "No probes of kind http";

export const availabilityDay = timeseries(probes.probeAvailabilityDay, {
  line: ProbeAvailabilityLow,
  why: "One long absence or many short ones: users have noticed it either way.",
  act: "Narrow the time to a dent, and see what else happened then.",
  noValue: none,
});

export const availabilityMonth = timeseries(probes.probeAvailabilityMonth, {
  line: ProbeAvailabilityMonthLow,
  why: "What was promised is measured in months.",
  act: "Write down the few events that made most of it.",
  noValue: none,
});

export const availabilityShort = timeseries(probes.probeAvailability, {
  title: "Availability in short",
  why: "Shows failures that are too short for an alert.",
  act: "Look for a rhythm: restarts, jobs, one of several servers.",
  noValue: none,
});

export const changes = timeseries(probes.probeChanges, {
  line: ProbeFlapping,
  why: "What comes and goes is seldom reported well.",
  act: "Call each server behind the address by itself.",
  noValue: none,
});

export const slowness = timeseries(probes.probeSlowness, {
  line: [ProbeSlowerThanUsual, NetworkSlowerThanUsual],
  why: "Finds what changed, also where no limit is reached.",
  act: "A step is a release or a failure, a slope is load or data that grow.",
  noValue: "No data: the usual is known after some hours",
});

export const phases = timeseries(probes.probePhases, {
  why: "Single calls, with their peaks.",
  act: "Peaks at round numbers are time-outs and repeated packets.",
  noValue: noHttp,
});

export const nameLookup = timeseries(probes.probeNameLookup, {
  line: ProbeNameLookupSlow,
  why: "Every new connection waits for the name server.",
  act: "If all lines rise together, it is the resolver.",
  noValue: none,
});

export const status = timeseries(probes.probeStatus, {
  why: "The status tells the layer that failed.",
  act: "500 is the application, 502 and 504 what is behind the proxy, 503 overload.",
  noValue: noHttp,
});

export const redirects = timeseries(probes.probeRedirects, {
  why: "Each redirect is a round trip for users.",
  act: "Redirect from the first address straight to the last one.",
  noValue: noHttp,
});

export const encrypted = stateTimeline(probes.probeEncrypted, {
  states: { 0: { text: "Plain", colour: "warning" }, 1: { text: "TLS", colour: "good" } },
  why: "What is not encrypted can be read on the way.",
  act: "Redirect it to an address with TLS.",
  noValue: noHttp,
});

export const content = stateTimeline(probes.probeContentWrong, {
  states: { 0: { text: "As expected", colour: "good" }, 1: { text: "Wrong", colour: "bad" } },
  why: "A server may run and show the wrong page.",
  act: "Look at the page yourself.",
  noValue: "No probe expects a text in the answer",
});

export const tlsVersions = table(probes.probeTls, {
  columns: { instance: { title: "Probe" }, kind: {}, version: { title: "Version" } },
  labelsOnly: true,
  why: "Versions before TLS 1.2 have known weaknesses, and browsers refuse them.",
  act: "Bring the server up to date.",
  noValue: "No probe speaks TLS",
});

export const addresses = timeseries([probes.probeAddressFamily, probes.probeAddressChanges], {
  title: "Addresses",
  why: "A name without an address, or with a new one, explains much.",
  act: "Ask the name server yourself: `dig HOST`.",
  noValue: none,
});
