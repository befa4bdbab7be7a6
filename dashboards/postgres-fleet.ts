import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as fleet from "./panels/postgres-fleet";
import { servers } from "./panels/postgres-words";

/** Every PostgreSQL server in a line, and how they fared. */
export const postgresFleet = dashboard(
  "postgres-fleet",
  "PostgreSQL fleet",
  {
    description: "Are all PostgreSQL servers well, and which one needs somebody?",
    tags: ["database"],
    variables: [cluster, servers],
    links: ["overview", "postgres", "postgres-replication"],
    needs: ["postgres"],
    time: "24h",
  },
  [
    row(
      "Are they well?",
      fleet.alertsOfServers,
      fleet.serversUnreachable,
      fleet.fullestServer,
      fleet.blockedInAll,
      fleet.worstLag,
      fleet.nearestWraparound,
    ),
    row("Servers", fleet.allServers),
    row("Load", fleet.transactionsOfServers, fleet.connectionsOfServers, fleet.busyServers),
    closedRow(
      "What stands still or fails?",
      fleet.blockedOnServers,
      fleet.rollbacksOnServers,
      fleet.oldestOfServers,
    ),
    closedRow("Replication", fleet.lagOfServers, fleet.standbysOfServers, fleet.walOfServers),
    closedRow(
      "What grows?",
      fleet.sizeOfServers,
      fleet.deadRowsOfServers,
      fleet.xidsOfServers,
      fleet.versionsOfServers,
    ),
  ],
);
