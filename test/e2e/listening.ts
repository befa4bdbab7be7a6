import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Addresses, as the kernel writes them (0100007F is 127.0.0.1), of every TCP port that the processes listen on. */
export function listeningAddresses(pids: readonly number[]): string[] {
  const sockets = new Set(pids.flatMap(socketInodes));
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) =>
    readFileSync(path, "utf8").split("\n"),
  );
  const rows = tables.map((line) => line.trim().split(/\s+/));
  // State 0A is LISTEN.
  const listening = rows.filter((row) => row[3] === "0A" && sockets.has(row[9] ?? ""));
  return listening.map((row) => row[1]?.split(":")[0] ?? "");
}

function socketInodes(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
}
