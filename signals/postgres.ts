/** PostgreSQL as a server: whether it can be reached, its version, restarts and connections. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

const pg = (s: Scope) => s.select("postgres");

/** Sessions of programs, as the exporter's kept connection sees them. */
const clients = (s: Scope) => `${pg(s)}, backend_type="client backend"`;

export const postgresReachable = signal({
  title: "Database reachable",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "1 if the exporter could ask the database. It keeps one connection: the value stays 1 while new connections are refused.",
  value: (s) => promql`max by (instance) (pg_up{${pg(s)}})`,
});

export const postgresUptime = signal({
  title: "Time since start",
  unit: "dtdurations",
  by: ["instance"],
  min: 0,
  meaning: "Time since the server was started.",
  value: (s) => promql`time() - max by (instance) (pg_postmaster_start_time_seconds{${pg(s)}})`,
});

export const postgresRestarts = signal({
  title: "Restarts in an hour",
  unit: "short",
  by: ["instance"],
  tone: "error",
  meaning: "How often the server was started anew in the last hour.",
  value: (s) => promql`max by (instance) (changes(pg_postmaster_start_time_seconds{${pg(s)}}[1h]))`,
});

export const postgresVersion = signal({
  title: "Major version",
  unit: "none",
  by: ["instance"],
  meaning: "Major version of PostgreSQL.",
  value: (s) => promql`floor(max by (instance) (pg_settings_server_version_num{${pg(s)}}) / 10000)`,
});

export const postgresStandby = signal({
  title: "Is a standby",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "0 for a primary, 1 for a standby, which only replays.",
  value: (s) => promql`max by (instance) (pg_replication_is_replica{${pg(s)}})`,
});

export const postgresCollectors = signal({
  title: "Collectors that work",
  unit: "bool",
  by: ["instance", "collector"],
  min: 0,
  max: 1,
  meaning: "0 for a part of the exporter whose query failed: what it measures is missing.",
  value: (s) => promql`max by (instance, collector) (pg_scrape_collector_success{${pg(s)}})`,
});

// pg_stat_database_numbackends is no help here: its collector opens a connection for each scrape, and so is blind as
// soon as there are none left.
export const postgresConnections = signal({
  title: "Connections",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Sessions of programs, whatever they do.",
  value: (s) => promql`sum by (instance) (pg_stat_activity_count{${clients(s)}})`,
});

export const postgresConnectionsByState = signal({
  title: "Connections by state",
  unit: "short",
  by: ["instance", "state"],
  min: 0,
  meaning: "Sessions of programs: at work, idle, or idle inside of a transaction.",
  value: (s) => promql`sum by (instance, state) (pg_stat_activity_count{${clients(s)}})`,
});

export const postgresConnectionsByDatabase = signal({
  title: "Connections by database",
  unit: "short",
  by: ["instance", "datname"],
  min: 0,
  meaning: "Sessions of programs, by the database that they use.",
  value: (s) => promql`sum by (instance, datname) (pg_stat_activity_count{${clients(s)}})`,
});

export const postgresConnectionLimit = signal({
  title: "Connections allowed",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning:
    "Connections that ordinary users can have: max_connections without those kept for superusers and other reserved roles.",
  // reserved_connections is there from PostgreSQL 16 on.
  value: (s) =>
    promql`max by (instance) (pg_settings_max_connections{${pg(s)}}) - max by (instance) (pg_settings_superuser_reserved_connections{${pg(s)}}) - (max by (instance) (pg_settings_reserved_connections{${pg(s)}}) or 0 * max by (instance) (pg_settings_max_connections{${pg(s)}}))`,
});

export const postgresConnectionsUsed = signal({
  title: "Connections in use",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of the connections that ordinary users can have. At 100 % the next one is refused.",
  value: (s) => promql`${postgresConnections.value(s)} / (${postgresConnectionLimit.value(s)} > 0)`,
});

/** How far ahead `postgresConnectionsPredicted` looks, in seconds: 4 hours. */
const connectionsAhead = 4 * 60 * 60;

export const postgresConnectionsPredicted = signal({
  title: "Connections in use in 4 hours",
  unit: "percentunit",
  by: ["instance"],
  tone: "saturation",
  meaning: "Share of the connections that is in use in 4 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance) (predict_linear(instance:postgres_connections_used:ratio${s.any}[6h], ${connectionsAhead}))`,
});
