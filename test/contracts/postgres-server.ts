import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sqlArguments, sqlProgram } from "./sql-process";

/** PostgreSQL refuses to run as root; root runs it as nobody. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const env = { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", PGCONNECT_TIMEOUT: "10" };

/** One PostgreSQL server on 127.0.0.1 with its socket in its folder; its superuser is "owner". */
export interface Server {
  readonly folder: string;
  readonly port: number;
  /** Creates a database. */
  create(database: string): void;
  /** Runs statements in the database "shop", one after the other, as the superuser. Throws an Error where one fails. */
  sql(...statements: readonly string[]): void;
  /** A session of its own that runs statements, goes on where one fails, and stays connected until the server ends. */
  session(name: string, ...statements: readonly string[]): ChildProcess;
  start(): void;
  stop(): void;
}

/**
 * The folder `root`, made ready for servers: with a copy of the programs, for nobody cannot read the cache of root.
 * Returns the folder of the programs.
 */
export function copyPrograms(programs: string, root: string): string {
  cpSync(join(programs, ".."), join(root, "native"), { recursive: true, verbatimSymlinks: true });
  return join(root, "native", "bin");
}

/** A new, empty server in `root`/`name`, not yet started. */
export function createServer(bin: string, root: string, name: string, port: number): Server {
  const server = serverAt(bin, root, name, port);
  const data = join(server.folder, "data");
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "owner", "-A", "trust", "--no-sync"], {
    ...user,
    cwd: server.folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return server;
}

/** A stopped server's data under another name: what a standby starts from. */
export function copyServer(from: Server, bin: string, root: string, name: string, port: number): Server {
  const server = serverAt(bin, root, name, port);
  execFileSync("cp", ["-a", join(from.folder, "data"), server.folder]);
  // Slots are not part of a backup.
  for (const slot of readdirSync(join(server.folder, "data", "pg_replslot")))
    rmSync(join(server.folder, "data", "pg_replslot", slot), { recursive: true });
  return server;
}

/** Adds settings to a stopped server. */
export function configure(
  { folder }: Server,
  settings: Readonly<Record<string, string>>,
  standby = false,
): void {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  );
  writeFileSync(join(folder, "data", "postgresql.conf"), lines.join(""), { flag: "a" });
  if (standby) writeFileSync(join(folder, "data", "standby.signal"), "");
}

function serverAt(bin: string, root: string, name: string, port: number): Server {
  const folder = join(root, name);
  mkdirSync(folder);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const sessions: ChildProcess[] = [];
  const as = { ...env, PGHOST: folder, PGPORT: String(port), PGUSER: "owner" };
  const run = (database: string, statements: readonly string[]) =>
    execFileSync(sqlProgram, [...sqlArguments, ...statements], {
      cwd: folder,
      env: { ...as, PGDATABASE: database },
      stdio: ["ignore", "ignore", "inherit"],
    });
  const control = (...args: readonly string[]) =>
    execFileSync(join(bin, "pg_ctl"), ["-D", join(folder, "data"), "-w", "-t", "30", ...args], {
      ...user,
      cwd: folder,
      env,
      // The server keeps what it inherits; a pipe would never end.
      stdio: ["ignore", "ignore", "inherit"],
    });
  return {
    folder,
    port,
    create: (database) => {
      run("postgres", [`CREATE DATABASE ${database}`]);
    },
    sql: (...statements) => {
      run("shop", statements);
    },
    session: (application, ...statements) => {
      const session = spawn(sqlProgram, sqlArguments, {
        cwd: folder,
        env: { ...as, PGDATABASE: "shop", PGAPPNAME: application },
        stdio: ["pipe", "ignore", "ignore"],
      });
      session.stdin.write(statements.map((statement) => `${statement};\n`).join(""));
      sessions.push(session);
      return session;
    },
    start: () => {
      control(
        "-o",
        `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`,
        "-l",
        join(folder, "log"),
        "start",
      );
    },
    stop: () => {
      for (const session of sessions) session.kill();
      control("-m", "immediate", "stop");
    },
  };
}
