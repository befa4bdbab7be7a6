import { postgresConnectionRules } from "./postgres-connections";
import { postgresExporterRules } from "./postgres-exporter";
import { postgresQueryRules } from "./postgres-queries";
import { postgresRecordedRules } from "./postgres-recorded";
import { postgresReplicationRules } from "./postgres-replication";
import { postgresServerRules } from "./postgres-server";
import { postgresSessionRules } from "./postgres-sessions";
import { postgresSlotRules } from "./postgres-slots";
import { postgresStandbyRules } from "./postgres-standbys";
import { postgresStatementRules } from "./postgres-statements";
import { postgresStorageRules } from "./postgres-storage";
import { postgresVacuumRules } from "./postgres-vacuum";
import { postgresWalRules } from "./postgres-wal";
import { postgresWraparoundRules } from "./postgres-wraparound";
import { type Rules } from "./rule";

/** Groups of rules about PostgreSQL 13 to 18, through postgres_exporter. */
export const postgresRules: readonly Rules[] = [
  postgresConnectionRules,
  postgresExporterRules,
  postgresQueryRules,
  postgresRecordedRules,
  postgresReplicationRules,
  postgresServerRules,
  postgresSessionRules,
  postgresSlotRules,
  postgresStandbyRules,
  postgresStatementRules,
  postgresStorageRules,
  postgresVacuumRules,
  postgresWalRules,
  postgresWraparoundRules,
];
