/** Certificates that probes see, whatever the probe is for: those of users' addresses and those of the stack's own servers. */
import { having } from "./having";
import { certificateExpiry } from "./probes";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const day = 86_400;
/** As long as most certificates are valid that renew themselves, in days. */
const usualDays = 90;

// A chain without certificates would be the year 1.
const left = (s: Scope): Promql =>
  promql`min by (job, instance) (probe_ssl_earliest_cert_expiry${s.any} > 0) - time()`;

export const certificateLeft = signal({
  title: "Valid for",
  recordingOf: certificateExpiry,
  unit: "dtdurations",
  by: ["job", "instance"],
  meaning:
    "Time until the first certificate expires that an address shows. Once it has expired, calls fail and see none.",
  value: left,
});

export const certificateUsedUp = signal({
  title: "Of its last 90 days",
  unit: "percentunit",
  by: ["job", "instance"],
  min: 0,
  max: 1,
  meaning:
    "How much of the last 90 days of a certificate is over: 0 with 90 days left and more, 100 % when it expires.",
  value: (s) => promql`clamp(1 - ${left(s)} / ${usualDays * day}, 0, 1)`,
});

export const certificatesSeen = signal({
  title: "Certificates",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Number of addresses that show a certificate.",
  value: (s) => promql`count(${left(s)}) or vector(0)`,
});

export const certificatesSoon = signal({
  title: "Expire within three weeks",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of addresses whose certificate expires within 21 days.",
  value: (s) => promql`count(${left(s)} < ${21 * day}) or vector(0)`,
});

export const nextToExpire = signal({
  title: "Next to expire",
  recordingOf: certificateExpiry,
  unit: "dtdurations",
  by: [],
  meaning: "Time until the first of all certificates expires that are seen.",
  value: (s) => promql`min(${left(s)})`,
});

const old = (s: Scope): Promql =>
  promql`count by (job, instance) (probe_tls_version_info${having(s, 'version=~"TLS 1[.][01]|SSL.*"')})`;

export const oldVersions = signal({
  title: "Versions before TLS 1.2",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of addresses that agreed to a version of TLS which browsers refuse.",
  value: (s) => promql`count(${old(s)}) or vector(0)`,
});

/** Names of a certificate and of who signed it; only probes of users' addresses keep them. */
export const certificateNames = signal({
  title: "Names in the certificate",
  unit: "none",
  by: ["instance", "subject", "subjectalternative", "issuer", "serialnumber"],
  meaning: "For whom a certificate is, for which names, and who signed it; the value is always 1.",
  value: (s) =>
    promql`max by (instance, subject, subjectalternative, issuer, serialnumber) (probe_ssl_last_chain_info${s.any})`,
});

// Without a chain that ends at an authority the exporter writes the year 1.
export const chainMismatch = signal({
  title: "Chain ends sooner than it must",
  unit: "dtdurations",
  by: ["job", "instance"],
  tone: "error",
  min: 0,
  meaning:
    "How much sooner the first certificate expires that a server sends than the chain that was checked. More than 0: the server sends one that nobody needs, and that ends sooner.",
  value: (s) =>
    promql`clamp_min(max by (job, instance) (probe_ssl_last_chain_expiry_timestamp_seconds${s.any} > 0) - min by (job, instance) (probe_ssl_earliest_cert_expiry${s.any} > 0), 0)`,
});

export const chainsMismatched = signal({
  title: "Chains with an old certificate",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Number of servers that send a certificate which ends sooner than the chain that was checked.",
  value: (s) => promql`count(${chainMismatch.value(s)} > 0) or vector(0)`,
});

export const certificateChanges = signal({
  title: "Changes of the certificate in a day",
  unit: "short",
  by: ["job", "instance"],
  min: 0,
  meaning:
    "How often in 24 hours an address showed another certificate than the time before. One is a renewal; many are several servers that do not show the same one.",
  value: (s) => promql`max by (job, instance) (changes(probe_ssl_earliest_cert_expiry${s.any}[1d]))`,
});

export const ciphers = signal({
  title: "Cipher",
  unit: "none",
  by: ["instance", "cipher"],
  meaning: "Which encryption a server agreed to; the value is always 1.",
  value: (s) => promql`max by (instance, cipher) (probe_tls_cipher_info${s.any})`,
});

// What is not called any more, such as a pod that was replaced, is not missing.
export const handshakesMissing = signal({
  title: "Certificates out of sight",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning:
    "Number of addresses that showed a certificate within the last day, are still called and show none now: expired, refused, or they do not answer.",
  value: (s) =>
    promql`count(${expiryOfDay(s)} and on (job, instance) ${called(s)} unless on (job, instance) ${shown(s)}) or vector(0)`,
});

function expiryOfDay(s: Scope): Promql {
  return promql`max by (job, instance) (max_over_time(probe_ssl_earliest_cert_expiry${s.any}[1d]) > 0)`;
}
function called(s: Scope): Promql {
  return promql`max by (job, instance) (probe_success${s.any})`;
}
function shown(s: Scope): Promql {
  return promql`max by (job, instance) (probe_ssl_earliest_cert_expiry${s.any} > 0)`;
}
