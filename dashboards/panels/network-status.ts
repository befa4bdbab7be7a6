/** Networks of all hosts in numbers, in a table, and over time. */
import { HostConntrackFilling, HostTcpRetransmits } from "../../rules/connections";
import { HostNetworkBusy } from "../../rules/network";
import { listenDrops } from "../../signals/connections";
import { highest } from "../../signals/highest";
import { networkErrorsOfHosts, receivedByHosts, sentByHosts } from "../../signals/hosts";
import { networkDrops } from "../../signals/network";
import { networkUse } from "../../signals/network-interfaces";
import * as network from "../../signals/network-summary";
import { socketsUsed } from "../../signals/sockets";
import { stat, table, timeseries } from "../model/panel";
import { noConntrack, notScraped, toHost } from "./host-words";

const drill = [toHost];

export const receivedInAll = stat(network.receivedInAll, {
  sparkline: true,
  why: "The shape of the day is the measure for everything else on this page.",
  act: "A sudden end is an outage or a firewall, a sudden rise a copy or an attack.",
  noValue: notScraped,
});

export const sentInAll = stat(network.sentInAll, {
  sparkline: true,
  why: "Users see what is sent. If it falls and what is received does not, answers are missing.",
  act: "Compare with the requests of services.",
  noValue: notScraped,
});

export const worstRetransmitted = stat(network.worstRetransmitted, {
  decimals: 2,
  line: HostTcpRetransmits,
  why: "Above 1 % users notice: a lost segment can cost a fifth of a second.",
  act: "One host alone: its interface. Several: the network between them.",
  noValue: notScraped,
});

export const brokenInAll = stat(network.brokenInAll, {
  badFrom: 0.01,
  decimals: 2,
  why: "Packets break in cables, modules and ports, and hardly ever by themselves.",
  act: "The table has the host; replace the cable first.",
  noValue: notScraped,
});

export const busiestLink = stat(network.busiestLink, {
  line: HostNetworkBusy,
  why: "A link that is full drops packets of everybody who uses it.",
  act: "See below which one it is, and limit the copy or backup that fills it.",
  noValue: "No interface tells its speed",
});

export const fullestConntrack = stat(network.fullestConntrack, {
  line: HostConntrackFilling,
  why: "A host whose table is full refuses new connections and keeps the old ones: it looks well from within.",
  act: "Raise net.netfilter.nf_conntrack_max there, then look for who opens so many.",
  noValue: noConntrack,
});

export const networkTable = table(
  [
    receivedByHosts,
    sentByHosts,
    network.retransmittedOfHosts,
    networkErrorsOfHosts,
    network.connectionsOfHosts,
    socketsUsed,
    network.conntrackOfHosts,
    listenDrops,
  ],
  {
    title: "Networks of hosts",
    height: 10,
    line: [HostTcpRetransmits, HostConntrackFilling],
    columns: { instance: { title: "Host" } },
    sortBy: "Received by hosts",
    drill,
    why: "Traffic, losses and connections of each host in one line.",
    act: "Sort by what is sent again to find the host with a bad line.",
    noValue: notScraped,
  },
);

export const mostTraffic = timeseries(highest(receivedByHosts), {
  title: "Traffic, hosts with most",
  mirrored: highest(sentByHosts),
  width: 12,
  drill,
  why: "Received is above the line, sent below. It shows who the traffic is of.",
  act: "Two hosts with mirrored lines talk to each other: a copy, a replica, a backup.",
  noValue: notScraped,
});

export const busyLinks = timeseries(highest(networkUse), {
  title: "Busiest links",
  width: 12,
  line: HostNetworkBusy,
  drill,
  why: "From some 80 % on, bursts no longer fit.",
  act: "Move large copies to the night, or bundle links.",
  noValue: "No interface tells its speed",
});

export const mostSentAgain = timeseries(highest(network.retransmittedOfHosts), {
  title: "Sent again, hosts with most",
  line: HostTcpRetransmits,
  drill,
  why: "Hosts that rise together share the part of the network that loses packets.",
  act: "Find what they share: a switch, a path, a provider.",
  noValue: notScraped,
});

export const mostDrops = timeseries(highest(networkDrops), {
  title: "Drops, interfaces with most",
  drill,
  why: "Packets that arrive whole and are thrown away: the host cannot keep up.",
  act: "Look at the queue of the interface (ethtool -g) and at the CPU that serves it.",
  noValue: notScraped,
});

export const mostBroken = timeseries(highest(networkErrorsOfHosts), {
  title: "Broken packets, hosts with most",
  drill,
  why: "A line above 0 that grows with traffic is a part that begins to fail.",
  act: "See by interface in the row of packets lost, and replace the part before it fails.",
  noValue: notScraped,
});
