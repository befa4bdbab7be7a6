import { postgresReachable } from "../signals/postgres";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { flat, orders, pg } from "./cases/postgres";
import { steps } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres");

const up = (values: string, instance = "orders") => pg("pg_up", { instance }, values);
const collector = (name: string, values: string, instance = "orders") =>
  pg("pg_scrape_collector_success", { instance, collector: name }, values);

const until20m = (first: number, then: number): string =>
  steps([
    ["20m", first],
    ["2h", then],
  ]);

// The exporter asks some things over a connection that it keeps, and the others over a new one for each scrape.
export const PostgresConnectionRefused = alert("PostgresConnectionRefused", {
  ...told,
  event: (s) =>
    promql`${postgresReachable.value(s)} == 1 unless on (instance) max by (instance) (pg_scrape_collector_success{${s.select("postgres")}})`,
  by: ["instance"],
  for: "2m",
  keepFiringFor: "3m",
  severity: "critical",
  summary: "{{ $labels.instance }}: PostgreSQL refuses new connections",
  description:
    "The connection that the exporter keeps to {{ $labels.instance }} still works, but every new one has been refused for {for}. Most often all connections are in use. Programs that connect now fail, and most of this database's other alerts are blind.",
  cases: [
    fires("no new connection on one of two databases", {
      series: {
        ...up(flat(1)),
        ...collector(
          "wal",
          steps([
            ["20m", 1],
            ["2h", "missing"],
          ]),
        ),
        ...up(flat(1), "payments"),
        ...collector("wal", flat(1), "payments"),
      },
      // A series that is no longer scraped is taken as it was for 5 minutes where no scrape says that it ended.
      at: "27m",
      labels: [orders],
      text: {
        summary: "orders: PostgreSQL refuses new connections",
        description:
          "The connection that the exporter keeps to orders still works, but every new one has been refused for 2 minutes. Most often all connections are in use. Programs that connect now fail, and most of this database's other alerts are blind.",
      },
    }),
    fires("from the first scrape on", { series: up(flat(1)), at: "2m", labels: [orders] }),
    quiet("`for` is not over", { series: up(flat(1)), at: "105s" }),
    quiet("a collector fails, and so there was a connection", {
      series: { ...up(flat(1)), ...collector("wal", flat(0)) },
      at: "10m",
    }),
    quiet("it is down, which another alert tells", { series: up(flat(0)), at: "10m" }),
    resolves("connections are free again", {
      series: {
        ...up(flat(1)),
        ...collector(
          "wal",
          steps([
            ["20m", "missing"],
            ["2h", 1],
          ]),
        ),
      },
      labels: [orders],
      firingAt: "20m",
      goneAt: "24m",
    }),
  ],
});

const failing = { ...orders, collector: "wal" };

export const PostgresCollectorFailing = alert("PostgresCollectorFailing", {
  ...told,
  // Statements have an alert of their own: the extension is often left out by intent.
  event: (s) =>
    promql`max by (instance, collector) (pg_scrape_collector_success{${s.select("postgres")}, collector!="stat_statements"}) == 0`,
  by: ["instance", "collector"],
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the exporter cannot read {{ $labels.collector }}",
  description:
    "The part {{ $labels.collector }} of the exporter has failed on {{ $labels.instance }} for {for}. What it measures is missing, and alerts on it cannot fire. Often the exporter's user is not a member of pg_monitor, or the query takes too long.",
  cases: [
    fires("one of its parts fails on one of two databases", {
      series: {
        ...collector("wal", flat(0)),
        ...collector("locks", flat(1)),
        ...collector("wal", flat(1), "payments"),
      },
      at: "15m",
      labels: [failing],
      text: {
        summary: "orders: the exporter cannot read wal",
        description:
          "The part wal of the exporter has failed on orders for 15 minutes. What it measures is missing, and alerts on it cannot fire. Often the exporter's user is not a member of pg_monitor, or the query takes too long.",
      },
    }),
    quiet("statements are not among them", { series: collector("stat_statements", flat(0)), at: "30m" }),
    quiet("`for` is not over", { series: collector("wal", flat(0)), at: "885s" }),
    resolves("the right is granted", {
      series: collector("wal", until20m(0, 1)),
      labels: [failing],
      firingAt: "20m",
      goneAt: "26m",
    }),
  ],
});

export const PostgresStatementsMissing = alert("PostgresStatementsMissing", {
  ...toldOn("postgres-queries"),
  event: (s) =>
    promql`max by (instance) (pg_scrape_collector_success{${s.select("postgres")}, collector="stat_statements"}) == 0`,
  by: ["instance"],
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: no statistics of statements",
  description:
    "The exporter has not been able to read pg_stat_statements on {{ $labels.instance }} for {for}. Nothing is known of single statements: which take the time, and which became slower.",
  cases: [
    fires("on one of two databases", {
      series: {
        ...collector("stat_statements", flat(0)),
        ...collector("stat_statements", flat(1), "payments"),
      },
      at: "1h",
      labels: [orders],
      text: {
        summary: "orders: no statistics of statements",
        description:
          "The exporter has not been able to read pg_stat_statements on orders for 1 hour. Nothing is known of single statements: which take the time, and which became slower.",
      },
    }),
    quiet("`for` is not over", { series: collector("stat_statements", flat(0)), at: "3585s" }),
    quiet("another part fails", { series: collector("wal", flat(0)), at: "65m" }),
    resolves("the extension is there", {
      series: collector(
        "stat_statements",
        steps([
          ["65m", 0],
          ["2h", 1],
        ]),
      ),
      labels: [orders],
      firingAt: "65m",
      goneAt: "81m",
    }),
  ],
});

const incomplete = (values: string, reachable: number): Series => ({
  ...pg("pg_exporter_last_scrape_error", orders, values),
  ...up(flat(reachable)),
});

export const PostgresScrapeIncomplete = alert("PostgresScrapeIncomplete", {
  ...told,
  event: (s) =>
    promql`max by (instance) (pg_exporter_last_scrape_error{${s.select("postgres")}}) == 1 and on (instance) (${postgresReachable.value(s)} == 1)`,
  by: ["instance"],
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: what the exporter reads is not whole",
  description:
    "Queries of the exporter on settings, sessions, replication or the archive have failed on {{ $labels.instance }} for {for}, although it is connected. What they measure is missing, and alerts on it cannot fire.",
  cases: [
    fires("it is connected, and a query fails", {
      series: incomplete(flat(1), 1),
      at: "15m",
      labels: [orders],
      text: {
        summary: "orders: what the exporter reads is not whole",
        description:
          "Queries of the exporter on settings, sessions, replication or the archive have failed on orders for 15 minutes, although it is connected. What they measure is missing, and alerts on it cannot fire.",
      },
    }),
    quiet("the database is down, which another alert tells", { series: incomplete(flat(1), 0), at: "30m" }),
    quiet("nothing fails", { series: incomplete(flat(0), 1), at: "30m" }),
    quiet("`for` is not over", { series: incomplete(flat(1), 1), at: "885s" }),
    resolves("queries work again", {
      series: incomplete(until20m(1, 0), 1),
      labels: [orders],
      firingAt: "20m",
      goneAt: "26m",
    }),
  ],
});

/** What the exporter of PostgreSQL can read, without which the other alerts are blind. */
export const postgresExporterRules: Rules = {
  name: "postgres-exporter",
  needs: ["postgres"],
  recordings: [],
  alerts: [
    PostgresConnectionRefused,
    PostgresCollectorFailing,
    PostgresStatementsMissing,
    PostgresScrapeIncomplete,
  ],
};
