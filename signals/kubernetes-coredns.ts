/** CoreDNS, by which pods find each other. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const dns = (s: Scope): string => s.select("coredns");

export const dnsRequests = signal({
  title: "DNS requests",
  unit: "reqps",
  by: [],
  min: 0,
  meaning: "Names a second that pods ask CoreDNS for.",
  value: (s) => promql`sum(rate(coredns_dns_responses_total{${dns(s)}}[${s.range}]))`,
});

export const dnsFailures = signal({
  title: "DNS failures",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the answers that say that the server failed. Names that do not exist are no failure.",
  value: (s) =>
    promql`sum(rate(coredns_dns_responses_total{${dns(s)}, rcode="SERVFAIL"}[${s.range}])) / (sum(rate(coredns_dns_responses_total{${dns(s)}}[${s.range}])) > 0)`,
});

export const dnsLatency = signal({
  title: "DNS latency, 99 %",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Time within which CoreDNS answers 99 % of the requests.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (le) (rate(coredns_dns_request_duration_seconds_bucket{${dns(s)}}[${s.range}])))`,
});

export const dnsPanics = signal({
  title: "CoreDNS panics",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Faults in CoreDNS that it caught: the request was lost, the server goes on.",
  value: (s) => promql`max by (instance) (increase(coredns_panics_total{${dns(s)}}[${s.range}]))`,
});

export const dnsUpstreamFailures = signal({
  title: "Upstream DNS, failed checks",
  unit: "short",
  by: ["to"],
  tone: "error",
  min: 0,
  meaning: "Checks by which CoreDNS found that a server which it asks for other names does not answer.",
  value: (s) =>
    promql`sum by (to) (increase(coredns_proxy_healthcheck_failures_total{${dns(s)}}[${s.range}]))`,
});

export const dnsUpstreamGone = signal({
  title: "Upstream DNS, all broken",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Times that CoreDNS had no server left that answers, and asked one at random.",
  value: (s) => promql`sum(increase(coredns_forward_healthcheck_broken_total{${dns(s)}}[${s.range}]))`,
});

export const dnsCacheHits = signal({
  title: "DNS answers from the cache",
  unit: "percentunit",
  by: [],
  min: 0,
  max: 1,
  meaning: "Share of the requests that CoreDNS answers from its memory.",
  value: (s) =>
    promql`sum(rate(coredns_cache_hits_total{${dns(s)}}[${s.range}])) / (sum(rate(coredns_cache_requests_total{${dns(s)}}[${s.range}])) > 0)`,
});
