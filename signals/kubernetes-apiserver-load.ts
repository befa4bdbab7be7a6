/** What the API servers of a cluster are busy with, and who is refused. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const server = (s: Scope): string => s.select("kube-apiserver");

const rate = (s: Scope, by: string, metric: string, matchers = ""): Promql =>
  promql`sum by (${by}) (rate(${metric}{${server(s)}${matchers}}[${s.range}]))`;

const gauge = (s: Scope, by: string, metric: string): Promql =>
  promql`sum by (${by}) (${metric}{${server(s)}})`;

export const apiRefused = signal({
  title: "API answers that are errors",
  unit: "reqps",
  by: ["code"],
  tone: "error",
  min: 0,
  meaning:
    "Answers a second with 4xx and 5xx, by code. 4xx is the caller's mistake: 403 a right that is missing, 409 a conflict, 429 too many at once.",
  value: (s) => rate(s, "code", "apiserver_request_total", ', code=~"4..|5.."'),
});

export const apiInflight = signal({
  title: "API requests in work",
  unit: "short",
  by: ["request_kind"],
  tone: "saturation",
  min: 0,
  meaning: "Requests that the API servers work on at once, those that change something and those that read.",
  value: (s) => gauge(s, "request_kind", "apiserver_current_inflight_requests"),
});

export const apiInflightInAll = signal({
  title: "API requests in work now",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Requests that all API servers together work on at once, watches not among them.",
  value: (s) => promql`sum(${apiInflight.value(s)})`,
});

export const apiSeatsUsed = signal({
  title: "Seats taken",
  unit: "percentunit",
  by: ["priority_level"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the seats of a priority level that requests sit on. At 100 % the next one waits, and then is turned away.",
  value: (s) =>
    promql`${gauge(s, "priority_level", "apiserver_flowcontrol_current_executing_seats")} / (${gauge(s, "priority_level", "apiserver_flowcontrol_current_limit_seats")} > 0)`,
});

export const apiQueued = signal({
  title: "API requests that wait",
  unit: "short",
  by: ["priority_level"],
  tone: "saturation",
  min: 0,
  meaning: "Requests that wait for a seat of their priority level.",
  value: (s) => gauge(s, "priority_level", "apiserver_flowcontrol_current_inqueue_requests"),
});

export const apiWatches = signal({
  title: "Watches and connections",
  unit: "short",
  by: ["verb"],
  min: 0,
  meaning: "Requests that stay open: watches of clients, and connections to pods.",
  value: (s) => gauge(s, "verb", "apiserver_longrunning_requests"),
});

export const admissionTime = signal({
  title: "Admission controllers, mean",
  unit: "s",
  by: ["name"],
  min: 0,
  meaning: "Mean time that a write spends in each of the API server's own admission controllers.",
  value: (s) => {
    const duration = "apiserver_admission_controller_admission_duration_seconds";
    return promql`${rate(s, "name", `${duration}_sum`)} / (${rate(s, "name", `${duration}_count`)} > 0)`;
  },
});

export const admissionRejected = signal({
  title: "Writes refused by admission",
  unit: "reqps",
  by: ["name"],
  tone: "error",
  min: 0,
  meaning:
    "Writes a second that one of the API server's own admission controllers refused: a quota, a policy, a limit.",
  value: (s) =>
    rate(s, "name", "apiserver_admission_controller_admission_duration_seconds_count", ', rejected="true"'),
});

export const storeSize = signal({
  title: "Store as the API server sees it",
  unit: "bytes",
  by: [],
  min: 0,
  meaning:
    "Size of the database behind the API servers. It is known also where etcd itself cannot be scraped.",
  value: (s) => promql`max(apiserver_storage_size_bytes{${server(s)}})`,
});

export const loginsRefused = signal({
  title: "Callers not recognised",
  unit: "reqps",
  by: ["result"],
  tone: "error",
  min: 0,
  meaning: "Requests a second whose certificate or token the API servers did not accept.",
  value: (s) => rate(s, "result", "authentication_attempts", ', result!="success"'),
});

export const handshakeErrors = signal({
  title: "TLS handshakes failed",
  unit: "ops",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning:
    "Connections a second that ended before they were encrypted. Plain port checks of load balancers count, too.",
  value: (s) => rate(s, "instance", "apiserver_tls_handshake_errors_total"),
});
