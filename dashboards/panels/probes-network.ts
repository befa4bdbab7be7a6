/** The network between the prober and what it calls. */
import {
  NetworkConnectSlow,
  NetworkJitterHigh,
  NetworkLatencyHigh,
  NetworkPacketLoss,
} from "../../rules/network-quality";
import { ProbeDnsSlow } from "../../rules/probe-dns";
import * as network from "../../signals/network-quality";
import * as summary from "../../signals/probe-network";
import * as names from "../../signals/probe-dns";
import { stat, stateTimeline, table, timeseries } from "../model/panel";

const none = "No probes of kind icmp, tcp or dns";
const noIcmp = "No probes of kind icmp";
const noDns = "No probes of kind dns";
const noDays = "No probes whose network is recorded";

export const outOfReachNow = stat(summary.waysFailing, {
  badFrom: 1,
  why: "What cannot even be reached answers nobody, however well it runs.",
  act: "See below whether it is one address or all of one place.",
  noValue: none,
});

export const roundTripNow = stat(summary.longestRoundTrip, {
  line: NetworkLatencyHigh,
  why: "Opening a page takes dozens of round trips, one after the other.",
  act: "See in the table which address it is. Twice the usual is another way.",
  noValue: noIcmp,
});

export const jitterNow = stat(summary.mostJitter, {
  line: NetworkJitterHigh,
  why: "Speech breaks up when packets come at uneven times, long before any is lost.",
  act: "Look for a full line between here and that address.",
  noValue: noIcmp,
});

export const connectionNow = stat(summary.slowestConnection, {
  line: NetworkConnectSlow,
  why: "Nothing can be asked before the connection stands.",
  act: "If it is near to 1 or 3 seconds, the first packet was lost and repeated.",
  noValue: "No probes of kind http or tcp",
});

export const nameServerNow = stat(summary.slowestNameServer, {
  line: ProbeDnsSlow,
  why: "Names come first: all that follows waits for them.",
  act: "See in the row of name servers which one it is.",
  noValue: noDns,
});

export const targetsTable = table(
  [network.packetLoss, network.roundTrip, network.jitter, network.connectTime, network.hopLimit],
  {
    title: "Addresses, those with most loss first",
    line: [NetworkPacketLoss, NetworkLatencyHigh, NetworkJitterHigh, NetworkConnectSlow],
    columns: { instance: { title: "Probe" } },
    drill: [{ title: "This address alone", uid: "network-quality", variables: { instance: "instance" } }],
    why: "Addresses of one place that are bad together have one way in common, and that is what is broken.",
    act: "Click on one for its curves, and compare it with a neighbour.",
    noValue: none,
  },
);

export const packetLoss = timeseries(network.packetLoss, {
  line: NetworkPacketLoss,
  why: "With a few percent of loss a download has a fraction of its speed.",
  act: "Find the hop at which it begins with `mtr`.",
  noValue: noIcmp,
});

export const roundTrip = timeseries(network.roundTrip, {
  line: NetworkLatencyHigh,
  why: "Every round trip costs that time; opening a page needs dozens.",
  act: "A step is another way, a slope that follows the day is a full line.",
  noValue: noIcmp,
});

export const jitter = timeseries(network.jitter, {
  line: NetworkJitterHigh,
  why: "Calls and video suffer from it first.",
  act: "If it rises together with the round trip, a line is full.",
  noValue: noIcmp,
});

export const connectTime = timeseries(network.connectTime, {
  line: NetworkConnectSlow,
  why: "Every new connection waits that long before it can ask.",
  act: "Compare with the round trip: if that is short, the server accepts too slowly.",
  noValue: "No probes of kind http or tcp",
});

export const reachOverTime = stateTimeline(summary.wayAnswers, {
  title: "In reach over time",
  states: { 0: { text: "No answer", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
  why: "Gaps that begin together are one line or one device; gaps of one address are that address.",
  act: "Give whoever runs the line the beginning and the end of a gap.",
  noValue: none,
});

export const hops = timeseries([network.hopLimit, network.routeChanges], {
  title: "Hops",
  why: "A change means that the packets go another way.",
  act: "Compare with loss and round trips at the same time.",
  noValue: noIcmp,
});

export const dnsTime = timeseries(names.dnsDuration, {
  line: ProbeDnsSlow,
  why: "Everybody whose cache has no answer waits as long.",
  act: "Compare with a ping: if that is fast, the server is slow.",
  noValue: noDns,
});

export const dnsAnswers = timeseries(names.dnsAnswers, {
  why: "A change is a change of the zone; 0 is a record that is gone.",
  act: "Ask all servers of the zone, and compare their versions.",
  noValue: noDns,
});

export const dnsAnswered = stateTimeline(names.dnsAnswered, {
  states: { 0: { text: "No answer", colour: "bad" }, 1: { text: "Answers", colour: "good" } },
  why: "Without an answer nothing that has this name can be found.",
  act: "Look at the name server and the way to it.",
  noValue: noDns,
});

export const lossOfDays = timeseries(summary.packetLossOfDay, {
  why: "A line that loses a little every day is a bad plug or a bad port; nobody is told of it in an hour.",
  act: "Choose some weeks of time. A step that stays is a device to be exchanged.",
  noValue: noDays,
});

export const roundTripOfDays = timeseries(summary.roundTripOfDay, {
  why: "A step that stays for days is another way that somebody chose.",
  act: "Ask the provider whether it is to stay.",
  noValue: noDays,
});

export const jitterOfDays = timeseries(summary.jitterOfDay, {
  why: "Rises over weeks as a line fills up.",
  act: "Plan for a wider line before calls break up.",
  noValue: noDays,
});

export const connectTimeOfDays = timeseries(summary.connectTimeOfDay, {
  why: "Rises over weeks as a server has more to accept than it can.",
  act: "Compare with its requests: if they grew as well, it needs help.",
  noValue: noDays,
});
