/** TCP, UDP and the firewall's table of connections on a host. */
import { promql } from "./promql";
import { signal } from "./signal";

export const segmentsSent = signal({
  title: "TCP segments sent",
  unit: "pps",
  by: ["instance"],
  min: 0,
  meaning: "TCP segments a second that went out.",
  value: (s) => promql`max by (instance) (rate(node_netstat_Tcp_OutSegs{${s.select("node")}}[${s.range}]))`,
});

export const listenDrops = signal({
  title: "New connections dropped",
  unit: "cps",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Attempts to connect a second that were dropped, mostly because a program did not accept connections as fast as they came.",
  value: (s) =>
    promql`max by (instance) (rate(node_netstat_TcpExt_ListenDrops{${s.select("node")}}[${s.range}]))`,
});

export const conntrackUsed = signal({
  title: "Connection table used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Share of the connections that the firewall of the kernel can follow. Hosts without connection tracking have no value.",
  value: (s) =>
    promql`max by (instance) (node_nf_conntrack_entries{${s.select("node")}} / (node_nf_conntrack_entries_limit{${s.select("node")}} > 0))`,
});

export const conntrackDrops = signal({
  title: "Packets dropped by the connection table",
  unit: "pps",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Packets a second that were dropped because the firewall had no room for their connection.",
  value: (s) =>
    promql`max by (instance) (rate(node_nf_conntrack_stat_drop{${s.select("node")}}[${s.range}]) + rate(node_nf_conntrack_stat_early_drop{${s.select("node")}}[${s.range}]))`,
});

export const tcpMemory = signal({
  title: "Memory of TCP",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Memory in the buffers of all TCP connections, as a share of the host's. By default the kernel begins to save at about 6 % and refuses memory at about 9 %.",
  value: (s) =>
    promql`max by (instance) (node_sockstat_TCP_mem_bytes{${s.select("node")}}) / (max by (instance) (node_memory_MemTotal_bytes{${s.select("node")}}) > 0)`,
});

export const tcpTimeWait = signal({
  title: "TCP connections in time-wait",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Connections that this host has closed and whose port rests for a minute.",
  value: (s) => promql`max by (instance) (node_sockstat_TCP_tw{${s.select("node")}})`,
});

export const tcpOrphans = signal({
  title: "TCP orphans",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Connections that no program holds any more and that still have data to send.",
  value: (s) => promql`max by (instance) (node_sockstat_TCP_orphan{${s.select("node")}})`,
});

export const udpBufferErrors = signal({
  title: "UDP packets lost in the host",
  unit: "pps",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "UDP packets a second that arrived and were lost because a program did not read them in time.",
  value: (s) =>
    promql`max by (instance) (rate(node_netstat_Udp_RcvbufErrors{${s.select("node")}}[${s.range}]))`,
});
