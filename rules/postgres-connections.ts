import { type Duration } from "../platforms/workload";
import { postgresConnectionsPredicted, postgresConnectionsUsed } from "../signals/postgres";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { flat, levelCases, orders, sessions, setting } from "./cases/postgres";
import { lines, steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres");

// 100 connections, of which 3 are for superusers and 2 for other reserved roles: 95 for the programs.
const limits = (instance: string, until: Duration = "12h", every?: Duration): Series => ({
  ...setting("max_connections", 100, instance, until, every),
  ...setting("superuser_reserved_connections", 3, instance, until, every),
  ...setting("reserved_connections", 2, instance, until, every),
});

const connections = (course: readonly Step[], instance: string, every?: Duration): Series => ({
  ...sessions("count", { instance, state: "idle" }, steps(course, every)),
  // A worker is no program's session.
  ...sessions(
    "count",
    { instance, backend_type: "autovacuum worker", wait_event_type: "Timeout" },
    flat(3, "12h", every),
  ),
  ...limits(instance, "12h", every),
});

/** A server before 16, which has no reserved_connections. */
const before16 = (connections: number, at: Duration) =>
  fires("a server before 16, which has no reserved_connections", {
    series: {
      ...sessions("count", { state: "idle" }, flat(connections)),
      ...setting("max_connections", 100),
      ...setting("superuser_reserved_connections", 3),
    },
    at,
    labels: [orders],
  });

export const PostgresConnectionsHigh = alert("PostgresConnectionsHigh", {
  ...told,
  signal: postgresConnectionsUsed,
  above: 0.8,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the connections in use",
  description:
    "More than {threshold} of the connections of {{ $labels.instance }} have been in use for {for}, now {value}. When none is left, programs get an error instead of a connection.",
  cases: [
    ...levelCases({
      series: connections,
      over: 77,
      under: 75,
      for: "10m",
      keep: "5m",
      text: {
        summary: "orders: 81.05% of the connections in use",
        description:
          "More than 80 % of the connections of orders have been in use for 10 minutes, now 81.05%. When none is left, programs get an error instead of a connection.",
      },
    }),
    before16(80, "10m"),
    quiet("the same number where more are allowed", {
      series: {
        ...sessions("count", { state: "idle" }, flat(80)),
        ...setting("max_connections", 110),
        ...setting("superuser_reserved_connections", 3),
      },
      at: "20m",
    }),
  ],
});

export const PostgresConnectionsExhausted = alert("PostgresConnectionsExhausted", {
  ...told,
  signal: postgresConnectionsUsed,
  above: 0.95,
  for: "2m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {value} of the connections in use, hardly any left",
  description:
    "More than {threshold} of the connections of {{ $labels.instance }} have been in use for {for}. The next programs that connect are refused, and users see errors.",
  cases: [
    ...levelCases({
      series: connections,
      over: 93,
      under: 90,
      for: "2m",
      keep: "5m",
      text: {
        summary: "orders: 97.89% of the connections in use, hardly any left",
        description:
          "More than 95 % of the connections of orders have been in use for 2 minutes. The next programs that connect are refused, and users see errors.",
      },
    }),
    before16(95, "2m"),
  ],
});

/** Connections that change evenly; out of 95. */
const rising = (from: number, to: number, instance = "orders"): Series => ({
  ...sessions(
    "count",
    { instance, state: "idle" },
    lines(
      [
        ["0s", from],
        ["8h", to],
      ],
      "5m",
    ),
  ),
  ...limits(instance, "8h", "5m"),
});

/** Twelve more each hour from the second on: over 60 % at minute 410. */
const steep: Series = {
  ...sessions(
    "count",
    { state: "idle" },
    lines(
      [
        ["0s", 0],
        ["2h", 0],
        ["9h", 84],
      ],
      "5m",
    ),
  ),
  ...limits("orders", "9h", "5m"),
};

export const PostgresConnectionsRising = alert("PostgresConnectionsRising", {
  ...told,
  kind: "trend",
  signal: postgresConnectionsUsed,
  above: 0.6,
  and: (s) => promql`${postgresConnectionsPredicted.value(s)} > 1`,
  // Its trend is read from a series that a rule records, which has no other label.
  selectable: ["instance"],
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the connections in use, and rising",
  description:
    "More than {threshold} of the connections of {{ $labels.instance }} are in use, and at the pace of the last 6 hours all of them are within 4 hours. A program that opens connections and does not close them looks like this.",
  cases: [
    fires("five more each hour, on one of two databases", {
      every: "5m",
      series: { ...rising(40, 90), ...rising(60, 60, "payments") },
      at: "7h",
      labels: [orders],
      text: {
        summary: "orders: 88.16% of the connections in use, and rising",
        description:
          "More than 60 % of the connections of orders are in use, and at the pace of the last 6 hours all of them are within 4 hours. A program that opens connections and does not close them looks like this.",
      },
    }),
    fires("just over the line for half an hour", {
      every: "5m",
      series: steep,
      at: "440m",
      labels: [orders],
    }),
    fires("a server before 16, which has no reserved_connections, in the same way", {
      every: "5m",
      series: {
        ...sessions(
          "count",
          { state: "idle" },
          lines(
            [
              ["0s", 40],
              ["8h", 90],
            ],
            "5m",
          ),
        ),
        ...setting("max_connections", 100, "orders", "8h", "5m"),
        ...setting("superuser_reserved_connections", 5, "orders", "8h", "5m"),
      },
      at: "7h",
      labels: [orders],
    }),
    quiet("rising as fast, just under the line before that", { every: "5m", series: steep, at: "435m" }),
    quiet("rising too slowly to matter", { every: "5m", series: rising(48, 78), at: "8h" }),
    quiet("many in use, and no change", { every: "5m", series: rising(75, 75), at: "8h" }),
    quiet("`for` is not over", { every: "5m", series: rising(70, 160), at: "30m" }),
    resolves("a program is restarted", {
      every: "5m",
      series: {
        ...sessions(
          "count",
          { state: "idle" },
          lines(
            [
              ["0s", 40],
              ["7h", 84],
              ["425m", 20],
              ["10h", 20],
            ],
            "5m",
          ),
        ),
        ...limits("orders", "10h", "5m"),
      },
      labels: [orders],
      firingAt: "7h",
      goneAt: "445m",
    }),
  ],
});

/** Connections to PostgreSQL. */
export const postgresConnectionRules: Rules = {
  name: "postgres-connections",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresConnectionsHigh, PostgresConnectionsExhausted, PostgresConnectionsRising],
};
