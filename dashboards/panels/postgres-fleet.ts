/** PostgreSQL servers beside each other. */
import {
  PostgresConnectionsExhausted,
  PostgresConnectionsHigh,
  PostgresConnectionsRising,
} from "../../rules/postgres-connections";
import { PostgresReplicationLag } from "../../rules/postgres-replication";
import { PostgresVersionOld } from "../../rules/postgres-server";
import { PostgresTransactionVeryOld } from "../../rules/postgres-sessions";
import * as servers from "../../signals/postgres";
import * as fleet from "../../signals/postgres-fleet";
import * as history from "../../signals/postgres-history";
import { postgresReplicationLag } from "../../signals/postgres-replication";
import { postgresOldestTransaction } from "../../signals/postgres-sessions";
import { barGauge, stat, table, timeseries, type Drill } from "../model/panel";
import { noData, toReplication, toServer } from "./postgres-words";

const none = "No data: no PostgreSQL server is scraped";
const unwritten = "Nothing is recorded yet; it takes some minutes";
const drill: readonly Drill[] = [toServer];

export const alertsOfServers = stat(fleet.postgresAlertsInAll, {
  badFrom: 1,
  why: "Each is a limit that somebody set because a database gets slow or stops beyond it.",
  act: "The table below says which server they are about; a click on it opens its page.",
  noValue: none,
});

export const serversUnreachable = stat(fleet.postgresUnreachable, {
  badFrom: 1,
  why: "What runs on a server that its exporter cannot reach most likely stands still as well.",
  act: "Try psql from the exporter's host: it tells a server that is down from a password that was changed.",
  noValue: none,
});

export const fullestServer = stat(fleet.postgresMostConnections, {
  why: "One pool that grows can use up a server while all others have room.",
  act: "Sort the table by connections, and open the first server.",
  noValue: none,
});

export const blockedInAll = stat(fleet.postgresBlockedInAll, {
  why: "Blocked sessions hold connections and their own locks, so that more of them follow.",
  act: "Open the locks of the server that has them, and find the oldest transaction there.",
  noValue: none,
});

export const worstLag = stat(fleet.postgresWorstLag, {
  why: "Programs that read from this standby see data of that age.",
  act: "Open its replication, and see whether sending or replaying is slow.",
  noValue: "There are no standbys",
});

export const nearestWraparound = stat(fleet.postgresMostXids, {
  why: "The database that gets to the end first stops its whole server from writing.",
  act: "Open vacuum of the server, and see what keeps rows from being frozen.",
  noValue: none,
});

export const allServers = table(
  [
    fleet.postgresReachableByRole,
    servers.postgresVersion,
    servers.postgresConnectionsUsed,
    fleet.postgresCacheHitsOfServer,
    postgresOldestTransaction,
    postgresReplicationLag,
    fleet.postgresSizeOfServer,
    fleet.postgresAlerts,
  ],
  {
    title: "All servers",
    line: [
      PostgresVersionOld,
      PostgresConnectionsHigh,
      PostgresConnectionsRising,
      PostgresConnectionsExhausted,
      PostgresTransactionVeryOld,
      PostgresReplicationLag,
    ],
    sortBy: "Alerts",
    columns: {
      instance: { title: "Server" },
      role: {
        title: "Role",
        states: {
          primary: { text: "Primary", colour: "neutral" },
          standby: { text: "Standby", colour: "neutral" },
          unknown: { text: "Unknown", colour: "bad" },
        },
      },
    },
    drill: [toServer, toReplication],
    why: "The server that differs from its siblings is the one to look at.",
    act: "Click on a server for its page. Start with those that have alerts, then with the fullest.",
    noValue: none,
  },
);

export const transactionsOfServers = timeseries(history.postgresTransactionsRecorded, {
  drill,
  why: "Load that moves from one server to another shows a failover or a change of pools.",
  act: "If it falls on one and rises on none, look at the programs in front of it.",
  noValue: unwritten,
});

export const connectionsOfServers = timeseries(history.postgresConnectionsRecorded, {
  drill,
  why: "Shows which servers have less room with each release.",
  act: "Open the fullest, and see which database and which program has the connections.",
  noValue: unwritten,
});

export const busyServers = timeseries(history.postgresBusyRecorded, {
  drill,
  why: "Compared with the CPUs of each host it tells who is overloaded and who idles.",
  act: "Move readers to standbys that idle, or find the heavy statement in the queries of the server.",
  noValue: "No data: pg_stat_statements is in none of these databases",
});

export const lagOfServers = timeseries(history.postgresLagRecorded, {
  drill: [toReplication],
  why: "All standbys of one primary late at a time point to the primary, one alone to itself.",
  act: "For one alone look at its disk and at long queries that replay waits for.",
  noValue: "There were no standbys",
});

export const blockedOnServers = timeseries(history.postgresBlockedRecorded, {
  drill,
  why: "Steps at the same time each day belong to a job that locks too much.",
  act: "Compare the times with the schedule of migrations and batch jobs.",
  noValue: "Nobody waited for a lock",
});

export const rollbacksOnServers = timeseries(history.postgresRollbacksRecorded, {
  drill,
  why: "A release that fails against one database shows here before users write in.",
  act: "Open the server, and count the errors in its log by statement.",
  noValue: unwritten,
});

export const sizeOfServers = timeseries(history.postgresSizeRecorded, {
  width: 12,
  drill,
  why: "Tells which disks have to grow next, and which server got a copy of something large.",
  act: "Open the server's tables, largest first.",
  noValue: unwritten,
});

export const walOfServers = timeseries(history.postgresWalRecorded, {
  drill: [toReplication],
  why: "The log grows on a server whose archive or whose slot does not move on.",
  act: "Open its replication, and see the slots and the archive.",
  noValue: unwritten,
});

export const xidsOfServers = timeseries(history.postgresXidsRecorded, {
  width: 12,
  drill,
  why: "Healthy servers draw saw teeth far below the limit; one that only rises is held back.",
  act: "Look there for old transactions, slots that nobody uses and prepared transactions.",
  noValue: unwritten,
});

export const deadRowsOfServers = timeseries(history.postgresDeadRowsRecorded, {
  width: 12,
  drill,
  why: "Shows where vacuum does not keep up while the others do.",
  act: "Compare the autovacuum settings of the servers.",
  noValue: unwritten,
});

export const standbysOfServers = timeseries(history.postgresStandbysRecorded, {
  drill: [toReplication],
  why: "A primary that lost a follower has a copy less for the next failure.",
  act: "Start the standby again, or take away the slot that was left behind.",
  noValue: "None of them is a primary",
});

export const versionsOfServers = barGauge(fleet.postgresServersByVersion, {
  width: 12,
  why: "Each version more is a set more of settings, plans and bugs to know.",
  act: "Plan the upgrade of the oldest first; standbys have to have the version of their primary.",
  noValue: none,
});

export const oldestOfServers = timeseries(postgresOldestTransaction, {
  id: "oldest-transaction-of-servers",
  title: "Oldest transaction of each server",
  line: PostgresTransactionVeryOld,
  drill,
  why: "Each of these keeps dead rows in all tables of its server.",
  act: "A line that rises without a break is a session that somebody forgot.",
  noValue: noData,
});
