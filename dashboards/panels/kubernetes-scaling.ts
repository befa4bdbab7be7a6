import {
  KubeHpaMaxedOut,
  KubeHpaReplicasMissing,
  KubePdbNotEnoughHealthyPods,
} from "../../rules/kubernetes-autoscaling";
import { KubeQuotaFull, KubeQuotaNearlyFull, KubeQuotaOvercommitted } from "../../rules/kubernetes-capacity";
import * as autoscaling from "../../signals/kubernetes-autoscaling";
import { quotaPromised as promised, quotaUsed } from "../../signals/kubernetes-quotas";
import * as scaling from "../../signals/kubernetes-scaling";
import { stat, table, timeseries } from "../model/panel";
import { noObjects } from "./kubernetes-variables";

/** Autoscalers, budgets for disruption, and quotas. */

const noAutoscaler = "No data: there is no autoscaler";
const noBudget = "No data: there is no disruption budget";
const noQuota = "No data: the namespace has no quota";

export const atTheirLimit = stat(scaling.autoscalersAtLimit, {
  badFrom: 1,
  why: "More load finds no more replicas, and answers become slow.",
  act: "See below whether the load is above its target, too.",
  noValue: noObjects,
});

export const drainsBlocked = stat(scaling.budgetsWithoutRoom, {
  badFrom: 1,
  why: "A node with a pod of such a budget cannot be drained: updates of the cluster stop there.",
  act: "Give the workload one replica more, or let its budget allow one to be missing.",
  noValue: noObjects,
});

export const fullestQuota = stat(scaling.fullestQuota, {
  why: "At 100 % the next pod or claim of that namespace is refused, and only its controller's events say so.",
  act: "See which quota it is on the dashboard of scaling and jobs.",
  noValue: "No data: no namespace has a quota",
});

export const load = timeseries(autoscaling.autoscalerLoad, {
  line: KubeHpaMaxedOut,
  why: "Above 100 % more replicas are wanted.",
  act: "If there are as many as there may be, raise the limit or lower the load.",
  noValue: "No data: there is no autoscaler with a metric",
});

export const use = timeseries(autoscaling.autoscalerUse, {
  why: "At 100 % nothing more can be added.",
  act: "Look at the load beside it.",
  noValue: noAutoscaler,
});

export const replicas = timeseries(autoscaling.autoscalerReplicas, {
  why: "Steps up and down in turn cost starts, and answers while pods start.",
  act: "Give the autoscaler a longer time before it scales down.",
  noValue: noAutoscaler,
});

export const gap = timeseries(autoscaling.autoscalerGap, {
  line: KubeHpaReplicasMissing,
  why: "Replicas that are wanted and do not come are refused by somebody.",
  act: "Look at the quota, and at the events of the workload.",
  noValue: noAutoscaler,
});

export const autoscalers = table(
  [
    autoscaling.autoscalerUse,
    autoscaling.autoscalerLoad,
    autoscaling.autoscalerReplicas,
    autoscaling.autoscalerGap,
  ],
  {
    title: "Autoscalers, nearest to their limit first",
    columns: { namespace: { title: "Namespace" }, horizontalpodautoscaler: { title: "Autoscaler" } },
    why: "A full one with a low load was scaled by another metric, or does not get its metric at all.",
    act: "`kubectl describe hpa` tells which metric it goes by.",
    noValue: noAutoscaler,
  },
);

export const budgetMissing = timeseries(autoscaling.budgetMissing, {
  line: KubePdbNotEnoughHealthyPods,
  why: "Above 0 the service runs with less than was thought necessary.",
  act: "Bring its pods back before any node is drained.",
  noValue: noBudget,
});

export const disruptionsAllowed = timeseries(autoscaling.disruptionsAllowed, {
  why: "At 0 no node with such a pod can be drained.",
  act: "Leave room: one replica more, or `maxUnavailable: 1`.",
  noValue: noBudget,
});

export const quotas = timeseries(quotaUsed, {
  line: [KubeQuotaNearlyFull, KubeQuotaFull],
  why: "At 100 % new objects are refused.",
  act: "Clean up, or raise the quota.",
  noValue: noQuota,
});

export const quotasPromised = timeseries(promised, {
  past: ["namespace"],
  line: KubeQuotaOvercommitted,
  why: "Above 100 % not all can use what their quota promises.",
  act: "Lower quotas that are hardly used, or add nodes.",
  noValue: "No data: no namespace has a quota for CPU or memory",
});
