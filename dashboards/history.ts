import { closedRow, dashboard, row } from "./model/dashboard";
import * as history from "./panels/stack-history";

/** A month at a glance, from what recording rules keep. */
export const historyDashboard = dashboard(
  "history",
  "History",
  {
    description: "How did the last month go: availability, load, alerts, budgets?",
    tags: ["home"],
    links: ["overview", "alerts", "slo", "services"],
    time: "30d",
    refresh: "",
  },
  [
    row("How was it?", history.targetsMean, history.probesLowest, history.budgetLeast, history.alertsMean),
    row("Was it there?", history.availability, history.targets, history.budgets, history.badDays),
    row("What fired?", history.alerts, history.longestAlerts),
    closedRow("How much is used?", history.cpu, history.memory, history.disk),
    closedRow("Services", history.requests, history.errors, history.latency),
    closedRow("Users and their work", history.users, history.tasks),
    closedRow("Databases and GPUs", history.connections, history.gpus),
    closedRow("The monitoring itself", history.series, history.logBytes),
  ],
);
