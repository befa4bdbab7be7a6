import { ProcessingFailing } from "../rules/business";
import { TasksFailing, TasksPilingUp } from "../rules/tasks";
import { TaskOverdue, TaskSlow } from "../rules/tasks-time";
import * as business from "../signals/business";
import { dashboard, row } from "./model/dashboard";
import { stat, table, timeseries } from "./model/panel";
import { cluster, job } from "./model/variables";

const noWork = "No service counts the work that it sells (app_processing_total)";
const noTasks = "No service has background tasks (app_tasks_total)";

/** What the services are for: work that is sold, and tasks behind it. */
export const businessDashboard = dashboard(
  "business",
  "Business",
  {
    description: "Is the work done that the services are for?",
    tags: ["business"],
    needs: ["services"],
    variables: [cluster, job],
    links: ["services", "users"],
    time: "6h",
  },
  [
    row(
      "Is the work done?",
      stat(business.processingSucceeded, {
        line: ProcessingFailing,
        decimals: 2,
        why: "This is what the business lives on.",
        act: "See below which operation fails, and since when.",
        noValue: noWork,
      }),
      stat(business.processingRate, {
        decimals: 2,
        why: "Work that does not come in cannot fail.",
        act: "If it fell, look at the users.",
        noValue: noWork,
      }),
      stat(business.tasksWaiting, {
        line: TasksPilingUp,
        why: "A queue that grows is work that comes too late.",
        act: "See below whether fewer are done or more come in.",
        noValue: noTasks,
      }),
      stat(business.tasksInProgress, {
        why: "0 with tasks that wait means that no worker works.",
        act: "Start the workers.",
        noValue: noTasks,
      }),
      stat(business.tasksFailed, {
        line: TasksFailing,
        decimals: 1,
        why: "Nobody waits for a task, so nobody sees it fail.",
        act: "Read the errors of the kind that fails.",
        noValue: "No task has failed",
      }),
    ),
    row(
      "Work",
      timeseries(business.processingSucceeded, {
        title: "Work that succeeded, over time",
        line: ProcessingFailing,
        why: "The moment at which it fell leads to the cause.",
        act: "Compare with releases and partners.",
        noValue: noWork,
      }),
      timeseries(business.processingRate, {
        title: "Work done over time",
        why: "Shows how much was lost in a fault.",
        act: "Weigh the fault by it.",
        noValue: noWork,
      }),
    ),
    row(
      "Tasks",
      table([business.taskRate, business.tasksCompleted, business.taskDuration, business.taskAge], {
        title: "Kinds of tasks",
        line: [TaskOverdue, TaskSlow],
        sortBy: "Since the last success",
        why: "One line for each kind: how many, how well, how long, and when one succeeded last.",
        act: "Take the one first that was not completed for longest.",
        noValue: noTasks,
      }),
      timeseries([business.tasksWaiting, business.tasksInProgress], {
        title: "Tasks waiting and in progress",
        why: "Workers at their limit and a queue that grows: more workers. Idle workers and a queue: they are stuck.",
        act: "See which of the two it is.",
        noValue: noTasks,
      }),
      timeseries(business.tasksFailed, {
        title: "Tasks failed over time",
        line: TasksFailing,
        why: "A step is a cause that began at that minute.",
        act: "Look for what changed then.",
        noValue: "No task has failed",
      }),
      timeseries(business.taskDuration, {
        title: "Time of tasks",
        line: TaskSlow,
        why: "Longer tasks need more workers.",
        act: "Compare with the database and with the size of the work.",
        noValue: noTasks,
      }),
    ),
  ],
);
