/** Everything that is called from outside, beside each other. */
import { NetworkPacketLoss } from "../../rules/network-quality";
import { ProbesAllFailing } from "../../rules/probe-calls";
import { ProbeHttpPhaseSlow, ProbeHttpSlow } from "../../rules/probe-http";
import { ProbeCertificateExpiring, ProbeCertificateExpiringSoon } from "../../rules/probe-tls";
import { ProbeAvailabilityLow, ProbeAvailabilityMonthLow } from "../../rules/probe-usual";
import * as summary from "../../signals/probe-summary";
import * as probes from "../../signals/probes";
import { stat, stateTimeline, table, timeseries } from "../model/panel";

const none = "No probes: add some under `probes` in the stack file";
const noHttp = "No probes of kind http";

export const failingNow = stat(probes.probesFailing, {
  badFrom: 1,
  why: "A probe calls an address as a user would. If it fails, users most likely see an error, too.",
  act: "Find it below and call the address yourself.",
  noValue: none,
});

export const failingShareNow = stat(probes.probesFailingShare, {
  line: ProbesAllFailing,
  why: "If nearly all fail at once, it is the prober's own network.",
  act: "Look at the host of the prober before you look at the addresses.",
  noValue: none,
});

export const worstAvailabilityNow = stat(summary.worstAvailability, {
  line: ProbeAvailabilityLow,
  decimals: 2,
  why: "Short failures that call nobody add up here.",
  act: "See in the table which probe it is, and in the row of availability when it failed.",
  noValue: none,
});

export const slowestNow = stat(summary.slowestProbe, {
  why: "What takes seconds here takes seconds for users.",
  act: "See below which probe it is, and in which phase the time goes.",
  noValue: none,
});

export const soonestExpiryNow = stat(summary.soonestExpiry, {
  line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
  why: "When a certificate expires, nobody can connect any more.",
  act: "See on the page of certificates which one it is, and why it was not renewed.",
  noValue: "No probe sees a certificate",
});

export const packetLossNow = stat(summary.worstPacketLoss, {
  line: NetworkPacketLoss,
  why: "A few percent of loss slow every connection down.",
  act: "See on the page of the network which way it is.",
  noValue: "No probes of kind icmp",
});

export const probesTable = table(
  [
    probes.probeSlowness,
    probes.probeDuration,
    probes.probeChanges,
    probes.probeAvailabilityDay,
    probes.probeAvailabilityMonth,
  ],
  {
    title: "Probes",
    line: [ProbeAvailabilityLow, ProbeAvailabilityMonthLow],
    columns: { instance: { title: "Probe" }, kind: {} },
    drill: [
      { title: "This probe alone", uid: "probes", variables: { instance: "instance" } },
      { title: "The way to it", uid: "network-quality", variables: { instance: "instance" } },
      { title: "Its certificate", uid: "tls", variables: { instance: "instance" } },
    ],
    why: "One line for each address: how fast against the usual, and how often it was there.",
    act: "Click on the worst for itself, for the way to it or for its certificate.",
    noValue: none,
  },
);

export const answersOverTime = stateTimeline(probes.probeSuccess, {
  title: "Probes over time",
  states: { 0: { text: "Fails", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
  why: "Shows when users could not reach an address, and what else failed then.",
  act: "One alone is the service; several at once are what they share.",
  noValue: none,
});

export const durationOverTime = timeseries(probes.probeDuration, {
  why: "Shows what takes how long, in all.",
  act: "Open the rows below for the phases.",
  noValue: none,
});

export const httpDuration = timeseries(probes.probeHttpDuration, {
  line: ProbeHttpSlow,
  why: "Users wait as long for each request, or longer.",
  act: "See beside it which phase takes the time.",
  noValue: noHttp,
});

export const phasesMean = timeseries(probes.probePhasesMean, {
  line: ProbeHttpPhaseSlow,
  why: "The phase names the owner: name server, network, front, service, size of the answer.",
  act: "Hand it over with this curve.",
  noValue: noHttp,
});
