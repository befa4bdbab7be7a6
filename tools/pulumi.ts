import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, linkSync, mkdirSync, rmSync, copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensure, type Progress } from "./build";
import { cacheRoot } from "./cache";
import { onPath } from "./find";

/** The oldest official CLI that is used as it is: the version that the built one has. */
const oldest = [3, 220] as const;

/**
 * The folder whose bin/ has `pulumi` and `pulumi-language-nodejs` side by side: an official installation on PATH,
 * or the two built from their modules.
 */
export async function pulumiRoot(progress: Progress): Promise<string> {
  const installed = officialPulumi();
  if (installed !== undefined) return installed;
  const parts = ["pulumi", "pulumi-language-nodejs"];
  const paths: string[] = [];
  for (const name of parts) paths.push(await ensure(name, progress));
  const root = join(
    cacheRoot(),
    "pulumi",
    createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 8),
  );
  mkdirSync(join(root, "bin"), { recursive: true });
  paths.forEach((path, index) => place(path, join(root, "bin", parts[index] ?? "")));
  return root;
}

/** An official Pulumi on PATH that is new enough and has its language host beside it. */
export function officialPulumi(): string | undefined {
  const path = onPath("pulumi");
  if (path === undefined || !existsSync(join(dirname(path), "pulumi-language-nodejs"))) return undefined;
  const [, major, minor] =
    /^v?(\d+)\.(\d+)\./.exec(execFileSync(path, ["version"], { encoding: "utf8" }).trim()) ?? [];
  const newEnough = Number(major) === oldest[0] && Number(minor) >= oldest[1];
  return newEnough && dirname(path).endsWith("bin") ? dirname(dirname(path)) : undefined;
}

function place(from: string, to: string): void {
  if (existsSync(to)) return;
  // A hard link, since the engine looks for its language host beside its own executable; a copy across file systems.
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    rmSync(to, { force: true });
    copyFileSync(from, to);
  }
}
