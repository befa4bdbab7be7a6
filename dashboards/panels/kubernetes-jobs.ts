import {
  KubeCronJobMissedSchedule,
  KubeCronJobNotSucceeding,
  KubeJobRunningLong,
} from "../../rules/kubernetes-jobs";
import * as jobs from "../../signals/kubernetes-jobs";
import * as scaling from "../../signals/kubernetes-scaling";
import { stat, table, timeseries } from "../model/panel";
import { noObjects } from "./kubernetes-variables";

/** Jobs and CronJobs. */

export const runningNow = stat(scaling.jobsRunning, {
  sparkline: true,
  why: "Jobs that pile up are jobs that start faster than they end.",
  act: "Let the CronJob forbid a second run beside the first.",
  noValue: noObjects,
});

export const lateNow = stat(scaling.cronJobsLate, {
  badFrom: 1,
  why: "Somebody counts on what this job makes, and nothing fails that would tell them.",
  act: "See below which one it is; a run by hand: `kubectl create job --from=cronjob/NAME`.",
  noValue: noObjects,
});

export const running = timeseries(jobs.jobRunning, {
  line: KubeJobRunningLong,
  why: "A job that hangs may stop the next one from starting.",
  act: "Read its log, and give it a deadline.",
  noValue: "No job runs",
});

export const sinceSuccess = timeseries(jobs.cronJobSinceSuccess, {
  line: KubeCronJobNotSucceeding,
  why: "A line that only rises is work that is not done: a backup, a report.",
  act: "Look at the last jobs of the CronJob.",
  noValue: "No data: there is no CronJob",
});

export const late = timeseries(jobs.cronJobLate, {
  line: KubeCronJobMissedSchedule,
  why: "Above 0 it should have started already.",
  act: "See whether its last job still runs.",
  noValue: "No data: there is no CronJob that is not suspended",
});

export const failures = table(scaling.jobFailures, {
  width: 12,
  columns: { namespace: { title: "Namespace" }, job_name: { title: "Job" } },
  why: "A job with some failed pods and one good one has worked, and takes longer than it should.",
  act: "Read the log of a failed pod before its job is cleaned up.",
  noValue: "No pod of a job has failed",
});

export const suspended = table(scaling.cronJobSuspended, {
  width: 12,
  labelsOnly: true,
  columns: { namespace: { title: "Namespace" }, cronjob: { title: "CronJob" } },
  why: "Suspended for a migration, and forgotten: the backup that nobody misses until it is needed.",
  act: '`kubectl patch cronjob NAME -p \'{"spec":{"suspend":false}}\'` when the reason is gone.',
  noValue: "No CronJob is suspended",
});
