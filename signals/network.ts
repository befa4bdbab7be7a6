/** Network interfaces and connections of a host. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

// Loopback and the host's ends of containers: their traffic is seen on the real interfaces, or never leaves the host.
const virtual = "lo|veth.+|br-.+|docker.+|cali.+|cni.+|ifb.+";

const interfaces = (s: Scope) => `${s.select("node")}, device!~"${virtual}"`;

export const networkReceived = signal({
  title: "Network received",
  unit: "Bps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Bytes a second that came in at a network interface.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_network_receive_bytes_total{${interfaces(s)}}[${s.range}]))`,
});

export const networkSent = signal({
  title: "Network sent",
  unit: "Bps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Bytes a second that went out at a network interface.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_network_transmit_bytes_total{${interfaces(s)}}[${s.range}]))`,
});

export const networkErrors = signal({
  title: "Network errors",
  unit: "ops",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "Broken packets a second, in and out. Anything but 0 points to a cable, a port or a driver.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_network_receive_errs_total{${interfaces(s)}}[${s.range}]) + rate(node_network_transmit_errs_total{${interfaces(s)}}[${s.range}]))`,
});

export const networkDrops = signal({
  title: "Network drops",
  unit: "ops",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "Packets a second that were thrown away, in and out, mostly because a queue was full.",
  value: (s) =>
    promql`max by (instance, device) (rate(node_network_receive_drop_total{${interfaces(s)}}[${s.range}]) + rate(node_network_transmit_drop_total{${interfaces(s)}}[${s.range}]))`,
});

export const tcpConnections = signal({
  title: "TCP connections",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "TCP connections that are established.",
  value: (s) => promql`max by (instance) (node_netstat_Tcp_CurrEstab{${s.select("node")}})`,
});

export const tcpRetransmitted = signal({
  title: "TCP retransmitted",
  unit: "percentunit",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of TCP segments that had to be sent again. Above 1 % users notice.",
  value: (s) =>
    promql`max by (instance) (rate(node_netstat_Tcp_RetransSegs{${s.select("node")}}[${s.range}]) / (rate(node_netstat_Tcp_OutSegs{${s.select("node")}}[${s.range}]) > 0))`,
});
