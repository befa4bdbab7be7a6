/** What those answer that are called from outside: the right text, an address for their name. */
import { probeAddressChanges, probeAddressFamily, probeContentWrong } from "../signals/probes";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { mail, probeConstant, probeGauge, shop } from "./cases/probes";

const told = {
  team: "service",
  service: "probe",
  dashboard: { uid: "probes", variables: ["instance"] },
} as const;

export const ProbeContentWrong = alert("ProbeContentWrong", {
  ...told,
  needs: ["probes-content"],
  event: (s) => promql`${probeContentWrong.value(s)} == 1`,
  by: probeContentWrong.by,
  for: "2m",
  keepFiringFor: "2m",
  severity: "warning",
  summary: "{{ $labels.instance }} answers, but not what is expected",
  description:
    "For {for} the answer of {{ $labels.instance }} has come without the text that its probe expects. The server runs, and shows an error page, an empty page or something else.",
  cases: [
    fires("one of two", {
      series: {
        ...probeConstant("probe_failed_due_to_regex", 1)(shop, [["1h", 0]]),
        ...probeConstant("probe_failed_due_to_regex", 0)({ ...shop, instance: "blog" }, [["1h", 0]]),
      },
      at: "2m",
      labels: [shop],
      text: {
        summary: "shop answers, but not what is expected",
        description:
          "For 2 minutes the answer of shop has come without the text that its probe expects. The server runs, and shows an error page, an empty page or something else.",
      },
    }),
    fires("both", {
      series: {
        ...probeConstant("probe_failed_due_to_regex", 1)(shop, [["1h", 0]]),
        ...probeConstant("probe_failed_due_to_regex", 1)(mail, [["1h", 0]]),
      },
      at: "2m",
      labels: [shop, mail],
    }),
    quiet("`for` is not over", {
      series: probeConstant("probe_failed_due_to_regex", 1)(shop, [["1h", 0]]),
      at: "105s",
    }),
    resolves("the page is right again", {
      series: probeGauge("probe_failed_due_to_regex")(shop, [
        ["10m", 1],
        ["1h", 0],
      ]),
      labels: [shop],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

export const ProbeNameUnresolved = alert("ProbeNameUnresolved", {
  ...told,
  event: (s) => promql`${probeAddressFamily.value(s)} == 0`,
  by: probeAddressFamily.by,
  for: "2m",
  keepFiringFor: "2m",
  severity: "warning",
  summary: "{{ $labels.instance }}: its name has no address",
  description:
    "For {for} the prober has found no address for the name that the {{ $labels.kind }} probe {{ $labels.instance }} calls. The record is gone, the domain has lapsed, or the name servers do not answer.",
  cases: [
    fires("one of two", {
      series: {
        ...probeConstant("probe_ip_protocol", 0)(shop, [["1h", 0]]),
        ...probeConstant("probe_ip_protocol", 4)(mail, [["1h", 0]]),
      },
      at: "2m",
      labels: [shop],
      text: {
        summary: "shop: its name has no address",
        description:
          "For 2 minutes the prober has found no address for the name that the http probe shop calls. The record is gone, the domain has lapsed, or the name servers do not answer.",
      },
    }),
    fires("both", {
      series: {
        ...probeConstant("probe_ip_protocol", 0)(shop, [["1h", 0]]),
        ...probeConstant("probe_ip_protocol", 0)(mail, [["1h", 0]]),
      },
      at: "2m",
      labels: [shop, mail],
    }),
    quiet("it has an address of IP version 6", {
      series: probeConstant("probe_ip_protocol", 6)(shop, [["1h", 0]]),
      at: "10m",
    }),
    quiet("`for` is not over", {
      series: probeConstant("probe_ip_protocol", 0)(shop, [["1h", 0]]),
      at: "105s",
    }),
    resolves("the record is back", {
      series: probeGauge("probe_ip_protocol")(shop, [
        ["10m", 0],
        ["1h", 4],
      ]),
      labels: [shop],
      firingAt: "12m",
      goneAt: "735s",
    }),
  ],
});

/** The hash of the address of a name that leads somewhere else after ten minutes. */
const moved = [
  ["10m", 3_668_918_509],
  ["3h", 1_249_014_209],
] as const;

export const ProbeAddressChanging = alert("ProbeAddressChanging", {
  ...told,
  optIn: true,
  event: (s) => promql`${probeAddressChanges.value(s)} > 0`,
  by: probeAddressChanges.by,
  for: "0s",
  keepFiringFor: "5m",
  severity: "info",
  summary: "{{ $labels.instance }}: its name leads to another address",
  description:
    "Within the last hour the name of the {{ $labels.kind }} probe {{ $labels.instance }} began to lead to another address. A move, a failover, or somebody who answers in its place.",
  cases: [
    fires("one of two has moved", {
      series: {
        ...probeGauge("probe_ip_addr_hash")(shop, moved),
        ...probeConstant("probe_ip_addr_hash", 3_668_918_509)(mail, [["3h", 0]]),
      },
      at: "12m",
      labels: [shop],
      text: {
        summary: "shop: its name leads to another address",
        description:
          "Within the last hour the name of the http probe shop began to lead to another address. A move, a failover, or somebody who answers in its place.",
      },
    }),
    fires("both have moved", {
      series: {
        ...probeGauge("probe_ip_addr_hash")(shop, moved),
        ...probeGauge("probe_ip_addr_hash")(mail, moved),
      },
      at: "12m",
      labels: [shop, mail],
    }),
    quiet("it stays where it is", {
      series: probeConstant("probe_ip_addr_hash", 3_668_918_509)(mail, [["3h", 0]]),
      at: "30m",
    }),
    resolves("it stays at the new address", {
      series: probeGauge("probe_ip_addr_hash")(shop, moved),
      labels: [shop],
      firingAt: "69m",
      goneAt: "76m",
    }),
  ],
});
