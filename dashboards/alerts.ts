import { closedRow, dashboard, row } from "./model/dashboard";
import { type Variable } from "./model/variables";
import * as alerts from "./panels/stack-alerts";
import { firingNow, firingTable, notificationsLostNow } from "./panels/stack-home";

/** Labels that alerts have. What fires now is shown without regard to them. */
const of = (name: string, label: string): Variable => ({ name, label, metric: "ALERTS", multi: true });

/** Which alerts fire, which fired how often, and how long it took until they were resolved. */
export const alertsDashboard = dashboard(
  "alerts",
  "Alerts",
  {
    description: "What fires, what makes most noise, and how long does it take to resolve?",
    tags: ["alerts"],
    variables: [of("severity", "Severity"), of("team", "Team"), of("service", "Subject")],
    links: ["overview", "alertmanager", "prometheus", "slo", "history"],
    time: "7d",
    refresh: "30m",
  },
  [
    row(
      "Now, and in the time shown",
      firingNow,
      alerts.pendingNow,
      alerts.startsInAll,
      alerts.resolvedWithin,
      alerts.silencesNow,
      notificationsLostNow,
    ),
    row("What fires now", firingTable, alerts.firingOfSeverity),
    row("Which alerts make most noise?", alerts.noisiest),
    row("When did each fire?", alerts.statesOverTime),
    closedRow("Who is called most?", alerts.startsOfTeam, alerts.startsOfService, alerts.startsOfSeverity),
    closedRow("Over time", alerts.firingOfTeam, alerts.firingOfService),
    closedRow("Which instances bring most alerts?", alerts.startsOfInstance),
  ],
);
