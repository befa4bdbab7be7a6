import {
  conntrackDrops,
  conntrackUsed,
  listenDrops,
  segmentsSent,
  tcpMemory,
  tcpOrphans,
  tcpTimeWait,
} from "../signals/connections";
import { tcpConnections, tcpRetransmitted } from "../signals/network";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, type Series } from "./cases/case";
import { gauge, growing, mapped, still, type Course } from "./cases/node";
import { toldOfNetwork as told } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

const segments = (share: Course, instance: string, sent = 1000): Series => ({
  ...growing("node_netstat_Tcp_OutSegs", still(sent), { instance }),
  ...growing(
    "node_netstat_Tcp_RetransSegs",
    mapped(share, (value) => value * sent),
    { instance },
  ),
});

export const HostTcpRetransmits = alert("HostTcpRetransmits", {
  ...told,
  signal: tcpRetransmitted,
  above: 0.02,
  and: (s, n) => promql`${segmentsSent.value(s)} > ${n("segments")}`,
  parameters: { segments: { value: 100, unit: "pps", meaning: "segments sent from which a share counts" } },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the TCP segments are sent again",
  description:
    "For {for} {{ $labels.instance }} has had to send more than {threshold} of its TCP segments again, with more than {segments}. Somewhere on the way packets get lost; connections stall for a fraction of a second each time.",
  cases: [
    ...around({
      series: segments,
      limit: 0.02,
      far: 0.1,
      for: "15m",
      keepFiringFor: "15m",
      window: "5m",
      text: {
        summary: "web-1: 10% of the TCP segments are sent again",
        description:
          "For 15 minutes web-1 has had to send more than 2 % of its TCP segments again, with more than 100 packets/s. Somewhere on the way packets get lost; connections stall for a fraction of a second each time.",
      },
    }),
    fires("just so many segments as count", {
      series: segments(still(0.1), "web-1", 103),
      at: "30m",
      labels: [{ instance: "web-1" }],
    }),
    quiet("few segments", { series: segments(still(0.1), "web-1", 97), at: "30m" }),
    quiet("nothing is sent", { series: segments(still(0.1), "web-1", 0), at: "30m" }),
  ],
});

export const HostListenQueueFull = alert("HostListenQueueFull", {
  ...told,
  signal: listenDrops,
  above: 1,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: new connections are dropped, {value}",
  description:
    "For {for} {{ $labels.instance }} has dropped attempts to connect, more than {threshold}. A program accepts connections more slowly than they come. Clients try again after a second, then after three, or give up.",
  cases: around({
    series: (course, instance) => growing("node_netstat_TcpExt_ListenDrops", course, { instance }),
    limit: 1,
    far: 12,
    for: "5m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "web-1: new connections are dropped, 12 /s",
      description:
        "For 5 minutes web-1 has dropped attempts to connect, more than 1 /s. A program accepts connections more slowly than they come. Clients try again after a second, then after three, or give up.",
    },
  }),
});

export const HostConntrackFilling = alert("HostConntrackFilling", {
  ...told,
  signal: conntrackUsed,
  above: 0.8,
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the connection table is {value} full",
  description:
    "The firewall of {{ $labels.instance }} has followed more than {threshold} of the connections that it can for {for}. When its table is full, packets of new connections are dropped, and the host looks dead to some and well to others.",
  cases: [
    ...around({
      series: (course, instance) => ({
        ...gauge("node_nf_conntrack_entries_limit", still(1000), { instance }),
        ...gauge(
          "node_nf_conntrack_entries",
          mapped(course, (share) => share * 1000),
          { instance },
        ),
      }),
      limit: 0.8,
      far: 0.95,
      for: "5m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: the connection table is 95% full",
        description:
          "The firewall of web-1 has followed more than 80 % of the connections that it can for 5 minutes. When its table is full, packets of new connections are dropped, and the host looks dead to some and well to others.",
      },
    }),
    quiet("a table without a limit", {
      series: {
        ...gauge("node_nf_conntrack_entries_limit", still(0)),
        ...gauge("node_nf_conntrack_entries", still(500)),
      },
      at: "10m",
    }),
  ],
});

export const HostConntrackDropping = alert("HostConntrackDropping", {
  ...told,
  signal: conntrackDrops,
  above: 1,
  for: "2m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: the firewall drops connections for lack of room, {value}",
  description:
    "For {for} the firewall of {{ $labels.instance }} has dropped packets at more than {threshold} because its table of connections is full. Clients cannot connect, at random.",
  cases: around({
    series: (course, instance) => ({
      ...growing(
        "node_nf_conntrack_stat_drop",
        mapped(course, (value) => value / 4),
        { instance },
      ),
      ...growing(
        "node_nf_conntrack_stat_early_drop",
        mapped(course, (value) => (value * 3) / 4),
        { instance },
      ),
    }),
    limit: 1,
    far: 100,
    for: "2m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "web-1: the firewall drops connections for lack of room, 100 packets/s",
      description:
        "For 2 minutes the firewall of web-1 has dropped packets at more than 1 packets/s because its table of connections is full. Clients cannot connect, at random.",
    },
  }),
});

export const HostTcpMemoryHigh = alert("HostTcpMemoryHigh", {
  ...told,
  signal: tcpMemory,
  above: 0.06,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: TCP holds {value} of the memory",
  description:
    "The buffers of TCP have held more than {threshold} of the memory of {{ $labels.instance }} for {for}. From about there on the kernel makes them smaller, and a little above it throws packets away.",
  cases: [
    ...around({
      series: (course, instance) => ({
        ...gauge("node_memory_MemTotal_bytes", still(1e9), { instance }),
        ...gauge(
          "node_sockstat_TCP_mem_bytes",
          mapped(course, (share) => share * 1e9),
          { instance },
        ),
      }),
      limit: 0.06,
      far: 0.09,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: TCP holds 9% of the memory",
        description:
          "The buffers of TCP have held more than 6 % of the memory of web-1 for 10 minutes. From about there on the kernel makes them smaller, and a little above it throws packets away.",
      },
    }),
  ],
});

export const HostTimeWaitHigh = alert("HostTimeWaitHigh", {
  ...told,
  signal: tcpTimeWait,
  above: 20_000,
  for: "15m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} closed connections still hold their port",
  description:
    "For {for} more than {threshold} connections that {{ $labels.instance }} closed have rested in time-wait. A host has about 28000 ports for connections to one address; when they are used up, no further one can be opened there.",
  cases: around({
    series: (course, instance) => gauge("node_sockstat_TCP_tw", course, { instance }),
    limit: 20_000,
    far: 26_000,
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "web-1: 26k closed connections still hold their port",
      description:
        "For 15 minutes more than 20000 connections that web-1 closed have rested in time-wait. A host has about 28000 ports for connections to one address; when they are used up, no further one can be opened there.",
    },
  }),
});

export const HostTcpOrphansHigh = alert("HostTcpOrphansHigh", {
  ...told,
  signal: tcpOrphans,
  above: 4000,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} connections belong to no program",
  description:
    "For {for} {{ $labels.instance }} has had more than {threshold} connections that a program closed and that still hold data to send. Each takes memory of the kernel; when there are too many it breaks them.",
  cases: around({
    series: (course, instance) => gauge("node_sockstat_TCP_orphan", course, { instance }),
    limit: 4000,
    far: 9000,
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: 9k connections belong to no program",
      description:
        "For 10 minutes web-1 has had more than 4000 connections that a program closed and that still hold data to send. Each takes memory of the kernel; when there are too many it breaks them.",
    },
  }),
});

/** TCP of hosts, and the firewall's table of connections. */
export const hostConnectionRules: Rules = {
  name: "host-connections",
  recordings: [
    recording("instance:node_tcp_retransmitted:ratio_rate5m", tcpRetransmitted),
    recording("instance:node_tcp_connections:max", tcpConnections),
    recording("instance:node_conntrack_used:ratio", conntrackUsed),
  ],
  alerts: [
    HostTcpRetransmits,
    HostListenQueueFull,
    HostConntrackFilling,
    HostConntrackDropping,
    HostTcpMemoryHigh,
    HostTimeWaitHigh,
    HostTcpOrphansHigh,
  ],
};
