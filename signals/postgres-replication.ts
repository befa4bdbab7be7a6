/** Replication of PostgreSQL: standbys, slots, the write-ahead log and its archive. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

/** 1 for each standby, nothing for a primary. */
export const standbyOnly = (s: Scope) => promql`max by (instance) (pg_replication_is_replica{${pg(s)}}) == 1`;

/** 0 for each primary, nothing for a standby. */
export const primaryOnly = (s: Scope) => promql`max by (instance) (pg_replication_is_replica{${pg(s)}}) == 0`;

export const postgresReplicationLag = signal({
  title: "Replication lag",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Age of the last transaction that a standby replayed, where it has more to replay. 0 also for a standby that receives nothing any more.",
  value: (s) =>
    promql`max by (instance) (pg_replication_lag_seconds{${pg(s)}}) and on (instance) (${standbyOnly(s)})`,
});

export const postgresReplayAge = signal({
  title: "Time since the last replay",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Age of the last transaction that a standby replayed. Grows too while nothing is written on the primary.",
  value: (s) =>
    promql`max by (instance) (pg_replication_last_replay_seconds{${pg(s)}}) and on (instance) (${standbyOnly(s)})`,
});

export const postgresReplicationBacklog = signal({
  title: "Write-ahead log that is not replayed",
  unit: "bytes",
  by: ["instance", "application_name", "client_addr"],
  tone: "saturation",
  min: 0,
  meaning:
    "Bytes of write-ahead log that a connected standby or subscriber has not replayed yet, as its primary sees it.",
  value: (s) =>
    promql`max by (instance, application_name, client_addr) (pg_stat_replication_pg_wal_lsn_diff{${pg(s)}})`,
});

// A base backup streams for a while, and so do the workers that copy the tables of a new subscription.
export const postgresStandbys = signal({
  title: "Standbys that stream",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Standbys and subscribers that follow a primary now.",
  value: (s) =>
    promql`count by (instance) (pg_stat_replication_pg_wal_lsn_diff{${pg(s)}, state="streaming", application_name!~"pg_basebackup|pg_[0-9]+_sync_.*"}) or ${primaryOnly(s)}`,
});

export const postgresConflicts = signal({
  title: "Queries cancelled by replay",
  unit: "short",
  by: ["instance", "datname"],
  tone: "error",
  min: 0,
  meaning: "Queries on a standby in the range that were cancelled because replay could not wait for them.",
  value: (s) =>
    promql`sum by (instance, datname) (increase(pg_stat_database_conflicts{${pg(s)}}[${s.range}]))`,
});

// NaN for a slot that is lost; no comparison holds for it.
export const postgresSlotRetained = signal({
  title: "Write-ahead log kept for a slot",
  unit: "bytes",
  by: ["instance", "slot_name"],
  tone: "saturation",
  min: 0,
  meaning: "Bytes of write-ahead log that are kept because the consumer of a slot has not confirmed them.",
  value: (s) => promql`max by (instance, slot_name) (pg_replication_slots_pg_wal_lsn_diff{${pg(s)}})`,
});

/** How far ahead `postgresSlotPredicted` looks, in seconds: 24 hours. */
const slotAhead = 24 * 60 * 60;

export const postgresSlotPredicted = signal({
  title: "Write-ahead log kept for a slot in 24 hours",
  unit: "bytes",
  by: ["instance", "slot_name"],
  tone: "saturation",
  meaning: "Bytes that are kept for a slot in 24 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance, slot_name) (predict_linear(pg_replication_slots_pg_wal_lsn_diff{${pg(s)}}[6h], ${slotAhead}))`,
});

export const postgresSlotHeadroom = signal({
  title: "Room of a slot",
  unit: "percentunit",
  by: ["instance", "slot_name"],
  tone: "saturation",
  max: 1,
  meaning:
    "Share of max_slot_wal_keep_size that can still be written before a slot loses its place. Below 0 the next checkpoint takes it. Only where that limit is set.",
  value: (s) =>
    promql`max by (instance, slot_name) (pg_replication_slot_safe_wal_size_bytes{${pg(s)}}) / on (instance) group_left () (max by (instance) (pg_settings_max_slot_wal_keep_size_bytes{${pg(s)}}) > 0)`,
});

export const postgresSlotActive = signal({
  title: "Slot in use",
  unit: "bool",
  by: ["instance", "slot_name", "slot_type"],
  min: 0,
  max: 1,
  meaning: "1 while a consumer is connected to the slot.",
  value: (s) =>
    promql`max by (instance, slot_name, slot_type) (pg_replication_slot_slot_is_active{${pg(s)}})`,
});

export const postgresWalSize = signal({
  title: "Write-ahead log on disk",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Size of the files in pg_wal.",
  value: (s) => promql`max by (instance) (pg_wal_size_bytes{${pg(s)}})`,
});

export const postgresWalExcess = signal({
  title: "Write-ahead log against its size by design",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  // Nothing keeps it from growing until the disk is full.
  plausible: 1e6,
  meaning:
    "Size of pg_wal by max_wal_size and wal_keep_size. Well above 100 %, something holds the log back.",
  value: (s) =>
    promql`${postgresWalSize.value(s)} / (max by (instance) (pg_settings_max_wal_size_bytes{${pg(s)}}) + max by (instance) (pg_settings_wal_keep_size_bytes{${pg(s)}}) > 0)`,
});

export const postgresArchived = signal({
  title: "Files archived",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Files of the write-ahead log that were archived in the range.",
  value: (s) => promql`max by (instance) (increase(pg_stat_archiver_archived_count{${pg(s)}}[${s.range}]))`,
});

export const postgresArchiveFailures = signal({
  title: "Failed attempts to archive",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Attempts in the range to archive a file of the write-ahead log that failed.",
  value: (s) => promql`max by (instance) (increase(pg_stat_archiver_failed_count{${pg(s)}}[${s.range}]))`,
});
