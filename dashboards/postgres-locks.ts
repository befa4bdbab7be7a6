import { closedRow, dashboard, row } from "./model/dashboard";
import { cluster } from "./model/variables";
import * as locks from "./panels/postgres-locks";
import * as server from "./panels/postgres-server";
import { database, oneServer } from "./panels/postgres-words";
import * as work from "./panels/postgres-work";

/** Who waits for whom on a PostgreSQL server. */
export const postgresLocks = dashboard(
  "postgres-locks",
  "PostgreSQL locks",
  {
    description: "Who waits for whom on this server, and which transactions stay open?",
    tags: ["database"],
    variables: [cluster, oneServer, database],
    links: ["postgres-fleet", "postgres", "postgres-queries", "postgres-vacuum"],
    needs: ["postgres"],
    time: "1h",
    refresh: "30s",
  },
  [
    row(
      "Does anybody wait?",
      server.blockedNow,
      locks.longestWait,
      locks.oldestNow,
      locks.idleSessionsNow,
      locks.openNow,
      locks.deadlocksNow,
    ),
    row("Waiting", locks.blockedOverTime, locks.longestWaitOverTime, locks.waitsByKind),
    row("By whom, and for what?", locks.openTransactions, locks.waitEvents),
    closedRow("How to find who blocks", locks.whoBlocks),
    closedRow(
      "Transactions that stay open",
      locks.oldestTransaction,
      locks.activeTransaction,
      locks.idleInTransaction,
      locks.idleSessions,
      server.connectionsByState,
    ),
    closedRow("Locks", locks.locksByMode, locks.exclusiveLocks, locks.locksByDatabase),
    closedRow("Deadlocks and rollbacks", locks.deadlocks, work.rollbacks),
  ],
);
