/** Probes: addresses that are called from outside, as a user would. */
import { promql } from "./promql";
import { signal } from "./signal";

export const probeSuccess = signal({
  title: "Probe succeeded",
  unit: "bool",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "1 if the last call of a probe got the answer that it expects.",
  value: (s) => promql`min by (instance, kind) (probe_success{${s.select("blackbox")}})`,
});

export const probeAvailability = signal({
  title: "Probe availability",
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "Share of a probe's calls that succeeded in the time shown.",
  value: (s) =>
    promql`min by (instance, kind) (avg_over_time(probe_success{${s.select("blackbox")}}[${s.range}]))`,
});

export const probeDuration = signal({
  title: "Probe duration",
  unit: "s",
  by: ["instance", "kind"],
  min: 0,
  meaning: "Time that the last call of a probe took in all, with name look-up and connection.",
  value: (s) => promql`max by (instance, kind) (probe_duration_seconds{${s.select("blackbox")}})`,
});

export const probePhases = signal({
  title: "HTTP probe by phase",
  unit: "s",
  by: ["instance", "phase"],
  min: 0,
  meaning: "Where an HTTP probe spent its time: resolve, connect, tls, processing, transfer.",
  value: (s) => promql`max by (instance, phase) (probe_http_duration_seconds{${s.select("blackbox")}})`,
});

export const probeStatus = signal({
  title: "HTTP status",
  unit: "none",
  by: ["instance"],
  min: 0,
  meaning: "Status code of the last answer to an HTTP probe; 0 if there was none.",
  value: (s) => promql`max by (instance) (probe_http_status_code{${s.select("blackbox")}})`,
});

export const certificateExpiry = signal({
  title: "Certificate valid for",
  unit: "dtdurations",
  by: ["instance"],
  meaning:
    "Time until the first certificate of the chain expires that an HTTPS probe saw. Below 0 it has expired.",
  value: (s) => promql`min by (instance) (probe_ssl_earliest_cert_expiry{${s.select("blackbox")}}) - time()`,
});

export const probesFailing = signal({
  title: "Probes failing",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Number of probes whose last call did not get the answer that it expects.",
  value: (s) => promql`count(probe_success{${s.select("blackbox")}} == 0) or vector(0)`,
});
