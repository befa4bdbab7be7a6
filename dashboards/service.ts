import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster, instance } from "./model/variables";
import * as dependencies from "./panels/probes-dependencies";
import * as depth from "./panels/services-depth";
import * as history from "./panels/services-history";
import * as instances from "./panels/services-instances";
import * as log from "./panels/services-logs";
import * as objectives from "./panels/services-objectives";
import * as requests from "./panels/services-requests";
import * as runtime from "./panels/services-runtime";
import { oneService } from "./panels/services-variables";

/** One API service: its requests, what it promises, what it runs short of, and what it stands on. */
export const service = dashboard(
  "service",
  "Service",
  {
    description:
      "Does this service answer well, and if not, is it its code, its load, its runtime or others?",
    tags: ["services"],
    needs: ["services"],
    variables: [cluster, oneService, instance],
    links: ["services", "service-runtime", "services-otlp", "slo", "users", "processing", "dependencies"],
    time: "3h",
  },
  [
    row(
      "Is it well?",
      requests.requestsNow,
      requests.errorsNow,
      requests.latency95Now,
      requests.latency99Now,
      requests.inFlightNow,
      requests.readyNow,
    ),
    row(
      "Requests",
      requests.requestsOverTime,
      requests.errorsAndRefusals,
      requests.timeToAnswer,
      depth.requestTimes,
    ),
    row("What it promises", objectives.objectivesOfService, objectives.budgetOfService),
    row("What it runs short of", depth.inFlightByInstance, runtime.eventLoop, runtime.heap),
    closedRow(
      "Routes",
      depth.routesOfService,
      depth.failuresByRoute,
      depth.errorsByRoute,
      depth.latencyByRoute,
      depth.workByRoute,
      depth.requestsByMethod,
      requests.answersByStatus,
    ),
    closedRow(
      "Instances",
      instances.readyOverTime,
      instances.versionsOverTime,
      instances.errorsByInstance,
      instances.requestsByInstance,
      instances.latencyByInstance,
    ),
    closedRow(
      "What it may depend on",
      ...dependencies.ofAService(dependencies.answers, dependencies.availabilityDay, dependencies.callTime),
    ),
    closedRow("Errors in its log", log.logErrorRate, log.logVolumeByLevel, log.logErrorLines),
    closedRow(
      "Against last week",
      history.trafficLastWeek,
      history.trafficUnusual,
      history.errorsLastWeek,
      history.latencyLastWeek,
    ),
  ],
);
