/** Connections of a host: TCP, UDP, and the firewall's table of them. */
import {
  HostConntrackDropping,
  HostConntrackFilling,
  HostListenQueueFull,
  HostTcpMemoryHigh,
  HostTcpOrphansHigh,
  HostTcpRetransmits,
  HostTimeWaitHigh,
} from "../../rules/connections";
import * as connections from "../../signals/connections";
import { tcpConnections, tcpRetransmitted } from "../../signals/network";
import * as sockets from "../../signals/sockets";
import { timeseries } from "../model/panel";
import { noConntrack, notScraped } from "./host-words";

export const retransmitted = timeseries(tcpRetransmitted, {
  line: HostTcpRetransmits,
  why: "Packets that had to be sent again were lost somewhere on the way, not always on this host.",
  act: "If the interfaces show no errors and drops, look at the network between.",
  noValue: notScraped,
});

export const segmentsSent = timeseries(connections.segmentsSent, {
  why: "A share of segments that are sent again says little where few are sent.",
  act: "Read it beside the share of retransmissions.",
  noValue: notScraped,
});

export const established = timeseries(tcpConnections, {
  why: "A sudden rise is a flood of clients, or a client that does not close its connections.",
  act: "Find out which port they go to, and who opens them.",
  noValue: notScraped,
});

export const openings = timeseries(sockets.connectionsAccepted, {
  title: "Connections accepted and opened",
  mirrored: sockets.connectionsOpened,
  why: "Accepted is above the line, opened below. Connections for every request cost time and ports.",
  act: "Where a program opens many, let it keep connections in a pool.",
  noValue: notScraped,
});

export const listenDrops = timeseries(connections.listenDrops, {
  line: HostListenQueueFull,
  why: "Clients wait a second for each attempt that is dropped.",
  act: "Find the program whose queue is full.",
  noValue: notScraped,
});

export const refusals = timeseries([sockets.resetsSent, sockets.openingsRepeated], {
  title: "Resets and repeated openings",
  why: "Resets tell callers that nobody serves a port; openings that are repeated got no answer at all.",
  act: "For resets look for a server that ended, for repeated openings at firewalls and at the other end.",
  noValue: notScraped,
});

export const conntrackUsed = timeseries(connections.conntrackUsed, {
  line: HostConntrackFilling,
  why: "With a full table new connections are dropped.",
  act: "Enlarge the table, or find who fills it.",
  noValue: noConntrack,
});

export const conntrackDrops = timeseries(connections.conntrackDrops, {
  line: HostConntrackDropping,
  why: "Clients cannot connect, at random.",
  act: "Enlarge the table at once.",
  noValue: noConntrack,
});

export const tcpMemory = timeseries(connections.tcpMemory, {
  line: HostTcpMemoryHigh,
  why: "Above some per cent the kernel makes buffers smaller.",
  act: "Find connections whose other end does not read.",
  noValue: notScraped,
});

export const timeWait = timeseries(connections.tcpTimeWait, {
  line: HostTimeWaitHigh,
  why: "Each blocks a port towards its target for a minute.",
  act: "Keep connections open instead of making new ones.",
  noValue: notScraped,
});

export const orphans = timeseries(connections.tcpOrphans, {
  line: HostTcpOrphansHigh,
  why: "Too many of them, and the kernel breaks connections.",
  act: "Find out which clients vanish.",
  noValue: notScraped,
});

export const udpLost = timeseries(connections.udpBufferErrors, {
  why: "UDP that is lost here is lost for good: log lines, metrics, answers of DNS.",
  act: "Give the program larger buffers, or more CPU time.",
  noValue: notScraped,
});

export const socketsOpen = timeseries(
  [sockets.socketsUsed, sockets.tcpSocketsAllocated, sockets.udpSocketsUsed],
  {
    title: "Sockets open",
    why: "Sockets that only become more are never closed; in the end no program can open one.",
    act: "Compare with the open files of the groups of processes: who leaks sockets leaks files.",
    noValue: notScraped,
  },
);

export const backlog = timeseries([sockets.backlogDropped, sockets.backlogSqueezed], {
  title: "Packets that CPUs cannot keep up with",
  why: "These packets reached the host and were lost in it: no cable and no switch is to blame.",
  act: "Spread the interrupts of the interface over more CPUs, or raise net.core.netdev_budget and netdev_max_backlog.",
  noValue: notScraped,
});
