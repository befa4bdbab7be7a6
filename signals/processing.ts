/** Work of services in depth: how long tasks take and wait, what fails, and how much of it there is. */
import { having } from "./having";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const tasks = (by: readonly string[], s: Scope, matchers?: string): Promql =>
  promql`sum by (${by}) (rate(app_tasks_total${matchers === undefined ? s.any : having(s, matchers)}[${s.range}]))`;
const work = (by: readonly string[], s: Scope, matchers?: string): Promql =>
  promql`sum by (${by}) (rate(app_processing_total${matchers === undefined ? s.any : having(s, matchers)}[${s.range}]))`;

export const taskCompletion = signal({
  title: "Tasks completed, of all kinds",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the background tasks that were completed, all kinds of a service together.",
  value: (s) => promql`${tasks(["job"], s, 'result="completed"')} / (${tasks(["job"], s)} > 0)`,
});

export const workSucceeded = signal({
  title: "Work that succeeded, of all operations",
  unit: "percentunit",
  by: ["job"],
  min: 0,
  max: 1,
  meaning: "Share of the units of business work that ended well, all operations of a service together.",
  value: (s) =>
    promql`(${work(["job"], s, 'result="success"')} or 0 * ${work(["job"], s)}) / (${work(["job"], s)} > 0)`,
});

export const tasksFailedByKind = signal({
  title: "Failed tasks by kind",
  unit: "ops",
  by: ["job", "task"],
  tone: "error",
  min: 0,
  meaning: "Background tasks that failed per second, by kind.",
  value: (s) => tasks(["job", "task"], s, 'result="failed"'),
});

export const workFailedByOperation = signal({
  title: "Failed work by operation",
  unit: "ops",
  by: ["job", "operation"],
  tone: "error",
  min: 0,
  meaning: "Units of business work that failed per second, by operation.",
  value: (s) => work(["job", "operation"], s, 'result="failure"'),
});

/** The queue's length over the pace at which it becomes shorter (Little's law). */
export const queueTime = signal({
  title: "Time in the queue",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning:
    "How long a task waits that is accepted now, if tasks go on ending at the pace of the last minutes. Nothing while none ends.",
  value: (s) => promql`sum by (job) (app_tasks_waiting${s.any}) / (${tasks(["job"], s)} > 0)`,
});

export const tasksWaitingByInstance = signal({
  title: "Tasks waiting by instance",
  unit: "short",
  by: ["job", "instance"],
  tone: "saturation",
  min: 0,
  meaning: "Background tasks that each instance has accepted and not begun.",
  value: (s) => promql`sum by (job, instance) (app_tasks_waiting${s.any})`,
});

export const workersBusy = signal({
  title: "Tasks at work, by kind",
  unit: "short",
  by: ["job", "task"],
  tone: "saturation",
  min: 0,
  meaning:
    "How many tasks of a kind run at any moment, as a mean: their rate times their mean time. It tells which kind takes the workers.",
  value: (s) => promql`sum by (job, task) (rate(app_task_duration_seconds_sum${s.any}[${s.range}]))`,
});

export const taskDurationMedian = signal({
  title: "Half of the tasks within",
  unit: "s",
  by: ["job", "task"],
  min: 0,
  meaning: "Time within which half of the tasks of a kind were done, without their wait.",
  value: (s) =>
    promql`histogram_quantile(0.5, sum by (job, task, le) (rate(app_task_duration_seconds_bucket${s.any}[${s.range}])))`,
});

export const taskTimes = signal({
  title: "Tasks by run time",
  unit: "s",
  by: ["le"],
  meaning: "Background tasks that ended per second, by how long they ran.",
  value: (s) => promql`sum by (le) (rate(app_task_duration_seconds_bucket${s.any}[${s.range}]))`,
});
