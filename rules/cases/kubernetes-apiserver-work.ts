/** Cases of the alerts on the work of the API server. */
import { fires, quiet, type Series } from "./case";
import { buckets, fast, seriesOf, slow } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, lines } from "./series";

export const times = {
  audit: { for: "1m", keepFiringFor: "15m" },
  clients: { for: "15m", keepFiringFor: "10m" },
  deprecated: { for: "1h", keepFiringFor: "0s" },
  growing: { for: "1h", keepFiringFor: "1h" },
  rejected: { for: "10m", keepFiringFor: "10m" },
  storage: { for: "10m", keepFiringFor: "10m" },
  terminated: { for: "5m", keepFiringFor: "10m" },
  webhook: { for: "5m", keepFiringFor: "15m" },
  webhookSlow: { for: "10m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const server = seriesOf("kube-apiserver");
const one = { instance: "10.0.0.1:6443" } as const;
const steady = (rate: number): string => counter([["4h", rate]]);

/** A share of a rate of 100; the good side is none at all. */
const share = { shape: counter, since: "15s", good: 0 } as const;
/** Events in 15 minutes. */
const inWindow = { shape: counter, since: "885s", good: 0, lag: "15s" } as const;

export const terminated = [
  ...proof(times.terminated, {
    ...share,
    over: 25.6,
    under: 24.4,
    series: (values) => ({
      ...server("apiserver_request_terminations_total", { ...one, code: "504", verb: "LIST" }, values),
      ...server("apiserver_request_total", { ...one, code: "200", verb: "LIST" }, steady(100)),
    }),
    labels: {},
    text: {
      summary: "API server: 20.38% of the requests are cut off",
      description:
        "The API servers have ended more than 20 % of the requests themselves for 5 minutes, because they took too long or to protect themselves from too many.",
    },
  }),
  quiet("nobody asks for anything", {
    series: {
      ...server("apiserver_request_terminations_total", { ...one, code: "504" }, 5),
      ...server("apiserver_request_total", { ...one, code: "200" }, 5),
    },
    at: "1h",
  }),
];

const level = { priority_level: "workload-low" } as const;
const rejectedRequests = (values: string | number): Series =>
  server("apiserver_flowcontrol_rejected_requests_total", { ...one, ...level, reason: "queue-full" }, values);
const dispatched = (values: string | number, of: object = level): Series =>
  server("apiserver_flowcontrol_dispatched_requests_total", { ...one, ...of, flow_schema: "x" }, values);

export const rejected = [
  ...proof(times.rejected, {
    ...share,
    over: 1.03,
    under: 0.99,
    series: (values) => ({
      ...rejectedRequests(values),
      ...dispatched(steady(100)),
      ...dispatched(steady(100), { priority_level: "system" }),
    }),
    labels: level,
    text: {
      summary: "API server: 1.019% of the requests of workload-low are turned away",
      description:
        "The API servers have refused more than 1 % of the requests of the priority level workload-low for 10 minutes: its seats are taken and its queues are full. Clients get the answer 429 and try again later.",
    },
  }),
  quiet("nobody asks for anything", { series: { ...rejectedRequests(5), ...dispatched(5) }, at: "1h" }),
];

const hook = { name: "policy.example.org" } as const;
const refused = (values: string, error = "calling_webhook_error"): Series =>
  server(
    "apiserver_admission_webhook_rejection_count",
    { ...one, ...hook, error_type: error, operation: "CREATE", rejection_code: "0", type: "validating" },
    values,
  );

export const webhook = [
  ...proof(times.webhook, {
    ...inWindow,
    over: 5.1 / 900,
    under: 4.9 / 900,
    series: (values) => ({ ...refused(values), ...refused(steady(1), "no_error") }),
    labels: hook,
    text: {
      summary: "The admission webhook policy.example.org failed 5.1 times in 15 minutes",
      description:
        "The webhook policy.example.org has not answered the API server more than 5 times in each 15 minutes for 5 minutes. By its policy each such write was refused, or went through unchecked.",
    },
  }),
  fires("it is let through without an answer", {
    series: server(
      "apiserver_admission_webhook_fail_open_count",
      { ...one, ...hook, type: "validating" },
      steady(0.01),
    ),
    at: "30m",
    labels: [hook],
  }),
];

const hookTimes = (values: string, of: object = hook): Series =>
  buckets(
    "kube-apiserver",
    "apiserver_admission_webhook_admission_duration_seconds",
    { ...one, ...of },
    1,
    values,
  );

export const webhookSlow = proof(times.webhookSlow, {
  ...slow,
  series: (values) => ({
    ...hookTimes(values),
    ...hookTimes(steady(fast), { name: "defaults.example.org" }),
  }),
  labels: hook,
  text: {
    summary: "The admission webhook policy.example.org takes up to 1.02s",
    description:
      "One in a hundred calls of the webhook policy.example.org has taken longer than 1 s for 10 minutes. Every write that it is asked about waits as long.",
  },
});

const store = (operation: string, sum: string | number, count: string | number): Series => ({
  ...server("etcd_request_duration_seconds_sum", { ...one, operation, resource: "pods" }, sum),
  ...server("etcd_request_duration_seconds_count", { ...one, operation, resource: "pods" }, count),
});

export const storage = [
  ...proof(times.storage, {
    ...share,
    over: 25.5,
    under: 24.5,
    series: (values) => ({ ...store("get", values, steady(100)), ...store("list", steady(10), steady(100)) }),
    labels: { operation: "get" },
    text: {
      summary: "API server: get in etcd takes 255ms",
      description:
        "The API servers have waited longer than 250 ms for their store for 10 minutes, as a mean over all requests of the kind get. Mostly the disk of etcd is slow, or somebody lists very many objects.",
    },
  }),
  quiet("nobody asks for anything", { series: store("get", 5, 5), at: "1h" }),
];

export const audit = proof(times.audit, {
  ...inWindow,
  over: 0.51 / 900,
  under: 0.49 / 900,
  series: (values) => server("apiserver_audit_requests_rejected_total", one, values),
  labels: {},
  text: {
    summary: "API server: 510m requests were refused because the audit log failed",
    description:
      "The API servers could not write their audit log and refused requests for it, in the last 15 minutes and for 1 minute now. Its disk is full, or the webhook that takes it does not answer.",
  },
});

const client = (code: string, values: string | number, instance = "node-1"): Series =>
  seriesOf("kubelet")("rest_client_requests_total", { instance, code, host: "x", method: "GET" }, values);

export const clients = [
  ...proof(times.clients, {
    ...share,
    over: 5.4,
    under: 5.1,
    series: (values) => ({
      ...client("503", values),
      ...client("200", steady(100)),
      ...client("404", steady(10), "node-2"),
      ...client("200", steady(100), "node-2"),
    }),
    labels: { job: "kubelet", instance: "node-1" },
    text: {
      summary: "kubelet of node-1: 5.123% of its requests to the API server fail",
      description:
        "kubelet of node-1 has seen more than 5 % of its requests to the API server fail for 15 minutes. If others do not, the network between the two is bad.",
    },
  }),
  fires("each part of the cluster by itself", {
    series: Object.assign(
      {},
      ...["kube-controller-manager", "kube-scheduler", "kubelet", "operator"].map((job) => ({
        ...seriesOf(job)("rest_client_requests_total", { instance: "node-1", code: "503" }, steady(100)),
        ...seriesOf(job)("rest_client_requests_total", { instance: "node-1", code: "200" }, steady(2)),
      })),
    ),
    at: "20m",
    labels: ["kube-controller-manager", "kube-scheduler", "kubelet"].map((job) => ({
      job,
      instance: "node-1",
    })),
  }),
  fires("no connection at all", {
    series: client("<error>", steady(1)),
    at: "20m",
    labels: [{ job: "kubelet", instance: "node-1" }],
  }),
  quiet("nothing is asked for", { series: { ...client("503", 5), ...client("200", 5) }, at: "1h" }),
];

const api = { group: "autoscaling", version: "v2beta2", resource: "horizontalpodautoscalers" } as const;

export const deprecated = [
  ...proof(times.deprecated, {
    over: 1,
    under: 0,
    series: (values) =>
      server("apiserver_requested_deprecated_apis", { ...one, ...api, removed_release: "1.26" }, values),
    labels: { ...api, removed_release: "1.26" },
    text: {
      summary:
        "Somebody uses horizontalpodautoscalers of autoscaling/v2beta2, which ends with Kubernetes 1.26",
      description:
        "Since the API server was started, clients have asked for horizontalpodautoscalers by a version of the API that Kubernetes 1.26 no longer has. After the upgrade their requests fail.",
    },
  }),
  quiet("it stays for the time being", {
    series: server("apiserver_requested_deprecated_apis", { ...one, ...api, removed_release: "" }, 1),
    at: "2h",
  }),
];

const objects = (values: string, resource = "replicasets"): Series =>
  server("apiserver_resource_objects", { ...one, group: "apps", resource }, values);

/** So many objects for a day, and then others. */
const grown = (from: number, to: number): string =>
  lines(
    [
      ["0s", from],
      ["24h", from],
      ["1444m", to],
      ["30h", to],
      ["1804m", from],
      ["36h", from],
    ],
    "4m",
  );

const labels = { group: "apps", resource: "replicasets" } as const;

export const growing = [
  fires("half as many again", {
    every: "4m",
    series: { ...objects(grown(3350, 5120)), ...objects(grown(9000, 9000), "deployments") },
    at: "27h",
    labels: [labels],
    text: {
      summary: "The cluster stores 5.12k replicasets, many more than yesterday",
      description:
        "There are more than 5000 objects of the kind replicasets, and more than 1.5 times as many as yesterday, for 1 hour now. Something makes them and nobody deletes them. The API server and etcd slow down, and etcd may fill up.",
    },
  }),
  quiet("few objects", { every: "4m", series: objects(grown(100, 4880)), at: "27h" }),
  quiet("less than half as many again", { every: "4m", series: objects(grown(3500, 5150)), at: "27h" }),
  quiet("`for` is not over", { every: "4m", series: objects(grown(3000, 6000)), at: "1500m" }),
  {
    ...fires("they are deleted", {
      every: "4m",
      series: objects(grown(3000, 6000)),
      at: "27h",
      labels: [labels],
    }),
    kind: "resolves" as const,
    firingAt: "1860m" as const,
    goneAt: "1870m" as const,
  },
];
