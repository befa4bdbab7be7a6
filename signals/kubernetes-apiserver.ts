/** The API server of a cluster, and what it depends on. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const server = (s: Scope): string => s.select("kube-apiserver");

/** Requests that last as long as the caller wants: their time says nothing. */
const short = `verb!~"CONNECT|WATCH|WATCHLIST", subresource!~"attach|exec|log|portforward|proxy"`;

const rate = (s: Scope, by: string, metric: string, matchers = ""): Promql =>
  promql`sum by (${by}) (rate(${metric}{${server(s)}${matchers}}[${s.range}]))`;

export const apiServersUp = signal({
  title: "API servers that answer",
  unit: "short",
  by: [],
  min: 0,
  meaning: "API servers that Prometheus can scrape.",
  value: (s) => promql`sum(up{${server(s)}})`,
});

export const apiRequests = signal({
  title: "API requests",
  unit: "reqps",
  by: ["verb"],
  min: 0,
  meaning: "Requests a second to the API servers, by what they do.",
  value: (s) => rate(s, "verb", "apiserver_request_total"),
});

export const apiErrors = signal({
  title: "API errors",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the requests that the API servers answered with an error of their own (5xx).",
  value: (s) =>
    promql`sum(rate(apiserver_request_total{${server(s)}, code=~"5.."}[${s.range}])) / (sum(rate(apiserver_request_total{${server(s)}}[${s.range}])) > 0)`,
});

export const apiLatency = signal({
  title: "API latency, 99 %",
  unit: "s",
  by: ["verb"],
  min: 0,
  meaning:
    "Time within which 99 % of the requests are answered, without the time in webhooks of others. Watches and connections are left out.",
  value: (s) =>
    promql`histogram_quantile(0.99, ${rate(s, "verb, le", "apiserver_request_sli_duration_seconds_bucket", `, ${short}`)})`,
});

/** Requests a second by the bucket of their time, of those that `apiLatency` looks at. */
export const apiDurationRates = (s: Scope): Promql =>
  rate(s, "le", "apiserver_request_sli_duration_seconds_bucket", `, ${short}`);

/** Requests a second by verb, of those that `apiLatency` looks at. */
export const apiShortRequests = (s: Scope): Promql =>
  rate(s, "verb", "apiserver_request_sli_duration_seconds_count", `, ${short}`);

export const clientCertificateLeft = signal({
  title: "Shortest client certificate",
  unit: "s",
  by: [],
  min: 0,
  meaning:
    "Time that is left of the certificates by which clients showed who they are, 1 % of the requests have less.",
  value: (s) =>
    promql`histogram_quantile(0.01, sum by (le) (rate(apiserver_client_certificate_expiration_seconds_bucket{${server(s)}}[${s.range}])))`,
});

export const aggregatedErrors = signal({
  title: "Aggregated APIs, failures",
  unit: "short",
  by: ["name"],
  tone: "error",
  min: 0,
  meaning: "How often an API that another server adds to the cluster was found not to answer.",
  value: (s) =>
    promql`sum by (name) (increase(aggregator_unavailable_apiservice_total{${server(s)}}[${s.range}]))`,
});

export const aggregatedDown = signal({
  title: "Aggregated APIs that do not answer",
  unit: "short",
  by: ["name"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "1 for an API that another server adds to the cluster and that does not answer.",
  value: (s) => promql`max by (name) (aggregator_unavailable_apiservice{${server(s)}})`,
});

export const requestsTerminated = signal({
  title: "API requests cut off",
  unit: "percentunit",
  by: [],
  tone: "error",
  min: 0,
  max: 1,
  meaning:
    "Share of the requests that the API server ended itself, to protect itself or because they took too long.",
  value: (s) => {
    const terminated = promql`sum(rate(apiserver_request_terminations_total{${server(s)}}[${s.range}]))`;
    const all = promql`sum(rate(apiserver_request_total{${server(s)}}[${s.range}]))`;
    return promql`${terminated} / (${all} + ${terminated} > 0)`;
  },
});

export const requestsRejected = signal({
  title: "API requests turned away",
  unit: "percentunit",
  by: ["priority_level"],
  tone: "error",
  min: 0,
  max: 1,
  meaning:
    "Share of the requests of a priority level that were refused because all its seats and queues were taken.",
  value: (s) => {
    const rejected = rate(s, "priority_level", "apiserver_flowcontrol_rejected_requests_total");
    const served = rate(s, "priority_level", "apiserver_flowcontrol_dispatched_requests_total");
    return promql`${rejected} / (${rejected} + ${served} > 0)`;
  },
});

export const webhookFailures = signal({
  title: "Admission webhooks, failures",
  unit: "short",
  by: ["name"],
  tone: "error",
  min: 0,
  meaning:
    "Times that an admission webhook did not answer: the request was refused or let through without it.",
  value: (s) =>
    promql`sum by (name) (increase(apiserver_admission_webhook_rejection_count{${server(s)}, error_type!="no_error"}[${s.range}]) or increase(apiserver_admission_webhook_fail_open_count{${server(s)}}[${s.range}]))`,
});

export const webhookLatency = signal({
  title: "Admission webhooks, 99 %",
  unit: "s",
  by: ["name"],
  min: 0,
  meaning: "Time within which an admission webhook answers 99 % of the requests. Every write waits for it.",
  value: (s) =>
    promql`histogram_quantile(0.99, ${rate(s, "name, le", "apiserver_admission_webhook_admission_duration_seconds_bucket")})`,
});

export const storageLatency = signal({
  title: "Time for a request to etcd",
  unit: "s",
  by: ["operation"],
  min: 0,
  meaning: "Mean time that the API server waits for its store, by operation.",
  value: (s) =>
    promql`${rate(s, "operation", "etcd_request_duration_seconds_sum")} / (${rate(s, "operation", "etcd_request_duration_seconds_count")} > 0)`,
});

export const auditRejected = signal({
  title: "Requests refused for want of audit",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Requests that the API server refused because it could not write its audit log.",
  value: (s) => promql`sum(increase(apiserver_audit_requests_rejected_total{${server(s)}}[${s.range}]))`,
});

export const objectsStored = signal({
  title: "Objects stored",
  unit: "short",
  by: ["group", "resource"],
  min: 0,
  meaning: "Objects of each kind in the store of the cluster.",
  value: (s) => promql`max by (group, resource) (apiserver_resource_objects{${server(s)}})`,
});

/** Parts of the cluster that tell how their requests to the API server end. */
const clients = ["kube-controller-manager", "kube-scheduler", "kubelet"];

const clientRequests = (s: Scope, matchers = ""): Promql =>
  clients
    .map((job) => promql`rate(rest_client_requests_total{${s.select(job)}${matchers}}[${s.range}])`)
    .reduce((all, each) => promql`${all} or ${each}`);

export const clientErrors = signal({
  title: "Errors of API clients",
  unit: "percentunit",
  by: ["job", "instance"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of its requests to the API server that a part of the cluster saw fail.",
  value: (s) =>
    promql`sum by (job, instance) (${clientRequests(s, `, code=~"5..|<error>"`)}) / (sum by (job, instance) (${clientRequests(s)}) > 0)`,
});
