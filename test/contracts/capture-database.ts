import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const port = 39432;
const password = "capture";

/** PostgreSQL refuses to run as root; root runs it as nobody. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** A PostgreSQL server of its own, with the extension that the exporter reads statements from. */
export async function startDatabase(): Promise<{ readonly dsn: string; readonly stop: () => void }> {
  const bin = serverPrograms();
  const folder = mkdtempSync(join(tmpdir(), "contracts-pg-"));
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, {
      ...user,
      cwd: folder,
      env: { HOME: folder, PATH: process.env["PATH"], PGPASSWORD: password, LC_ALL: "C.UTF-8" },
      // The server keeps what it inherits; a pipe would never end.
      stdio: ["ignore", "ignore", "inherit"],
    });
  const data = join(folder, "data");
  run("initdb", ["-D", data, "-U", "watcher", "-A", "scram-sha-256", `--pwfile=${passwordFile}`]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c shared_preload_libraries=pg_stat_statements`;
  run("pg_ctl", ["-D", data, "-l", join(folder, "log"), "-w", "-o", options, "start"]);
  const psql = [
    "-h",
    "127.0.0.1",
    "-p",
    String(port),
    "-U",
    "watcher",
    "-d",
    "postgres",
    "-v",
    "ON_ERROR_STOP=1",
    "-c",
  ];
  run("psql", [...psql, "CREATE EXTENSION pg_stat_statements"]);
  run("psql", [...psql, "CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id"]);
  run("psql", [...psql, "SELECT count(*) FROM orders"]);
  return {
    dsn: `postgresql://watcher:${password}@127.0.0.1:${port}/postgres?sslmode=disable`,
    stop: () => {
      run("pg_ctl", ["-D", data, "-m", "immediate", "-w", "stop"]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serverPrograms(): string {
  const given = process.env["PGBIN"];
  if (given !== undefined) return given;
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  if (versions[0] === undefined)
    throw new Error(
      "No PostgreSQL server is found. Install one, or set PGBIN to the folder of its programs.",
    );
  return join(base, versions[0], "bin");
}
