import { closedRow, dashboard, row } from "./model/dashboard";
import * as slo from "./panels/slo";

/** What services promise, and whether they keep it. */
export const sloDashboard = dashboard(
  "slo",
  "Objectives",
  {
    description: "Do the services keep what they promise, and how much may still fail?",
    tags: ["slo"],
    needs: ["slos"],
    links: ["overview", "services", "service"],
    time: "24h",
  },
  [
    row(
      "Are the promises kept?",
      slo.budgetsNow,
      slo.burnRateNow,
      slo.attainedNow,
      slo.badEventsNow,
      slo.eventsNow,
    ),
    row("All objectives", slo.objectivesTable, slo.readingThisPage),
    row("How fast budgets burn", slo.burnRateHour, slo.burnRateDay),
    row("What fails", slo.badEventsOverTime, slo.eventsAndFailures),
    closedRow("Budgets over time", slo.budgetsOverTime, slo.badEventsOfDays),
  ],
);
