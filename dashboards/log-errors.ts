import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as errors from "./panels/stack-log-errors";
import { host, level, search, service } from "./panels/stack-logs";

/** Errors in logs: of which kinds they are, which are new, and whose grow. */
export const logErrorsDashboard = dashboard(
  "log-errors",
  "Errors in logs",
  {
    description: "Which errors are there, which are new, and whose grow?",
    tags: ["logs"],
    variables: [cluster, host, service, level, search],
    links: ["overview", "logs", "services", "alerts"],
  },
  [
    row(
      "How many, of how many kinds?",
      errors.errorsInAll,
      errors.fatalInAll,
      errors.servicesInAll,
      errors.kindsInAll,
    ),
    row("Who writes them?", errors.byService, errors.growing),
    row("What do they say?", errors.patterns, errors.newest),
    closedRow("Which are new since yesterday?", errors.fresh),
    closedRow("Levels and shares", errors.byLevel, errors.shares),
    closedRow("On which hosts?", errors.byHost),
  ],
);
