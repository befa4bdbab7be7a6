import {
  KubeControllerQueueGrowing,
  KubeControllerSlow,
  KubePendingPodsGrowing,
  KubeSchedulingErrors,
  KubeSchedulingSlow,
  KubeStateMetricsWatchErrors,
} from "../../rules/kubernetes-control-plane";
import * as plane from "../../signals/kubernetes-control-plane";
import { stat, timeseries } from "../model/panel";

/** Scheduler, controller manager and kube-state-metrics. */

const noScheduler = "No data: the scheduler cannot be scraped here";
const noControllers = "No data: the controller manager cannot be scraped here";

export const watchErrors = stat(plane.watchErrors, {
  line: KubeStateMetricsWatchErrors,
  why: "Most alerts on the cluster rest on kube-state-metrics.",
  act: "Read its log, and see whether it has its rights.",
  noValue: "No watch was opened in the last 15 minutes",
});

export const schedulingNow = stat(plane.schedulingTime, {
  line: KubeSchedulingSlow,
  title: "Scheduling of a pod now, 99 %",
  why: "The scheduler places one pod after the other.",
  act: "Look for affinity rules between many pods.",
  noValue: noScheduler,
});

export const pendingPods = timeseries(plane.pendingPods, {
  line: KubePendingPodsGrowing,
  why: "A queue that grows is a cluster that has become too small.",
  act: "See which plugins rule the nodes out.",
  noValue: noScheduler,
});

export const schedulingTime = timeseries(plane.schedulingTime, {
  why: "A time that grows with the number of pods is a rule that compares each with each.",
  act: "Take required affinity between pods out of large Deployments, or spread them by topology instead.",
  noValue: noScheduler,
});

export const schedulingErrors = timeseries(plane.schedulingErrors, {
  line: KubeSchedulingErrors,
  why: "These are faults of the scheduler, not pods that fit nowhere.",
  act: "Read its log.",
  noValue: noScheduler,
});

export const controllerQueues = timeseries(plane.controllerQueues, {
  line: KubeControllerQueueGrowing,
  why: "What waits here happens late.",
  act: "See whether the controller retries one object again and again.",
  noValue: noControllers,
});

export const controllerWait = timeseries(plane.controllerWait, {
  line: KubeControllerSlow,
  why: "It is how long a change waits until anything happens.",
  act: "See whether the API server or a webhook is slow.",
  noValue: noControllers,
});

export const leaders = timeseries(plane.leaders, {
  why: "There has to be exactly one of each.",
  act: "Look at the lease in kube-system for who holds it.",
  noValue: "No data: neither scheduler nor controller manager can be scraped here",
});
