import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance, job } from "./model/variables";
import * as history from "./panels/services-history";
import * as instances from "./panels/services-instances";
import * as requests from "./panels/services-requests";
import * as runtime from "./panels/services-runtime";
import * as summary from "./panels/services-summary";

/** All services beside each other, by what their callers feel. One of them in depth is in service.ts. */
export const services = dashboard(
  "services",
  "Services",
  {
    description: "Do the services answer, how fast, and what do they run short of?",
    tags: ["services"],
    needs: ["services"],
    variables: [cluster, job, instance],
    links: ["overview", "service", "services-otlp", "slo", "users", "business", "dependencies"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      summary.servicesSeen,
      summary.requestsInAll,
      summary.errorsInAll,
      summary.worstErrors,
      summary.slowestService,
      summary.instancesNotReady,
    ),
    row("One line for each service", summary.servicesTable),
    row("Requests", summary.requestsOfServices, summary.errorsOfServices, summary.timeOfServices),
    closedRow("Routes", requests.routesTable, requests.answersByStatus),
    closedRow(
      "Against last week",
      history.trafficLastWeek,
      history.trafficUnusual,
      history.trafficHourAgo,
      history.errorsLastWeek,
      history.latencyLastWeek,
    ),
    closedRow(
      "Instances",
      instances.readyOverTime,
      instances.errorsByInstance,
      instances.requestsByInstance,
      instances.failedRequests,
      instances.versionsOverTime,
    ),
    closedRow("Processes", runtime.processesTable, runtime.restartsOverTime),
  ],
);
