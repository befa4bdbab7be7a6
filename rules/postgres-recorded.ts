import { postgresConnectionsUsed, postgresStandby } from "../signals/postgres";
import {
  postgresBusy,
  postgresCacheHits,
  postgresRollbacks,
  postgresStatementTime,
  postgresTransactions,
} from "../signals/postgres-queries";
import { postgresReplicationLag, postgresStandbys, postgresWalSize } from "../signals/postgres-replication";
import { postgresBlocked } from "../signals/postgres-sessions";
import {
  postgresCheckpoints,
  postgresDeadRowsInAll,
  postgresSize,
  postgresXidUsed,
} from "../signals/postgres-vacuum";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** What dashboards and reports over long times ask of PostgreSQL, and what trends are made of. */
export const postgresRecordedRules: Rules = {
  name: "postgres",
  needs: ["postgres"],
  recordings: [
    recording("instance:postgres_busy:rate5m", postgresBusy),
    recording("instance:postgres_checkpoints:rate1h", postgresCheckpoints, "1h"),
    recording("instance:postgres_connections_used:ratio", postgresConnectionsUsed),
    recording("instance:postgres_dead_rows:sum", postgresDeadRowsInAll),
    recording("instance:postgres_replication_lag:seconds", postgresReplicationLag),
    recording("instance:postgres_standby:bool", postgresStandby),
    recording("instance:postgres_standbys:count", postgresStandbys),
    recording("instance:postgres_wal:bytes", postgresWalSize),
    recording("instance_datname:postgres_blocked:sum", postgresBlocked),
    recording("instance_datname:postgres_cache_hits:ratio_rate5m", postgresCacheHits),
    recording("instance_datname:postgres_rollbacks:ratio_rate5m", postgresRollbacks),
    recording("instance_datname:postgres_size:bytes", postgresSize),
    recording("instance_datname:postgres_statement_time:mean_rate5m", postgresStatementTime),
    recording("instance_datname:postgres_transactions:rate5m", postgresTransactions),
    recording("instance_datname:postgres_xid_used:ratio", postgresXidUsed),
  ],
  alerts: [],
};
