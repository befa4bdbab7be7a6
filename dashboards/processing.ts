import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as business from "./panels/business";
import * as processing from "./panels/business-processing";
import { oneApplication } from "./panels/services-variables";

/** The processing of one service: how much of it succeeds, how long it waits and takes, and what fails. */
export const processingDashboard = dashboard(
  "processing",
  "Processing",
  {
    description: "Is work completed, how long does it wait and take, and what fails?",
    tags: ["business"],
    needs: ["services"],
    variables: [cluster, oneApplication],
    links: ["business", "service", "users"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      processing.workSucceededNow,
      processing.completionNow,
      processing.queueTimeNow,
      business.waitingNow,
      business.inProgressNow,
    ),
    row(
      "What fails",
      processing.failedWorkByOperation,
      processing.failedTasksByKind,
      processing.completedOverTime,
    ),
    row("Queue", processing.queueTimeOverTime, business.waitingAndInProgress, processing.workersBusy),
    row("How long tasks take", processing.runTimes, processing.medianOfTasks),
    closedRow(
      "In depth",
      business.kindsOfTasks,
      business.succeededOverTime,
      business.workOverTime,
      processing.tasksEnded,
      business.tasksFailedOverTime,
      business.timeOfTasks,
      processing.sinceSuccess,
      processing.waitingByInstance,
    ),
  ],
);
