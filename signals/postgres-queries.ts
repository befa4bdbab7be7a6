/** Work of PostgreSQL: transactions, statements, cache, temporary files. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

const rate = (s: Scope, metric: string) =>
  promql`sum by (instance, datname) (rate(${metric}{${pg(s)}}[${s.range}]))`;

export const postgresTransactions = signal({
  title: "Transactions",
  unit: "ops",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Transactions a second, committed and rolled back.",
  value: (s) =>
    promql`${rate(s, "pg_stat_database_xact_commit")} + ${rate(s, "pg_stat_database_xact_rollback")}`,
});

export const postgresRollbacks = signal({
  title: "Transactions rolled back",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the transactions that were rolled back, by the program or after an error.",
  value: (s) => promql`${rate(s, "pg_stat_database_xact_rollback")} / (${postgresTransactions.value(s)} > 0)`,
});

export const postgresRowsWritten = signal({
  title: "Rows written",
  unit: "ops",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Rows inserted, updated and deleted a second.",
  value: (s) =>
    promql`${rate(s, "pg_stat_database_tup_inserted")} + ${rate(s, "pg_stat_database_tup_updated")} + ${rate(s, "pg_stat_database_tup_deleted")}`,
});

export const postgresBlocks = signal({
  title: "Blocks asked for",
  unit: "ops",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Blocks of 8 KiB a second that statements needed, from the cache or not.",
  value: (s) => promql`${rate(s, "pg_stat_database_blks_hit")} + ${rate(s, "pg_stat_database_blks_read")}`,
});

export const postgresCacheHits = signal({
  title: "Blocks found in the cache",
  unit: "percentunit",
  by: ["instance", "datname"],
  min: 0,
  max: 1,
  meaning:
    "Share of the blocks that were in shared_buffers. The others come from the kernel's cache or from the disk.",
  value: (s) => promql`${rate(s, "pg_stat_database_blks_hit")} / (${postgresBlocks.value(s)} > 0)`,
});

export const postgresTempBytes = signal({
  title: "Temporary files",
  unit: "Bps",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning: "Bytes a second that sorts and hashes wrote to disk because they did not fit into work_mem.",
  value: (s) => rate(s, "pg_stat_database_temp_bytes"),
});

export const postgresStatementTime = signal({
  title: "Mean time of a statement",
  unit: "s",
  by: ["instance", "datname"],
  min: 0,
  meaning:
    "Mean time from begin to end of a statement, over those that take the most time. Needs the extension pg_stat_statements.",
  value: (s) => promql`${rate(s, "pg_stat_statements_seconds_total")} / (${postgresCalls.value(s)} > 0)`,
});

export const postgresCalls = signal({
  title: "Statements",
  unit: "ops",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Statements a second, those that take the most time. Needs the extension pg_stat_statements.",
  value: (s) => rate(s, "pg_stat_statements_calls_total"),
});

export const postgresBusy = signal({
  title: "Statements at work",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning:
    "Statements that ran at a time, as a mean: time of all statements by time. Needs the extension pg_stat_statements.",
  value: (s) => promql`sum by (instance) (rate(pg_stat_statements_seconds_total{${pg(s)}}[${s.range}]))`,
});

/** A statement; its text is in pg_stat_statements. */
const statement = ["instance", "datname", "queryid"];

/** Mean time of each statement at an offset, for example " offset 1w". */
function meanTime(s: Scope, offset = ""): Promql {
  const of = (metric: string) =>
    promql`sum by (${statement}) (rate(${metric}{${pg(s)}}[${s.range}]${offset}))`;
  return promql`${of("pg_stat_statements_seconds_total")} / (${of("pg_stat_statements_calls_total")} > 0)`;
}

export const postgresStatementMean = signal({
  title: "Mean time by statement",
  unit: "s",
  by: statement,
  min: 0,
  meaning: "Mean time of a statement, by its queryid. Needs the extension pg_stat_statements.",
  value: (s) => meanTime(s),
});

export const postgresStatementMeanLastWeek = signal({
  title: "Mean time by statement a week ago",
  unit: "s",
  by: statement,
  min: 0,
  meaning:
    "Mean time of a statement at the same time of the last week. Needs the extension pg_stat_statements.",
  value: (s) => meanTime(s, " offset 1w"),
});

export const postgresStatementCalls = signal({
  title: "Calls by statement",
  unit: "ops",
  by: statement,
  min: 0,
  meaning: "Calls of a statement a second. Needs the extension pg_stat_statements.",
  value: (s) => promql`sum by (${statement}) (rate(pg_stat_statements_calls_total{${pg(s)}}[${s.range}]))`,
});

export const postgresStatementShare = signal({
  title: "Share of a statement in all work",
  unit: "percentunit",
  by: statement,
  min: 0,
  max: 1,
  meaning: "Time of one statement by the time of all. Needs the extension pg_stat_statements.",
  value: (s) =>
    promql`sum by (${statement}) (rate(pg_stat_statements_seconds_total{${pg(s)}}[${s.range}])) / on (instance) group_left () (${postgresBusy.value(s)} > 0)`,
});
