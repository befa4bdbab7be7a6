/** Tables of PostgreSQL: what vacuum does to them, how large they are, how they are read. */
import { promql, type Promql } from "./promql";
import { postgresTableSize, table } from "./postgres-vacuum";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

const of = (s: Scope, metric: string): Promql => promql`max by (${table}) (${metric}{${pg(s)}})`;

const rate = (s: Scope, metric: string, by: readonly string[] = table): Promql =>
  promql`sum by (${by}) (rate(${metric}{${pg(s)}}[${s.range}]))`;

/** As many lines as a reader can tell apart in a graph. */
const most = 10;

const top = (what: Promql): Promql => promql`topk by (instance) (${most}, ${what})`;

const database = ["instance", "datname"];

export const postgresVacuumRuns = signal({
  title: "Tables vacuumed by autovacuum",
  unit: "cps",
  by: database,
  min: 0,
  meaning: "Tables a second that autovacuum finished to clean up.",
  value: (s) => rate(s, "pg_stat_user_tables_autovacuum_count", database),
});

export const postgresAnalyzeRuns = signal({
  title: "Tables analyzed by autovacuum",
  unit: "cps",
  by: database,
  min: 0,
  meaning: "Tables a second whose statistics autovacuum made anew, for the planner.",
  value: (s) => rate(s, "pg_stat_user_tables_autoanalyze_count", database),
});

export const postgresVacuumProgress = signal({
  title: "Vacuum that runs now",
  unit: "percentunit",
  by: ["instance", "datname", "relname"],
  min: 0,
  max: 1,
  meaning: "Share of a table's blocks that the vacuum at work has scanned.",
  value: (s) =>
    promql`max by (instance, datname, relname) (pg_stat_progress_vacuum_heap_blks_scanned{${pg(s)}}) / (max by (instance, datname, relname) (pg_stat_progress_vacuum_heap_blks{${pg(s)}}) > 0)`,
});

export const postgresIndexPasses = signal({
  title: "Passes over the indexes",
  unit: "short",
  by: ["instance", "datname", "relname"],
  min: 0,
  meaning:
    "How often the vacuum at work has gone through all indexes of a table. More than one: its memory was too small for the dead rows.",
  value: (s) => promql`max by (instance, datname, relname) (pg_stat_progress_vacuum_index_vacuums{${pg(s)}})`,
});

export const postgresLargestTables = signal({
  title: "Largest tables",
  unit: "bytes",
  by: table,
  min: 0,
  meaning: "Size of the 10 largest tables with their TOAST data, without indexes.",
  value: (s) => top(postgresTableSize.value(s)),
});

export const postgresIndexSize = signal({
  title: "Size of its indexes",
  unit: "bytes",
  by: table,
  min: 0,
  meaning: "Size of all indexes of a table.",
  value: (s) => of(s, "pg_stat_user_tables_index_size_bytes"),
});

export const postgresLiveRows = signal({
  title: "Live rows",
  unit: "short",
  by: table,
  min: 0,
  meaning: "Rows of a table, an estimate.",
  value: (s) => of(s, "pg_stat_user_tables_n_live_tup"),
});

export const postgresBytesPerRow = signal({
  title: "Bytes for each row",
  unit: "bytes",
  by: table,
  min: 0,
  meaning:
    "Size of a table by its live rows. Where it grows and the rows do not become longer, the table holds empty space: bloat.",
  value: (s) => promql`${postgresTableSize.value(s)} / (${postgresLiveRows.value(s)} > 0)`,
});

export const postgresBloating = signal({
  title: "Most bytes for each row",
  unit: "bytes",
  by: table,
  min: 0,
  meaning:
    "Size by live rows of the 10 tables above 10 MiB that take most space for each row. A line that rises is bloat.",
  value: (s) => top(promql`${postgresBytesPerRow.value(s)} and ${postgresTableSize.value(s)} > 10485760`),
});

export const postgresHotUpdates = signal({
  title: "Updates without index work",
  unit: "percentunit",
  by: table,
  min: 0,
  max: 1,
  meaning:
    "Share of the updates that found room on the same page and left the indexes alone (HOT). The others make indexes grow.",
  value: (s) =>
    promql`${rate(s, "pg_stat_user_tables_n_tup_hot_upd")} / (${rate(s, "pg_stat_user_tables_n_tup_upd")} > 0)`,
});

export const postgresStaleStatistics = signal({
  title: "Rows changed since analyze",
  unit: "short",
  by: table,
  min: 0,
  meaning: "Rows of a table that changed since its statistics were made. The planner does not know of them.",
  value: (s) => of(s, "pg_stat_user_tables_n_mod_since_analyze"),
});

export const postgresScannedRows = signal({
  title: "Rows read by whole scans",
  unit: "ops",
  by: table,
  min: 0,
  meaning: "Rows a second that scans of the whole table read, for the 10 tables with most of them.",
  value: (s) => top(rate(s, "pg_stat_user_tables_seq_tup_read")),
});

export const postgresTableReads = signal({
  title: "Blocks of a table from disk",
  unit: "ops",
  by: table,
  min: 0,
  meaning:
    "Blocks a second of tables and their indexes that were not in shared_buffers, for the 10 tables with most of them.",
  value: (s) =>
    top(
      promql`${rate(s, "pg_statio_user_tables_heap_blocks_read")} + ${rate(s, "pg_statio_user_tables_idx_blocks_read")}`,
    ),
});
