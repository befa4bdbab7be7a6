import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as locks from "./panels/postgres-locks";
import * as server from "./panels/postgres-server";
import * as storage from "./panels/postgres-storage";
import * as tables from "./panels/postgres-tables";
import * as vacuum from "./panels/postgres-vacuum";
import { database, oneServer } from "./panels/postgres-words";

/** Whether vacuum keeps up on a PostgreSQL server, and what its tables take. */
export const postgresVacuum = dashboard(
  "postgres-vacuum",
  "PostgreSQL vacuum and tables",
  {
    description: "Does vacuum keep up, are transaction ids far from their end, and which tables grow?",
    tags: ["database"],
    variables: [cluster, oneServer, database],
    links: ["postgres-fleet", "postgres", "postgres-locks", "postgres-queries"],
    needs: ["postgres"],
    time: "24h",
  },
  [
    row(
      "Does vacuum keep up?",
      vacuum.deadRowsNow,
      vacuum.workersNow,
      server.xidsNow,
      vacuum.multixactsNow,
      locks.oldestNow,
    ),
    row("Which tables are dirty?", vacuum.dirtiest),
    row("Vacuum at work", vacuum.deadRows, vacuum.workers, vacuum.runs),
    closedRow("What is cleaned up now?", vacuum.progress, vacuum.indexPasses),
    closedRow("How far is wraparound?", vacuum.xids, vacuum.xidsAhead, vacuum.multixacts),
    closedRow(
      "What do tables take, and is it bloat?",
      tables.sizes,
      tables.largest,
      tables.bloating,
      storage.size,
      storage.growth,
      tables.aboutBloat,
    ),
    closedRow("How are tables read?", tables.scanned, tables.reads),
  ],
);
