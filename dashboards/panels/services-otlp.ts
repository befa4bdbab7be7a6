/** Panels of services that send their metrics by OTLP: what they answer, and what they ask of others. */
import { ServiceCallsFailing, ServiceDatabaseFailing } from "../../rules/services-otlp-calls";
import { ServiceOtlpErrorsHigh, ServiceOtlpSlow } from "../../rules/services-otlp-requests";
import * as otlp from "../../signals/services-otlp";
import { stat, table, timeseries } from "../model/panel";

const none = "No service sends http.server.request.duration by OTLP";
const noCalls = "No service sends http.client.request.duration by OTLP";
const noDatabase = "No service sends db.client.operation.duration by OTLP";

export const requestsNow = stat(otlp.otlpRequestRate, {
  decimals: 1,
  why: "A service that has ended sends nothing, and shows here as requests that are gone.",
  act: "If a service is missing, see whether its process runs and reaches the Collector.",
  noValue: none,
});

export const errorsNow = stat(otlp.otlpRequestErrors, {
  line: ServiceOtlpErrorsHigh,
  decimals: 2,
  why: "Each of these is a caller who got an error.",
  act: "Find the route below, then what it calls.",
  noValue: none,
});

export const latency95Now = stat(otlp.otlpLatency95, {
  line: ServiceOtlpSlow,
  why: "One caller in twenty waits longer than this.",
  act: "Compare with the calls and the databases below: the slow one is the cause.",
  noValue: none,
});

export const callErrorsNow = stat(otlp.callErrors, {
  line: ServiceCallsFailing,
  decimals: 2,
  why: "What needs that host does not work.",
  act: "Look whether other services that call it fail, too.",
  noValue: noCalls,
});

export const databaseErrorsNow = stat(otlp.databaseErrors, {
  line: ServiceDatabaseFailing,
  decimals: 2,
  why: "Data is not read or not written.",
  act: "Look at the type of error, then at the database.",
  noValue: noDatabase,
});

export const requestsOverTime = timeseries(otlp.otlpRequestRate, {
  title: "Requests over time (OTLP)",
  why: "A line that ends is a service that is gone, or cannot reach the Collector.",
  act: "See whether its process runs.",
  noValue: none,
});

export const errorsOverTime = timeseries(otlp.otlpRequestErrors, {
  title: "Errors over time (OTLP)",
  line: ServiceOtlpErrorsHigh,
  why: "The beginning tells what came before it.",
  act: "Compare it with releases, and with the calls below.",
  noValue: none,
});

export const timeToAnswer = timeseries([otlp.otlpLatency95, otlp.otlpLatency99], {
  title: "Time to answer (OTLP)",
  line: ServiceOtlpSlow,
  why: "If only the last line rises, some requests wait for something.",
  act: "Look at the routes.",
  noValue: none,
});

export const inFlight = timeseries(otlp.otlpInFlight, {
  why: "A service that is stuck shows it here first.",
  act: "If it only grows, find out what the requests wait for.",
  noValue: "No service counts them (http.server.active_requests)",
});

export const routesTable = table(
  [otlp.otlpRequestRateByRoute, otlp.otlpErrorsByRoute, otlp.otlpLatency95ByRoute],
  {
    title: "Routes, busiest first (OTLP)",
    columns: { job: {}, http_route: { title: "Route" } },
    width: 16,
    why: "One bad route among good ones is where to look.",
    act: "Sort by errors or by time.",
    noValue: none,
  },
);

export const answersByStatus = timeseries(otlp.otlpRequestRateByStatus, {
  title: "Answers by status (OTLP)",
  stack: true,
  why: "500 is code, 502 and 504 something behind it, 503 protection.",
  act: "Follow the one that has grown.",
  noValue: none,
});

export const callsTable = table([otlp.callRate, otlp.callErrors, otlp.callLatency95], {
  title: "Calls to others, most first",
  columns: { job: {}, server_address: { title: "Host" } },
  width: 16,
  why: "Shows what a service depends on, and which of it is ill.",
  act: "Sort by errors or by time.",
  noValue: noCalls,
});

export const callErrorsOverTime = timeseries(otlp.callErrors, {
  title: "Calls that fail, over time",
  line: ServiceCallsFailing,
  why: "All callers of a host at once: the host. One of them: its own network or pool.",
  act: "Look at that host, or at that caller.",
  noValue: noCalls,
});

export const databaseTable = table([otlp.databaseRate, otlp.databaseErrors, otlp.databaseLatency95], {
  title: "Databases, as services see them",
  columns: { job: {}, db_system_name: { title: "Kind" } },
  width: 16,
  why: "The database's own numbers do not show connections that never reached it.",
  act: "Compare with the dashboard of the database.",
  noValue: noDatabase,
});

export const databaseErrorsOverTime = timeseries(otlp.databaseErrors, {
  title: "Database operations that fail, over time",
  line: ServiceDatabaseFailing,
  why: "The beginning tells whether it was a release or the database.",
  act: "Look at the type of error.",
  noValue: noDatabase,
});
