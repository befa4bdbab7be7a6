import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as server from "./panels/postgres-server";
import * as storage from "./panels/postgres-storage";
import { database, oneServer } from "./panels/postgres-words";
import * as work from "./panels/postgres-work";

/** One PostgreSQL server: whether it is well, who uses it for what, and what it needs next. */
export const postgres = dashboard(
  "postgres",
  "PostgreSQL",
  {
    description: "Is this server well, what does it work at, and what becomes short next?",
    tags: ["database"],
    variables: [cluster, oneServer, database],
    links: [
      "postgres-fleet",
      "postgres-queries",
      "postgres-locks",
      "postgres-replication",
      "postgres-vacuum",
    ],
    needs: ["postgres"],
    time: "6h",
  },
  [
    row(
      "Is it well?",
      server.alertsOfServer,
      server.reachable,
      server.connectionsInUse,
      server.blockedNow,
      server.lagNow,
      server.xidsNow,
    ),
    row(
      "Work",
      work.transactions,
      work.statementTime,
      work.cacheHits,
      server.connectionsByState,
      work.rollbacks,
      server.parts,
    ),
    closedRow(
      "Who has the connections?",
      server.connections,
      server.connectionsByDatabase,
      server.connectionsAhead,
    ),
    closedRow(
      "Rows and blocks",
      work.rowsRead,
      work.rowsWritten,
      work.blocks,
      work.activeByDatabase,
      work.readingByDatabase,
      work.tempBytes,
    ),
    closedRow(
      "Checkpoints and size",
      storage.checkpoints,
      storage.checkpointsRequested,
      storage.checkpointTimes,
      storage.size,
      storage.growth,
    ),
    closedRow(
      "Server and exporter",
      server.uptime,
      server.restarts,
      server.version,
      server.role,
      server.collectors,
    ),
  ],
);
