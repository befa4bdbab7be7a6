/** Rows of the host's page: disks, network and connections in depth. */
import {
  HostConntrackDropping,
  HostConntrackFilling,
  HostListenQueueFull,
  HostTcpMemoryHigh,
  HostTcpOrphansHigh,
  HostTimeWaitHigh,
} from "../rules/connections";
import { HostDiskPressure, HostDiskSaturated } from "../rules/disk-io";
import {
  HostNetworkBusy,
  HostReceiveDrops,
  HostReceiveErrors,
  HostTransmitDrops,
  HostTransmitErrors,
} from "../rules/network";
import { HostLinkFlapping } from "../rules/network-links";
import { HostTrafficUnusual } from "../rules/network-trends";
import * as connections from "../signals/connections";
import * as io from "../signals/disk-io";
import * as network from "../signals/network-interfaces";
import { closedRow } from "./model/dashboard";
import { stateTimeline, timeseries } from "./model/panel";

const notScraped = "No data: the node exporter of this host is not scraped";
const young = "No data: it takes as long as it looks back until there is a value";

export const diskRow = closedRow(
  "Requests to disks",
  timeseries(io.diskQueue, {
    line: HostDiskSaturated,
    why: "A long queue on a disk that never rests means that it gets too much work.",
    act: "Find who makes the requests.",
    noValue: notScraped,
  }),
  timeseries(io.diskReadRequests, {
    title: "Requests read and written",
    mirrored: io.diskWriteRequests,
    why: "More requests explain longer times; the same number does not.",
    act: "With the same requests and longer times, suspect the disk.",
    noValue: notScraped,
  }),
  timeseries(io.ioStalled, {
    line: HostDiskPressure,
    why: "In that time nothing moved at all.",
    act: "Take load off the disk with the longest queue.",
    noValue: "No data: the kernel does not account for pressure",
  }),
);

export const linkRow = closedRow(
  "Network interfaces",
  timeseries(network.networkUse, {
    line: HostNetworkBusy,
    why: "Near the speed of the link, packets queue and are lost.",
    act: "Limit the largest user, or take a faster link.",
    noValue: "No interface tells its speed",
  }),
  stateTimeline([network.linkUp, network.linkWasUp], {
    title: "Links",
    states: { 0: { text: "Down", colour: "bad" }, 1: { text: "Up", colour: "good" } },
    why: "A link that was up and is down was lost.",
    act: "Look at cable, module and the port of the switch.",
    noValue: notScraped,
  }),
  timeseries(network.linkChanges, {
    line: HostLinkFlapping,
    why: "Each change breaks connections for a moment.",
    act: "Replace the cable, then the module.",
    noValue: notScraped,
  }),
  timeseries(network.bondLinksMissing, {
    badFrom: 1,
    why: "A bond that lacks a link has no reserve.",
    act: "Find the link that is down.",
    noValue: "This host has no bonds",
  }),
  timeseries(network.receivedHour, {
    past: ["cluster"],
    why: "Hours show the rhythm of days and weeks.",
    act: "Plan large copies into the hours with room.",
    noValue: young,
  }),
  timeseries(network.receivedGrowth, {
    past: ["cluster"],
    line: HostTrafficUnusual,
    why: "Several times the traffic of last week's same hour has a reason.",
    act: "Find out who sends it.",
    noValue: young,
  }),
);

export const lossRow = closedRow(
  "Packets lost",
  timeseries([network.networkReceiveErrors, network.networkTransmitErrors], {
    title: "Errors, as a share",
    line: [HostReceiveErrors, HostTransmitErrors],
    why: "Broken packets are sent again, and users wait.",
    act: "Check cable, module and driver.",
    noValue: "No packets",
  }),
  timeseries([network.networkReceiveDrops, network.networkTransmitDrops], {
    title: "Drops, as a share",
    line: [HostReceiveDrops, HostTransmitDrops],
    why: "What is dropped was whole: a queue was full, or nobody wanted it.",
    act: "Look whether one CPU serves all interrupts.",
    noValue: "No packets",
  }),
  timeseries(network.packetsReceived, {
    title: "Packets in and out",
    mirrored: network.packetsSent,
    why: "Many small packets load a host more than few large ones.",
    act: "Compare with the bytes.",
    noValue: notScraped,
  }),
);

export const connectionRow = closedRow(
  "Connections in depth",
  timeseries(connections.listenDrops, {
    line: HostListenQueueFull,
    why: "Clients wait a second for each attempt that is dropped.",
    act: "Find the program whose queue is full.",
    noValue: notScraped,
  }),
  timeseries(connections.conntrackUsed, {
    line: HostConntrackFilling,
    why: "With a full table new connections are dropped.",
    act: "Enlarge the table, or find who fills it.",
    noValue: "This host does not follow connections",
  }),
  timeseries(connections.conntrackDrops, {
    line: HostConntrackDropping,
    why: "Clients cannot connect, at random.",
    act: "Enlarge the table at once.",
    noValue: "This host does not follow connections",
  }),
  timeseries(connections.tcpMemory, {
    line: HostTcpMemoryHigh,
    why: "Above some per cent the kernel makes buffers smaller.",
    act: "Find connections whose other end does not read.",
    noValue: notScraped,
  }),
  timeseries(connections.tcpTimeWait, {
    line: HostTimeWaitHigh,
    why: "Each blocks a port towards its target for a minute.",
    act: "Keep connections open instead of making new ones.",
    noValue: notScraped,
  }),
  timeseries(connections.tcpOrphans, {
    line: HostTcpOrphansHigh,
    why: "Too many of them, and the kernel breaks connections.",
    act: "Find out which clients vanish.",
    noValue: notScraped,
  }),
  timeseries(connections.segmentsSent, {
    why: "A share of segments that are sent again says little where few are sent.",
    act: "Read it beside the share of retransmissions.",
    noValue: notScraped,
  }),
  timeseries(connections.udpBufferErrors, {
    why: "UDP that is lost here is lost for good: log lines, metrics, answers of DNS.",
    act: "Give the program larger buffers, or more CPU time.",
    noValue: notScraped,
  }),
);
