/** Cases of the alerts on jobs. */
import { aging } from "./aging";
import { fires, quiet, resolves, type Series } from "./case";
import { state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { steps } from "./series";

export const times = {
  late: { for: "5m", keepFiringFor: "0s" },
  running: { for: "5m", keepFiringFor: "5m" },
  success: { for: "10m", keepFiringFor: "5m" },
  suspended: { for: "1d", keepFiringFor: "0s" },
} as const satisfies Readonly<Record<string, Timing>>;

const job = { namespace: "shop", job_name: "report-28912345" } as const;
const otherJob = { namespace: "shop", job_name: "report-28912346" } as const;

const failedJob = (values: string | number, of: object = job, condition = "true"): Series =>
  state("kube_job_failed", { ...of, condition }, values);

const fails = steps([
  ["10m", 0],
  ["4h", 1],
]);

export const failed = [
  fires("one of two", {
    series: { ...failedJob(fails), ...failedJob(fails, otherJob, "false"), ...failedJob(0, otherJob) },
    at: "615s",
    labels: [job],
    text: {
      summary: "shop/report-28912345: the job has failed",
      description:
        "The job report-28912345 gave up within the last 60 min: its pods failed more often than its limit, or it took longer than its deadline. Its work was not done. This alert ends by itself.",
    },
  }),
  fires("most of an hour ago", { series: failedJob(fails), at: "4080s", labels: [job] }),
  quiet("it failed long ago and is kept", { series: failedJob(fails), at: "72m" }),
  resolves("it is no news any more", {
    series: failedJob(fails),
    labels: [job],
    firingAt: "4200s",
    goneAt: "4230s",
  }),
];

const runs = (start: string | number, active: string | number, of: object = job): Series => ({
  ...state("kube_job_status_start_time", { ...of }, start),
  ...state("kube_job_status_active", { ...of }, active),
});
const long = "1x1000";

export const running = [
  ...aging(times.running, {
    threshold: 43_200,
    every: "1m",
    series: (values) => ({ ...runs(values, long), ...runs("0x1000", "0x1000", otherJob) }),
    labels: job,
    text: {
      summary: "shop/report-28912345: the job has been running for 12h 6m 0s",
      description:
        "The job report-28912345 has been at work for more than 12 h, and no deadline will end it. It hangs, it is slower than it was, or it waits for a pod that cannot start.",
    },
  }),
  quiet("it has a deadline", {
    every: "1m",
    series: { ...runs("0x1000", long), ...state("kube_job_spec_active_deadline_seconds", job, long) },
    at: "13h",
  }),
];

const cronJob = { namespace: "shop", cronjob: "report" } as const;
const otherCronJob = { namespace: "shop", cronjob: "backup" } as const;

const of = (metric: string, values: string | number, labels: object = cronJob): Series =>
  state(`kube_cronjob_${metric}`, { ...labels }, values);

export const late = aging(times.late, {
  threshold: 900,
  series: (values) => ({
    ...of("next_schedule_time", values),
    ...of("next_schedule_time", 1e6, otherCronJob),
  }),
  labels: cronJob,
  text: {
    summary: "shop/report should have started 20m 15s ago",
    description:
      "The CronJob report is more than 15 min behind its schedule. Its last job still runs and a second one is forbidden, or the controller manager does not start it.",
  },
});

const schedule = (period: number, labels: object = cronJob): Series => ({
  ...of("next_schedule_time", period, labels),
  ...of("status_last_schedule_time", 0, labels),
});

export const success = [
  ...aging(times.success, {
    threshold: 3600,
    series: (values) => ({
      ...of("status_last_successful_time", values),
      ...of("created", 1e6),
      ...schedule(600),
      ...of("spec_suspend", 0),
    }),
    labels: cronJob,
    text: {
      summary: "shop/report last succeeded 1h 10m 15s ago",
      description:
        "No job of the CronJob report has succeeded for more than 3 of its periods, and for more than 60 min. What it does, a backup or a report perhaps, has not been done since.",
    },
  }),
  fires("none ever succeeded", {
    series: { ...of("created", 0), ...schedule(600) },
    at: "75m",
    labels: [cronJob],
  }),
  fires("three periods are over", {
    series: { ...of("status_last_successful_time", -3000), ...schedule(2320) },
    at: "77m",
    labels: [cronJob],
  }),
  quiet("not quite three periods", {
    series: { ...of("status_last_successful_time", -3000), ...schedule(2700) },
    at: "91m",
  }),
  quiet("it is suspended", {
    series: { ...of("status_last_successful_time", 0), ...schedule(600), ...of("spec_suspend", 1) },
    at: "2h",
  }),
];

export const suspended = proof(times.suspended, {
  over: 1,
  under: 0,
  every: "4m",
  series: (values) => ({ ...of("spec_suspend", values), ...of("spec_suspend", 0, otherCronJob) }),
  labels: cronJob,
  text: {
    summary: "shop/report has been suspended for 1 day",
    description:
      "Somebody suspended the CronJob report, and it has started no job for 1 day. That is easily forgotten.",
  },
});
