/** Cases of the alerts on autoscalers and disruption budgets. */
import { quiet, type Series } from "./case";
import { state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter } from "./series";

export const times = {
  blocks: { for: "1d", keepFiringFor: "0s" },
  budget: { for: "15m", keepFiringFor: "5m" },
  cannotScale: { for: "15m", keepFiringFor: "5m" },
  gap: { for: "15m", keepFiringFor: "5m" },
  maxed: { for: "15m", keepFiringFor: "15m" },
  metrics: { for: "15m", keepFiringFor: "5m" },
} as const satisfies Readonly<Record<string, Timing>>;

const checkout = { namespace: "shop", horizontalpodautoscaler: "checkout" } as const;
const basket = { namespace: "shop", horizontalpodautoscaler: "basket" } as const;
const where = "shop/checkout";

const of = (metric: string, values: string | number, labels: object = checkout): Series =>
  state(`kube_horizontalpodautoscaler_${metric}`, { ...labels }, values);

const target = (
  which: string,
  values: string | number,
  labels: object = checkout,
  type = "utilization",
): Series =>
  of(`${which}_target_metric`, values, { ...labels, metric_name: "cpu", metric_target_type: type });

const replicas = (current: string | number, min: number, max: number, labels: object = checkout): Series => ({
  ...of("status_current_replicas", current, labels),
  ...of("spec_min_replicas", min, labels),
  ...of("spec_max_replicas", max, labels),
});

export const maxed = [
  ...proof(times.maxed, {
    over: 78,
    under: 76,
    series: (values) => ({
      ...target("status", values),
      ...target("spec", 70),
      // The same metric as an amount has no target.
      ...target("status", 900, checkout, "average"),
      ...replicas(10, 2, 10),
      ...target("status", 60, basket),
      ...target("spec", 70, basket),
      ...replicas(10, 2, 10, basket),
    }),
    labels: checkout,
    text: {
      summary: `${where}: all replicas are in use, at 111.4% of the target`,
      description:
        "The autoscaler checkout has had as many replicas as it may for 15 minutes, and each has more than 110 % of the load that it is meant for. More demand makes it slower from here on.",
    },
  }),
  quiet("there is room for one more", {
    series: { ...target("status", 90), ...target("spec", 70), ...replicas(9, 2, 10) },
    at: "1h",
  }),
  quiet("the number of replicas is fixed", {
    series: { ...target("status", 90), ...target("spec", 70), ...replicas(3, 3, 3) },
    at: "1h",
  }),
  quiet("a target of 0", {
    series: { ...target("status", 90), ...target("spec", 0), ...replicas(10, 2, 10) },
    at: "1h",
  }),
];

const condition = (name: string, status: string, values: string | number): Series =>
  of("status_condition", values, { ...checkout, condition: name, status });

export const cannotScale = [
  ...proof(times.cannotScale, {
    over: 1,
    under: 0,
    series: (values) => ({ ...condition("AbleToScale", "false", values) }),
    labels: checkout,
    text: {
      summary: `${where} cannot scale`,
      description:
        "For 15 minutes the autoscaler checkout has been unable to read or change the number of replicas of what it scales: the object is missing, or the API server refuses. Demand and replicas no longer go together.",
    },
  }),
  quiet("it can, and another condition is false", {
    series: { ...condition("AbleToScale", "true", 1), ...condition("ScalingLimited", "false", 1) },
    at: "1h",
  }),
];

export const metrics = [
  ...proof(times.metrics, {
    over: 1,
    under: 0,
    series: (values) => ({ ...condition("ScalingActive", "false", values), ...replicas(2, 1, 10) }),
    labels: checkout,
    text: {
      summary: `${where} has no metric to scale by`,
      description:
        "For 15 minutes the autoscaler checkout has not got the metric that it scales by. The number of replicas stays as it is, whatever the demand.",
    },
  }),
  quiet("it is scaled to nothing", {
    series: { ...condition("ScalingActive", "false", 1), ...replicas(0, 1, 10) },
    at: "1h",
  }),
  quiet("it has its metric", {
    series: {
      ...condition("ScalingActive", "true", 1),
      ...condition("ScalingLimited", "false", 1),
      ...replicas(2, 1, 10),
    },
    at: "1h",
  }),
];

export const gap = [
  ...proof(times.gap, {
    over: 6,
    under: 5,
    series: (values) => ({
      ...of("status_desired_replicas", values),
      ...of("status_current_replicas", 5),
      ...of("status_desired_replicas", 4, basket),
      ...of("status_current_replicas", 5, basket),
    }),
    labels: checkout,
    text: {
      summary: `${where}: 1 replicas more are wanted and do not come`,
      description:
        "For 15 minutes the autoscaler checkout has wanted more replicas than there are, and their number does not change. A quota or an admission rule refuses new pods, or their controller does not work.",
    },
  }),
  quiet("they come, one by one", {
    series: {
      ...of("status_desired_replicas", 90),
      ...of("status_current_replicas", counter([["2h", 1 / 300]])),
    },
    at: "1h",
  }),
];

const web = { namespace: "shop", poddisruptionbudget: "web" } as const;
const other = { namespace: "shop", poddisruptionbudget: "db" } as const;

const ofBudget = (metric: string, values: string | number, labels: object = web): Series =>
  state(`kube_poddisruptionbudget_status_${metric}`, { ...labels }, values);

export const budget = [
  ...proof(times.budget, {
    over: 1,
    under: 2,
    series: (values) => ({
      ...ofBudget("desired_healthy", 2),
      ...ofBudget("current_healthy", values),
      ...ofBudget("expected_pods", 3),
      ...ofBudget("desired_healthy", 2, other),
      ...ofBudget("current_healthy", 3, other),
      ...ofBudget("expected_pods", 3, other),
    }),
    labels: web,
    text: {
      summary: "shop/web: 1 healthy pods too few",
      description:
        "For 15 minutes fewer pods have been healthy than the disruption budget web demands. The service runs with less than was thought to be necessary, and no node with one of its pods can be drained.",
    },
  }),
  quiet("it has no pods", {
    series: {
      ...ofBudget("desired_healthy", 1),
      ...ofBudget("current_healthy", 0),
      ...ofBudget("expected_pods", 0),
    },
    at: "1h",
  }),
];

export const blocks = [
  ...proof(times.blocks, {
    over: 0,
    under: 1,
    every: "4m",
    series: (values) => ({
      ...ofBudget("pod_disruptions_allowed", values),
      ...ofBudget("desired_healthy", 2),
      ...ofBudget("current_healthy", 2),
      ...ofBudget("expected_pods", 2),
    }),
    labels: web,
    text: {
      summary: "shop/web allows no eviction although all is well",
      description:
        "All pods of the disruption budget web are healthy, and for 1 day it has allowed none of them to be evicted. Nodes with these pods cannot be drained: an upgrade of the cluster will stop there.",
    },
  }),
  quiet("pods are missing, which has an alert of its own", {
    every: "4m",
    series: {
      ...ofBudget("pod_disruptions_allowed", 0),
      ...ofBudget("desired_healthy", 2),
      ...ofBudget("current_healthy", 1),
      ...ofBudget("expected_pods", 2),
    },
    at: "26h",
  }),
  quiet("it has no pods", {
    every: "4m",
    series: {
      ...ofBudget("pod_disruptions_allowed", 0),
      ...ofBudget("desired_healthy", 1),
      ...ofBudget("current_healthy", 1),
      ...ofBudget("expected_pods", 0),
    },
    at: "26h",
  }),
];
