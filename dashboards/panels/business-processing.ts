/** The processing of services in depth: queues, run times, and what fails. */
import { TaskOverdue } from "../../rules/tasks-time";
import * as business from "../../signals/business";
import * as processing from "../../signals/processing";
import { heatmap, stat, timeseries } from "../model/panel";

const noWork = "The service counts no work that it sells (app_processing_total)";
const noTasks = "The service has no background tasks (app_tasks_total)";

export const workSucceededNow = stat(processing.workSucceeded, {
  decimals: 2,
  sparkline: true,
  why: "What is left to 100 % are customers who paid with their time and got nothing.",
  act: "See beside it which operation fails.",
  noValue: noWork,
});

export const completionNow = stat(processing.taskCompletion, {
  decimals: 2,
  sparkline: true,
  why: "A task that was not completed is a mail, an invoice or a report that somebody misses later.",
  act: "See below which kind of task it is.",
  noValue: "No task has ended",
});

export const queueTimeNow = stat(processing.queueTime, {
  decimals: 0,
  why: "This is how late the work is that is accepted now.",
  act: "If it is more than users would wait, add workers.",
  noValue: "No task ends: either there are none, or the workers stand still",
});

export const failedTasksByKind = timeseries(processing.tasksFailedByKind, {
  stack: true,
  why: "One kind that fails has a fault of its own; all kinds share what failed.",
  act: "One: read its errors. All: look at the database, the disk and the network.",
  noValue: "No task has failed",
});

export const failedWorkByOperation = timeseries(processing.workFailedByOperation, {
  stack: true,
  why: "Each of these is a customer with an order, a payment or a message that did not come through.",
  act: "Ask the partner of that operation, and repeat what failed once it works again.",
  noValue: "No work has failed",
});

export const completedOverTime = timeseries(business.tasksCompleted, {
  title: "Tasks completed over time",
  why: "Short dips are retried by themselves; a line that stays below is not.",
  act: "Look for the kind whose line fell, and for what it asks that others do not.",
  noValue: noTasks,
});

export const queueTimeOverTime = timeseries(processing.queueTime, {
  title: "Time in the queue over time",
  why: "A queue that is worked off by night is too few workers by day; one that is not is too few at all.",
  act: "Compare with the tasks that come in, and give workers where the line climbs.",
  noValue: noTasks,
});

export const workersBusy = timeseries(processing.workersBusy, {
  stack: true,
  why: "The widest band is the kind of task that keeps the others waiting.",
  act: "Give that kind workers of its own, or split it into smaller pieces.",
  noValue: noTasks,
});

export const runTimes = heatmap(processing.taskTimes, {
  title: "Run times of tasks, all of them",
  width: 12,
  why: "A band that climbs is work that grows with its data; a thin band at the top are tasks that hang.",
  act: "Climbing: look at the statements of these tasks. Hanging: give what they wait for a time-out.",
  noValue: noTasks,
});

export const medianOfTasks = timeseries([processing.taskDurationMedian, business.taskDuration], {
  title: "Half of the tasks, and nearly all",
  width: 12,
  why: "If the two part, some tasks wait for something that others do not need.",
  act: "Look for locks and for large customers.",
  noValue: noTasks,
});

export const sinceSuccess = timeseries(business.taskAge, {
  title: "Since the last success, over time",
  line: TaskOverdue,
  why: "The sawtooth is the rhythm of a task; a tooth that does not end is a task that has stopped.",
  act: "Start it by hand, and read why it did not start or end by itself.",
  noValue: "No task has ever succeeded",
});

export const tasksEnded = timeseries(business.taskRate, {
  title: "Tasks that end",
  why: "A kind that ends no more tasks has none, or its workers hang.",
  act: "See whether tasks wait: if they do, the workers hang.",
  noValue: noTasks,
});

export const waitingByInstance = timeseries(processing.tasksWaitingByInstance, {
  why: "A queue at one instance while others are idle is work that is not shared.",
  act: "Restart that instance, and share the queue between all.",
  noValue: noTasks,
});
