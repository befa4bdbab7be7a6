import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until this process alone holds the lock file, and returns the function that gives it back.
 * The file holds the owner's process id: the lock of a process that is gone is taken over.
 *
 * @param onWait called once if the lock is held by somebody else
 */
export async function holdLock(path: string, onWait: () => void): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryLock(path)) {
    if (!told) onWait();
    told = true;
    await sleep(250);
  }
  return () => rmSync(path, { force: true });
}

/** Takes the lock if it is free. Returns false where a living process holds it. */
export function tryLock(path: string): boolean {
  // Linking a finished file is atomic: nobody ever sees a lock without its owner.
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  const owner = Number(readOwner(path));
  if (owner > 0 && alive(owner)) return false;
  rmSync(path, { force: true });
  return tryLock(path);
}

function readOwner(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** True while a process of that id exists. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
