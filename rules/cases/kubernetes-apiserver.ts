/** Cases of the alerts on the API server. */
import { quiet, type Series } from "./case";
import { buckets, fast, seriesOf, slow } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter } from "./series";

export const times = {
  aggregated: { for: "5m", keepFiringFor: "5m" },
  aggregatedErrors: { for: "5m", keepFiringFor: "15m" },
  certificate: { for: "15m", keepFiringFor: "1h" },
  down: { for: "2m", keepFiringFor: "1m" },
  errors: { for: "10m", keepFiringFor: "10m" },
  slow: { for: "10m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const server = seriesOf("kube-apiserver");
const one = { instance: "10.0.0.1:6443" } as const;
const two = { instance: "10.0.0.2:6443" } as const;

export const down = proof(times.down, {
  over: 0,
  under: 1,
  series: (values) => ({
    ...server("up", one, values),
    ...server("up", two, 0),
    ...seriesOf("node")("up", { instance: "web-1" }, 1),
  }),
  labels: {},
  text: {
    summary: "No API server answers",
    description:
      "For 2 minutes Prometheus has reached none of the API servers. Pods keep running, but nothing is started, moved, scaled or mended, and nobody can change anything.",
  },
});

const requests = (code: string, values: string): Series =>
  server("apiserver_request_total", { ...one, code, verb: "GET", resource: "pods" }, values);

export const errors = [
  ...proof(times.errors, {
    over: 3.16,
    under: 3.03,
    shape: counter,
    since: "15s",
    good: 0,
    series: (values) => ({ ...requests("500", values), ...requests("200", counter([["4h", 100]])) }),
    labels: {},
    text: {
      summary: "API server: 3.063% of the requests fail",
      description:
        "The API servers have answered more than 3 % of the requests with an error of their own for 10 minutes. Controllers try again, rollouts and scaling are late, and people see failures.",
    },
  }),
  quiet("nobody asks for anything", {
    series: { ...requests("500", "5x240"), ...requests("200", "5x240") },
    at: "1h",
  }),
];

const times99 = (verb: string, limit: number, values: string, more: object = {}): Series =>
  buckets(
    "kube-apiserver",
    "apiserver_request_sli_duration_seconds",
    { ...one, verb, resource: "pods", ...more },
    limit,
    values,
  );

const steady = (rate: number): string => counter([["4h", rate]]);

export const slowCases = [
  ...proof(times.slow, {
    ...slow,
    series: (values) => ({
      ...times99("GET", 1, values),
      ...times99("LIST", 1, steady(50)),
      ...times99("WATCH", 1, steady(50)),
      ...times99("GET", 1, steady(50), { subresource: "log" }),
      ...times99("POST", 1, steady(fast)),
    }),
    labels: { verb: "GET" },
    text: {
      summary: "API server: GET takes up to 1.02s",
      description:
        "One in a hundred requests of the kind GET has taken longer than 1 s for 10 minutes, webhooks of others not counted. Everything that the cluster does takes longer.",
    },
  }),
  ...[
    { title: "just enough requests", rate: 0.103, fires: true },
    { title: "too few requests to judge", rate: 0.097, fires: false },
  ].map(({ title, rate, fires: does }) => ({
    title,
    kind: does ? ("fires" as const) : ("quiet" as const),
    series: buckets(
      "kube-apiserver",
      "apiserver_request_sli_duration_seconds",
      { ...one, verb: "GET", resource: "pods" },
      1,
      steady(0),
      rate,
    ),
    at: "30m" as const,
    ...(does ? { labels: [{ verb: "GET" }] } : { labels: [] }),
  })),
];

export const listSlow = [
  ...proof(times.slow, {
    ...slow,
    series: (values) => ({ ...times99("LIST", 10, values), ...times99("GET", 10, steady(50)) }),
    labels: { verb: "LIST" },
    text: {
      summary: "API server: lists take up to 10.2s",
      description:
        "One in a hundred requests for a list has taken longer than 10 s for 10 minutes. Large lists use up the memory of the API server and of etcd; somebody asks for too much at once.",
    },
  }),
];

/** One in a hundred certificates has between half of `left` and `left` seconds; `values` is the rate of these. */
const certificates = (left: number, values: string): Series => {
  const bucket = (le: string, rate: string): Series =>
    server("apiserver_client_certificate_expiration_seconds_bucket", { ...one, le }, rate);
  return {
    ...bucket(`${left / 2}`, steady(0)),
    ...bucket(`${left}`, values),
    ...bucket("+Inf", steady(100)),
    ...bucket(`${left * 2}`, steady(100)),
  };
};

const expiring = (days: number) =>
  ({
    // A rank of 1 in 100: with 1.02 a second it lies just before the limit, with 0.98 behind it.
    over: 1.02,
    under: 0.98,
    shape: counter,
    since: "15s",
    good: 0,
    lag: "30s",
    series: (values: string) => certificates(days * 86_400, values),
    labels: {},
  }) as const;

export const certificate = proof(times.certificate, {
  ...expiring(7),
  text: {
    summary: "A client of the API server has a certificate that ends in 6d 22h 21m 10s",
    description:
      "Requests have come for 15 minutes from clients whose certificate has less than 7 d left. When it ends, the client is shut out: a kubelet, a controller, or a person.",
  },
});

export const certificateSoon = proof(times.certificate, {
  ...expiring(1),
  text: {
    summary: "A client of the API server has a certificate that ends in 23h 45m 52s",
    description:
      "Requests have come for 15 minutes from clients whose certificate has less than 24 h left. Where it belongs to the control plane or to kubelets, the cluster loses them when it ends.",
  },
});

const metrics = { name: "v1beta1.metrics.k8s.io" } as const;

export const aggregated = proof(times.aggregated, {
  over: 1,
  under: 0,
  series: (values) => ({
    ...server("aggregator_unavailable_apiservice", { ...one, ...metrics }, values),
    ...server("aggregator_unavailable_apiservice", { ...two, ...metrics }, 0),
    ...server("aggregator_unavailable_apiservice", { ...one, name: "v1.apps" }, 0),
  }),
  labels: metrics,
  text: {
    summary: "The aggregated API v1beta1.metrics.k8s.io does not answer",
    description:
      "For 5 minutes the API server has not reached the server behind v1beta1.metrics.k8s.io. What uses it fails: autoscaling where it gives metrics. Namespaces cannot be deleted either, since their contents cannot be listed.",
  },
});

export const aggregatedErrors = proof(times.aggregatedErrors, {
  over: 4.08 / 900,
  under: 3.92 / 900,
  shape: counter,
  since: "885s",
  good: 0,
  lag: "15s",
  series: (values) =>
    server(
      "aggregator_unavailable_apiservice_total",
      { ...one, ...metrics, reason: "ServiceNotFound" },
      values,
    ),
  labels: metrics,
  text: {
    summary: "The aggregated API v1beta1.metrics.k8s.io failed 4.08 times in 15 minutes",
    description:
      "The server behind v1beta1.metrics.k8s.io was found not to answer more than 4 times in 15 minutes, for 5 minutes now. It comes and goes; what uses it fails now and then.",
  },
});
