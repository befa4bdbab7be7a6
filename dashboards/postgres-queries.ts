import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as queries from "./panels/postgres-queries";
import { database, oneServer } from "./panels/postgres-words";
import * as work from "./panels/postgres-work";

/** Which statements a PostgreSQL server spends its time, its rows and its disk on. */
export const postgresQueries = dashboard(
  "postgres-queries",
  "PostgreSQL queries",
  {
    description: "Which statements take the time of this server, and which have become slower?",
    tags: ["database"],
    variables: [cluster, oneServer, database],
    links: ["postgres-fleet", "postgres", "postgres-locks", "postgres-vacuum"],
    needs: ["postgres"],
    time: "3h",
  },
  [
    row(
      "How much is asked, and how fast is it answered?",
      queries.callsNow,
      queries.statementTimeNow,
      queries.busyNow,
      queries.rowsWrittenNow,
      queries.tempNow,
    ),
    row("Statements", queries.mostTime, queries.slowest, queries.mostCalls),
    row("Since when?", queries.timeByStatement, work.statementTime, work.cacheHits),
    closedRow(
      "Calls, rows and reads of statements",
      queries.callsByStatement,
      queries.rowsByStatement,
      queries.readingByStatement,
    ),
    closedRow("Who asks?", queries.timeByUser, queries.rowsByUser, work.activeByDatabase),
    closedRow("Is one too much?", queries.shareByStatement, queries.calls, queries.busy),
    closedRow("What does not fit into memory?", work.tempBytes, work.tempFiles, work.readingByDatabase),
    closedRow("About these numbers", queries.reading),
  ],
);
