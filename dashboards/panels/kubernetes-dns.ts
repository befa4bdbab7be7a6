import * as alerts from "../../rules/kubernetes-coredns";
import * as dns from "../../signals/kubernetes-coredns";
import * as history from "../../signals/kubernetes-recorded";
import { stat, timeseries } from "../model/panel";

/** CoreDNS, by which pods find each other. */

/** CoreDNS serves all namespaces alike. */
const ofCluster = { past: ["namespace"] } as const;

const noDns = "No data: CoreDNS is not scraped";

export const failures = stat(dns.dnsFailures, {
  ...ofCluster,
  line: alerts.CoreDnsFailing,
  why: "Pods that cannot find each other fail, whatever else is well.",
  act: "See whether it is the servers outside, on the dashboard of the control plane.",
  noValue: noDns,
});

export const latencyNow = stat(dns.dnsLatency, {
  ...ofCluster,
  line: alerts.CoreDnsSlow,
  title: "DNS latency now, 99 %",
  why: "A program that opens a connection for each request pays this each time.",
  act: "If it is seconds, it is a time-out: a server outside, or CoreDNS without CPU.",
  noValue: noDns,
});

export const requests = timeseries(history.dnsRequestsRecorded, {
  why: "Five times as many as before is often one program with short names.",
  act: "Compare with the share of answers from the cache.",
  noValue: noDns,
});

export const latency = timeseries(history.dnsLatencyRecorded, {
  why: "Each new connection of a pod waits for it.",
  act: "See whether the servers outside are slow.",
  noValue: noDns,
});

export const requestsNow = stat(dns.dnsRequests, {
  ...ofCluster,
  sparkline: true,
  title: "DNS requests now",
  why: "No request at all is worse than too many: nobody reaches the service of CoreDNS.",
  act: "From a pod, ask it by its address: `nslookup kubernetes.default`.",
  noValue: noDns,
});

export const cacheHits = timeseries(dns.dnsCacheHits, {
  why: "A low share means that names are asked for that cannot be kept.",
  act: "Lengthen the cache, or use one on each node.",
  noValue: noDns,
});

export const upstreamFailures = timeseries([dns.dnsUpstreamFailures], {
  title: "Servers outside: failed checks",
  line: alerts.CoreDnsUpstreamFailing,
  why: "Names outside of the cluster come from these servers.",
  act: "Ask them from a node, and from a pod.",
  noValue: "No check has failed",
});

export const upstreamGone = timeseries(dns.dnsUpstreamGone, {
  line: alerts.CoreDnsUpstreamGone,
  why: "Without any of them pods find nothing outside.",
  act: "Look at the line and at the firewall.",
  noValue: noDns,
});

export const panics = timeseries(dns.dnsPanics, {
  line: alerts.CoreDnsPanicking,
  why: "Each is a request without an answer.",
  act: "Update CoreDNS, or take the plugin out.",
  noValue: noDns,
});
