import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as replication from "./panels/postgres-replication";
import * as server from "./panels/postgres-server";
import * as slots from "./panels/postgres-slots";
import { oneServer } from "./panels/postgres-words";

/** How the changes of a PostgreSQL server reach its standbys, its subscribers and its archive. */
export const postgresReplication = dashboard(
  "postgres-replication",
  "PostgreSQL replication",
  {
    description: "Do the changes of this server reach its standbys, its subscribers and its archive?",
    tags: ["database"],
    variables: [cluster, oneServer],
    links: ["postgres-fleet", "postgres", "postgres-vacuum"],
    needs: ["postgres"],
    time: "6h",
  },
  [
    row(
      "Is everybody up to date?",
      server.lagNow,
      replication.backlogNow,
      replication.standbysNow,
      slots.slotsUnused,
      slots.walNow,
      slots.archiveAgeNow,
    ),
    row("Servers", replication.group),
    row("Lag", replication.lag, replication.backlog, replication.standbys),
    closedRow(
      "Is the connection between them well?",
      replication.replayAge,
      replication.receiverAge,
      replication.replyAge,
      replication.walWritten,
      replication.conflicts,
    ),
    closedRow(
      "Slots",
      slots.slotStatus,
      slots.slotActive,
      slots.slotRetained,
      slots.slotPredicted,
      slots.slotHeadroom,
    ),
    closedRow("The write-ahead log", slots.walSize, slots.walExcess, slots.walSegments),
    closedRow("The archive", slots.archived, slots.archiveAge),
  ],
);
