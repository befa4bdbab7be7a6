import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as logs from "./panels/stack-logs";

/** How much is logged, by whom, and the lines themselves. */
export const logsDashboard = dashboard(
  "logs",
  "Logs",
  {
    description: "Who logs how much, of which level, and what do the lines say?",
    tags: ["logs"],
    variables: [cluster, logs.host, logs.service, logs.level, logs.search],
    links: ["overview", "log-errors", "security", "loki", "collector"],
    refresh: "30s",
  },
  [
    row(
      "How much, and how bad?",
      logs.linesNow,
      logs.errorsNow,
      logs.warningsNow,
      logs.servicesNow,
      logs.bytesNow,
      logs.unknownNow,
    ),
    row("Volume", logs.byLevel, logs.byService),
    row("Lines, by service, level and words", logs.newest),
    closedRow("Which services write errors?", logs.errorsByService, logs.errorShares),
    closedRow("Warnings", logs.warnings),
    closedRow("Who writes most?", logs.largest, logs.busiest, logs.files),
    closedRow("Hosts, namespaces and pods", logs.byHost, logs.byNamespace, logs.pods),
    closedRow("What did not get in?", logs.discarded),
  ],
);
