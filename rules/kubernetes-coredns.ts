import * as signals from "../signals/kubernetes-coredns";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-coredns";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-control-plane", variables: [] },
  needs: ["coredns"],
} as const;

export const CoreDnsDown = alert("CoreDnsDown", {
  ...told,
  event: (s) => promql`sum(up{${s.select("coredns")}}) == 0`,
  by: [],
  ...cases.times.down,
  severity: "critical",
  summary: "No CoreDNS server answers",
  description:
    "For {for} Prometheus has reached none of the CoreDNS servers. Pods find neither each other nor anything outside by name: most services fail within moments.",
  cases: cases.down,
});

export const CoreDnsFailing = alert("CoreDnsFailing", {
  ...told,
  signal: signals.dnsFailures,
  above: 0.03,
  ...cases.times.failing,
  severity: "warning",
  summary: "CoreDNS: {value} of the answers are failures",
  description:
    "CoreDNS has answered more than {threshold} of the requests with SERVFAIL for {for}. Pods cannot find some of the names that they ask for, and try again.",
  cases: cases.failing,
});

export const CoreDnsSlow = alert("CoreDnsSlow", {
  ...told,
  signal: signals.dnsLatency,
  above: 1,
  ...cases.times.slow,
  severity: "warning",
  summary: "CoreDNS: answers take up to {value}",
  description:
    "One in a hundred answers of CoreDNS has taken longer than {threshold} for {for}. Each new connection of a pod waits for it; after 5 s programs ask again.",
  cases: cases.slowCases,
});

export const CoreDnsPanicking = alert("CoreDnsPanicking", {
  ...told,
  signal: signals.dnsPanics,
  range: "15m",
  above: 0.5,
  ...cases.times.panics,
  severity: "warning",
  summary: "CoreDNS on {{ $labels.instance }} caught a fault of its own",
  description:
    "The CoreDNS server {{ $labels.instance }} caught {value} faults in 15 minutes. Each is a request that got no answer; a plugin has an error that some requests call up.",
  cases: cases.panics,
});

export const CoreDnsUpstreamFailing = alert("CoreDnsUpstreamFailing", {
  ...told,
  signal: signals.dnsUpstreamFailures,
  range: "15m",
  above: 20,
  ...cases.times.upstream,
  severity: "warning",
  summary: "CoreDNS: the server {{ $labels.to }} does not answer, {value} times in 15 minutes",
  description:
    "CoreDNS asks {{ $labels.to }} for names outside of the cluster, and more than {threshold} checks of it have failed in each 15 minutes for {for}. Others take its place, if there are others.",
  cases: cases.upstream,
});

export const CoreDnsUpstreamGone = alert("CoreDnsUpstreamGone", {
  ...told,
  signal: signals.dnsUpstreamGone,
  range: "15m",
  above: 0.5,
  ...cases.times.gone,
  severity: "warning",
  summary: "CoreDNS: none of the servers outside answers",
  description:
    "All servers that CoreDNS asks for names outside of the cluster failed their checks, {value} times in 15 minutes and for {for} now. Pods find nothing outside by name.",
  cases: cases.gone,
});
