/** Cases of the alerts on Deployments. */
import { fires, quiet, type Series } from "./case";
import { state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, steps } from "./series";

export const times = {
  down: { for: "5m", keepFiringFor: "5m" },
  missing: { for: "15m", keepFiringFor: "5m" },
  notObserved: { for: "15m", keepFiringFor: "5m" },
  paused: { for: "1d", keepFiringFor: "0s" },
  rollout: { for: "5m", keepFiringFor: "5m" },
  single: { for: "1h", keepFiringFor: "0s" },
} as const satisfies Readonly<Record<string, Timing>>;

const labels = { namespace: "shop", deployment: "checkout" } as const;
const other = { namespace: "shop", deployment: "basket" } as const;
const where = "shop/checkout";

const replicas = (spec: string | number, available: string | number, of: object = labels): Series => ({
  ...state("kube_deployment_spec_replicas", { ...of }, spec),
  ...state("kube_deployment_status_replicas_available", { ...of }, available),
});

const updated = (values: string | number, of: object = labels): Series =>
  state("kube_deployment_status_replicas_updated", { ...of }, values);

const falls = steps([
  ["10m", 2],
  ["4h", 0],
]);

export const down = [
  ...proof(times.down, {
    // Available replicas; the first look of every 10 minutes found two.
    over: 0,
    under: 1,
    since: "15s",
    series: (values) => ({
      ...replicas(
        2,
        values.replace(/^0x(\d+)/, (_, count: string) => `2 0x${Number(count) - 1}`),
      ),
      ...replicas(2, 1, other),
    }),
    labels,
    text: {
      summary: `${where}: no replica is available`,
      description:
        "The Deployment checkout has had no available replica for 5 minutes, and had some within the last day. Whoever uses it gets no answer.",
    },
  }),
  quiet("it was never available", { series: replicas(2, 0), at: "1h" }),
  quiet("nobody wants a replica", { series: replicas(0, falls), at: "1h" }),
];

export const missing = [
  ...proof(times.missing, {
    over: 2,
    under: 3,
    series: (values) => ({
      ...replicas(3, values),
      ...updated(3),
      ...replicas(3, 4, other),
      ...updated(3, other),
    }),
    labels,
    text: {
      summary: `${where}: 1 replicas are missing`,
      description:
        "The Deployment checkout has had fewer available replicas than it should for 15 minutes, and no rollout is under way. The others carry the load, and there is less room for the next failure.",
    },
  }),
  quiet("a rollout gets on", {
    series: { ...replicas(3, 2), ...updated(counter([["2h", 1 / 300]])) },
    at: "1h",
  }),
  quiet("no replica is left, which has an alert of its own", {
    series: { ...replicas(2, falls), ...updated(2) },
    at: "1h",
  }),
  fires("it was never available", {
    series: { ...replicas(2, 0), ...updated(2) },
    at: "1h",
    labels: [labels],
  }),
];

const progressing = (values: string | number, status = "false", condition = "Progressing"): Series =>
  state(
    "kube_deployment_status_condition",
    { ...labels, condition, reason: "ProgressDeadlineExceeded", status },
    values,
  );

const isPaused = (values: string | number, of: object = labels): Series =>
  state("kube_deployment_spec_paused", { ...of }, values);

export const rollout = [
  ...proof(times.rollout, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...progressing(values),
      ...isPaused(0),
    }),
    labels,
    text: {
      summary: `${where}: the rollout does not get on`,
      description:
        "The new pods of the Deployment checkout did not become available within its progress deadline. The old ones still run, as far as the strategy keeps them; what was to be delivered is not there.",
    },
  }),
  quiet("it was paused", { series: { ...progressing(1), ...isPaused(1) }, at: "1h" }),
  quiet("it gets on", { series: { ...progressing(0), ...progressing(1, "true") }, at: "1h" }),
  quiet("another condition", { series: progressing(1, "false", "Available"), at: "1h" }),
];

export const paused = proof(times.paused, {
  over: 1,
  under: 0,
  every: "4m",
  series: (values) => ({ ...isPaused(values), ...isPaused(0, other) }),
  labels,
  text: {
    summary: `${where} has been paused for 1 day`,
    description:
      "Changes of the Deployment checkout have had no effect for 1 day, because its rollout was paused. That is easily forgotten, and the next security update then does not arrive.",
  },
});

export const single = proof(times.single, {
  over: 1,
  under: 2,
  series: (values) => ({
    ...state("kube_deployment_spec_replicas", labels, values),
    ...state("kube_deployment_spec_replicas", other, 0),
  }),
  labels,
  text: {
    summary: `${where} has one replica only`,
    description:
      "The Deployment checkout has been asked for a single replica for 1 hour. Each update of its node interrupts the service.",
  },
});

const generations = (
  kind: string,
  name: string,
  written: string | number,
  seen: string | number,
): Series => ({
  ...state(`kube_${kind}_metadata_generation`, { namespace: "shop", [kind]: name }, written),
  ...state(`kube_${kind}_status_observed_generation`, { namespace: "shop", [kind]: name }, seen),
});

export const notObserved = [
  ...proof(times.notObserved, {
    over: 4,
    under: 3,
    series: (values) => ({
      ...generations("deployment", "checkout", values, 3),
      ...generations("statefulset", "db", 3, 3),
      ...generations("daemonset", "agent", 3, 3),
    }),
    labels: { namespace: "shop", kind: "Deployment", workload: "checkout" },
    text: {
      summary: `${where}: a change of the Deployment is not taken up`,
      description:
        "For 15 minutes the controller has not seen the last change of the Deployment checkout. Either the controller manager does not work, or a change was written that it cannot carry out.",
    },
  }),
  fires("other kinds of workloads", {
    series: {
      ...generations("statefulset", "db", 4, 3),
      ...generations("daemonset", "agent", 4, 3),
    },
    at: "20m",
    labels: [
      { namespace: "shop", kind: "DaemonSet", workload: "agent" },
      { namespace: "shop", kind: "StatefulSet", workload: "db" },
    ],
  }),
];
