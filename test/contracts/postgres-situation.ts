import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configure, copyPrograms, copyServer, createServer, type Server } from "./postgres-server";

/** A primary and its standby, with everything going on that the exporter has metrics for. */
export interface Situation {
  /** DSN of each server, for a user who may read statistics and nothing else. */
  readonly dsns: Readonly<Record<"primary" | "standby", string>>;
  stop(): void;
}

const settings = {
  shared_preload_libraries: "pg_stat_statements",
  wal_level: "logical",
  hot_standby_feedback: "off",
  max_connections: "40",
  max_slot_wal_keep_size: "32MB",
  min_wal_size: "32MB",
  max_wal_size: "64MB",
  autovacuum_naptime: "1s",
  track_io_timing: "on",
  fsync: "off",
};

/**
 * Starts both servers from the folder of a PostgreSQL's programs, on `port` and the one after it. The user "watcher"
 * of the DSNs is a member of pg_monitor, as the documentation asks for.
 */
export function startSituation(programs: string, port: number): Situation {
  const root = mkdtempSync(join(tmpdir(), "contracts-postgres-"));
  chmodSync(root, 0o755);
  const running: Server[] = [];
  const stop = () => {
    for (const server of running.reverse()) server.stop();
    rmSync(root, { recursive: true, force: true });
  };
  const start = (server: Server) => {
    server.start();
    running.push(server);
  };
  try {
    const bin = copyPrograms(programs, root);
    const primary = createServer(bin, root, "primary", port);
    configure(primary, { ...settings, archive_mode: "on", archive_command: "true" });
    start(primary);
    fill(primary);
    // A copy of a stopped server is what a base backup would be, and the packages have no pg_basebackup.
    running.pop()?.stop();
    const standby = copyServer(primary, bin, root, "standby", port + 1);
    configure(
      standby,
      {
        archive_mode: "off",
        primary_conninfo: `host=127.0.0.1 port=${port} user=owner application_name=standby`,
        primary_slot_name: "standby",
      },
      true,
    );
    start(primary);
    slots(primary);
    start(standby);
    trouble(primary);
    const dsn = (server: Server) =>
      `postgresql://watcher:capture@127.0.0.1:${server.port}/shop?sslmode=disable`;
    return { dsns: { primary: dsn(primary), standby: dsn(standby) }, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function fill(primary: Server): void {
  const rows = "SELECT id, repeat('x', 200) AS note FROM generate_series(1, 20000) AS id";
  // Statements go to the database "shop", which is not there yet.
  primary.create("shop");
  primary.sql(
    "CREATE ROLE watcher LOGIN PASSWORD 'capture'",
    "GRANT pg_monitor TO watcher",
    "CREATE EXTENSION pg_stat_statements",
    `CREATE TABLE orders AS ${rows}`,
    "ALTER TABLE orders ADD PRIMARY KEY (id)",
    "ALTER TABLE orders SET (autovacuum_enabled = off)",
    `CREATE TABLE stock AS ${rows}`,
    // So slow that autovacuum and a manual vacuum are still at it when the exporter looks.
    "ALTER TABLE stock SET (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)",
    `CREATE TABLE baskets AS ${rows}`,
    "ALTER TABLE baskets SET (autovacuum_enabled = off)",
    // A slot that loses what it waits for.
    "SELECT pg_create_physical_replication_slot('forgotten', true)",
    ...[1, 2, 3].flatMap(() => [
      "SELECT pg_logical_emit_message(false, 'fill', repeat('x', 20000000))",
      "SELECT pg_switch_wal()",
    ]),
    "CHECKPOINT",
  );
}

/** One slot that a standby reads, and one that nobody reads. */
function slots(primary: Server): void {
  primary.sql(
    "SELECT pg_create_physical_replication_slot('standby', true)",
    "SELECT pg_create_logical_replication_slot('events', 'pgoutput')",
  );
}

/** Dead rows, a temporary file, a deadlock, a lock that somebody waits for, open and failed transactions, vacuums. */
function trouble(primary: Server): void {
  const update = (table: string) => `UPDATE ${table} SET note = repeat('y', 200)`;
  primary.sql(
    update("orders"),
    update("stock"),
    update("baskets"),
    "SET work_mem = '64kB'; SELECT count(*) FROM (SELECT * FROM orders ORDER BY note, id OFFSET 1) AS sorted",
    "ALTER SYSTEM SET archive_command = 'false'",
    "SELECT pg_reload_conf()",
    "SELECT pg_switch_wal()",
  );
  const one = (id: number) => `UPDATE orders SET note = 'z' WHERE id = ${id}`;
  // The deadlock is counted when its transaction ends.
  primary.session("shop", "BEGIN", one(1), "SELECT pg_sleep(1)", one(2), "ROLLBACK");
  primary.session("shop", "BEGIN", one(2), "SELECT pg_sleep(1)", one(1), "ROLLBACK");
  primary.session("shop", "BEGIN", one(3));
  primary.session("shop", "SELECT pg_sleep(2)", one(3));
  primary.session("shop", "BEGIN", "SELECT 1 / 0");
  primary.session("shop", "SELECT 1");
  primary.session("shop", "SET vacuum_cost_delay = 100", "SET vacuum_cost_limit = 1", "VACUUM baskets");
}
