import { type Recorded } from "./recorded";

const pg = 'job="postgres", instance="orders"';
const server = 'server="10.0.0.5:5432"';
const shop = 'datid="16384", datname="shop"';
const session = (what: string) =>
  `pg_stat_activity_count{${pg}, ${server}, datname="shop", usename="app", application_name="web", ${what}}`;
const orders = 'instance="orders"';
const database = 'instance="orders", datname="shop"';

const connections: Recorded = {
  input: {
    [session('backend_type="client backend", state="idle", wait_event_type="Client"')]: "27x60",
    [session('backend_type="client backend", state="active", wait_event_type=""')]: "8x60",
    [session('backend_type="autovacuum worker", state="active", wait_event_type="Timeout"')]: "3x60",
    [`pg_settings_max_connections{${pg}, ${server}}`]: "100x60",
    [`pg_settings_superuser_reserved_connections{${pg}, ${server}}`]: "3x60",
    [`pg_settings_reserved_connections{${pg}, ${server}}`]: "2x60",
    // A server before 16, which has no reserved_connections.
    [`pg_stat_activity_count{job="postgres", instance="old", ${server}, datname="shop", usename="app", application_name="web", backend_type="client backend", state="idle", wait_event_type="Client"}`]:
      "49x60",
    [`pg_settings_max_connections{job="postgres", instance="old", ${server}}`]: "100x60",
    [`pg_settings_superuser_reserved_connections{job="postgres", instance="old", ${server}}`]: "2x60",
  },
  // 38 of 95, with the three below that wait for a lock.
  expected: {
    "instance:postgres_connections_used:ratio": [
      [orders, 0.4],
      ['instance="old"', 0.5],
    ],
  },
};

const sessions: Recorded = {
  input: {
    [session('backend_type="client backend", state="active", wait_event_type="Lock", wait_event="relation"')]:
      "1x60",
    [session('backend_type="client backend", state="active", wait_event_type="Lock", wait_event="tuple"')]:
      "2x60",
    [session('backend_type="client backend", state="active", wait_event_type=""')]: "8x60",
  },
  expected: { "instance_datname:postgres_blocked:sum": [[database, 3]] },
};

const queries: Recorded = {
  input: {
    [`pg_stat_database_xact_commit{${pg}, ${shop}}`]: "0+135x60",
    [`pg_stat_database_xact_rollback{${pg}, ${shop}}`]: "0+15x60",
    [`pg_stat_database_blks_hit{${pg}, ${shop}}`]: "0+9500x60",
    [`pg_stat_database_blks_read{${pg}, ${shop}}`]: "0+500x60",
  },
  expected: {
    "instance_datname:postgres_transactions:rate5m": [[database, 10]],
    "instance_datname:postgres_rollbacks:ratio_rate5m": [[database, 0.1]],
    "instance_datname:postgres_cache_hits:ratio_rate5m": [[database, 0.95]],
  },
};

const statement = (queryid: string) => `${pg}, user="app", datname="shop", queryid="${queryid}"`;

const statements: Recorded = {
  input: {
    [`pg_stat_statements_seconds_total{${statement("1")}}`]: "0+6x60",
    [`pg_stat_statements_seconds_total{${statement("2")}}`]: "0+1.5x60",
    [`pg_stat_statements_calls_total{${statement("1")}}`]: "0+30x60",
    [`pg_stat_statements_calls_total{${statement("2")}}`]: "0+120x60",
  },
  expected: {
    "instance_datname:postgres_statement_time:mean_rate5m": [[database, 0.05]],
    "instance:postgres_busy:rate5m": [[orders, 0.5]],
  },
};

const follower = (name: string, state: string, pid: string) =>
  `pg_stat_replication_pg_wal_lsn_diff{${pg}, ${server}, application_name="${name}", client_addr="10.0.0.6", slot_name="${pid}", state="${state}"}`;

const standbys: Recorded = {
  input: {
    [`pg_replication_is_replica{${pg}}`]: "0x60",
    [follower("standby-1", "streaming", "11")]: "100x60",
    [follower("standby-2", "streaming", "12")]: "100x60",
    [follower("standby-3", "catchup", "13")]: "100x60",
    [follower("pg_basebackup", "streaming", "14")]: "100x60",
    'pg_replication_is_replica{job="postgres", instance="payments"}': "0x60",
    'pg_replication_is_replica{job="postgres", instance="copy"}': "1x60",
    // A primary has no lag, whatever the exporter says.
    [`pg_replication_lag_seconds{${pg}}`]: "5x60",
    'pg_replication_lag_seconds{job="postgres", instance="copy"}': "12x60",
  },
  expected: {
    "instance:postgres_replication_lag:seconds": [['instance="copy"', 12]],
    "instance:postgres_standby:bool": [
      [orders, 0],
      ['instance="payments"', 0],
      ['instance="copy"', 1],
    ],
    "instance:postgres_standbys:count": [
      [orders, 2],
      ['instance="payments"', 0],
    ],
  },
};

const wal: Recorded = {
  input: { [`pg_wal_size_bytes{${pg}}`]: "67108864x60" },
  expected: { "instance:postgres_wal:bytes": [[orders, 67_108_864]] },
};

const dead = (table: string) =>
  `pg_stat_user_tables_n_dead_tup{${pg}, datname="shop", schemaname="public", relname="${table}"}`;

const vacuum: Recorded = {
  input: { [dead("baskets")]: "700x60", [dead("stock")]: "50x60" },
  expected: { "instance:postgres_dead_rows:sum": [[orders, 750]] },
};

const wraparound: Recorded = {
  input: { [`pg_database_wraparound_age_datfrozenxid_seconds{${pg}, datname="shop"}`]: "2147483647x60" },
  expected: { "instance_datname:postgres_xid_used:ratio": [[database, 1]] },
};

const storage: Recorded = {
  input: {
    // Full after an hour; a quarter of it is there after 15 minutes.
    [`pg_stat_bgwriter_checkpoints_req_total{${pg}}`]: "0+3x60",
    [`pg_stat_bgwriter_checkpoints_timed_total{${pg}}`]: "0+9x60",
    'pg_stat_checkpointer_num_requested_total{job="postgres", instance="payments"}': "0+3x60",
    'pg_stat_checkpointer_num_timed_total{job="postgres", instance="payments"}': "0+3x60",
    [`pg_database_size_bytes{${pg}, datname="shop"}`]: "4096x60",
  },
  expected: {
    "instance:postgres_checkpoints:rate1h": [
      [orders, 0.2],
      ['instance="payments"', 0.1],
    ],
    "instance_datname:postgres_size:bytes": [[database, 4096]],
  },
};

const parts: readonly Recorded[] = [
  connections,
  sessions,
  queries,
  statements,
  standbys,
  wal,
  vacuum,
  wraparound,
  storage,
];

export const postgres: Recorded = {
  input: Object.assign({}, ...parts.map(({ input }) => input)) as Recorded["input"],
  expected: Object.assign({}, ...parts.map(({ expected }) => expected)) as Recorded["expected"],
};
