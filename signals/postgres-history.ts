/** PostgreSQL servers over weeks and months, from series that recording rules keep small. */
import { ofRecorded } from "./recorded";
import { promql } from "./promql";
import { signal } from "./signal";

export const postgresTransactionsRecorded = signal({
  title: "Transactions of a server",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "Transactions a second over all databases of a server, committed and rolled back.",
  value: (s) => promql`sum by (instance) (instance_datname:postgres_transactions:rate5m${ofRecorded(s)})`,
});

export const postgresConnectionsRecorded = signal({
  title: "Connections of the limit",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the connections of a server that were in use.",
  value: (s) => promql`max by (instance) (instance:postgres_connections_used:ratio${ofRecorded(s)})`,
});

export const postgresBusyRecorded = signal({
  title: "Statements at work on a server",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Statements that ran at a time, as a mean of 5 minutes. Needs the extension pg_stat_statements.",
  value: (s) => promql`max by (instance) (instance:postgres_busy:rate5m${ofRecorded(s)})`,
});

export const postgresLagRecorded = signal({
  title: "Replication lag of standbys",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning: "Age of the last transaction that a standby had replayed, where it had more to replay.",
  value: (s) => promql`max by (instance) (instance:postgres_replication_lag:seconds${ofRecorded(s)})`,
});

export const postgresBlockedRecorded = signal({
  title: "Sessions that waited for locks",
  unit: "short",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  meaning: "Sessions of a server that stood still until another session gave back a lock.",
  value: (s) => promql`sum by (instance) (instance_datname:postgres_blocked:sum${ofRecorded(s)})`,
});

export const postgresSizeRecorded = signal({
  title: "Size of servers",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Size of all databases of a server on disk.",
  value: (s) => promql`sum by (instance) (instance_datname:postgres_size:bytes${ofRecorded(s)})`,
});

export const postgresWalRecorded = signal({
  title: "Write-ahead log of servers",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Size of the files in pg_wal.",
  value: (s) => promql`max by (instance) (instance:postgres_wal:bytes${ofRecorded(s)})`,
});

export const postgresXidsRecorded = signal({
  title: "Transaction ids used up on servers",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the transaction ids that is used up in the oldest database of a server.",
  value: (s) => promql`max by (instance) (instance_datname:postgres_xid_used:ratio${ofRecorded(s)})`,
});

export const postgresDeadRowsRecorded = signal({
  title: "Dead rows of servers",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Row versions that nobody can see any more, in the database that each exporter is connected to.",
  value: (s) => promql`max by (instance) (instance:postgres_dead_rows:sum${ofRecorded(s)})`,
});

export const postgresRollbacksRecorded = signal({
  title: "Most rolled back on servers",
  unit: "percentunit",
  by: ["instance"],
  tone: "error",
  min: 0,
  max: 1,
  meaning:
    "Share of the transactions that were rolled back, in the database of a server that has most of them.",
  value: (s) => promql`max by (instance) (instance_datname:postgres_rollbacks:ratio_rate5m${ofRecorded(s)})`,
});

export const postgresStandbysRecorded = signal({
  title: "Standbys of primaries",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Standbys and subscribers that followed a primary.",
  value: (s) => promql`max by (instance) (instance:postgres_standbys:count${ofRecorded(s)})`,
});
