/** Single statements of PostgreSQL, as pg_stat_statements counts them; their texts stay in the database. */
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

const statement = ["instance", "datname", "queryid"];
const user = ["instance", "datname", "user"];

const rate = (s: Scope, what: string, by: readonly string[] = statement): Promql =>
  promql`sum by (${by}) (rate(${`pg_stat_statements_${what}_total`}{${pg(s)}}[${s.range}]))`;

/** Per call; nothing for a statement that was not called. */
const perCall = (s: Scope, what: string): Promql => promql`${rate(s, what)} / (${rate(s, "calls")} > 0)`;

/** As many lines as a reader can tell apart in a graph. */
const most = 10;

const top = (of: Promql): Promql => promql`topk by (instance) (${most}, ${of})`;

export const postgresStatementsByTime = signal({
  title: "Statements that take most time",
  unit: "short",
  by: statement,
  min: 0,
  meaning:
    "The 10 statements that run most: how many of each ran at a time, as a mean. Needs the extension pg_stat_statements.",
  value: (s) => top(rate(s, "seconds")),
});

export const postgresStatementsByCalls = signal({
  title: "Statements that are called most",
  unit: "ops",
  by: statement,
  min: 0,
  meaning:
    "Calls a second of the 10 statements that are called most. Needs the extension pg_stat_statements.",
  value: (s) => top(rate(s, "calls")),
});

export const postgresStatementsByRows = signal({
  title: "Statements that move most rows",
  unit: "ops",
  by: statement,
  min: 0,
  meaning:
    "Rows a second that the 10 greediest statements gave back or changed. Needs the extension pg_stat_statements.",
  value: (s) => top(rate(s, "rows")),
});

export const postgresStatementsByReading = signal({
  title: "Statements that read most from disk",
  unit: "percentunit",
  by: statement,
  min: 0,
  meaning:
    "Share of time in which the 10 statements that read most waited for blocks from outside of the cache. 200 % are two at a time. Needs track_io_timing.",
  value: (s) => top(rate(s, "block_read_seconds")),
});

export const postgresStatementRows = signal({
  title: "Rows of a call",
  unit: "short",
  by: statement,
  min: 0,
  meaning: "Rows that one call of a statement gives back or changes, as a mean.",
  value: (s) => perCall(s, "rows"),
});

export const postgresStatementReading = signal({
  title: "Reading in a call",
  unit: "s",
  by: statement,
  min: 0,
  meaning: "Time of a call that goes to reading blocks from outside of the cache. 0 without track_io_timing.",
  value: (s) => perCall(s, "block_read_seconds"),
});

export const postgresStatementWriting = signal({
  title: "Writing in a call",
  unit: "s",
  by: statement,
  min: 0,
  meaning:
    "Time of a call that goes to writing blocks, because no clean one was free. 0 without track_io_timing.",
  value: (s) => perCall(s, "block_write_seconds"),
});

export const postgresBusyByUser = signal({
  title: "Statements at work by user",
  unit: "short",
  by: user,
  min: 0,
  meaning: "Statements that ran at a time for each user, as a mean. Needs the extension pg_stat_statements.",
  value: (s) => rate(s, "seconds", user),
});

export const postgresRowsByUser = signal({
  title: "Rows by user",
  unit: "ops",
  by: user,
  min: 0,
  meaning:
    "Rows a second that statements of each user gave back or changed. Needs the extension pg_stat_statements.",
  value: (s) => rate(s, "rows", user),
});

export const postgresReadingByDatabase = signal({
  title: "Waiting for reads",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning:
    "Share of time in which sessions waited for blocks from outside of the cache. 200 % are two sessions at a time. 0 without track_io_timing.",
  // The counter is in milliseconds.
  value: (s) =>
    promql`sum by (instance, datname) (rate(pg_stat_database_blk_read_time{${pg(s)}}[${s.range}])) / 1000`,
});

export const postgresWritingByDatabase = signal({
  title: "Waiting for writes",
  unit: "percentunit",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning:
    "Share of time in which sessions had to write blocks themselves. 200 % are two sessions at a time. 0 without track_io_timing.",
  value: (s) =>
    promql`sum by (instance, datname) (rate(pg_stat_database_blk_write_time{${pg(s)}}[${s.range}])) / 1000`,
});

export const postgresActiveByDatabase = signal({
  title: "Sessions at work by database",
  unit: "short",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Sessions that executed a statement at a time, as a mean. Servers before 14 do not count it.",
  value: (s) =>
    promql`sum by (instance, datname) (rate(pg_stat_database_active_time_seconds_total{${pg(s)}}[${s.range}]))`,
});

export const postgresRowsRead = signal({
  title: "Rows read",
  unit: "ops",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Rows a second that scans went through, whether or not a statement gave them back.",
  value: (s) =>
    promql`sum by (instance, datname) (rate(pg_stat_database_tup_returned{${pg(s)}}[${s.range}]))`,
});

export const postgresTempFiles = signal({
  title: "Temporary files written",
  unit: "cps",
  by: ["instance", "datname"],
  tone: "saturation",
  min: 0,
  meaning: "Temporary files a second that sorts and hashes made because they did not fit into work_mem.",
  value: (s) => promql`sum by (instance, datname) (rate(pg_stat_database_temp_files{${pg(s)}}[${s.range}]))`,
});
