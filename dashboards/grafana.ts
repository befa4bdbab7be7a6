import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as grafana from "./panels/stack-grafana";

/** Do those who look at dashboards get answers, and from whom do the answers come? */
export const grafanaDashboard = dashboard(
  "grafana",
  "Grafana",
  {
    description: "Do those who look at dashboards get answers, and how fast?",
    tags: ["stack"],
    needs: ["grafana"],
    variables: [cluster, instance],
    links: ["overview", "stack", "prometheus", "loki"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      grafana.requestsNow,
      grafana.errorsNow,
      grafana.timeNow,
      grafana.usersNow,
      grafana.dashboardsNow,
      grafana.versionsNow,
    ),
    row("What people get", grafana.requests, grafana.errors, grafana.statuses),
    row("Data sources", grafana.sourceErrors, grafana.sourceRequests, grafana.sourceBytes),
    closedRow("Where does the time go?", grafana.time, grafana.sourceTime, grafana.inFlight),
    closedRow("Logins and its own database", grafana.logins, grafana.connections),
  ],
);
