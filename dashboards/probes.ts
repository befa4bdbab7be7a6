import {
  NetworkConnectSlow,
  NetworkJitterHigh,
  NetworkLatencyHigh,
  NetworkPacketLoss,
} from "../rules/network-quality";
import { ProbeFlapping, ProbesAllFailing } from "../rules/probe-calls";
import { ProbeDnsSlow } from "../rules/probe-dns";
import { ProbeHttpPhaseSlow, ProbeHttpSlow, ProbeNameLookupSlow } from "../rules/probe-http";
import { ProbeCertificateExpiring, ProbeCertificateExpiringSoon } from "../rules/probe-tls";
import {
  NetworkSlowerThanUsual,
  ProbeAvailabilityLow,
  ProbeAvailabilityMonthLow,
  ProbeSlowerThanUsual,
} from "../rules/probe-usual";
import * as network from "../signals/network-quality";
import * as names from "../signals/probe-dns";
import * as summary from "../signals/probe-summary";
import * as probes from "../signals/probes";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, table, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";

const none = "No probes: add some under `probes` in the stack file";
const noHttp = "No probes of kind http";
const noIcmp = "No probes of kind icmp";
const noDns = "No probes of kind dns";
const noTls = "No probe sees a certificate";

/** What is called from outside: whether it answers, how fast, with which certificate, and how good the network is on the way. */
export const probesDashboard = dashboard(
  "probes",
  "Probes",
  {
    description: "Can users reach what they need, how fast, and how good is the network on the way?",
    tags: ["probes", "network"],
    variables: [cluster, { ...instance, label: "Probe", job: "blackbox" }],
    links: ["overview", "host"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      stat(probes.probesFailing, {
        badFrom: 1,
        why: "A probe calls an address as a user would. If it fails, users most likely see an error, too.",
        act: "Find it below and call the address yourself.",
        noValue: none,
      }),
      stat(probes.probesFailingShare, {
        line: ProbesAllFailing,
        why: "If nearly all fail at once, it is the prober's own network.",
        act: "Look at the host of the prober before you look at the addresses.",
        noValue: none,
      }),
      stat(summary.worstAvailability, {
        why: "Short failures that call nobody add up here.",
        act: "See in the row of availability which probe it is, and when it failed.",
        noValue: none,
      }),
      stat(summary.slowestProbe, {
        why: "What takes seconds here takes seconds for users.",
        act: "See below which probe it is, and in which phase the time goes.",
        noValue: none,
      }),
      stat(summary.soonestExpiry, {
        why: "When a certificate expires, nobody can connect any more.",
        act: "See below which one it is, and why it was not renewed.",
        noValue: noTls,
      }),
      stat(summary.worstPacketLoss, {
        why: "A few percent of loss slow every connection down.",
        act: "See in the row of the network which way it is.",
        noValue: noIcmp,
      }),
    ),
    row(
      "Do they answer?",
      stateTimeline(probes.probeSuccess, {
        title: "Probes over time",
        states: { 0: { text: "Fails", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
        why: "Shows when users could not reach an address, and what else failed then.",
        act: "One alone is the service; several at once are what they share.",
        noValue: none,
      }),
      timeseries(probes.probeDuration, {
        why: "Shows what takes how long, in all.",
        act: "Open the rows below for the phases.",
        noValue: none,
      }),
      timeseries(probes.probeHttpDuration, {
        line: ProbeHttpSlow,
        why: "Users wait as long for each request, or longer.",
        act: "See beside it which phase takes the time.",
        noValue: noHttp,
      }),
      timeseries(probes.probePhasesMean, {
        line: ProbeHttpPhaseSlow,
        why: "The phase names the owner: name server, network, front, service, size of the answer.",
        act: "Hand it over with this curve.",
        noValue: noHttp,
      }),
    ),
    row(
      "Certificates",
      table(probes.certificateExpiry, {
        title: "Certificates, the next to expire",
        line: [ProbeCertificateExpiring, ProbeCertificateExpiringSoon],
        columns: { instance: { title: "Probe" } },
        why: "When a certificate expires, nobody can connect any more.",
        act: "Renew it by hand, and find out why it did not renew itself.",
        noValue: noTls,
      }),
    ),
    closedRow(
      "Availability",
      timeseries(probes.probeAvailabilityDay, {
        line: ProbeAvailabilityLow,
        why: "One long absence or many short ones: users have noticed it either way.",
        act: "Narrow the time to a dent, and see what else happened then.",
        noValue: none,
      }),
      timeseries(probes.probeAvailabilityMonth, {
        line: ProbeAvailabilityMonthLow,
        why: "What was promised is measured in months.",
        act: "Write down the few events that made most of it.",
        noValue: none,
      }),
      timeseries(probes.probeAvailability, {
        title: "Availability in short",
        why: "Shows failures that are too short for an alert.",
        act: "Look for a rhythm: restarts, jobs, one of several servers.",
        noValue: none,
      }),
      timeseries(probes.probeChanges, {
        line: ProbeFlapping,
        why: "What comes and goes is seldom reported well.",
        act: "Call each server behind the address by itself.",
        noValue: none,
      }),
    ),
    closedRow(
      "Speed in depth",
      timeseries(probes.probeSlowness, {
        line: [ProbeSlowerThanUsual, NetworkSlowerThanUsual],
        why: "Finds what changed, also where no limit is reached.",
        act: "A step is a release or a failure, a slope is load or data that grow.",
        noValue: none,
      }),
      timeseries(probes.probePhases, {
        why: "Single calls, with their peaks.",
        act: "Peaks at round numbers are time-outs and repeated packets.",
        noValue: noHttp,
      }),
      timeseries(probes.probeNameLookup, {
        line: ProbeNameLookupSlow,
        why: "Every new connection waits for the name server.",
        act: "If all lines rise together, it is the resolver.",
        noValue: none,
      }),
    ),
    closedRow(
      "Answers",
      timeseries(probes.probeStatus, {
        why: "The status tells the layer that failed.",
        act: "500 is the application, 502 and 504 what is behind the proxy, 503 overload.",
        noValue: noHttp,
      }),
      timeseries(probes.probeRedirects, {
        why: "Each redirect is a round trip for users.",
        act: "Redirect from the first address straight to the last one.",
        noValue: noHttp,
      }),
      stateTimeline(probes.probeEncrypted, {
        states: { 0: { text: "Plain", colour: "warning" }, 1: { text: "TLS", colour: "good" } },
        why: "What is not encrypted can be read on the way.",
        act: "Redirect it to an address with TLS.",
        noValue: noHttp,
      }),
      stateTimeline(probes.probeContentWrong, {
        states: { 0: { text: "As expected", colour: "good" }, 1: { text: "Wrong", colour: "bad" } },
        why: "A server may run and show the wrong page.",
        act: "Look at the page yourself.",
        noValue: noHttp,
      }),
      table(probes.probeTls, {
        columns: { instance: { title: "Probe" }, kind: {}, version: { title: "Version" } },
        labelsOnly: true,
        why: "Versions before TLS 1.2 have known weaknesses, and browsers refuse them.",
        act: "Bring the server up to date.",
        noValue: noTls,
      }),
    ),
    closedRow(
      "Name servers",
      timeseries(names.dnsDuration, {
        line: ProbeDnsSlow,
        why: "Everybody whose cache has no answer waits as long.",
        act: "Compare with a ping: if that is fast, the server is slow.",
        noValue: noDns,
      }),
      timeseries(names.dnsAnswers, {
        why: "A change is a change of the zone; 0 is a record that is gone.",
        act: "Ask all servers of the zone, and compare their versions.",
        noValue: noDns,
      }),
      stateTimeline(names.dnsAnswered, {
        states: { 0: { text: "No answer", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
        why: "Without an answer nothing that has this name can be found.",
        act: "Look at the name server and the way to it.",
        noValue: noDns,
      }),
    ),
    closedRow(
      "Network",
      timeseries(network.packetLoss, {
        line: NetworkPacketLoss,
        why: "With a few percent of loss a download has a fraction of its speed.",
        act: "Find the hop at which it begins with `mtr`.",
        noValue: noIcmp,
      }),
      timeseries(network.roundTrip, {
        line: NetworkLatencyHigh,
        why: "Every round trip costs that time; opening a page needs dozens.",
        act: "A step is another way, a slope that follows the day is a full line.",
        noValue: noIcmp,
      }),
      timeseries(network.jitter, {
        line: NetworkJitterHigh,
        why: "Calls and video suffer from it first.",
        act: "If it rises together with the round trip, a line is full.",
        noValue: noIcmp,
      }),
      timeseries(network.connectTime, {
        line: NetworkConnectSlow,
        why: "Every new connection waits that long before it can ask.",
        act: "Compare with the round trip: if that is short, the server accepts too slowly.",
        noValue: none,
      }),
      timeseries([network.hopLimit, network.routeChanges], {
        title: "Hops",
        why: "A change means that the packets go another way.",
        act: "Compare with loss and round trips at the same time.",
        noValue: noIcmp,
      }),
      timeseries([probes.probeAddressFamily, probes.probeAddressChanges], {
        title: "Addresses",
        why: "A name without an address, or with a new one, explains much.",
        act: "Ask the name server yourself: `dig HOST`.",
        noValue: none,
      }),
    ),
  ],
);
