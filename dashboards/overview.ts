import { closedRow, dashboard, row } from "./model/dashboard";
import { text } from "./model/panel";
import { cluster, job } from "./model/variables";
import * as home from "./panels/stack-home";
import { waysAcross, waysDown } from "./panels/stack-ways";

/** The home page: is everything well, and if not, where to look. */
export const overview = dashboard(
  "overview",
  "Overview",
  {
    description: "Is everything well, and if not, where to look?",
    tags: ["home"],
    variables: [cluster, job],
    links: ["live", "history", "alerts", "logs", "hosts", "services", "kubernetes", "stack"],
    time: "6h",
  },
  [
    row(
      "Is everything well?",
      home.firingNow,
      home.targetsDownNow,
      home.probesFailingNow,
      home.notificationsLostNow,
      home.fullestDiskNow,
      home.errorLinesNow,
    ),
    row("Areas", home.areasNow, home.areasByAlerts, home.areasOverTime),
    row("Alerts", home.firingTable, home.firingOverTime),
    row("Promises", home.budgetsNow, home.burnRates),
    row(
      "Where to go next",
      text("Everything at once", waysAcross, { width: 12 }),
      text("What is watched", waysDown, { width: 12 }),
    ),
    closedRow("Targets and errors in logs", home.targetsOverTime, home.errorsOverTime),
  ],
);
