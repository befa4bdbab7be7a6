import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Program } from "./programs";

/** The folder that holds this checkout. */
export const checkout = join(__dirname, "..");

/** Where built programs are kept, outside of every checkout: `$XDG_CACHE_HOME/observatory` or `~/.cache/observatory`. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "observatory");
}

/**
 * Where a built program lies. The path carries the version and a hash of everything that decides what is built,
 * so that a changed pin is another program, and two checkouts with the same pin share one.
 */
export function cachedPath(
  program: Program,
  root: string = checkout,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const hash = createHash("sha256").update(JSON.stringify(program));
  for (const file of ["go.mod", "go.sum", "builder.yaml"]) {
    const path = join(root, "tools", program.folder, file);
    if (existsSync(path)) hash.update(file).update(readFileSync(path));
  }
  return join(
    cacheRoot(env),
    "programs",
    `${program.name}-${program.version}-${hash.digest("hex").slice(0, 8)}`,
    program.name,
  );
}
