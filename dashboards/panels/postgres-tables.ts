/** Tables of a PostgreSQL server: how large, how bloated, how read. The exporter sees those of the database that it is connected to. */
import * as tables from "../../signals/postgres-tables";
import { postgresTableSize } from "../../signals/postgres-vacuum";
import { table, text, timeseries } from "../model/panel";
import { columns } from "./postgres-vacuum";
import { noTables } from "./postgres-words";

const legend = ["datname", "schemaname", "relname"];

export const sizes = table(
  [
    postgresTableSize,
    tables.postgresIndexSize,
    tables.postgresLiveRows,
    tables.postgresBytesPerRow,
    tables.postgresHotUpdates,
  ],
  {
    title: "Tables, largest first",
    columns,
    why: "Tells what fills the disk: rows, indexes, or the empty space between them.",
    act: "Indexes larger than their table are worth a look: drop what pg_stat_user_indexes says nobody uses.",
    noValue: noTables,
  },
);

export const largest = timeseries(tables.postgresLargestTables, {
  width: 12,
  legend,
  why: "A table that grows while its rows do not is bloat; one that grows with them needs an end.",
  act: "Delete or detach what is old by partitions, not row by row.",
  noValue: noTables,
});

export const bloating = timeseries(tables.postgresBloating, {
  width: 12,
  legend,
  why: "Empty space inside of tables is read and cached like rows.",
  act: "Measure it with pgstattuple_approx; if it is most of the table, rewrite it with pg_repack or VACUUM FULL at a quiet time.",
  noValue: "No table above 10 MiB in the database that the exporter is connected to",
});

export const scanned = timeseries(tables.postgresScannedRows, {
  legend,
  why: "A large table that is read as a whole again and again lacks an index.",
  act: "Find the statement among those with most time, and index what it searches by.",
  noValue: noTables,
});

export const reads = timeseries(tables.postgresTableReads, {
  legend,
  why: "Shows which tables do not fit into the cache.",
  act: "Compare the sizes of the first ones with shared_buffers; a smaller index may be enough.",
  noValue: noTables,
});

export const aboutBloat = text(
  "About bloat",
  `
No counter of the server tells how much of a table is empty. Two signs do:

- **Dead rows** are not cleaned up yet. Vacuum makes room of them for new rows; the file stays as large as it is.
- **Bytes for each row** contain that room. Compare a table with itself a month ago.

\`\`\`sql
CREATE EXTENSION IF NOT EXISTS pgstattuple;
SELECT * FROM pgstattuple_approx('SCHEMA.TABLE');
\`\`\`

measures it, without reading pages that vacuum knows to be clean.
`.trim(),
  { height: 7 },
);
