/** Work that services do in the background or sell: tasks, and units of processing. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const tasks = (s: Scope, matchers?: string): Promql =>
  promql`sum by (job, task) (rate(app_tasks_total${matchers === undefined ? s.any : having(s, matchers)}[${s.range}]))`;

const processing = (s: Scope, matchers?: string): Promql =>
  promql`sum by (job, operation) (rate(app_processing_total${matchers === undefined ? s.any : having(s, matchers)}[${s.range}]))`;

export const taskRate = signal({
  title: "Tasks done",
  unit: "ops",
  by: ["job", "task"],
  min: 0,
  meaning: "Background tasks that ended per second, completed or failed.",
  value: (s) => tasks(s),
});

export const tasksFailed = signal({
  title: "Tasks failed",
  unit: "percentunit",
  by: ["job", "task"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the background tasks of a kind that failed.",
  value: (s) => promql`${tasks(s, 'result="failed"')} / (${tasks(s)} > 0)`,
});

export const tasksCompleted = signal({
  title: "Tasks completed",
  unit: "percentunit",
  by: ["job", "task"],
  min: 0,
  max: 1,
  meaning: "Share of the background tasks of a kind that were completed.",
  value: (s) => promql`${tasks(s, 'result="completed"')} / (${tasks(s)} > 0)`,
});

export const tasksWaiting = signal({
  title: "Tasks waiting",
  unit: "short",
  by: ["job"],
  tone: "saturation",
  min: 0,
  meaning: "Background tasks that were accepted and have not begun, all instances of a service together.",
  value: (s) => promql`sum by (job) (app_tasks_waiting${s.any})`,
});

export const tasksInProgress = signal({
  title: "Tasks in progress",
  unit: "short",
  by: ["job"],
  tone: "saturation",
  min: 0,
  meaning: "Background tasks that run at this moment.",
  value: (s) => promql`sum by (job) (app_tasks_in_progress${s.any})`,
});

export const taskAge = signal({
  title: "Since the last success",
  unit: "dtdurations",
  by: ["job", "task"],
  min: 0,
  meaning: "Time since a task of a kind was completed last, on any instance. Nothing where none ever was.",
  value: (s) => promql`time() - max by (job, task) (app_task_last_success_timestamp_seconds${s.any} > 0)`,
});

export const taskDuration = signal({
  title: "95 % of the tasks within",
  unit: "s",
  by: ["job", "task"],
  min: 0,
  meaning: "Time within which 95 of 100 tasks of a kind were done, without their wait.",
  value: (s) =>
    promql`histogram_quantile(0.95, sum by (job, task, le) (rate(app_task_duration_seconds_bucket${s.any}[${s.range}])))`,
});

export const processingRate = signal({
  title: "Work done",
  unit: "ops",
  by: ["job", "operation"],
  min: 0,
  meaning: "Units of business work carried to their end per second, with whatever outcome.",
  value: (s) => processing(s),
});

export const processingSucceeded = signal({
  title: "Work that succeeded",
  unit: "percentunit",
  by: ["job", "operation"],
  min: 0,
  max: 1,
  meaning: "Share of the units of business work that ended well: orders, payments, messages.",
  value: (s) =>
    promql`(${processing(s, 'result="success"')} or 0 * ${processing(s)}) / (${processing(s)} > 0)`,
});
