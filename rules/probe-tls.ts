/** Certificates and encryption of what is called from outside. */
import { promql } from "../signals/promql";
import { certificateExpiry, probeTls } from "../signals/probes";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels } from "./cases/case";
import { probeConstant, probeGauge, shop } from "./cases/probes";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "tls", variables: ["instance"] },
} as const;

const day = 86_400;
const one = { instance: "shop" };
const other = { instance: "blog" };

/** A certificate that is valid until a time of the case, in seconds. */
const until = (subject: Labels, seconds: number) =>
  probeConstant("probe_ssl_earliest_cert_expiry", seconds, { kind: "http" })(subject, [["3h", 0]]);

/** One that is renewed after 80 minutes; before, it was valid until then. */
const renewed = (seconds: number) =>
  probeGauge("probe_ssl_earliest_cert_expiry", { kind: "http" })(one, [
    ["80m", seconds],
    ["3h", 90 * day],
  ]);

export const ProbeCertificateExpiring = alert("ProbeCertificateExpiring", {
  ...told,
  signal: certificateExpiry,
  below: 21 * day,
  unless: (s, n) => promql`${certificateExpiry.value(s)} < ${n("soon")}`,
  parameters: {
    soon: {
      value: 7 * day,
      unit: "dtdurations",
      meaning: "time from which on ProbeCertificateExpiringSoon tells",
    },
  },
  for: "1h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: certificate expires in {value}",
  description:
    "A certificate that {{ $labels.instance }} shows is valid for {value} only, less than {threshold}. One that renews itself would have been renewed by now, so the renewal does not work. It gets urgent with {soon}.",
  cases: [
    fires("twenty days, beside one with ninety", {
      series: { ...until(one, 20 * day + 3900), ...until(other, 90 * day) },
      at: "65m",
      labels: [one],
      text: {
        summary: "shop: certificate expires in 20d 0h 0m 0s",
        description:
          "A certificate that shop shows is valid for 20d 0h 0m 0s only, less than 21 d. One that renews itself would have been renewed by now, so the renewal does not work. It gets urgent with 7 d.",
      },
    }),
    fires("two, just within each end", {
      series: { ...until(one, 20.4 * day), ...until(other, 7.2 * day) },
      at: "65m",
      labels: [one, other],
    }),
    quiet("a little longer", { series: until(one, 21.6 * day), at: "70m" }),
    quiet("so little that the other alert tells of it", { series: until(one, 6.8 * day), at: "70m" }),
    quiet("`for` is not over", { series: until(one, 20 * day), at: "3585s" }),
    resolves("it is renewed", { series: renewed(20 * day), labels: [one], firingAt: "90m", goneAt: "97m" }),
  ],
});

export const ProbeCertificateExpiringSoon = alert("ProbeCertificateExpiringSoon", {
  ...told,
  signal: certificateExpiry,
  below: 7 * day,
  for: "15m",
  keepFiringFor: "15m",
  severity: "critical",
  summary: "{{ $labels.instance }}: certificate expires in {value}",
  description:
    "A certificate that {{ $labels.instance }} shows is valid for {value} only, less than {threshold}. After that nobody can connect, and browsers show a warning that users cannot pass.",
  cases: [
    fires("three days, beside one with ninety", {
      series: { ...until(one, 3 * day + 1200), ...until(other, 90 * day) },
      at: "20m",
      labels: [one],
      text: {
        summary: "shop: certificate expires in 3d 0h 0m 0s",
        description:
          "A certificate that shop shows is valid for 3d 0h 0m 0s only, less than 7 d. After that nobody can connect, and browsers show a warning that users cannot pass.",
      },
    }),
    fires("two", {
      series: { ...until(one, 6.8 * day), ...until(other, day) },
      at: "20m",
      labels: [one, other],
    }),
    quiet("a little longer", { series: until(one, 7.2 * day), at: "30m" }),
    quiet("no certificate was seen, which is written as the year 1", {
      series: until(one, -62_135_596_800),
      at: "30m",
    }),
    quiet("`for` is not over", { series: until(one, 3 * day), at: "885s" }),
    resolves("it is renewed", { series: renewed(3 * day), labels: [one], firingAt: "90m", goneAt: "97m" }),
  ],
});

// A probe does not get past an expired certificate, so it sees none: what was seen last has to serve.
export const ProbeCertificateExpired = alert("ProbeCertificateExpired", {
  ...told,
  event: (s) =>
    promql`min by (instance) (last_over_time(probe_ssl_earliest_cert_expiry{${s.select("blackbox")}}[2d]) > 0) - time() <= 0`,
  by: certificateExpiry.by,
  unit: "dtdurations",
  for: "1m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: certificate has expired",
  description:
    "The certificate that {{ $labels.instance }} last showed has expired. Nobody can connect any more, and browsers show a warning that users cannot pass.",
  cases: [
    fires("it expired, and probes have seen no certificate since", {
      series: {
        ...probeGauge("probe_ssl_earliest_cert_expiry", { kind: "http" })(one, [["1h", 3600]]),
        ...until(other, 90 * day),
      },
      at: "70m",
      labels: [one],
      text: {
        summary: "shop: certificate has expired",
        description:
          "The certificate that shop last showed has expired. Nobody can connect any more, and browsers show a warning that users cannot pass.",
      },
    }),
    fires("two, of which one is called without a check of certificates", {
      series: {
        ...probeGauge("probe_ssl_earliest_cert_expiry", { kind: "http" })(one, [["1h", 3600]]),
        ...until(other, 3600),
      },
      at: "70m",
      labels: [one, other],
    }),
    quiet("it expires in a minute", { series: until(one, 3660), at: "1h" }),
    quiet("no certificate was seen, which is written as the year 1", {
      series: until(one, -62_135_596_800),
      at: "30m",
    }),
    quiet("`for` is not over", { series: until(one, 3600), at: "3645s" }),
    resolves("it is renewed", { series: renewed(3600), labels: [one], firingAt: "80m", goneAt: "86m" }),
  ],
});

export const ProbeTlsOld = alert("ProbeTlsOld", {
  ...told,
  event: (s) =>
    promql`max by (instance, kind, version) (probe_tls_version_info{${s.select("blackbox")}, version=~"TLS 1[.][01]|SSL.*"}) == 1`,
  by: probeTls.by,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }} speaks {{ $labels.version }}",
  description:
    "For {for} the server of {{ $labels.instance }} has agreed to {{ $labels.version }} and nothing newer. The version has known weaknesses, and current browsers refuse it.",
  cases: [
    fires("an old one beside two that are well", {
      series: {
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, version: "TLS 1.1" }, [["1h", 0]]),
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, instance: "blog", version: "TLS 1.2" }, [
          ["1h", 0],
        ]),
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, instance: "wiki", version: "TLS 1.3" }, [
          ["1h", 0],
        ]),
      },
      at: "10m",
      labels: [{ ...shop, version: "TLS 1.1" }],
      text: {
        summary: "shop speaks TLS 1.1",
        description:
          "For 10 minutes the server of shop has agreed to TLS 1.1 and nothing newer. The version has known weaknesses, and current browsers refuse it.",
      },
    }),
    fires("two", {
      series: {
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, version: "TLS 1.1" }, [["1h", 0]]),
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, instance: "blog", version: "TLS 1.0" }, [
          ["1h", 0],
        ]),
      },
      at: "10m",
      labels: [
        { ...shop, version: "TLS 1.1" },
        { ...shop, instance: "blog", version: "TLS 1.0" },
      ],
    }),
    quiet("`for` is not over", {
      series: probeConstant("probe_tls_version_info", 1)({ ...shop, version: "TLS 1.1" }, [["1h", 0]]),
      at: "585s",
    }),
    resolves("the server is brought up to date", {
      series: {
        ...probeGauge("probe_tls_version_info")({ ...shop, version: "TLS 1.1" }, [["15m", 1]]),
        ...probeConstant("probe_tls_version_info", 1)({ ...shop, version: "TLS 1.3" }, [["1h", 0]]),
      },
      labels: [{ ...shop, version: "TLS 1.1" }],
      firingAt: "15m",
      goneAt: "31m",
    }),
  ],
});
