/** Cases of the alerts on certificates of the stack's own servers. */
import { type Duration } from "../../platforms/workload";
import { fires, quiet, resolves, type Series } from "./case";
import { seriesOf, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { spacing, steps } from "./series";

export const times = {
  expiring: { for: "1h", keepFiringFor: "15m" },
  soon: { for: "15m", keepFiringFor: "15m" },
  unverified: { for: "15m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const day = 86_400;
const loki = { server: "loki", namespace: "observatory", pod: "loki-0" };
const prometheus = { server: "prometheus", namespace: "observatory", pod: "prometheus-0" };
const replica = { ...prometheus, pod: "prometheus-1" };

type Pod = typeof loki;

const ofJob = seriesOf("stack-certificates");

/** The labels as the scrape gives them: `instance` is the pod. */
const labelsOf = (of: Pod) => ({ ...of, instance: of.pod });

/** A certificate that is valid until a time of the case, in seconds, and after 80 minutes another one. */
const until = (of: Pod, end: number, then = end): Series => {
  const values = steps([
    ["80m", end],
    ["3h", then],
  ]);
  return ofJob("probe_ssl_last_chain_expiry_timestamp_seconds", labelsOf(of), values);
};

const shown = (of: Pod, values: string): Series => ofJob("probe_success", labelsOf(of), values);

const ready = (of: Pod, values: string | number, condition = "true"): Series => {
  const { namespace, pod } = of;
  return state("kube_pod_status_ready", { namespace, pod, condition }, values);
};

const always = (value: number, length: Duration = "2h"): string => steps([[length, value]], spacing);

const said = {
  expiring:
    "The certificate that prometheus shows to the other servers of the stack is valid for 50d 0h 0m 0s only, less than 60 d. Each `up` in the last third of its life renews it, so there has been none for weeks, or its pods have not taken the new one up. It gets urgent with 7 d.",
  soon: "The certificate that prometheus shows to the other servers of the stack is valid for 3d 0h 0m 0s only, less than 7 d. After that no other server speaks to it: metrics, logs or notifications that go through it stop, most likely those of all servers on the same day.",
} as const;

const summary = (left: string) => `prometheus: the certificate of the stack's own server expires in ${left}`;

const [ofLoki, ofPrometheus] = [{ server: "loki" }, { server: "prometheus" }];

export const expiring = [
  fires("fifty days, beside one with two hundred", {
    series: { ...until(prometheus, 50 * day + 3900), ...until(loki, 200 * day) },
    at: "65m",
    labels: [ofPrometheus],
    text: { summary: summary("50d 0h 0m 0s"), description: said.expiring },
  }),
  fires("one of two pods has not taken up the new one", {
    series: { ...until(prometheus, 364 * day), ...until(replica, 50 * day) },
    at: "65m",
    labels: [ofPrometheus],
  }),
  fires("two, just within each end", {
    series: { ...until(prometheus, 58.5 * day), ...until(loki, 7.2 * day) },
    at: "65m",
    labels: [ofPrometheus, ofLoki],
  }),
  quiet("a little longer", { series: until(prometheus, 61.5 * day), at: "70m" }),
  quiet("so little that the other alert tells of it", { series: until(prometheus, 6.8 * day), at: "70m" }),
  quiet("a certificate of somebody else's server", {
    series: {
      'probe_ssl_last_chain_expiry_timestamp_seconds{job="blackbox", instance="shop", kind="tcp"}': always(
        50 * day,
      ),
    },
    at: "70m",
  }),
  quiet("`for` is not over", { series: until(prometheus, 50 * day), at: "3585s" }),
  resolves("it is renewed", {
    series: until(prometheus, 50 * day, 365 * day),
    labels: [ofPrometheus],
    firingAt: "90m",
    goneAt: "97m",
  }),
];

export const soon = [
  fires("three days, beside one with two hundred", {
    series: { ...until(prometheus, 3 * day + 1200), ...until(loki, 200 * day) },
    at: "20m",
    labels: [ofPrometheus],
    text: { summary: summary("3d 0h 0m 0s"), description: said.soon },
  }),
  fires("two", {
    series: { ...until(prometheus, 6.8 * day), ...until(loki, day) },
    at: "20m",
    labels: [ofPrometheus, ofLoki],
  }),
  quiet("a little longer", { series: until(prometheus, 7.2 * day), at: "30m" }),
  quiet("a certificate of somebody else's server", {
    series: {
      'probe_ssl_last_chain_expiry_timestamp_seconds{job="blackbox", instance="shop", kind="tcp"}':
        always(day),
    },
    at: "30m",
  }),
  quiet("`for` is not over", { series: until(prometheus, 3 * day), at: "885s" }),
  resolves("it is renewed", {
    series: until(prometheus, 3 * day, 365 * day),
    labels: [ofPrometheus],
    firingAt: "90m",
    goneAt: "97m",
  }),
];

export const unverified = [
  ...proof(times.unverified, {
    over: 0,
    under: 1,
    series: (values) => ({
      ...shown(prometheus, values),
      ...ready(prometheus, 1),
      ...ready(prometheus, 0, "false"),
      ...shown(replica, always(1)),
      ...ready(replica, 1),
    }),
    labels: prometheus,
    text: {
      summary: "prometheus: the certificate of prometheus-0 cannot be verified",
      description:
        "For 15 minutes the pod prometheus-0 has been ready, and has shown no certificate that the stack's own authority has signed, that is valid and that has the name of prometheus. Other servers of the stack refuse to speak to it for the same reason, and nothing tells when its certificate expires.",
    },
  }),
  fires("two of different servers", {
    series: {
      ...shown(prometheus, always(0)),
      ...shown(loki, always(0)),
      ...ready(prometheus, 1),
      ...ready(loki, 1),
    },
    at: "20m",
    labels: [prometheus, loki],
  }),
  fires("nobody tells whether the pod is ready", {
    series: shown(prometheus, always(0)),
    at: "20m",
    labels: [prometheus],
  }),
  fires("a pod of that name is not ready in another namespace, nor is another pod in this one", {
    series: {
      ...shown(prometheus, always(0)),
      ...ready(prometheus, 1),
      ...ready({ ...prometheus, namespace: "shop" }, 0),
      ...ready(replica, 0),
    },
    at: "20m",
    labels: [prometheus],
  }),
  fires("two kube-state-metrics do not agree, as while one takes the other's place", {
    series: {
      ...shown(prometheus, always(0)),
      ...ready(prometheus, 1),
      'kube_pod_status_ready{job="kube-state-metrics", instance="old", namespace="observatory", pod="prometheus-0", condition="true"}':
        always(0),
    },
    at: "20m",
    labels: [prometheus],
  }),
  quiet("the pod is not ready, of which other alerts tell", {
    series: { ...shown(prometheus, always(0)), ...ready(prometheus, 0) },
    at: "30m",
  }),
  quiet("an address that somebody else answers for", {
    series: { 'probe_success{job="blackbox", instance="shop", kind="tcp"}': always(0) },
    at: "30m",
  }),
];
