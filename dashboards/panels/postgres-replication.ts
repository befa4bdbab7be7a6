/** How the changes of a PostgreSQL server reach its standbys and subscribers. */
import {
  PostgresReplicationBacklog,
  PostgresReplicationLag,
  PostgresStandbyConflicts,
} from "../../rules/postgres-replication";
import { postgresReachableByRole } from "../../signals/postgres-fleet";
import * as replication from "../../signals/postgres-replication";
import * as wal from "../../signals/postgres-wal";
import { stat, table, timeseries } from "../model/panel";
import { noData, noFollower, noStandby, toReplication, toServer } from "./postgres-words";

export const backlogNow = stat(wal.postgresBacklogLargest, {
  why: "If this server failed now, what the follower lacks would be lost or have to be sent again.",
  act: "See in the graph of backlogs which follower it is.",
  noValue: noFollower,
});

export const standbysNow = stat(replication.postgresStandbys, {
  id: "standbys-now",
  title: "Standbys now",
  why: "With none, a failure of this server is an outage until a backup is restored.",
  act: "Compare with how many there should be; the slots tell who is missing.",
  noValue: "This server is no primary",
});

export const group = table(
  [
    postgresReachableByRole,
    replication.postgresReplicationLag,
    replication.postgresReplayAge,
    replication.postgresStandbys,
    wal.postgresBacklogLargest,
    wal.postgresSlotLargest,
    replication.postgresWalSize,
  ],
  {
    title: "This server and all others",
    past: ["instance"],
    line: PostgresReplicationLag,
    sortBy: "Replication lag",
    columns: { instance: { title: "Server" }, role: { title: "Role" } },
    drill: [toReplication, toServer],
    why: "Replication has two ends: what is late on a standby is held back on its primary.",
    act: "Click on a server to see its end.",
    noValue: "No data: no PostgreSQL server is scraped",
  },
);

export const lag = timeseries(replication.postgresReplicationLag, {
  title: "Replication lag over time",
  line: PostgresReplicationLag,
  why: "How old the data are that programs read from a standby.",
  act: "See whether the network, the disk or replay is slow, in pg_stat_replication.",
  noValue: noStandby,
});

export const backlog = timeseries(replication.postgresReplicationBacklog, {
  line: PostgresReplicationBacklog,
  why: "What would have to be replayed before it could take over.",
  act: "A slope is a follower that is too slow: find what holds it up.",
  noValue: noFollower,
});

export const standbys = timeseries(replication.postgresStandbys, {
  why: "Each one less is a copy less that could take over.",
  act: "Find the one that is missing by its slot that is not in use.",
  noValue: "This server is no primary",
});

export const replayAge = timeseries(replication.postgresReplayAge, {
  why: "Grows without end on a standby that is cut off, while its lag stays 0.",
  act: "If others of the same primary do not grow, see to its connection.",
  noValue: noStandby,
});

export const receiverAge = timeseries(wal.postgresReceiverAge, {
  why: "Messages come every few seconds even when nothing is written; silence is a connection that died.",
  act: "Try the address of the primary from the standby, and read the standby's log.",
  noValue: "This server follows nobody, or its receiver does not run",
});

export const replyAge = timeseries(wal.postgresReplyAge, {
  why: "A follower that does not answer is dropped after wal_sender_timeout, and then has to catch up.",
  act: "Look at the load and the network of the follower.",
  noValue: noFollower,
});

export const conflicts = timeseries(replication.postgresConflicts, {
  line: PostgresStandbyConflicts,
  why: "Programs that read from the standby got an error for each.",
  act: "Switch on hot_standby_feedback, or let replay wait longer.",
  noValue: noData,
});

export const walWritten = timeseries(wal.postgresWalWritten, {
  why: "What is written has to go over the network once for each standby.",
  act: "If followers fall behind when it peaks, spread the bulk writes, or give the link more.",
  noValue: noFollower,
});
