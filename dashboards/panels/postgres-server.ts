/** One PostgreSQL server: whether it is well, and what it says of itself. */
import {
  PostgresConnectionsExhausted,
  PostgresConnectionsHigh,
  PostgresConnectionsRising,
} from "../../rules/postgres-connections";
import { PostgresReplicationLag } from "../../rules/postgres-replication";
import { PostgresVersionOld } from "../../rules/postgres-server";
import { PostgresLockPileUp, PostgresSessionsBlocked } from "../../rules/postgres-sessions";
import { PostgresXidAgeHigh, PostgresXidWraparoundNear } from "../../rules/postgres-wraparound";
import * as servers from "../../signals/postgres";
import { postgresReplicationLag } from "../../signals/postgres-replication";
import { postgresBlocked } from "../../signals/postgres-sessions";
import { postgresXidUsed } from "../../signals/postgres-vacuum";
import { firingAlerts } from "../../signals/prometheus";
import { stat, stateTimeline, text, timeseries } from "../model/panel";
import { noData } from "./postgres-words";

export const alertsOfServer = stat(firingAlerts, {
  // The id of the panel that stood here for all databases: links to it go on working.
  id: "alerts-of-these-databases",
  title: "Alerts of this server",
  badFrom: 1,
  why: "They name what is wrong with the server, its exporter or the way to it.",
  act: "Open the overview for their names; each has a page that tells what to do.",
  noValue: "No data: Prometheus does not answer",
});

export const reachable = stat(servers.postgresReachable, {
  states: { 0: { text: "Not reachable", colour: "bad" }, 1: { text: "Reachable", colour: "good" } },
  why: "Where the exporter gets no answer, programs most likely get none either.",
  act: "Read the exporter's log for the reason, then the server's.",
  noValue: noData,
});

export const connectionsInUse = stat(servers.postgresConnectionsUsed, {
  line: [PostgresConnectionsHigh, PostgresConnectionsRising, PostgresConnectionsExhausted],
  why: "When none is left, programs get an error instead of a connection.",
  act: "See in the row of connections who has them and what they do.",
  noValue: noData,
});

export const blockedNow = stat(postgresBlocked, {
  line: [PostgresSessionsBlocked, PostgresLockPileUp],
  why: "What these sessions do for users stands still.",
  act: "Find the session that all wait for, and end it.",
  noValue: "Nobody waits for a lock",
});

export const lagNow = stat(postgresReplicationLag, {
  line: PostgresReplicationLag,
  why: "Who reads from a standby that is behind sees old data.",
  act: "See on the page of replication where the log gets stuck.",
  noValue: "This server is no standby",
});

export const xidsNow = stat(postgresXidUsed, {
  line: [PostgresXidAgeHigh, PostgresXidWraparoundNear],
  why: "When transaction ids run out, the server takes no more writes.",
  act: "See on the page of vacuum whether rows are frozen, and what keeps them from it.",
  noValue: noData,
});

export const uptime = stat(servers.postgresUptime, {
  width: 6,
  why: "A short time that nobody planned is a crash.",
  act: "Read the server's log from before the start.",
  noValue: noData,
});

export const restarts = stat(servers.postgresRestarts, {
  width: 6,
  badFrom: 1,
  why: "Each restart cuts off all sessions and empties the cache.",
  act: "Look for who did it, or for a crash, in the server's log.",
  noValue: noData,
});

export const version = stat(servers.postgresVersion, {
  width: 6,
  line: PostgresVersionOld,
  why: "Old versions no longer get corrections.",
  act: "Plan the upgrade.",
  noValue: noData,
});

export const role = stat(servers.postgresStandby, {
  width: 6,
  states: { 0: { text: "Primary", colour: "neutral" }, 1: { text: "Standby", colour: "neutral" } },
  why: "In one cluster there must be one primary.",
  act: "After a change that nobody planned, check that programs write to the right one.",
  noValue: noData,
});

export const collectors = stateTimeline(servers.postgresCollectors, {
  width: 24,
  height: 12,
  states: { 0: { text: "Failed", colour: "bad" }, 1: { text: "Works", colour: "good" } },
  why: "What a failed collector measures is missing, and alerts on it are blind.",
  act: "Read the exporter's log; often its user is not a member of pg_monitor.",
  noValue: "No data: no new connection to the database was possible",
});

export const connections = timeseries([servers.postgresConnections, servers.postgresConnectionLimit], {
  title: "Connections and how many there may be",
  why: "Shows how much room there is, and whether it gets less with each release.",
  act: "Make pools smaller, or put a pooler in front.",
  noValue: noData,
});

export const connectionsByState = timeseries(servers.postgresConnectionsByState, {
  stack: true,
  legend: ["state"],
  why: "Mostly idle is a pool that is too large, mostly active is load, idle in transaction is a program that forgets to commit.",
  act: "Ask the program with most of them; see its name in pg_stat_activity.",
  noValue: noData,
});

export const connectionsByDatabase = timeseries(servers.postgresConnectionsByDatabase, {
  stack: true,
  why: "Several databases share the connections of one server.",
  act: "Bound the greedy one: ALTER DATABASE … CONNECTION LIMIT.",
  noValue: noData,
});

export const connectionsAhead = timeseries(servers.postgresConnectionsPredicted, {
  // It is made from a recorded series, which has no cluster yet where it is asked.
  past: ["cluster"],
  why: "A leak of connections shows hours before it hurts.",
  act: "Restart the program that leaks, and find where it does not give them back.",
  noValue: "No data: it takes some minutes of recordings",
});

export const parts = text(
  "Parts of this server",
  `
- **[Queries](/d/postgres-queries)**: which statements take the time, move the rows and read from disk.
- **[Locks](/d/postgres-locks)**: who waits for whom, deadlocks, transactions that stay open.
- **[Replication](/d/postgres-replication)**: standbys, slots, the write-ahead log and its archive.
- **[Vacuum and tables](/d/postgres-vacuum)**: dead rows, wraparound, sizes.

The links at the top of the page keep the server that is chosen here.
`.trim(),
  { width: 8 },
);
