/** What services ask of others, by OTLP: HTTP calls and databases. Nothing else counts these, so that nobody tells them twice. */
import { promql } from "../signals/promql";
import { callErrors, callRate, databaseErrors, databaseRate } from "../signals/services-otlp";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { outgoing, type Outgoing } from "./cases/services-otlp";

const told = {
  team: "service",
  dashboard: { uid: "services-otlp", variables: ["job"] },
} as const;

const pay = { job: "shop", server_address: "pay.example.com" } as const;
const mail = { job: "shop", server_address: "mail.example.com" } as const;
const calls = (of: Outgoing["of"], good: Outgoing["good"], bad?: Outgoing["bad"]) =>
  outgoing({ metric: "http_client_request_duration_seconds_count", of, good, ...(bad && { bad }) });

export const ServiceCallsFailing = alert("ServiceCallsFailing", {
  ...told,
  service: "http",
  signal: callErrors,
  above: 0.1,
  and: (s, n) => promql`${callRate.value(s)} >= ${n("calls")}`,
  parameters: { calls: { value: 0.1, unit: "reqps", meaning: "fewest calls per second that count" } },
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of its calls to {{ $labels.server_address }} fail",
  description:
    "For {for} more than {threshold} of the calls from {{ $labels.job }} to {{ $labels.server_address }} have got no answer, or one of 5xx. What needs that host does not work, and requests wait for time-outs.",
  cases: [
    fires("one host in two fails", {
      series: { ...calls(pay, 8, { "500": 1, ECONNREFUSED: 1 }), ...calls(mail, 9.1, { "503": 0.9 }) },
      at: "12m",
      labels: [pay],
      text: {
        summary: "shop: 20% of its calls to pay.example.com fail",
        description:
          "For 10 minutes more than 10 % of the calls from shop to pay.example.com have got no answer, or one of 5xx. What needs that host does not work, and requests wait for time-outs.",
      },
    }),
    fires("just over the line, to two hosts, one with just enough calls", {
      series: { ...calls(pay, 8.98, { timeout: 1.02 }), ...calls(mail, 0.08, { "500": 0.022 }) },
      at: "17m",
      labels: [pay, mail],
    }),
    quiet("just under the line", { series: calls(pay, 9.02, { timeout: 0.98 }), at: "20m" }),
    quiet("too few calls to judge", { series: calls(pay, 0.05, { timeout: 0.048 }), at: "20m" }),
    quiet("refused calls are its own fault", { series: calls(pay, 5, { "404": 5 }), at: "20m" }),
    quiet("no calls at all", { series: calls(pay, 0, { timeout: 0 }), at: "20m" }),
    quiet("`for` is not over", { series: calls(pay, 5, { timeout: 5 }), at: "10m" }),
    resolves("the host is back", {
      series: calls(
        pay,
        [
          ["30m", 5],
          ["2h", 10],
        ],
        {
          timeout: [
            ["30m", 5],
            ["2h", 0],
          ],
        },
      ),
      labels: [pay],
      firingAt: "30m",
      goneAt: "46m",
    }),
  ],
});

const postgresql = { job: "shop", db_system_name: "postgresql" } as const;
const redis = { job: "shop", db_system_name: "redis" } as const;
const operations = (of: Outgoing["of"], good: Outgoing["good"], bad?: Outgoing["bad"]) =>
  outgoing({ metric: "db_client_operation_duration_seconds_count", of, good, ...(bad && { bad }) });

export const ServiceDatabaseFailing = alert("ServiceDatabaseFailing", {
  ...told,
  service: "database",
  signal: databaseErrors,
  above: 0.05,
  and: (s, n) => promql`${databaseRate.value(s)} >= ${n("operations")}`,
  parameters: {
    operations: { value: 0.1, unit: "ops", meaning: "fewest operations per second that count" },
  },
  for: "5m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }}: {value} of its {{ $labels.db_system_name }} operations fail",
  description:
    "For {for} more than {threshold} of what {{ $labels.job }} asks of {{ $labels.db_system_name }} has ended with an error. Data is not read or not written, and what depends on it fails.",
  cases: [
    fires("one kind of database in two fails", {
      series: { ...operations(postgresql, 9, { "40P01": 1 }), ...operations(redis, 9.6, { timeout: 0.4 }) },
      at: "7m",
      labels: [postgresql],
      text: {
        summary: "shop: 10% of its postgresql operations fail",
        description:
          "For 5 minutes more than 5 % of what shop asks of postgresql has ended with an error. Data is not read or not written, and what depends on it fails.",
      },
    }),
    fires("just over the line, of two kinds, one with just enough operations", {
      series: {
        ...operations(postgresql, 9.49, { timeout: 0.51 }),
        ...operations(redis, 0.09, { timeout: 0.0112 }),
      },
      at: "12m",
      labels: [postgresql, redis],
    }),
    quiet("just under the line", { series: operations(postgresql, 9.51, { timeout: 0.49 }), at: "15m" }),
    quiet("too few operations to judge", {
      series: operations(postgresql, 0.05, { timeout: 0.048 }),
      at: "15m",
    }),
    quiet("nothing is asked", { series: operations(postgresql, 0, { timeout: 0 }), at: "15m" }),
    quiet("`for` is not over", { series: operations(postgresql, 5, { timeout: 5 }), at: "5m" }),
    resolves("the database is back", {
      series: operations(
        postgresql,
        [
          ["30m", 5],
          ["2h", 10],
        ],
        {
          timeout: [
            ["30m", 5],
            ["2h", 0],
          ],
        },
      ),
      labels: [postgresql],
      firingAt: "30m",
      goneAt: "46m",
    }),
  ],
});
