import {
  PostgresConnectionsExhausted,
  PostgresConnectionsHigh,
  PostgresConnectionsRising,
} from "../rules/postgres-connections";
import {
  PostgresCacheHitsLow,
  PostgresRollbacksHigh,
  PostgresTempFilesLarge,
} from "../rules/postgres-queries";
import { PostgresReplicationLag } from "../rules/postgres-replication";
import { PostgresVersionOld } from "../rules/postgres-server";
import {
  PostgresDeadlocks,
  PostgresIdleInTransaction,
  PostgresLockPileUp,
  PostgresSessionsBlocked,
  PostgresTransactionLong,
  PostgresTransactionVeryOld,
} from "../rules/postgres-sessions";
import {
  PostgresStatementDominates,
  PostgresStatementRegressed,
  PostgresStatementsSlow,
} from "../rules/postgres-statements";
import { PostgresXidAgeHigh, PostgresXidWraparoundNear } from "../rules/postgres-wraparound";
import * as servers from "../signals/postgres";
import * as queries from "../signals/postgres-queries";
import { postgresReplicationLag } from "../signals/postgres-replication";
import * as sessions from "../signals/postgres-sessions";
import { postgresXidUsed } from "../signals/postgres-vacuum";
import { firingAlerts } from "../signals/prometheus";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, stateTimeline, table, timeseries } from "./model/panel";
import { cluster, instance } from "./model/variables";
import { noData, replicationRow, slotRow, storageRow, vacuumRow } from "./postgres-rows";

const noStatements = "No data: the extension pg_stat_statements is not in this database";

/** PostgreSQL servers: whether they are well, who uses them for what, and what they need next. */
export const postgres = dashboard(
  "postgres",
  "PostgreSQL",
  {
    description: "Are the databases well, what do they work at, and what becomes short next?",
    tags: ["database"],
    variables: [cluster, { ...instance, label: "Database", job: "postgres" }],
    links: ["overview", "host"],
    needs: ["postgres"],
    time: "6h",
  },
  [
    row(
      "Are they well?",
      stat(firingAlerts, {
        title: "Alerts of these databases",
        badFrom: 1,
        why: "Each firing alert is something that somebody decided has to be looked at.",
        act: "Open the overview for their names and what to do.",
        noValue: "No data: Prometheus does not answer",
      }),
      stat(servers.postgresReachable, {
        states: { 0: { text: "Not reachable", colour: "bad" }, 1: { text: "Reachable", colour: "good" } },
        why: "Where the exporter gets no answer, programs most likely get none either.",
        act: "Read the exporter's log for the reason, then the server's.",
        noValue: noData,
      }),
      stat(servers.postgresConnectionsUsed, {
        line: [PostgresConnectionsHigh, PostgresConnectionsRising, PostgresConnectionsExhausted],
        why: "When none is left, programs get an error instead of a connection.",
        act: "See below who has them and what they do.",
        noValue: noData,
      }),
      stat(sessions.postgresBlocked, {
        line: [PostgresSessionsBlocked, PostgresLockPileUp],
        why: "What these sessions do for users stands still.",
        act: "Find the session that all wait for, and end it.",
        noValue: "Nobody waits for a lock",
      }),
      stat(postgresReplicationLag, {
        line: PostgresReplicationLag,
        why: "Who reads from a standby that is behind sees old data.",
        act: "See in the row of replication where the log gets stuck.",
        noValue: "None of them is a standby",
      }),
      stat(postgresXidUsed, {
        line: [PostgresXidAgeHigh, PostgresXidWraparoundNear],
        why: "When transaction ids run out, the server takes no more writes.",
        act: "See in the row of vacuum whether rows are frozen, and what keeps them from it.",
        noValue: noData,
      }),
    ),
    row(
      "Work",
      timeseries(queries.postgresTransactions, {
        why: "The load, as programs make it. A drop to nothing is as bad as a peak.",
        act: "Compare with the same time of last week and with releases.",
        noValue: noData,
      }),
      timeseries(queries.postgresStatementTime, {
        line: PostgresStatementsSlow,
        why: "What programs wait for in every request.",
        act: "Look for the statement in the row of statements, and for sessions that wait.",
        noValue: noStatements,
      }),
      timeseries(servers.postgresConnectionsByState, {
        stack: true,
        legend: ["state"],
        why: "Mostly idle is a pool that is too large, mostly active is load, idle in transaction is a program that forgets to commit.",
        act: "Ask the program with most of them; see its name in pg_stat_activity.",
        noValue: noData,
      }),
      timeseries(queries.postgresCacheHits, {
        line: PostgresCacheHitsLow,
        why: "Blocks that are not in the cache come from the kernel or the disk, and cost many times more.",
        act: "Find the tables that are read from disk, and the index that is missing.",
        noValue: "No blocks were asked for",
      }),
    ),
    closedRow(
      "Connections and transactions",
      timeseries([servers.postgresConnections, servers.postgresConnectionLimit], {
        title: "Connections and how many there may be",
        why: "Shows how much room there is, and whether it gets less with each release.",
        act: "Make pools smaller, or put a pooler in front.",
        noValue: noData,
      }),
      timeseries(servers.postgresConnectionsPredicted, {
        // It is made from a recorded series, which has no cluster yet where it is asked.
        past: ["cluster"],
        why: "A leak of connections shows hours before it hurts.",
        act: "Restart the program that leaks, and find where it does not give them back.",
        noValue: "No data: it takes some minutes of recordings",
      }),
      timeseries(servers.postgresConnectionsByDatabase, {
        stack: true,
        why: "Several databases share the connections of one server.",
        act: "Bound the greedy one: ALTER DATABASE … CONNECTION LIMIT.",
        noValue: noData,
      }),
      timeseries(sessions.postgresIdleInTransaction, {
        line: PostgresIdleInTransaction,
        why: "It keeps its locks and old row versions while it does nothing.",
        act: "End the session, and set idle_in_transaction_session_timeout for its role.",
        noValue: noData,
      }),
      timeseries(sessions.postgresActiveTransaction, {
        line: PostgresTransactionLong,
        why: "What it has locked stays locked until it ends.",
        act: "See its statement and plan; cancel it if nobody waits for the result.",
        noValue: noData,
      }),
      timeseries(sessions.postgresOldestTransaction, {
        line: PostgresTransactionVeryOld,
        why: "No row version that it might see can be cleaned up, in any table.",
        act: "End it, or let a standby do the work.",
        noValue: noData,
      }),
    ),
    closedRow(
      "Locks and errors",
      timeseries(sessions.postgresBlocked, {
        title: "Sessions that wait for a lock, over time",
        line: [PostgresSessionsBlocked, PostgresLockPileUp],
        why: "A wall that rises at once is a change of a table that waits behind a long query.",
        act: "Cancel the change, and run it again with lock_timeout.",
        noValue: "Nobody waits for a lock",
      }),
      timeseries(sessions.postgresLocks, {
        stack: true,
        legend: ["mode"],
        why: "Access exclusive locks stop readers too.",
        act: "Find in pg_locks which table it is about.",
        noValue: noData,
      }),
      timeseries(sessions.postgresDeadlocks, {
        line: PostgresDeadlocks,
        why: "Each ended a transaction with an error.",
        act: "The server's log has both statements: let them take rows in the same order.",
        noValue: noData,
      }),
      timeseries(queries.postgresRollbacks, {
        line: PostgresRollbacksHigh,
        why: "Most often statements fail: a bad release, time-outs, deadlocks.",
        act: "Count the errors in the server's log.",
        noValue: "No transactions",
      }),
    ),
    closedRow(
      "Statements",
      table([queries.postgresStatementMean, queries.postgresStatementMeanLastWeek], {
        title: "Statements, slowest first",
        line: PostgresStatementRegressed,
        columns: { instance: { title: "Database" }, datname: {}, queryid: { title: "queryid" } },
        why: "Shows what takes long, and whether it did a week ago.",
        act: "Look the queryid up in pg_stat_statements, and its plan.",
        noValue: noStatements,
      }),
      timeseries(queries.postgresStatementShare, {
        line: PostgresStatementDominates,
        why: "To make the largest one faster is worth more than anything else.",
        act: "See whether it is slow or only comes often.",
        noValue: noStatements,
      }),
      timeseries(queries.postgresStatementCalls, {
        why: "Thousands of calls a second are a loop in a program.",
        act: "Ask once for many keys, or keep the answer for a while.",
        noValue: noStatements,
      }),
      timeseries([queries.postgresBusy], {
        why: "More statements at work than CPUs means that some of them wait.",
        act: "Compare with the CPUs of the host.",
        noValue: noStatements,
      }),
      timeseries(queries.postgresCalls, {
        why: "The load in statements, which a slow mean has to be read with.",
        act: "If it rises without more users, look for a loop.",
        noValue: noStatements,
      }),
    ),
    closedRow(
      "Blocks and rows",
      timeseries(queries.postgresRowsWritten, {
        why: "What is written makes log, dead rows and work for vacuum.",
        act: "Compare with the size of the log and with what vacuum does.",
        noValue: noData,
      }),
      timeseries(queries.postgresBlocks, {
        why: "The work behind the statements, from the cache or not.",
        act: "A jump without more statements is a plan that changed.",
        noValue: noData,
      }),
      timeseries(queries.postgresTempBytes, {
        line: PostgresTempFilesLarge,
        why: "Sorts and hashes that do not fit into memory are many times slower.",
        act: "Find them with log_temp_files, and look at their plans.",
        noValue: noData,
      }),
    ),
    replicationRow,
    slotRow,
    vacuumRow,
    storageRow,
    closedRow(
      "Server and exporter",
      stat(servers.postgresUptime, {
        width: 6,
        why: "A short time that nobody planned is a crash.",
        act: "Read the server's log from before the start.",
        noValue: noData,
      }),
      stat(servers.postgresRestarts, {
        width: 6,
        badFrom: 1,
        why: "Each restart cuts off all sessions and empties the cache.",
        act: "Look for who did it, or for a crash, in the server's log.",
        noValue: noData,
      }),
      stat(servers.postgresVersion, {
        width: 6,
        line: PostgresVersionOld,
        why: "Old versions no longer get corrections.",
        act: "Plan the upgrade.",
        noValue: noData,
      }),
      stat(servers.postgresStandby, {
        width: 6,
        states: { 0: { text: "Primary", colour: "neutral" }, 1: { text: "Standby", colour: "neutral" } },
        why: "In one cluster there must be one primary.",
        act: "After a change that nobody planned, check that programs write to the right one.",
        noValue: noData,
      }),
      stateTimeline(servers.postgresCollectors, {
        width: 24,
        height: 12,
        states: { 0: { text: "Failed", colour: "bad" }, 1: { text: "Works", colour: "good" } },
        why: "What a failed collector measures is missing, and alerts on it are blind.",
        act: "Read the exporter's log; often its user is not a member of pg_monitor.",
        noValue: "No data: no new connection to the database was possible",
      }),
    ),
  ],
);
