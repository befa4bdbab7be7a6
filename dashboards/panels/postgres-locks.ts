/** Who waits for whom on a PostgreSQL server, and which transactions stay open. */
import {
  PostgresDeadlocks,
  PostgresIdleInTransaction,
  PostgresLockPileUp,
  PostgresSessionsBlocked,
  PostgresTransactionLong,
  PostgresTransactionVeryOld,
} from "../../rules/postgres-sessions";
import * as sessions from "../../signals/postgres-sessions";
import * as waits from "../../signals/postgres-waits";
import { stat, table, text, timeseries } from "../model/panel";
import { noData } from "./postgres-words";

const nobodyWaits = "Nobody waits for a lock";
const nobodyIdles = "No session idles in a transaction";

export const longestWait = stat(waits.postgresBlockedLongest, {
  why: "The longer it waits, the more sessions stand behind it, each with a connection.",
  act: "Ask pg_blocking_pids() whom it waits for, and end that one.",
  noValue: nobodyWaits,
});

export const oldestNow = stat(sessions.postgresOldestTransaction, {
  title: "Oldest transaction now",
  line: PostgresTransactionVeryOld,
  why: "It keeps dead rows everywhere, and what it locked stays locked.",
  act: "See below whose it is, and whether somebody waits for its result.",
  noValue: "No transaction is open",
});

export const idleSessionsNow = stat(waits.postgresIdleSessions, {
  title: "Idle in a transaction now",
  why: "A few are usual between two statements; many are a program that calls others while it holds locks.",
  act: "Look at how old they are: seconds are harmless, minutes are not.",
  noValue: nobodyIdles,
});

export const deadlocksNow = stat(sessions.postgresDeadlocks, {
  title: "Deadlocks now",
  sparkline: true,
  badFrom: 1,
  decimals: 0,
  why: "In each, somebody's transaction was thrown away to free the other.",
  act: "See in the row of deadlocks in which database, and since when.",
  noValue: noData,
});

export const openNow = stat(waits.postgresOpenTransactions, {
  sparkline: true,
  why: "A number that only rises is a program that begins and does not end.",
  act: "Compare with the sessions at work; the difference idles.",
  noValue: noData,
});

export const blockedOverTime = timeseries(sessions.postgresBlocked, {
  title: "Sessions that wait for a lock, over time",
  line: [PostgresSessionsBlocked, PostgresLockPileUp],
  why: "A wall that rises at once is a change of a table that waits behind a long query.",
  act: "Cancel the change, and run it again with lock_timeout.",
  noValue: nobodyWaits,
});

export const longestWaitOverTime = timeseries(waits.postgresBlockedLongest, {
  id: "longest-wait-over-time",
  title: "Oldest transaction that waits, over time",
  why: "A straight slope is one blocker that nobody ends; saw teeth are many short ones.",
  act: "For saw teeth find the row that all want to change, as a counter or a queue.",
  noValue: nobodyWaits,
});

export const waitsByKind = timeseries(waits.postgresWaits, {
  stack: true,
  legend: ["wait_event_type"],
  why: "Lock waits for people's transactions, LWLock for the server's own structures, IO for the disk, Client for the program.",
  act: "Follow the largest: IO to the queries that read, LWLock to too many sessions at a time.",
  noValue: "No session is at work",
});

export const waitEvents = table(waits.postgresWaitEvents, {
  title: "What sessions wait for now",
  width: 12,
  columns: {
    datname: { title: "Database" },
    wait_event_type: { title: "Kind" },
    wait_event: { title: "For" },
  },
  why: "Names the very thing that holds statements up.",
  act: "Look the name up in the chapter of wait events of the manual: transactionid is a row, relation a table.",
  noValue: "No session at work waits",
});

export const openTransactions = table(
  [sessions.postgresActiveTransaction, sessions.postgresIdleInTransaction],
  {
    title: "Longest transactions, by who has them",
    width: 12,
    line: [PostgresTransactionLong, PostgresIdleInTransaction],
    columns: {
      datname: { title: "Database" },
      usename: { title: "User" },
      application_name: { title: "Program" },
    },
    why: "Shows whom to ask before a session is ended.",
    act: "Find its pid in pg_stat_activity by user and program, and ask pg_cancel_backend first.",
    noValue: "No transaction is open",
  },
);

export const idleInTransaction = timeseries(sessions.postgresIdleInTransaction, {
  line: PostgresIdleInTransaction,
  why: "It keeps its locks and old row versions while it does nothing.",
  act: "End the session, and set idle_in_transaction_session_timeout for its role.",
  noValue: nobodyIdles,
});

export const idleSessions = timeseries(waits.postgresIdleSessions, {
  why: "Follows the load in a program that holds transactions open around other calls.",
  act: "Let the program commit before it calls another service or waits for a user.",
  noValue: nobodyIdles,
});

export const activeTransaction = timeseries(sessions.postgresActiveTransaction, {
  line: PostgresTransactionLong,
  why: "What it has locked stays locked until it ends.",
  act: "See its statement and plan; cancel it if nobody waits for the result.",
  noValue: noData,
});

export const oldestTransaction = timeseries(sessions.postgresOldestTransaction, {
  line: PostgresTransactionVeryOld,
  why: "No row version that it might see can be cleaned up, in any table.",
  act: "End it, or let a standby do the work.",
  noValue: noData,
});

export const locksByMode = timeseries(sessions.postgresLocks, {
  stack: true,
  legend: ["mode"],
  why: "Access exclusive locks stop readers too.",
  act: "Find in pg_locks which table it is about.",
  noValue: noData,
});

export const exclusiveLocks = timeseries(waits.postgresExclusiveLocks, {
  legend: ["datname", "mode"],
  why: "A strong lock at noon is a migration or an index that was not made concurrently.",
  act: "Find who asked for it, and move it to a quiet hour or to CREATE INDEX CONCURRENTLY.",
  noValue: "No strong lock is held",
});

export const locksByDatabase = timeseries(waits.postgresLocksByDatabase, {
  why: "Thousands of locks are one transaction over many partitions or tables, and may fill the lock table.",
  act: "Let it touch fewer partitions at a time, or raise max_locks_per_transaction.",
  noValue: noData,
});

export const deadlocks = timeseries(sessions.postgresDeadlocks, {
  line: PostgresDeadlocks,
  why: "Each ended a transaction with an error.",
  act: "The server's log has both statements: let them take rows in the same order.",
  noValue: noData,
});

export const whoBlocks = text(
  "Who blocks whom?",
  `
The exporter counts sessions; it does not tell their pids. Ask the server for the chain of those that wait now:

\`\`\`sql
SELECT a.pid, pg_blocking_pids(a.pid) AS waits_for, now() - a.xact_start AS age, a.usename, a.application_name, left(a.query, 80) AS query
FROM pg_stat_activity a
WHERE cardinality(pg_blocking_pids(a.pid)) > 0 OR a.pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity)
ORDER BY a.xact_start;
\`\`\`

A session that stands in \`waits_for\` of others and waits for nobody is the one to end: \`SELECT pg_cancel_backend(PID);\` stops its statement, \`pg_terminate_backend(PID)\` its session. Set \`log_lock_waits = on\` to have the same in the log afterwards.
`.trim(),
  { height: 9 },
);
