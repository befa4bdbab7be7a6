/** The network between the prober and what it calls, in a number or two and over days. */
import * as quality from "./network-quality";
import { dnsDuration } from "./probe-dns";
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope } from "./signal";

const record = quality.recordedNetworkQuality;

const worst = (value: Promql): Promql => promql`max(${value})`;
const ofDay = (metric: string, s: Scope): Promql =>
  promql`max by (instance) (avg_over_time(${metric}${ofRecorded(s)}[1d]))`;

export const longestRoundTrip = signal({
  title: "Longest round trip",
  recordingOf: quality.roundTrip,
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time that packets take to the address that is farthest and back, as a mean over 10 minutes.",
  value: (s) => worst(quality.roundTrip.value(s)),
});

export const mostJitter = signal({
  title: "Most jitter",
  recordingOf: quality.jitter,
  unit: "s",
  by: [],
  min: 0,
  meaning: "How much the round trips differ to the address where they differ most.",
  value: (s) => worst(quality.jitter.value(s)),
});

export const slowestConnection = signal({
  title: "Slowest connection",
  recordingOf: quality.connectTime,
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time that a TCP connection takes to the address that accepts it last, as a mean over 10 minutes.",
  value: (s) => worst(quality.connectTime.value(s)),
});

export const slowestNameServer = signal({
  title: "Slowest name server",
  recordingOf: dnsDuration,
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time until the slowest name server answers, as a mean over 10 minutes.",
  value: (s) => worst(dnsDuration.value(s)),
});

export const waysFailing = signal({
  title: "Addresses out of reach",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of probes of kind icmp, tcp and dns whose last call got no answer.",
  value: (s) =>
    promql`count(min by (instance, kind) (probe_success{${s.select("blackbox")}, kind=~"icmp|tcp|dns"}) == 0) or vector(0)`,
});

export const wayAnswers = signal({
  title: "Address in reach",
  unit: "bool",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "1 if the last packet, connection or question to an address got its answer.",
  value: (s) =>
    promql`min by (instance, kind) (probe_success{${s.select("blackbox")}, kind=~"icmp|tcp|dns"})`,
});

export const packetLossOfDay = signal({
  title: "Packets lost in a day",
  unit: "percentunit",
  by: ["instance"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the echo requests within 24 hours that got no answer in time.",
  value: (s) => ofDay(record.loss, s),
});

export const roundTripOfDay = signal({
  title: "Round trip of a day",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that a packet takes to an address and back, as a mean over 24 hours.",
  value: (s) => ofDay(record.roundTrip, s),
});

export const jitterOfDay = signal({
  title: "Jitter of a day",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "How much the round trips within ten minutes differ, as a mean over 24 hours.",
  value: (s) => ofDay(record.jitter, s),
});

export const connectTimeOfDay = signal({
  title: "Connection of a day",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Time that a TCP connection takes to be made, as a mean over 24 hours.",
  value: (s) => ofDay(record.connect, s),
});
