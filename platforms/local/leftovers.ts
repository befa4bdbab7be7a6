import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { alive } from "../../tools/lock";
import { type StackPaths } from "./paths";

/** Variable that the supervisor and all that it starts carry, so that they can be told from everything else. */
export const stackVariable = "OBSERVATORY_STACK_FOLDER";

/**
 * Servers of a stack that run on although their supervisor is gone, because it was killed. Only Linux tells the
 * environment of a process; elsewhere none is found.
 */
export function leftovers(paths: StackPaths): number[] {
  if (!existsSync("/proc")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environment(pid).includes(`${stackVariable}=${paths.base}`)).map(Number);
}

/** Ends them, so that their ports and data are free for a new start; after 30 s without asking. */
export async function endLeftovers(paths: StackPaths): Promise<void> {
  const pids = leftovers(paths);
  signal(pids, "SIGTERM");
  for (let waited = 0; pids.some(alive) && waited < 30_000; waited += 100) await sleep(100);
  signal(pids.filter(alive), "SIGKILL");
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function environment(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // It ended meanwhile, or belongs to somebody else.
    return [];
  }
}
