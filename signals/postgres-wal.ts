/** How the write-ahead log of PostgreSQL reaches followers and the archive, seen from each end. */
import { promql } from "./promql";
import { postgresReplicationBacklog, postgresSlotActive, postgresSlotRetained } from "./postgres-replication";
import { postgresReachable } from "./postgres";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

const follower = ["instance", "application_name", "client_addr"];

export const postgresBacklogLargest = signal({
  title: "Largest backlog",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Bytes of write-ahead log that the furthest follower of a server has not replayed yet.",
  value: (s) => promql`max by (instance) (${postgresReplicationBacklog.value(s)})`,
});

// The column is a point in time, which the exporter gives in seconds since 1970.
export const postgresReplyAge = signal({
  title: "Time since a follower answered",
  unit: "s",
  by: follower,
  min: 0,
  meaning: "Time since the last answer of a standby or subscriber to its primary.",
  value: (s) => promql`time() - max by (${follower}) (pg_stat_replication_reply_time{${pg(s)}})`,
});

export const postgresReceiverAge = signal({
  title: "Time since the primary was heard",
  unit: "s",
  by: ["instance", "upstream_host"],
  min: 0,
  meaning: "Time since a standby got its last message from the server that it follows.",
  value: (s) =>
    promql`time() - max by (instance, upstream_host) (pg_stat_wal_receiver_last_msg_receipt_time{${pg(s)}})`,
});

export const postgresWalWritten = signal({
  title: "Write-ahead log written",
  unit: "Bps",
  by: ["instance"],
  min: 0,
  meaning: "Bytes of write-ahead log a second that a server makes. Known only while somebody follows it.",
  value: (s) =>
    promql`max by (instance) (rate(pg_stat_replication_pg_current_wal_lsn_bytes{${pg(s)}}[${s.range}]))`,
});

export const postgresSlotsUnused = signal({
  title: "Slots not in use",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Replication slots whose consumer is not connected, while the log is kept for them.",
  value: (s) =>
    promql`count by (instance) (${postgresSlotActive.value(s)} == 0) or 0 * ${postgresReachable.value(s)}`,
});

export const postgresSlotLargest = signal({
  title: "Most kept for a slot",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Bytes of write-ahead log that are kept for the slot of a server that is furthest behind.",
  value: (s) => promql`max by (instance) (${postgresSlotRetained.value(s)})`,
});

export const postgresSlotStatus = signal({
  title: "State of a slot's log",
  unit: "short",
  by: ["instance", "slot_name", "slot_type", "wal_status"],
  min: 0,
  meaning:
    "Whether the log that a slot needs is there: reserved and extended are well, unreserved goes at the next checkpoint, lost is gone.",
  value: (s) =>
    promql`max by (instance, slot_name, slot_type, wal_status) (pg_replication_slot_wal_status{${pg(s)}}) == 1`,
});

export const postgresArchiveAge = signal({
  title: "Time since a file was archived",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Age of the newest file of the write-ahead log in the archive. Grows also while nothing is written.",
  value: (s) => promql`max by (instance) (pg_stat_archiver_last_archive_age{${pg(s)}})`,
});

export const postgresWalSegments = signal({
  title: "Files of the write-ahead log",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Files in pg_wal, of 16 MiB each unless the server was set up otherwise.",
  value: (s) => promql`max by (instance) (pg_wal_segments{${pg(s)}})`,
});
