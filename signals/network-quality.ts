/** How good the network is between the prober and what it calls: loss and latency of packets and connections. */
import { promql } from "./promql";
import { signal } from "./signal";

/** Names of the series that the rules of network quality record. */
export const recordedNetworkQuality = {
  loss: "instance:probe_icmp_loss:ratio10m",
  roundTrip: "instance:probe_icmp_rtt_seconds:avg10m",
  jitter: "instance:probe_icmp_rtt_seconds:stddev10m",
  connect: "instance:probe_connect_seconds:avg10m",
} as const;

export const packetLoss = signal({
  title: "Packets lost",
  unit: "percentunit",
  by: ["instance"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the echo requests of an ICMP probe in the last 10 minutes that got no answer in time.",
  value: (s) =>
    promql`1 - min by (instance) (avg_over_time(probe_success{${s.select("blackbox")}, kind="icmp"}[10m]))`,
});

export const roundTrip = signal({
  title: "Round trip",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Time that a packet takes to the address of an ICMP probe and back, as a mean over 10 minutes of those that came back.",
  value: (s) =>
    promql`max by (instance) (avg_over_time(probe_icmp_duration_seconds{${s.select("blackbox")}, phase="rtt"}[10m]))`,
});

export const jitter = signal({
  title: "Jitter",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "How much the round trips of an ICMP probe differ: their standard deviation over 10 minutes.",
  value: (s) =>
    promql`max by (instance) (stddev_over_time(probe_icmp_duration_seconds{${s.select("blackbox")}, phase="rtt"}[10m]))`,
});

export const connectTime = signal({
  title: "Connection",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Time that a TCP connection takes to be made, as a mean over 10 minutes: of HTTP probes the connecting alone, of TCP probes the whole call.",
  value: (s) =>
    promql`max by (instance) (avg_over_time(probe_http_duration_seconds{${s.select("blackbox")}, phase="connect"}[10m])) or max by (instance) (avg_over_time(probe_duration_seconds{${s.select("blackbox")}, kind="tcp"}[10m]))`,
});

export const hopLimit = signal({
  title: "Hops left",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Hop limit (TTL) of the answers to an ICMP probe. A change means that the packets go another way.",
  value: (s) => promql`max by (instance) (probe_icmp_reply_hop_limit{${s.select("blackbox")}})`,
});

export const routeChanges = signal({
  title: "Changes of the way",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning:
    "How often in the last hour the answers to an ICMP probe came over more or fewer hops than before.",
  value: (s) => promql`max by (instance) (changes(probe_icmp_reply_hop_limit{${s.select("blackbox")}}[1h]))`,
});
