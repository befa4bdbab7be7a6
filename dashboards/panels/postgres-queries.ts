/** Statements of a PostgreSQL server. The texts stay in the database; `queryid` finds them there. */
import { PostgresTempFilesLarge } from "../../rules/postgres-queries";
import { PostgresStatementDominates, PostgresStatementRegressed } from "../../rules/postgres-statements";
import * as queries from "../../signals/postgres-queries";
import * as statements from "../../signals/postgres-statements";
import { stat, table, text, timeseries, type Column } from "../model/panel";
import { noData, noStatements } from "./postgres-words";

const columns: Readonly<Record<string, Column>> = {
  datname: { title: "Database" },
  queryid: { title: "queryid" },
};

export const callsNow = stat(queries.postgresCalls, {
  title: "Statements now",
  sparkline: true,
  why: "Everything else on this page has to be read with how much is asked.",
  act: "If it jumped without more users, look for a loop in the table of most calls.",
  noValue: noStatements,
});

export const statementTimeNow = stat(queries.postgresStatementTime, {
  id: "mean-time-now",
  title: "Mean time now",
  why: "Users feel the mean of the many small statements, not the one large report.",
  act: "If it rose, compare the statements with last week in the table of the slowest.",
  noValue: noStatements,
});

export const busyNow = stat(queries.postgresBusy, {
  title: "Statements at work now",
  decimals: 1,
  why: "More of them than the host has CPUs queue for one.",
  act: "Take the first statement of the table of most time.",
  noValue: noStatements,
});

export const rowsWrittenNow = stat(queries.postgresRowsWritten, {
  title: "Rows written now",
  why: "Bulk writes slow down everybody else through the log and the disk.",
  act: "Find the statement by its rows, and let it work in portions.",
  noValue: noData,
});

export const tempNow = stat(queries.postgresTempBytes, {
  title: "Temporary files now",
  line: PostgresTempFilesLarge,
  why: "What is sorted on disk takes the disk from everything else.",
  act: "See the course below, and which database does it.",
  noValue: noData,
});

export const mostTime = table(
  [
    queries.postgresStatementShare,
    queries.postgresStatementCalls,
    queries.postgresStatementMean,
    statements.postgresStatementRows,
    statements.postgresStatementReading,
    statements.postgresStatementWriting,
  ],
  {
    title: "Most time",
    columns,
    line: [PostgresStatementDominates],
    why: "To make the first one faster, or to ask it less often, is worth more than all others together.",
    act: "Tell by calls and mean whether it is slow or only comes often; then look at its plan.",
    noValue: noStatements,
  },
);

export const slowest = table([queries.postgresStatementMean, queries.postgresStatementMeanLastWeek], {
  // As it was called when it stood on the page of the server.
  title: "Statements, slowest first",
  width: 12,
  line: PostgresStatementRegressed,
  columns,
  why: "Shows what takes long, and whether it did a week ago.",
  act: "Look the queryid up in pg_stat_statements, and its plan.",
  noValue: noStatements,
});

export const mostCalls = table([queries.postgresStatementCalls, statements.postgresStatementRows], {
  title: "Statements, most calls first",
  width: 12,
  columns,
  why: "What is called thousands of times a second is asked for in a loop, or should be kept by the program.",
  act: "Ask once for many keys: = ANY($1) in place of one call for each.",
  noValue: noStatements,
});

export const timeByStatement = timeseries(statements.postgresStatementsByTime, {
  stack: true,
  legend: ["datname", "queryid"],
  why: "Shows since when a statement takes so much, which leads to the release or the plan that did it.",
  act: "If only the time of one rose and its calls did not, its plan or its data changed.",
  noValue: noStatements,
});

export const callsByStatement = timeseries(statements.postgresStatementsByCalls, {
  legend: ["datname", "queryid"],
  why: "A new line among the old ones is new code.",
  act: "Ask who released at that time.",
  noValue: noStatements,
});

export const rowsByStatement = timeseries(statements.postgresStatementsByRows, {
  legend: ["datname", "queryid"],
  why: "Rows that nobody shows cost the server, the network and the program.",
  act: "Bound them: LIMIT, a narrower WHERE, or the sum made in the database.",
  noValue: noStatements,
});

export const readingByStatement = timeseries(statements.postgresStatementsByReading, {
  legend: ["datname", "queryid"],
  why: "These push the blocks of everybody else out of the cache.",
  act: "See in EXPLAIN (ANALYZE, BUFFERS) which node reads, and whether an index spares it.",
  noValue: noStatements,
});

export const timeByUser = timeseries(statements.postgresBusyByUser, {
  stack: true,
  legend: ["datname", "user"],
  why: "Tells reports and people with psql from the service that the server is there for.",
  act: "Send the heavy reader to a standby, or set statement_timeout for its role.",
  noValue: noStatements,
});

export const rowsByUser = timeseries(statements.postgresRowsByUser, {
  legend: ["datname", "user"],
  why: "An export or a copy shows as one user with far more rows than all others.",
  act: "Let it run at night, from a standby or in portions.",
  noValue: noStatements,
});

export const shareByStatement = timeseries(queries.postgresStatementShare, {
  line: PostgresStatementDominates,
  legend: ["datname", "queryid"],
  why: "A share that grows while the load stays is a table that outgrew its plan.",
  act: "Run ANALYZE, then look for the index that is missing.",
  noValue: noStatements,
});

export const calls = timeseries(queries.postgresCalls, {
  why: "The load in statements, which a slow mean has to be read with.",
  act: "Compare with the requests of the services in front.",
  noValue: noStatements,
});

export const busy = timeseries(queries.postgresBusy, {
  why: "More statements at work than CPUs means that some of them wait.",
  act: "Compare with the CPUs of the host.",
  noValue: noStatements,
});

export const reading = text(
  "Reading this page",
  `
The exporter reads \`pg_stat_statements\` and keeps the 100 statements that took most time, by database, user and \`queryid\`. It leaves their texts in the database, because they may hold personal data. To see one:

\`\`\`sql
SELECT query, calls, mean_exec_time, rows FROM pg_stat_statements WHERE queryid = QUERYID;
\`\`\`

- Times of reading and writing are 0 until \`track_io_timing = on\`.
- Temporary files and locks are counted for a database, not for a statement. \`log_temp_files = 0\` and \`log_lock_waits = on\` name the statements in the server's log.
- Without the extension this page is empty. Load it with \`shared_preload_libraries\`, and create it in the database that the exporter is connected to: \`CREATE EXTENSION pg_stat_statements;\`
`.trim(),
  { height: 10 },
);
