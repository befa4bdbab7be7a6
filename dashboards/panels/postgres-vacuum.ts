/** Whether vacuum keeps a PostgreSQL server clean, and away from the end of its transaction ids. */
import { PostgresAutovacuumSaturated, PostgresDeadRowsMany } from "../../rules/postgres-vacuum";
import {
  PostgresMultixactAgeHigh,
  PostgresXidAgeHigh,
  PostgresXidAgeRising,
  PostgresXidWraparoundNear,
} from "../../rules/postgres-wraparound";
import * as tables from "../../signals/postgres-tables";
import * as vacuum from "../../signals/postgres-vacuum";
import { barGauge, stat, table, timeseries, type Column } from "../model/panel";
import { noData, noTables } from "./postgres-words";

export const columns: Readonly<Record<string, Column>> = {
  datname: { title: "Database" },
  schemaname: { title: "Schema" },
  relname: { title: "Table" },
};

export const deadRowsNow = stat(vacuum.postgresDeadRowsInAll, {
  id: "dead-rows-now",
  title: "Dead rows now",
  sparkline: true,
  why: "They take room on disk and in the cache, and every scan walks over them.",
  act: "See the table of tables for where they are.",
  noValue: noTables,
});

export const workersNow = stat(vacuum.postgresAutovacuumWorkers, {
  id: "autovacuum-workers-now",
  title: "Autovacuum workers now",
  line: PostgresAutovacuumSaturated,
  why: "At 100 % the next table waits, however dirty it is.",
  act: "If it stays there, raise the cost limit first and the number of workers second.",
  noValue: "No worker is at work",
});

export const multixactsNow = stat(vacuum.postgresMultixactUsed, {
  id: "multixact-ids-now",
  title: "Multixact ids now",
  line: PostgresMultixactAgeHigh,
  why: "They have an end of their own, which programs with many foreign keys reach first.",
  act: "Compare with the transaction ids; if only these are high, look for SELECT … FOR SHARE.",
  noValue: noData,
});

export const dirtiest = table(
  [
    vacuum.postgresDeadRows,
    vacuum.postgresDeadShare,
    vacuum.postgresVacuumAge,
    tables.postgresStaleStatistics,
    vacuum.postgresTableSize,
  ],
  {
    title: "Tables, most dead rows first",
    line: PostgresDeadRowsMany,
    columns,
    why: "Dead rows make tables large and every read of them slow.",
    act: "Vacuum the first ones; if the rows stay, look for an old transaction.",
    noValue: noTables,
  },
);

export const deadRows = timeseries(vacuum.postgresDeadRowsInAll, {
  why: "A line that only rises: vacuum does not keep up, or is held back.",
  act: "See whether workers are at work, and how old the oldest transaction is.",
  noValue: noData,
});

export const workers = timeseries(vacuum.postgresAutovacuumWorkers, {
  line: PostgresAutovacuumSaturated,
  why: "With all of them at work, other tables wait.",
  act: "Raise autovacuum_vacuum_cost_limit.",
  noValue: "No worker is at work",
});

export const runs = timeseries([tables.postgresVacuumRuns, tables.postgresAnalyzeRuns], {
  title: "Tables done by autovacuum",
  why: "No run in a day on a database that is written to means that autovacuum is off or held back.",
  act: "Check autovacuum and track_counts in its settings, and storage parameters of the large tables.",
  noValue: noTables,
});

export const progress = barGauge(tables.postgresVacuumProgress, {
  width: 12,
  why: "Tells whether to wait for it: a large table takes hours, and ending it loses the work.",
  act: "If it stands still, see in pg_stat_activity whether it waits for a lock or for its cost delay.",
  noValue: "No vacuum runs",
});

export const indexPasses = timeseries(tables.postgresIndexPasses, {
  width: 12,
  why: "Each pass reads all indexes of the table once more.",
  act: "Raise autovacuum_work_mem, so that one pass is enough.",
  noValue: "No vacuum runs",
});

export const xids = timeseries(vacuum.postgresXidUsed, {
  title: "Transaction ids used up, over time",
  line: [PostgresXidAgeHigh, PostgresXidAgeRising, PostgresXidWraparoundNear],
  why: "It should fall again and again, when rows are frozen.",
  act: "Find what holds it: a session, a slot, a prepared transaction.",
  noValue: noData,
});

export const xidsAhead = timeseries(vacuum.postgresXidPredicted, {
  why: "Tells a week before whether ids run out.",
  act: "Make autovacuum faster, and writes fewer and larger.",
  noValue: noData,
});

export const multixacts = timeseries(vacuum.postgresMultixactUsed, {
  line: PostgresMultixactAgeHigh,
  why: "They run out like transaction ids, and are often forgotten.",
  act: "Vacuum the oldest tables, and shorten transactions that share locks.",
  noValue: noData,
});
