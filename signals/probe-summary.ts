/** Probes in a number or two, over all that a panel shows. */
import { packetLoss } from "./network-quality";
import { certificateExpiry, probeAvailabilityDay, probeDuration } from "./probes";
import { promql } from "./promql";
import { signal } from "./signal";

export const worstAvailability = signal({
  title: "Lowest availability of a day",
  recordingOf: probeAvailabilityDay,
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Availability within 24 hours of the probe that has the lowest.",
  value: (s) => promql`min(${probeAvailabilityDay.value(s)})`,
});

export const soonestExpiry = signal({
  title: "Next certificate to expire",
  recordingOf: certificateExpiry,
  unit: "dtdurations",
  by: [],
  meaning: "Time until the first of all certificates expires that probes see.",
  value: (s) => promql`min(${certificateExpiry.value(s)})`,
});

export const slowestProbe = signal({
  title: "Slowest probe",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time that the last call of the slowest probe took.",
  value: (s) => promql`max(${probeDuration.value(s)})`,
});

export const worstPacketLoss = signal({
  title: "Most packets lost",
  recordingOf: packetLoss,
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of packets in the last 10 minutes that got lost on the way to the address that loses most.",
  value: (s) => promql`max(${packetLoss.value(s)})`,
});
