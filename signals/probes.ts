/** Probes: addresses that are called from outside, as a user would. How they are on the network is in network-quality.ts. */
import { promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal } from "./signal";

/** Names of the series that the rules of probes record. */
export const recordedProbes = {
  hour: "instance_kind:probe_success:avg1h",
  minutes: "instance_kind:probe_success:avg5m",
  day: "instance_kind:probe_success:avg1d",
  month: "instance_kind:probe_success:avg30d",
  duration: "instance_kind:probe_duration_seconds:avg15m",
  usualDuration: "instance_kind:probe_duration_seconds:median1w",
  phases: "instance_phase:probe_http_duration_seconds:avg5m",
  certificate: "instance:probe_certificate_valid_seconds:min",
} as const;

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

export const probeAvailabilityDay = signal({
  title: "Availability of a day",
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "Share of a probe's calls that succeeded in the last 24 hours.",
  value: (s) => promql`min by (instance, kind) (${recordedProbes.day}${ofRecorded(s)})`,
});

export const probeAvailabilityMonth = signal({
  title: "Availability of 30 days",
  unit: "percentunit",
  by: ["instance", "kind"],
  min: 0,
  max: 1,
  meaning: "Share of a probe's calls that succeeded in the last 30 days, or since it has been called.",
  value: (s) => promql`min by (instance, kind) (${recordedProbes.month}${ofRecorded(s)})`,
});

export const probeChanges = signal({
  title: "Changes of a probe",
  unit: "short",
  by: ["instance", "kind"],
  min: 0,
  meaning: "How often in the last hour a probe went from success to failure or back.",
  value: (s) => promql`max by (instance, kind) (changes(probe_success{${s.select("blackbox")}}[1h]))`,
});

export const probeDuration = signal({
  title: "Probe duration",
  unit: "s",
  by: ["instance", "kind"],
  min: 0,
  meaning: "Time that the last call of a probe took in all, with name look-up and connection.",
  value: (s) => promql`max by (instance, kind) (probe_duration_seconds{${s.select("blackbox")}})`,
});

export const probeSlowness = signal({
  title: "Duration against the usual",
  unit: "short",
  by: ["instance", "kind"],
  min: 0,
  meaning:
    "Time that calls of a probe took in the last 15 minutes, divided by the median of the last week: 2 is twice as long as usual.",
  value: (s) =>
    promql`max by (instance, kind) (${recordedProbes.duration}${ofRecorded(s)}) / (max by (instance, kind) (${recordedProbes.usualDuration}${ofRecorded(s)}) > 0)`,
});

export const probeHttpDuration = signal({
  title: "HTTP answer",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Time from the name look-up to the last byte of the answer to an HTTP probe, redirects included, as a mean over 5 minutes.",
  value: (s) =>
    promql`sum by (instance) (max by (instance, phase) (${recordedProbes.phases}${ofRecorded(s)}))`,
});

export const probePhases = signal({
  title: "HTTP probe by phase",
  unit: "s",
  by: ["instance", "phase"],
  min: 0,
  meaning: "Where an HTTP probe spent its time: resolve, connect, tls, processing, transfer.",
  value: (s) => promql`max by (instance, phase) (probe_http_duration_seconds{${s.select("blackbox")}})`,
});

export const probePhasesMean = signal({
  title: "HTTP phases, mean",
  unit: "s",
  by: ["instance", "phase"],
  min: 0,
  meaning:
    "Where an HTTP probe spends its time, as a mean over 5 minutes: resolve, connect, tls, processing, transfer.",
  value: (s) => promql`max by (instance, phase) (${recordedProbes.phases}${ofRecorded(s)})`,
});

export const probeNameLookup = signal({
  title: "Name look-up",
  unit: "s",
  by: ["instance", "kind"],
  min: 0,
  meaning: "Time that it took to find the address of a probe's name, as a mean over 10 minutes.",
  value: (s) =>
    promql`max by (instance, kind) (avg_over_time(probe_dns_lookup_time_seconds{${s.select("blackbox")}}[10m]))`,
});

export const probeAddressFamily = signal({
  title: "IP version",
  unit: "none",
  by: ["instance", "kind"],
  min: 0,
  meaning: "4 or 6, the version of the address that was called; 0 if the name had no address.",
  value: (s) => promql`max by (instance, kind) (probe_ip_protocol{${s.select("blackbox")}})`,
});

export const probeAddressChanges = signal({
  title: "Changes of address",
  unit: "short",
  by: ["instance", "kind"],
  min: 0,
  meaning: "How often in the last hour the name of a probe had another address than the time before.",
  value: (s) => promql`max by (instance, kind) (changes(probe_ip_addr_hash{${s.select("blackbox")}}[1h]))`,
});

export const probeStatus = signal({
  title: "HTTP status",
  unit: "none",
  by: ["instance"],
  min: 0,
  meaning: "Status code of the last answer to an HTTP probe; 0 if there was none.",
  value: (s) => promql`max by (instance) (probe_http_status_code{${s.select("blackbox")}})`,
});

export const probeRedirects = signal({
  title: "Redirects",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Redirects that an HTTP probe was sent through before it got its answer.",
  value: (s) => promql`max by (instance) (probe_http_redirects{${s.select("blackbox")}})`,
});

export const probeEncrypted = signal({
  title: "Encrypted",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 if the last answer to an HTTP probe came over TLS, at the end of all redirects.",
  value: (s) => promql`min by (instance) (probe_http_ssl{${s.select("blackbox")}})`,
});

export const probeTls = signal({
  title: "TLS version",
  unit: "none",
  by: ["instance", "kind", "version"],
  min: 0,
  meaning: "Version of TLS that a server agreed to; the value is always 1.",
  value: (s) => promql`max by (instance, kind, version) (probe_tls_version_info{${s.select("blackbox")}})`,
});

export const probeContentWrong = signal({
  title: "Wrong content",
  unit: "bool",
  by: ["instance", "kind"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "1 if the last answer to a probe did not hold the text that it expects.",
  value: (s) => promql`max by (instance, kind) (probe_failed_due_to_regex{${s.select("blackbox")}})`,
});

// A chain without certificates would be the year 1.
export const certificateExpiry = signal({
  title: "Certificate valid for",
  unit: "dtdurations",
  by: ["instance"],
  meaning:
    "Time until the first certificate of the chain expires that an HTTPS probe saw. Once it has expired, probes fail and see none.",
  value: (s) =>
    promql`min by (instance) (probe_ssl_earliest_cert_expiry{${s.select("blackbox")}} > 0) - time()`,
});

export const probesFailing = signal({
  title: "Probes failing",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of probes whose last call did not get the answer that it expects.",
  value: (s) => promql`count(probe_success{${s.select("blackbox")}} == 0) or vector(0)`,
});

export const probesFailingShare = signal({
  title: "Share of probes failing",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Probes whose last call failed, as a share of all of them.",
  value: (s) => promql`1 - avg(probe_success{${s.select("blackbox")}})`,
});
