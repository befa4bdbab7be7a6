import { objects } from "../signals/kubernetes-containers";
import * as signals from "../signals/kubernetes-jobs";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-jobs";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-scaling", variables: ["namespace"] },
} as const;

// A failed job stays as an object until somebody deletes it. It is told of while it is news, and clears by itself.
export const KubeJobFailed = alert("KubeJobFailed", {
  ...told,
  event: (s, n) => {
    const failed = (offset: string) =>
      promql`max by (namespace, job_name) (kube_job_failed{${objects(s)}, condition="true"}${offset} == 1)`;
    return promql`${failed("")} unless ${failed(` offset ${n("window")}s`)}`;
  },
  by: ["namespace", "job_name"],
  parameters: { window: { value: 3600, unit: "s", meaning: "how long a failure is news" } },
  for: "0s",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.job_name }}: the job has failed",
  description:
    "The job {{ $labels.job_name }} gave up within the last {window}: its pods failed more often than its limit, or it took longer than its deadline. Its work was not done. This alert ends by itself.",
  cases: cases.failed,
});

export const KubeJobRunningLong = alert("KubeJobRunningLong", {
  ...told,
  signal: signals.jobRunning,
  above: 43_200,
  unless: (s) => promql`max by (namespace, job_name) (kube_job_spec_active_deadline_seconds{${objects(s)}})`,
  ...cases.times.running,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.job_name }}: the job has been running for {value}",
  description:
    "The job {{ $labels.job_name }} has been at work for more than {threshold}, and no deadline will end it. It hangs, it is slower than it was, or it waits for a pod that cannot start.",
  cases: cases.running,
});

export const KubeCronJobMissedSchedule = alert("KubeCronJobMissedSchedule", {
  ...told,
  signal: signals.cronJobLate,
  above: 900,
  ...cases.times.late,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.cronjob }} should have started {value} ago",
  description:
    "The CronJob {{ $labels.cronjob }} is more than {threshold} behind its schedule. Its last job still runs and a second one is forbidden, or the controller manager does not start it.",
  cases: cases.late,
});

export const KubeCronJobNotSucceeding = alert("KubeCronJobNotSucceeding", {
  ...told,
  signal: signals.cronJobSinceSuccess,
  above: 3600,
  and: (s, n) =>
    promql`${signals.cronJobSinceSuccess.value(s)} > ${n("periods")} * ${signals.cronJobPeriod(s)}`,
  unless: signals.cronJobsSuspended,
  parameters: { periods: { value: 3, unit: "none", meaning: "how many of its periods without a success" } },
  ...cases.times.success,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.cronjob }} last succeeded {value} ago",
  description:
    "No job of the CronJob {{ $labels.cronjob }} has succeeded for more than {periods} of its periods, and for more than {threshold}. What it does, a backup or a report perhaps, has not been done since.",
  cases: cases.success,
});

export const KubeCronJobSuspended = alert("KubeCronJobSuspended", {
  ...told,
  event: signals.cronJobsSuspended,
  by: ["namespace", "cronjob"],
  ...cases.times.suspended,
  severity: "info",
  summary: "{{ $labels.namespace }}/{{ $labels.cronjob }} has been suspended for {for}",
  description:
    "Somebody suspended the CronJob {{ $labels.cronjob }}, and it has started no job for {for}. That is easily forgotten.",
  cases: cases.suspended,
});
