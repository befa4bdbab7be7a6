/** Whether network interfaces are up, and how near they are to what they can do. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

// Interfaces without a cable: of containers, virtual machines and tunnels. Bonds count by their members and by themselves.
const virtual = "lo|veth.+|br-.+|docker.+|cali.+|cni.+|ifb.+|lxc.+|tap.+|tun.+|virbr.+|vnet.+|wg.+";

const real = (s: Scope) => `${s.select("node")}, device!~"${virtual}"`;

export const networkUse = signal({
  title: "Network use",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning:
    "Bytes a second of the busier direction, as a share of the speed of the link. Interfaces that do not tell their speed have no value.",
  // An unknown speed is -1 Mbit/s in the kernel, -125000 here.
  value: (s) =>
    promql`max by (instance, device) ((rate(node_network_receive_bytes_total{${real(s)}}[${s.range}]) > rate(node_network_transmit_bytes_total{${real(s)}}[${s.range}]) or rate(node_network_transmit_bytes_total{${real(s)}}[${s.range}])) / (node_network_speed_bytes{${real(s)}} > 0))`,
});

const share = (s: Scope, direction: "receive" | "transmit", of: "errs" | "drop") =>
  promql`max by (instance, device) (rate(${`node_network_${direction}_${of}_total`}{${real(s)}}[${s.range}]) / (rate(${`node_network_${direction}_packets_total`}{${real(s)}}[${s.range}]) > 0))`;

const packets = (s: Scope, direction: "receive" | "transmit") =>
  promql`max by (instance, device) (rate(${`node_network_${direction}_packets_total`}{${real(s)}}[${s.range}]))`;

export const networkReceiveErrors = signal({
  title: "Receive errors",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning: "Packets that came in broken, as a share of those that came in.",
  value: (s) => share(s, "receive", "errs"),
});

export const networkTransmitErrors = signal({
  title: "Transmit errors",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning: "Packets that an interface failed to send, as a share of those that it sent.",
  value: (s) => share(s, "transmit", "errs"),
});

export const networkReceiveDrops = signal({
  title: "Receive drops",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning:
    "Packets that came in and were thrown away, as a share of those that came in: the host was too slow, or nobody wanted them.",
  value: (s) => share(s, "receive", "drop"),
});

export const networkTransmitDrops = signal({
  title: "Transmit drops",
  unit: "percentunit",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning: "Packets that were thrown away before they were sent, as a share of those that were sent.",
  value: (s) => share(s, "transmit", "drop"),
});

export const packetsReceived = signal({
  title: "Packets received",
  unit: "pps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Packets a second that came in.",
  value: (s) => packets(s, "receive"),
});

export const packetsSent = signal({
  title: "Packets sent",
  unit: "pps",
  by: ["instance", "device"],
  min: 0,
  meaning: "Packets a second that went out.",
  value: (s) => packets(s, "transmit"),
});

export const linkUp = signal({
  title: "Link up",
  unit: "bool",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning: "1 while an interface has a link. An interface that was switched off by command has no value.",
  value: (s) => promql`max by (instance, device) (node_network_carrier{${real(s)}})`,
});

/** 1 where an interface had a link at some time of the last day. */
export const linkWasUp = signal({
  title: "Link was up",
  unit: "bool",
  by: ["instance", "device"],
  min: 0,
  max: 1,
  meaning: "1 where an interface has had a link at some time of the last 24 hours.",
  value: (s) => promql`max by (instance, device) (max_over_time(node_network_carrier{${real(s)}}[1d]))`,
});

export const linkChanges = signal({
  title: "Link changes",
  unit: "short",
  tone: "error",
  by: ["instance", "device"],
  min: 0,
  meaning: "How often a link came up or went down in the time shown.",
  value: (s) =>
    promql`max by (instance, device) (increase(node_network_carrier_changes_total{${real(s)}}[${s.range}]))`,
});

export const bondLinksMissing = signal({
  title: "Links missing in a bond",
  unit: "short",
  tone: "error",
  by: ["instance", "master"],
  min: 0,
  meaning: "Members of a bond whose link is down.",
  value: (s) =>
    promql`max by (instance, master) (node_bonding_slaves{${s.select("node")}} - node_bonding_active{${s.select("node")}})`,
});

export const receivedHour = signal({
  title: "Received, 1 hour",
  unit: "Bps",
  by: ["instance"],
  min: 0,
  meaning: "Bytes a second that came in over all interfaces, as a mean over an hour.",
  value: (s) =>
    promql`sum by (instance) (avg_over_time(instance_device:node_network_received_bytes:rate5m${s.any}[1h]))`,
});

export const receivedGrowth = signal({
  title: "Received against last week",
  unit: "none",
  by: ["instance"],
  min: 0,
  meaning: "Bytes that came in within the last hour as a multiple of those of the same hour a week ago.",
  value: (s) =>
    promql`${receivedHour.value(s)} / (sum by (instance) (avg_over_time(instance_device:node_network_received_bytes:rate5m${s.any}[1h] offset 1w)) > 0)`,
});
