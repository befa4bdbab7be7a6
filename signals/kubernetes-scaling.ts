/** Autoscalers, budgets, quotas and jobs in a number each, over all that a panel shows. */
import { autoscalerUse, disruptionsAllowed } from "./kubernetes-autoscaling";
import { objects } from "./kubernetes-containers";
import { cronJobLate, cronJobsSuspended, jobRunning } from "./kubernetes-jobs";
import { quotaUsed } from "./kubernetes-quotas";
import { promql } from "./promql";
import { signal } from "./signal";

export const autoscalersAtLimit = signal({
  title: "Autoscalers at their limit",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Autoscalers that have made as many replicas as they may.",
  value: (s) => promql`count(${autoscalerUse.value(s)} >= 1) or vector(0)`,
});

export const budgetsWithoutRoom = signal({
  title: "Budgets that block a drain",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Disruption budgets that allow none of their pods to be evicted now.",
  value: (s) => promql`count(${disruptionsAllowed.value(s)} == 0) or vector(0)`,
});

export const fullestQuota = signal({
  title: "Fullest quota",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Share that is used up of the quota that is fullest.",
  value: (s) => promql`max(${quotaUsed.value(s)})`,
});

export const jobsRunning = signal({
  title: "Jobs that run",
  unit: "short",
  by: [],
  min: 0,
  meaning: "Jobs that have pods which run now.",
  value: (s) => promql`count(${jobRunning.value(s)}) or vector(0)`,
});

export const cronJobsLate = signal({
  title: "CronJobs that are late",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "CronJobs whose next job should have started more than 5 minutes ago.",
  value: (s) => promql`count(${cronJobLate.value(s)} > 300) or vector(0)`,
});

export const cronJobSuspended = signal({
  title: "CronJobs that are suspended",
  unit: "bool",
  by: ["namespace", "cronjob"],
  min: 0,
  max: 1,
  meaning: "CronJobs that start no jobs because somebody said so.",
  value: (s) => promql`${cronJobsSuspended(s)}`,
});

export const jobFailures = signal({
  title: "Failed pods of jobs",
  unit: "short",
  by: ["namespace", "job_name"],
  tone: "error",
  min: 0,
  meaning: "Pods of a job that failed. A job starts new ones until its limit is reached.",
  value: (s) =>
    promql`sum by (namespace, job_name) (max by (namespace, job_name, reason) (kube_job_status_failed{${objects(s)}})) > 0`,
});
