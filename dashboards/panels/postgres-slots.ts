/** Slots of a PostgreSQL server, its write-ahead log and the archive: what waits to be taken away. */
import {
  PostgresSlotNearLoss,
  PostgresSlotRetainsWal,
  PostgresSlotWalGrowing,
} from "../../rules/postgres-slots";
import { PostgresWalLarge } from "../../rules/postgres-wal";
import * as replication from "../../signals/postgres-replication";
import * as wal from "../../signals/postgres-wal";
import { stat, stateTimeline, table, timeseries } from "../model/panel";
import { noData, noSlot } from "./postgres-words";

export const slotsUnused = stat(wal.postgresSlotsUnused, {
  badFrom: 1,
  why: "Each of them fills the disk with log until somebody comes back for it.",
  act: "See in the row of slots which it is; start its consumer or drop it.",
  noValue: noData,
});

export const walNow = stat(replication.postgresWalExcess, {
  id: "write-ahead-log-now",
  title: "Write-ahead log of its design",
  line: PostgresWalLarge,
  why: "When the disk under it is full, the server stops at once.",
  act: "Look for a slot that is not in use, then at the archive.",
  noValue: noData,
});

export const archiveAgeNow = stat(wal.postgresArchiveAge, {
  why: "This is how much a restore would lose, on a server that writes all the time.",
  act: "If it is more than archive_timeout, look at failed attempts below.",
  noValue: "No file was ever archived here",
});

export const slotStatus = table(wal.postgresSlotStatus, {
  title: "Slots and their log",
  width: 12,
  labelsOnly: true,
  columns: {
    slot_name: { title: "Slot" },
    slot_type: { title: "Type" },
    wal_status: {
      title: "Log",
      states: {
        reserved: { text: "reserved", colour: "good" },
        extended: { text: "extended", colour: "good" },
        unreserved: { text: "unreserved", colour: "warning" },
        lost: { text: "lost", colour: "bad" },
      },
    },
  },
  why: "Unreserved has time until the next checkpoint; the consumer of a lost slot must be set up anew.",
  act: "For unreserved bring the consumer back at once, or raise max_slot_wal_keep_size.",
  noValue: noSlot,
});

export const slotActive = stateTimeline(replication.postgresSlotActive, {
  states: { 0: { text: "Not in use", colour: "bad" }, 1: { text: "In use", colour: "good" } },
  why: "A slot that nobody uses keeps the log for nobody.",
  act: "Start its consumer, or drop it.",
  noValue: noSlot,
});

export const slotRetained = timeseries(replication.postgresSlotRetained, {
  line: [PostgresSlotWalGrowing, PostgresSlotRetainsWal],
  why: "It grows until the consumer confirms it, or until the disk is full.",
  act: "Bring the consumer back, or drop the slot.",
  noValue: noSlot,
});

export const slotPredicted = timeseries(replication.postgresSlotPredicted, {
  why: "Tells today whether the disk is enough tomorrow.",
  act: "Compare with the room on the disk.",
  noValue: noSlot,
});

export const slotHeadroom = timeseries(replication.postgresSlotHeadroom, {
  line: PostgresSlotNearLoss,
  why: "Below 0 the slot is lost, and its consumer has to be set up anew.",
  act: "Raise max_slot_wal_keep_size while the disk has room.",
  noValue: "No slots, or no limit is set for them",
});

export const walSize = timeseries(replication.postgresWalSize, {
  why: "It falls back after each checkpoint, unless something still needs the old files.",
  act: "See whether a slot or the archive holds it back.",
  noValue: noData,
});

export const walExcess = timeseries(replication.postgresWalExcess, {
  line: PostgresWalLarge,
  why: "Well above 100 % the server could not remove what it wanted to.",
  act: "See the slots above, and the archive beside.",
  noValue: noData,
});

export const walSegments = timeseries(wal.postgresWalSegments, {
  why: "Thousands of files also make each start and each recovery slow.",
  act: "Compare with max_wal_size and wal_keep_size by the size of a file.",
  noValue: noData,
});

export const archived = timeseries([replication.postgresArchived, replication.postgresArchiveFailures], {
  title: "Files archived, and failed attempts",
  width: 12,
  why: "A restore to a point in time ends at the last file that was archived.",
  act: "Run the archive command by hand as the server's user.",
  noValue: noData,
});

export const archiveAge = timeseries(wal.postgresArchiveAge, {
  title: "Age of the archive, over time",
  width: 12,
  why: "A slope without teeth is an archive that has stopped.",
  act: "See in pg_stat_archiver which file it cannot get rid of, and since when.",
  noValue: "No file was ever archived here",
});
