/** Rows of the dashboard of PostgreSQL for those who look after it: replication, vacuum, storage. */
import {
  PostgresReplicationBacklog,
  PostgresReplicationLag,
  PostgresStandbyConflicts,
} from "../rules/postgres-replication";
import {
  PostgresSlotNearLoss,
  PostgresSlotRetainsWal,
  PostgresSlotWalGrowing,
} from "../rules/postgres-slots";
import {
  PostgresCheckpointsForced,
  PostgresCheckpointSyncSlow,
  PostgresDatabaseGrowing,
} from "../rules/postgres-storage";
import { PostgresAutovacuumSaturated, PostgresDeadRowsMany } from "../rules/postgres-vacuum";
import { PostgresWalLarge } from "../rules/postgres-wal";
import {
  PostgresMultixactAgeHigh,
  PostgresXidAgeHigh,
  PostgresXidAgeRising,
  PostgresXidWraparoundNear,
} from "../rules/postgres-wraparound";
import * as replication from "../signals/postgres-replication";
import * as vacuum from "../signals/postgres-vacuum";
import { closedRow } from "./model/dashboard";
import { stateTimeline, table, timeseries } from "./model/panel";

/** What an empty panel means where nothing else explains it. */
export const noData = "No data: the exporter of this database is not scraped, or gets no connection";

const noStandby = "None of them is a standby";
const noFollower = "No standby or subscriber is connected";
const noSlot = "No replication slots";

export const replicationRow = closedRow(
  "Replication",
  timeseries(replication.postgresReplicationLag, {
    title: "Replication lag over time",
    line: PostgresReplicationLag,
    why: "How old the data are that programs read from a standby.",
    act: "See whether the network, the disk or replay is slow, in pg_stat_replication.",
    noValue: noStandby,
  }),
  timeseries(replication.postgresReplayAge, {
    why: "Grows without end on a standby that is cut off, while its lag stays 0.",
    act: "If others of the same primary do not grow, see to its connection.",
    noValue: noStandby,
  }),
  timeseries(replication.postgresReplicationBacklog, {
    line: PostgresReplicationBacklog,
    why: "What would have to be replayed before it could take over.",
    act: "A slope is a follower that is too slow: find what holds it up.",
    noValue: noFollower,
  }),
  timeseries(replication.postgresStandbys, {
    why: "Each one less is a copy less that could take over.",
    act: "Find the one that is missing by its slot that is not in use.",
    noValue: "None of them is a primary",
  }),
  timeseries(replication.postgresConflicts, {
    line: PostgresStandbyConflicts,
    why: "Programs that read from the standby got an error for each.",
    act: "Switch on hot_standby_feedback, or let replay wait longer.",
    noValue: noData,
  }),
);

export const slotRow = closedRow(
  "Slots and the write-ahead log",
  timeseries(replication.postgresSlotRetained, {
    line: [PostgresSlotWalGrowing, PostgresSlotRetainsWal],
    why: "It grows until the consumer confirms it, or until the disk is full.",
    act: "Bring the consumer back, or drop the slot.",
    noValue: noSlot,
  }),
  timeseries(replication.postgresSlotPredicted, {
    why: "Tells today whether the disk is enough tomorrow.",
    act: "Compare with the room on the disk.",
    noValue: noSlot,
  }),
  timeseries(replication.postgresSlotHeadroom, {
    line: PostgresSlotNearLoss,
    why: "Below 0 the slot is lost, and its consumer has to be set up anew.",
    act: "Raise max_slot_wal_keep_size while the disk has room.",
    noValue: "No slots, or no limit is set for them",
  }),
  stateTimeline(replication.postgresSlotActive, {
    states: { 0: { text: "Not in use", colour: "bad" }, 1: { text: "In use", colour: "good" } },
    why: "A slot that nobody uses keeps the log for nobody.",
    act: "Start its consumer, or drop it.",
    noValue: noSlot,
  }),
  timeseries(replication.postgresWalSize, {
    why: "When the disk under it is full, the server stops.",
    act: "See whether a slot or the archive holds it back.",
    noValue: noData,
  }),
  timeseries(replication.postgresWalExcess, {
    line: PostgresWalLarge,
    why: "Well above 100 % the server could not remove what it wanted to.",
    act: "See the slots above, and the archive beside.",
    noValue: noData,
  }),
  timeseries([replication.postgresArchived, replication.postgresArchiveFailures], {
    title: "Files archived, and failed attempts",
    why: "A restore to a point in time ends at the last file that was archived.",
    act: "Run the archive command by hand as the server's user.",
    noValue: noData,
  }),
);

export const vacuumRow = closedRow(
  "Vacuum",
  table(
    [vacuum.postgresDeadRows, vacuum.postgresDeadShare, vacuum.postgresVacuumAge, vacuum.postgresTableSize],
    {
      title: "Tables, most dead rows first",
      line: PostgresDeadRowsMany,
      columns: {
        instance: { title: "Database" },
        datname: {},
        schemaname: { title: "Schema" },
        relname: { title: "Table" },
      },
      why: "Dead rows make tables large and every read of them slow.",
      act: "Vacuum the first ones; if the rows stay, look for an old transaction.",
      noValue: "No tables in the database that the exporter is connected to",
    },
  ),
  timeseries(vacuum.postgresDeadRowsInAll, {
    why: "A line that only rises: vacuum does not keep up, or is held back.",
    act: "See whether workers are at work, and how old the oldest transaction is.",
    noValue: noData,
  }),
  timeseries(vacuum.postgresAutovacuumWorkers, {
    line: PostgresAutovacuumSaturated,
    why: "With all of them at work, other tables wait.",
    act: "Raise autovacuum_vacuum_cost_limit.",
    noValue: "No worker is at work",
  }),
  timeseries(vacuum.postgresXidUsed, {
    title: "Transaction ids used up, over time",
    line: [PostgresXidAgeHigh, PostgresXidAgeRising, PostgresXidWraparoundNear],
    why: "It should fall again and again, when rows are frozen.",
    act: "Find what holds it: a session, a slot, a prepared transaction.",
    noValue: noData,
  }),
  timeseries(vacuum.postgresXidPredicted, {
    why: "Tells a week before whether ids run out.",
    act: "Make autovacuum faster, and writes fewer and larger.",
    noValue: noData,
  }),
  timeseries(vacuum.postgresMultixactUsed, {
    line: PostgresMultixactAgeHigh,
    why: "They run out like transaction ids, and are often forgotten.",
    act: "Vacuum the oldest tables, and shorten transactions that share locks.",
    noValue: noData,
  }),
);

export const storageRow = closedRow(
  "Checkpoints and size",
  timeseries(vacuum.postgresCheckpoints, {
    why: "Each one writes all changed blocks, and makes the log larger for a while.",
    act: "Raise max_wal_size until they come by time.",
    noValue: "No checkpoints",
  }),
  timeseries(vacuum.postgresCheckpointsRequested, {
    line: PostgresCheckpointsForced,
    why: "They come because the log is full, and not because it is time.",
    act: "Raise max_wal_size.",
    noValue: "No checkpoints",
  }),
  timeseries([vacuum.postgresCheckpointWrite, vacuum.postgresCheckpointSync], {
    title: "Time to write and to sync a checkpoint",
    line: PostgresCheckpointSyncSlow,
    why: "Writing is spread over time by design; syncing is not, and commits wait behind it.",
    act: "Look at the disk of the host.",
    noValue: "No checkpoints",
  }),
  timeseries(vacuum.postgresSize, {
    why: "The slope tells how long the disk lasts.",
    act: "Find the tables that grow in the row of vacuum.",
    noValue: noData,
  }),
  timeseries(vacuum.postgresGrowth, {
    line: PostgresDatabaseGrowing,
    why: "Shows what grows by itself long before the disk is full.",
    act: "See whether the job still runs that deletes old data.",
    noValue: noData,
  }),
);
