/** Network interfaces of a host: traffic, links, and packets that are lost at them. */
import {
  HostNetworkBusy,
  HostReceiveDrops,
  HostReceiveErrors,
  HostTransmitDrops,
  HostTransmitErrors,
} from "../../rules/network";
import { HostLinkFlapping } from "../../rules/network-links";
import { HostTrafficUnusual } from "../../rules/network-trends";
import { networkDrops, networkErrors, networkReceived, networkSent } from "../../signals/network";
import * as network from "../../signals/network-interfaces";
import { stateTimeline, timeseries } from "../model/panel";
import { linkStates, notScraped, young } from "./host-words";

/** Recorded by host, for all clusters. */
const past = ["cluster"] as const;

export const networkTraffic = timeseries(networkReceived, {
  title: "Network traffic",
  mirrored: networkSent,
  why: "Received is above the line, sent below. A flat top is a line that is full.",
  act: "Compare with the speed of the interface, and look for drops in the row of the network.",
  noValue: notScraped,
});

export const networkUse = timeseries(network.networkUse, {
  line: HostNetworkBusy,
  why: "Near the speed of the link, packets queue and are lost.",
  act: "Limit the largest user, or take a faster link.",
  noValue: "No interface tells its speed",
});

export const links = stateTimeline([network.linkUp, network.linkWasUp], {
  title: "Links",
  states: linkStates,
  why: "A link that was up and is down was lost.",
  act: "Look at cable, module and the port of the switch.",
  noValue: notScraped,
});

export const linkChanges = timeseries(network.linkChanges, {
  line: HostLinkFlapping,
  why: "Each change breaks connections for a moment.",
  act: "Replace the cable, then the module.",
  noValue: notScraped,
});

export const bondLinksMissing = timeseries(network.bondLinksMissing, {
  badFrom: 1,
  why: "A bond that lacks a link has no reserve.",
  act: "Find the link that is down.",
  noValue: "No host here has bonds",
});

export const receivedHourly = timeseries(network.receivedHour, {
  past,
  why: "Over hours it shows when copies and backups run, and how much of the line they take.",
  act: "Plan large copies into the hours with room.",
  noValue: young,
});

export const receivedAgainstLastWeek = timeseries(network.receivedGrowth, {
  past,
  line: HostTrafficUnusual,
  why: "Several times the traffic of last week's same hour has a reason.",
  act: "Find out who sends it.",
  noValue: young,
});

export const packetErrors = timeseries([network.networkReceiveErrors, network.networkTransmitErrors], {
  title: "Errors, as a share",
  line: [HostReceiveErrors, HostTransmitErrors],
  why: "Broken packets are sent again, and users wait.",
  act: "Check cable, module and driver.",
  noValue: "No packets",
});

export const packetDrops = timeseries([network.networkReceiveDrops, network.networkTransmitDrops], {
  title: "Drops, as a share",
  line: [HostReceiveDrops, HostTransmitDrops],
  why: "What is dropped was whole: a queue was full, or nobody wanted it.",
  act: "Look whether one CPU serves all interrupts.",
  noValue: "No packets",
});

export const packets = timeseries(network.packetsReceived, {
  title: "Packets in and out",
  mirrored: network.packetsSent,
  why: "Many small packets load a host more than few large ones.",
  act: "Compare with the bytes.",
  noValue: notScraped,
});

export const errorsAndDrops = timeseries([networkErrors, networkDrops], {
  title: "Network errors and drops",
  why: "Lost packets are sent again, and users wait for them.",
  act: "For errors check cable, port and driver; for drops, queues and the load of the CPU that serves them.",
  noValue: notScraped,
});
