import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cachedPath, checkout } from "./cache";
import { program, type Program } from "./programs";

/** Where a program was found, or where it will be once it is built. */
export interface Found {
  readonly program: Program;
  readonly path: string;
  readonly origin: "path" | "cache" | "to build";
}

/** First executable of that name on PATH. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    if (folder === "") continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Looks for the pinned version on PATH, then in the cache; else tells where the build will put it. */
export function find(name: string, root: string = checkout, env: NodeJS.ProcessEnv = process.env): Found {
  const wanted = program(name);
  const cached = cachedPath(wanted, root, env);
  const installed = onPath(name, env);
  if (installed !== undefined && tellsVersion(installed, wanted))
    return { program: wanted, path: installed, origin: "path" };
  return { program: wanted, path: cached, origin: existsSync(cached) ? "cache" : "to build" };
}

function tellsVersion(path: string, wanted: Program): boolean {
  try {
    const text = execFileSync(path, [...wanted.versionArgs], {
      timeout: 10_000,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new RegExp(`(^|[^0-9.])v?${wanted.version.replaceAll(".", "\\.")}([^0-9.]|$)`).test(text);
  } catch {
    return false;
  }
}
