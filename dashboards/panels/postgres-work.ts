/** What a PostgreSQL server works at, database by database. */
import {
  PostgresCacheHitsLow,
  PostgresRollbacksHigh,
  PostgresTempFilesLarge,
} from "../../rules/postgres-queries";
import { PostgresStatementsSlow } from "../../rules/postgres-statements";
import * as queries from "../../signals/postgres-queries";
import * as statements from "../../signals/postgres-statements";
import { timeseries } from "../model/panel";
import { noData, noStatements } from "./postgres-words";

export const transactions = timeseries(queries.postgresTransactions, {
  why: "The load, as programs make it. A drop to nothing is as bad as a peak.",
  act: "Compare with the same time of last week and with releases.",
  noValue: noData,
});

export const statementTime = timeseries(queries.postgresStatementTime, {
  line: PostgresStatementsSlow,
  why: "What programs wait for in every request.",
  act: "Look for the statement on the page of queries, and for sessions that wait on that of locks.",
  noValue: noStatements,
});

export const cacheHits = timeseries(queries.postgresCacheHits, {
  line: PostgresCacheHitsLow,
  why: "Blocks that are not in the cache come from the kernel or the disk, and cost many times more.",
  act: "Find the tables that are read from disk, and the index that is missing.",
  noValue: "No blocks were asked for",
});

export const rollbacks = timeseries(queries.postgresRollbacks, {
  line: PostgresRollbacksHigh,
  why: "Most often statements fail: a bad release, time-outs, deadlocks.",
  act: "Count the errors in the server's log.",
  noValue: "No transactions",
});

export const rowsWritten = timeseries(queries.postgresRowsWritten, {
  why: "What is written makes log, dead rows and work for vacuum.",
  act: "Compare with the size of the log and with what vacuum does.",
  noValue: noData,
});

export const rowsRead = timeseries(statements.postgresRowsRead, {
  why: "Far more rows read than given back are scans of whole tables.",
  act: "See on the page of vacuum and tables which table is scanned, and index what is searched by.",
  noValue: noData,
});

export const blocks = timeseries(queries.postgresBlocks, {
  why: "The work behind the statements, from the cache or not.",
  act: "A jump without more statements is a plan that changed.",
  noValue: noData,
});

export const tempBytes = timeseries(queries.postgresTempBytes, {
  line: PostgresTempFilesLarge,
  why: "Sorts and hashes that do not fit into memory are many times slower.",
  act: "Find them with log_temp_files, and look at their plans.",
  noValue: noData,
});

export const tempFiles = timeseries(statements.postgresTempFiles, {
  why: "Many small files are a work_mem that is a little too small, few large ones a query that is too large.",
  act: "Raise work_mem for the role that makes them, not for all.",
  noValue: noData,
});

export const activeByDatabase = timeseries(statements.postgresActiveByDatabase, {
  stack: true,
  why: "Tells which of the databases keeps the server busy, also without pg_stat_statements.",
  act: "Compare with the CPUs of the host; more sessions than CPUs wait for each other.",
  noValue: "No data: the server is older than version 14, or not scraped",
});

export const readingByDatabase = timeseries(
  [statements.postgresReadingByDatabase, statements.postgresWritingByDatabase],
  {
    title: "Waiting for blocks",
    why: "Tells whether the disk is what statements wait for, and how many of them at a time.",
    act: "If it is always 0, set track_io_timing. If reads rule, look for scans and a small cache; for writes, at checkpoints.",
    noValue: noData,
  },
);
