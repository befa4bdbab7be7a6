import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, job } from "./model/variables";
import * as otlp from "./panels/services-otlp";

/** Nobody scrapes these services, so that `up` does not know them. */
const sender = { ...job, label: "Service", metric: "target_info" };

/** Services by the metrics that they send by OTLP. */
export const otlpServices = dashboard(
  "services-otlp",
  "Services by OTLP",
  {
    description: "Do the services that send their metrics by OTLP answer, and do those that they call?",
    tags: ["services"],
    needs: ["collector"],
    variables: [cluster, sender],
    links: ["overview", "services", "collector", "postgres"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      otlp.requestsNow,
      otlp.errorsNow,
      otlp.latency95Now,
      otlp.callErrorsNow,
      otlp.databaseErrorsNow,
    ),
    row("Requests", otlp.requestsOverTime, otlp.errorsOverTime, otlp.inFlight),
    row("Routes", otlp.routesTable, otlp.answersByStatus),
    // All buckets of all services: asked only when somebody wants to know.
    closedRow("Times", otlp.timeToAnswer),
    closedRow("Calls to others", otlp.callsTable, otlp.callErrorsOverTime),
    closedRow("Databases", otlp.databaseTable, otlp.databaseErrorsOverTime),
  ],
);
