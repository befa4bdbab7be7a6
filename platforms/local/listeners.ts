import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";

/** True if a TCP port can be listened on. */
export function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Who listens on a TCP port, as far as this user may see: "nginx (pid 812)"; undefined where it cannot be told. */
export function listener(port: number): string | undefined {
  const pid = listenerPid(port);
  return pid === undefined ? undefined : `${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (pid ${pid})`;
}

/** Process that listens on a TCP port; undefined where it cannot be told. */
export function listenerPid(port: number): number | undefined {
  const inode = listeningInode(port);
  if (inode === undefined) return undefined;
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && ownsSocket(name, inode));
  return pid === undefined ? undefined : Number(pid);
}

function listeningInode(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"].filter((path) => existsSync(path))) {
    for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
      const fields = line.trim().split(/\s+/);
      // State 0A is LISTEN.
      if (fields[1]?.endsWith(wanted) === true && fields[3] === "0A") return fields[9];
    }
  }
  return undefined;
}

function ownsSocket(pid: string, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some(
      (fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`,
    );
  } catch {
    // The process ended meanwhile, or belongs to somebody else.
    return false;
  }
}
