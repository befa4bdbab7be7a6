/** All PostgreSQL servers beside each other: one number for each, and the worst of them. */
import { postgresConnectionsUsed, postgresReachable, postgresStandby, postgresVersion } from "./postgres";
import { postgresReplicationLag, standbyOnly, primaryOnly } from "./postgres-replication";
import { postgresBlocked } from "./postgres-sessions";
import { postgresSize, postgresXidUsed } from "./postgres-vacuum";
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

export const postgresReachableByRole = signal({
  title: "Reachable",
  unit: "bool",
  by: ["instance", "role"],
  min: 0,
  max: 1,
  meaning:
    "1 if the exporter could ask the server, with what the server is: a primary, a standby, or unknown while it does not say.",
  value: (s) =>
    promql`label_replace(${postgresReachable.value(s)} and on (instance) ${primaryOnly(s)}, "role", "primary", "instance", ".*") or label_replace(${postgresReachable.value(s)} and on (instance) ${standbyOnly(s)}, "role", "standby", "instance", ".*") or label_replace(${postgresReachable.value(s)} unless on (instance) ${postgresStandby.value(s)}, "role", "unknown", "instance", ".*")`,
});

export const postgresAlerts = signal({
  title: "Alerts",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Alerts about a server or its exporter that fire now.",
  value: (s) =>
    promql`count by (instance) (ALERTS{alertstate="firing", severity!="none"${s.alerts}}) and on (instance) ${postgresReachable.value(s)} or 0 * ${postgresReachable.value(s)}`,
});

export const postgresAlertsInAll = signal({
  title: "Alerts of all servers",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Alerts about PostgreSQL servers and their exporters that fire now.",
  value: (s) => promql`sum(${postgresAlerts.value(s)})`,
});

export const postgresUnreachable = signal({
  title: "Servers not reachable",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Servers that their exporter gets no answer from.",
  value: (s) => promql`sum(1 - ${postgresReachable.value(s)})`,
});

export const postgresMostConnections = signal({
  title: "Fullest server",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the connections that are in use on the server that has fewest left.",
  value: (s) => promql`max(${postgresConnectionsUsed.value(s)})`,
});

export const postgresBlockedInAll = signal({
  title: "Sessions that wait, all servers",
  unit: "short",
  by: [],
  tone: "saturation",
  min: 0,
  meaning: "Sessions on all servers that stand still until another session gives back a lock.",
  value: (s) => promql`sum(${postgresBlocked.value(s)}) or 0 * count(${postgresReachable.value(s)})`,
});

export const postgresWorstLag = signal({
  title: "Worst replication lag",
  unit: "s",
  by: [],
  min: 0,
  meaning: "Replication lag of the standby that is furthest behind.",
  value: (s) => promql`max(${postgresReplicationLag.value(s)})`,
});

export const postgresMostXids = signal({
  title: "Nearest to wraparound",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the transaction ids that are used up in the database that has fewest left.",
  value: (s) => promql`max(${postgresXidUsed.value(s)})`,
});

export const postgresServersByVersion = signal({
  title: "Servers by major version",
  unit: "short",
  by: ["version"],
  min: 0,
  meaning: "Number of servers that run each major version of PostgreSQL.",
  value: (s) => promql`count_values("version", ${postgresVersion.value(s)})`,
});

export const postgresCacheHitsOfServer = signal({
  title: "Cache hits",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of the blocks that statements found in shared_buffers, over all databases of a server.",
  value: (s) => {
    const of = (metric: string) => promql`sum by (instance) (rate(${metric}{${pg(s)}}[${s.range}]))`;
    const hit = of("pg_stat_database_blks_hit");
    return promql`${hit} / (${hit} + ${of("pg_stat_database_blks_read")} > 0)`;
  },
});

export const postgresSizeOfServer = signal({
  title: "Size",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Size of all databases of a server on disk, without the write-ahead log.",
  value: (s) => promql`sum by (instance) (${postgresSize.value(s)})`,
});
