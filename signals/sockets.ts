/** Sockets of a host, how its TCP connections begin and end, and how its processors keep up with packets. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["instance"];

const tcp = (s: Scope, counter: string) =>
  promql`max by (instance) (rate(${`node_netstat_${counter}`}{${s.select("node")}}[${s.range}]))`;

export const socketsUsed = signal({
  title: "Sockets",
  unit: "short",
  by,
  min: 0,
  meaning: "Sockets of all kinds that programs of a host hold open.",
  value: (s) => promql`max by (instance) (node_sockstat_sockets_used{${s.select("node")}})`,
});

export const tcpSocketsAllocated = signal({
  title: "TCP sockets",
  unit: "short",
  by,
  min: 0,
  meaning: "TCP sockets that the kernel has memory for, those that listen or have been closed included.",
  value: (s) => promql`max by (instance) (node_sockstat_TCP_alloc{${s.select("node")}})`,
});

export const udpSocketsUsed = signal({
  title: "UDP sockets",
  unit: "short",
  by,
  min: 0,
  meaning: "UDP sockets that programs of a host hold open, of IPv4.",
  value: (s) => promql`max by (instance) (node_sockstat_UDP_inuse{${s.select("node")}})`,
});

export const connectionsAccepted = signal({
  title: "Connections accepted",
  unit: "cps",
  by,
  min: 0,
  meaning: "TCP connections a second that others opened to this host.",
  value: (s) => tcp(s, "Tcp_PassiveOpens"),
});

export const connectionsOpened = signal({
  title: "Connections opened",
  unit: "cps",
  by,
  min: 0,
  meaning: "TCP connections a second that programs of this host opened.",
  value: (s) => tcp(s, "Tcp_ActiveOpens"),
});

export const resetsSent = signal({
  title: "Resets sent",
  unit: "pps",
  tone: "error",
  by,
  min: 0,
  meaning:
    "TCP resets a second that this host sent: somebody called a port that nobody serves, or a program broke a connection off.",
  value: (s) => tcp(s, "Tcp_OutRsts"),
});

export const openingsRepeated = signal({
  title: "Openings repeated",
  unit: "pps",
  tone: "error",
  by,
  min: 0,
  meaning: "Requests a second to open a connection that had to be sent again, because no answer came.",
  value: (s) => tcp(s, "TcpExt_TCPSynRetrans"),
});

export const backlogDropped = signal({
  title: "Packets dropped before the kernel",
  unit: "pps",
  tone: "error",
  by,
  min: 0,
  meaning: "Packets a second that were dropped because the queue of a CPU was full, all CPUs together.",
  value: (s) => promql`sum by (instance) (rate(node_softnet_dropped_total{${s.select("node")}}[${s.range}]))`,
});

export const backlogSqueezed = signal({
  title: "Packet work cut short",
  unit: "ops",
  tone: "saturation",
  by,
  min: 0,
  meaning:
    "How often a second a CPU had to stop working on packets, because its time for them was used up, with packets left.",
  value: (s) =>
    promql`sum by (instance) (rate(node_softnet_times_squeezed_total{${s.select("node")}}[${s.range}]))`,
});
