/** The work that services are for: what is sold, and the tasks behind it. */
import { ProcessingFailing } from "../../rules/business";
import { TasksFailing, TasksPilingUp } from "../../rules/tasks";
import { TaskOverdue, TaskSlow } from "../../rules/tasks-time";
import * as business from "../../signals/business";
import { stat, table, timeseries, type Drill } from "../model/panel";

const noWork = "No service counts the work that it sells (app_processing_total)";
const noTasks = "No service has background tasks (app_tasks_total)";

const toProcessing: Drill = {
  title: "Open its processing",
  uid: "processing",
  variables: { job: "job" },
};

export const succeededNow = stat(business.processingSucceeded, {
  line: ProcessingFailing,
  decimals: 2,
  why: "This is what the business lives on.",
  act: "See below which operation fails, and since when.",
  noValue: noWork,
});

export const workNow = stat(business.processingRate, {
  decimals: 2,
  why: "Work that does not come in cannot fail.",
  act: "If it fell, look at the users.",
  noValue: noWork,
});

export const waitingNow = stat(business.tasksWaiting, {
  line: TasksPilingUp,
  why: "A queue that grows is work that comes too late.",
  act: "See below whether fewer are done or more come in.",
  noValue: noTasks,
});

export const inProgressNow = stat(business.tasksInProgress, {
  why: "0 with tasks that wait means that no worker works.",
  act: "Start the workers.",
  noValue: noTasks,
});

export const tasksFailedNow = stat(business.tasksFailed, {
  line: TasksFailing,
  decimals: 1,
  why: "Nobody waits for a task, so nobody sees it fail.",
  act: "Read the errors of the kind that fails.",
  noValue: "No task has failed",
});

export const operationsTable = table([business.processingRate, business.processingSucceeded], {
  title: "Operations",
  width: 8,
  line: ProcessingFailing,
  columns: { job: { title: "Service" }, operation: {} },
  drill: [toProcessing],
  why: "One line for each kind of work that is sold: how much, and how well.",
  act: "Click on a line for the processing of its service.",
  noValue: noWork,
});

export const succeededOverTime = timeseries(business.processingSucceeded, {
  title: "Work that succeeded, over time",
  line: ProcessingFailing,
  why: "The moment at which the share fell leads to the cause.",
  act: "Compare with releases and partners.",
  noValue: noWork,
});

export const workOverTime = timeseries(business.processingRate, {
  title: "Work done over time",
  why: "Shows how much was lost in a fault.",
  act: "What the gap holds is what has to be made up for, or given back.",
  noValue: noWork,
});

export const kindsOfTasks = table(
  [business.taskRate, business.tasksCompleted, business.taskDuration, business.taskAge],
  {
    title: "Kinds of tasks",
    line: [TaskOverdue, TaskSlow],
    sortBy: business.taskAge.title,
    columns: { job: { title: "Service" }, task: {} },
    drill: [toProcessing],
    why: "One line for each kind: how many, how well, how long, and when one succeeded last.",
    act: "Take the one first that was not completed for longest.",
    noValue: noTasks,
  },
);

export const waitingAndInProgress = timeseries([business.tasksWaiting, business.tasksInProgress], {
  title: "Tasks waiting and in progress",
  why: "Workers at their limit and a queue that grows: more workers. Idle workers and a queue: they are stuck.",
  act: "See which of the two it is.",
  noValue: noTasks,
});

export const tasksFailedOverTime = timeseries(business.tasksFailed, {
  title: "Tasks failed over time",
  line: TasksFailing,
  why: "A step is a cause that began at that minute.",
  act: "Look for what changed then.",
  noValue: "No task failed in this time",
});

export const timeOfTasks = timeseries(business.taskDuration, {
  title: "Time of tasks",
  line: TaskSlow,
  why: "Longer tasks need more workers.",
  act: "Compare with the database and with the size of the work.",
  noValue: noTasks,
});
