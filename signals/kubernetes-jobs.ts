/** Jobs and CronJobs. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const ofCronJob = (s: Scope, metric: string): Promql =>
  promql`max by (namespace, cronjob) (kube_cronjob_${metric}{${objects(s)}})`;

export const jobsFailed = signal({
  title: "Failed jobs",
  unit: "short",
  by: ["namespace"],
  tone: "error",
  min: 0,
  meaning: "Jobs that gave up and are still kept as objects.",
  value: (s) =>
    promql`count by (namespace) (max by (namespace, job_name) (kube_job_failed{${objects(s)}, condition="true"} == 1))`,
});

export const jobRunning = signal({
  title: "Job runs for",
  unit: "s",
  by: ["namespace", "job_name"],
  min: 0,
  meaning: "Time since a job that has running pods was started.",
  value: (s) =>
    promql`time() - max by (namespace, job_name) (kube_job_status_start_time{${objects(s)}}) and max by (namespace, job_name) (kube_job_status_active{${objects(s)}}) > 0`,
});

export const cronJobLate = signal({
  title: "CronJob is late by",
  unit: "s",
  by: ["namespace", "cronjob"],
  tone: "error",
  meaning: "Time since a CronJob should have started its next job. Below 0 it is not due yet.",
  value: (s) => promql`time() - ${ofCronJob(s, "next_schedule_time")}`,
});

export const cronJobSinceSuccess = signal({
  title: "Since the last success of a CronJob",
  unit: "s",
  by: ["namespace", "cronjob"],
  min: 0,
  meaning:
    "Time since a job of the CronJob last succeeded, or since the CronJob was made where none ever did.",
  value: (s) =>
    promql`time() - (${ofCronJob(s, "status_last_successful_time")} or ${ofCronJob(s, "created")})`,
});

/** Time between two starts of a CronJob, in seconds. Only of those that were started once and are not suspended. */
export const cronJobPeriod = (s: Scope): Promql =>
  promql`${ofCronJob(s, "next_schedule_time")} - ${ofCronJob(s, "status_last_schedule_time")}`;

/** CronJobs that somebody has suspended. */
export const cronJobsSuspended = (s: Scope): Promql => promql`${ofCronJob(s, "spec_suspend")} == 1`;
