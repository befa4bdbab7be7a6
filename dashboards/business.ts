import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as business from "./panels/business";
import { severalServices } from "./panels/services-variables";

/** What the services are for: work that is sold, and tasks behind it. One service in depth is in processing.ts. */
export const businessDashboard = dashboard(
  "business",
  "Business",
  {
    description: "Is the work done that the services are for?",
    tags: ["business"],
    needs: ["services"],
    variables: [cluster, severalServices],
    links: ["overview", "services", "processing", "users"],
    time: "6h",
  },
  [
    row(
      "Is the work done?",
      business.succeededNow,
      business.workNow,
      business.waitingNow,
      business.inProgressNow,
      business.tasksFailedNow,
    ),
    row("Work", business.operationsTable, business.succeededOverTime, business.workOverTime),
    row("Tasks", business.kindsOfTasks, business.waitingAndInProgress, business.tasksFailedOverTime),
    closedRow("How long do tasks take?", business.timeOfTasks),
  ],
);
