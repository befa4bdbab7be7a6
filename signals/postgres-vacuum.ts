/** Upkeep of PostgreSQL: vacuum, age of transaction ids, checkpoints, growth. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

/** A table as alerts name it. */
export const table = ["instance", "datname", "schemaname", "relname"];

export const postgresDeadShare = signal({
  title: "Dead rows of a table",
  unit: "percentunit",
  by: table,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the row versions of a table that nobody can see any more and that vacuum has not taken away.",
  value: (s) =>
    promql`${postgresDeadRows.value(s)} / (${postgresDeadRows.value(s)} + max by (${table}) (pg_stat_user_tables_n_live_tup{${pg(s)}}) > 0)`,
});

export const postgresDeadRows = signal({
  title: "Dead rows",
  unit: "short",
  by: table,
  min: 0,
  meaning: "Row versions of a table that nobody can see any more, an estimate.",
  value: (s) => promql`max by (${table}) (pg_stat_user_tables_n_dead_tup{${pg(s)}})`,
});

export const postgresDeadRowsInAll = signal({
  title: "Dead rows of all tables",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning:
    "Row versions that nobody can see any more, over the tables of the database that the exporter is connected to.",
  value: (s) => promql`sum by (instance) (${postgresDeadRows.value(s)})`,
});

export const postgresTableSize = signal({
  title: "Size of a table",
  unit: "bytes",
  by: table,
  min: 0,
  meaning: "Size of a table with its TOAST data, without indexes.",
  value: (s) => promql`max by (${table}) (pg_stat_user_tables_table_size_bytes{${pg(s)}})`,
});

// Never is 1970. The later of both times.
export const postgresVacuumAge = signal({
  title: "Time since the last vacuum",
  unit: "dtdurations",
  by: table,
  min: 0,
  meaning: "Time since a table was vacuumed, by autovacuum or by hand. More than 50 years stand for never.",
  value: (s) =>
    promql`time() - (max by (${table}) (pg_stat_user_tables_last_vacuum{${pg(s)}}) > max by (${table}) (pg_stat_user_tables_last_autovacuum{${pg(s)}}) or max by (${table}) (pg_stat_user_tables_last_autovacuum{${pg(s)}}))`,
});

export const postgresAutovacuumWorkers = signal({
  title: "Autovacuum workers in use",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of autovacuum_max_workers that are at work.",
  value: (s) =>
    promql`sum by (instance) (pg_stat_activity_count{${pg(s)}, backend_type="autovacuum worker"}) / (max by (instance) (pg_settings_autovacuum_max_workers{${pg(s)}}) > 0)`,
});

/** Transaction ids that can be told apart: half of 32 bits. At this age the server stops to take writes. */
const ids = 2 ** 31 - 1;

// The exporter calls these ages seconds; they are numbers of transactions.
export const postgresXidUsed = signal({
  title: "Transaction ids used up",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Age of the oldest row version that is not frozen, as a share of the transaction ids that there are. At 100 % the server takes no more writes.",
  value: (s) =>
    promql`max by (instance, datname) (pg_database_wraparound_age_datfrozenxid_seconds{${pg(s)}}) / ${ids}`,
});

/** How far ahead `postgresXidPredicted` looks, in seconds: 7 days. */
const xidAhead = 7 * 24 * 60 * 60;

export const postgresXidPredicted = signal({
  title: "Transaction ids used up in 7 days",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "saturation",
  meaning: "Share of the transaction ids that is used up in 7 days if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance, datname) (predict_linear(pg_database_wraparound_age_datfrozenxid_seconds{${pg(s)}}[6h], ${xidAhead})) / ${ids}`,
});

export const postgresMultixactUsed = signal({
  title: "Multixact ids used up",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Age of the oldest multixact, a lock that several transactions share, as a share of the ids that there are. At 100 % the server takes no more writes.",
  value: (s) =>
    promql`max by (instance, datname) (pg_database_wraparound_age_datminmxid_seconds{${pg(s)}}) / ${ids}`,
});

/** A counter of checkpoints, which changed its name with PostgreSQL 17. */
const checkpoints = (s: Scope, before17: string, since17: string) =>
  promql`(sum by (instance) (rate(${before17}{${pg(s)}}[${s.range}])) or sum by (instance) (rate(${since17}{${pg(s)}}[${s.range}])))`;

const requested = (s: Scope) =>
  checkpoints(s, "pg_stat_bgwriter_checkpoints_req_total", "pg_stat_checkpointer_num_requested_total");

const timed = (s: Scope) =>
  checkpoints(s, "pg_stat_bgwriter_checkpoints_timed_total", "pg_stat_checkpointer_num_timed_total");

export const postgresCheckpoints = signal({
  title: "Checkpoints",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "Checkpoints a second, those by time and those that were asked for.",
  value: (s) => promql`${requested(s)} + ${timed(s)}`,
});

export const postgresCheckpointsRequested = signal({
  title: "Checkpoints that were asked for",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the checkpoints that did not wait for their time, mostly because max_wal_size was reached.",
  value: (s) => promql`${requested(s)} / (${postgresCheckpoints.value(s)} > 0)`,
});

// The counters are in milliseconds.
export const postgresCheckpointWrite = signal({
  title: "Time to write a checkpoint",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Mean time that the writes of a checkpoint are spread over; long by design, see checkpoint_completion_target.",
  value: (s) =>
    promql`${checkpoints(s, "pg_stat_bgwriter_checkpoint_write_time_total", "pg_stat_checkpointer_write_time_total")} / 1000 / (${postgresCheckpoints.value(s)} > 0)`,
});

export const postgresCheckpointSync = signal({
  title: "Time to sync a checkpoint",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Mean time until the disk had confirmed what a checkpoint wrote. Sessions that commit wait behind it.",
  value: (s) =>
    promql`${checkpoints(s, "pg_stat_bgwriter_checkpoint_sync_time_total", "pg_stat_checkpointer_sync_time_total")} / 1000 / (${postgresCheckpoints.value(s)} > 0)`,
});

export const postgresSize = signal({
  title: "Size of a database",
  unit: "bytes",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Size of a database on disk.",
  value: (s) => promql`max by (instance, datname) (pg_database_size_bytes{${pg(s)}})`,
});

/** How far ahead `postgresGrowth` looks, in seconds: 30 days. */
const growthAhead = 30 * 24 * 60 * 60;

export const postgresGrowth = signal({
  title: "Size of a database in 30 days",
  unit: "percentunit",
  by: ["instance", "datname"],
  meaning: "Size of a database in 30 days if it goes on as in the last day, by its size now.",
  value: (s) =>
    promql`max by (instance, datname) (predict_linear(pg_database_size_bytes{${pg(s)}}[1d], ${growthAhead})) / (${postgresSize.value(s)} > 0)`,
});
