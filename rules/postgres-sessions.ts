import {
  postgresActiveTransaction,
  postgresBlocked,
  postgresDeadlocks,
  postgresIdleInTransaction,
  postgresOldestTransaction,
} from "../signals/postgres-sessions";
import { type Duration } from "../platforms/workload";
import { alert } from "./alert";
import { fires, quiet, type Series } from "./cases/case";
import { flat, levelCases, orders, pg, sessions } from "./cases/postgres";
import { counter, steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-locks");

const app = { datname: "shop", usename: "app", application_name: "web" };

export const PostgresIdleInTransaction = alert("PostgresIdleInTransaction", {
  ...told,
  signal: postgresIdleInTransaction,
  above: 300,
  for: "1m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.application_name }} idles in a transaction of {value}",
  description:
    "A session of {{ $labels.usename }} in {{ $labels.datname }} on {{ $labels.instance }} does nothing and has a transaction open for {value}. It keeps its locks, so that others may wait, and vacuum cannot take away what it might still see.",
  cases: [
    ...levelCases({
      series: (course, instance, every) => ({
        ...sessions("max_tx_duration", { instance, state: "idle in transaction" }, steps(course, every)),
        // A statement that runs is not idle.
        ...sessions("max_tx_duration", { instance, wait_event_type: "" }, flat(1200)),
      }),
      over: 306,
      under: 294,
      labels: app,
      for: "1m",
      keep: "5m",
      text: {
        summary: "orders: web idles in a transaction of 5m 6s",
        description:
          "A session of app in shop on orders does nothing and has a transaction open for 5m 6s. It keeps its locks, so that others may wait, and vacuum cannot take away what it might still see.",
      },
    }),
    fires("a transaction that has failed and was not ended", {
      series: sessions("max_tx_duration", { state: "idle in transaction (aborted)" }, flat(400)),
      at: "1m",
      labels: [{ ...orders, ...app }],
    }),
    quiet("a session of replication", {
      series: sessions(
        "max_tx_duration",
        { state: "idle in transaction", backend_type: "walsender" },
        flat(400),
      ),
      at: "10m",
    }),
  ],
});

export const PostgresTransactionLong = alert("PostgresTransactionLong", {
  ...told,
  signal: postgresActiveTransaction,
  above: 1800,
  for: "1m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.application_name }} works in a transaction of {value}",
  description:
    "A statement of {{ $labels.usename }} in {{ $labels.datname }} on {{ $labels.instance }} runs in a transaction that is {value} old. Its locks are held, and no row version that it might see can be cleaned up.",
  cases: [
    ...levelCases({
      series: (course, instance, every) => ({
        ...sessions("max_tx_duration", { instance, wait_event_type: "" }, steps(course, every)),
        ...sessions("max_tx_duration", { instance, state: "idle in transaction" }, flat(9000)),
      }),
      over: 1836,
      under: 1764,
      labels: app,
      for: "1m",
      keep: "5m",
      text: {
        summary: "orders: web works in a transaction of 30m 36s",
        description:
          "A statement of app in shop on orders runs in a transaction that is 30m 36s old. Its locks are held, and no row version that it might see can be cleaned up.",
      },
    }),
    quiet("a dump, and a worker", {
      series: {
        ...sessions("max_tx_duration", { application_name: "pg_dump" }, flat(9000)),
        ...sessions("max_tx_duration", { backend_type: "autovacuum worker" }, flat(9000)),
      },
      at: "10m",
    }),
  ],
});

export const PostgresTransactionVeryOld = alert("PostgresTransactionVeryOld", {
  ...told,
  signal: postgresOldestTransaction,
  above: 6 * 3600,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a transaction is {value} old",
  description:
    "The oldest transaction of {{ $labels.instance }}, whatever it does, is {value} old. Since its beginning vacuum has not been able to take away a single row version that it might see: tables grow, and transaction ids are used up.",
  cases: levelCases({
    series: (course, instance, every) =>
      pg("pg_long_running_transactions_oldest_timestamp_seconds", { instance }, steps(course, every)),
    over: 22_000,
    under: 21_200,
    for: "5m",
    keep: "5m",
    text: {
      summary: "orders: a transaction is 6h 6m 40s old",
      description:
        "The oldest transaction of orders, whatever it does, is 6h 6m 40s old. Since its beginning vacuum has not been able to take away a single row version that it might see: tables grow, and transaction ids are used up.",
    },
  }),
});

const blocked = (course: readonly Step[], instance: string, every: Duration): Series => ({
  ...sessions("count", { instance, wait_event_type: "Lock" }, steps(course, every)),
  ...sessions("count", { instance, wait_event_type: "" }, flat(80)),
});

export const PostgresSessionsBlocked = alert("PostgresSessionsBlocked", {
  ...told,
  signal: postgresBlocked,
  above: 2,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} sessions of {{ $labels.datname }} wait for locks",
  description:
    "More than {threshold} sessions of {{ $labels.datname }} on {{ $labels.instance }} have waited for a lock all the time for {for}, now {value}. What they do for users stands still until the session that holds the lock ends its transaction.",
  cases: levelCases({
    series: blocked,
    over: 3,
    under: 2,
    labels: { datname: "shop" },
    for: "5m",
    keep: "5m",
    text: {
      summary: "orders: 3 sessions of shop wait for locks",
      description:
        "More than 2 sessions of shop on orders have waited for a lock all the time for 5 minutes, now 3. What they do for users stands still until the session that holds the lock ends its transaction.",
    },
  }),
});

export const PostgresLockPileUp = alert("PostgresLockPileUp", {
  ...told,
  signal: postgresBlocked,
  above: 25,
  for: "2m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {value} sessions of {{ $labels.datname }} pile up behind a lock",
  description:
    "More than {threshold} sessions of {{ $labels.datname }} on {{ $labels.instance }} have waited for locks for {for}, now {value}. Most often a change of a table waits behind a long query, and everybody else behind it. Connections run out next.",
  cases: levelCases({
    series: blocked,
    over: 26,
    under: 25,
    labels: { datname: "shop" },
    for: "2m",
    keep: "5m",
    text: {
      summary: "orders: 26 sessions of shop pile up behind a lock",
      description:
        "More than 25 sessions of shop on orders have waited for locks for 2 minutes, now 26. Most often a change of a table waits behind a long query, and everybody else behind it. Connections run out next.",
    },
  }),
});

export const PostgresDeadlocks = alert("PostgresDeadlocks", {
  ...told,
  signal: postgresDeadlocks,
  range: "1h",
  above: 5,
  for: "5m",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} deadlocks in {{ $labels.datname }} within an hour",
  description:
    "PostgreSQL has ended {value} transactions in {{ $labels.datname }} on {{ $labels.instance }} within an hour because they waited for each other; more than {threshold} are no accident. Each is an error in a program, or work done twice.",
  cases: levelCases({
    series: (course, instance, every) =>
      pg(
        "pg_stat_database_deadlocks",
        { instance, datid: "16384", datname: "shop" },
        counter(
          course.map(([until, number]) => [until, Number(number) / 3600]),
          every,
        ),
      ),
    over: 5.15,
    under: 4.85,
    labels: { datname: "shop" },
    for: "5m",
    first: "59m",
    keep: "0s",
    fades: "1h",
    every: "1m",
    text: {
      summary: "orders: 5.15 deadlocks in shop within an hour",
      description:
        "PostgreSQL has ended 5.15 transactions in shop on orders within an hour because they waited for each other; more than 5 are no accident. Each is an error in a program, or work done twice.",
    },
  }),
});

/** Sessions of PostgreSQL: open transactions and locks. */
export const postgresSessionRules: Rules = {
  name: "postgres-sessions",
  needs: ["postgres"],
  recordings: [],
  alerts: [
    PostgresIdleInTransaction,
    PostgresTransactionLong,
    PostgresTransactionVeryOld,
    PostgresSessionsBlocked,
    PostgresLockPileUp,
    PostgresDeadlocks,
  ],
};
