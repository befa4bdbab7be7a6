import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { parse, stringify } from "yaml";
import { cacheRoot, checkout } from "./cache";
import { find, onPath, type Found } from "./find";
import { holdLock } from "./lock";
import { type Program } from "./programs";

/** Told once when a build starts and once when it has ended. */
export type Progress = (line: string) => void;

/** A program could not be built; the message says what to do. */
export class BuildError extends Error {}

/**
 * Returns the path of a program, building it first where it is neither on PATH nor in the cache.
 * Builds run one at a time on a machine: they are heavy, and two checkouts would do the same work twice.
 *
 * @throws BuildError when Go is missing or the build fails
 */
export async function ensure(name: string, progress: Progress, root: string = checkout): Promise<string> {
  const before = find(name, root);
  if (before.origin !== "to build") return before.path;
  const release = await holdLock(join(cacheRoot(), "build.lock"), () =>
    progress(`waiting for another build on this machine to end (${join(cacheRoot(), "build.lock")})`),
  );
  try {
    const found = find(name, root);
    if (found.origin === "to build") await build(found, progress, root);
    return found.path;
  } finally {
    release();
  }
}

/** Builds each program that is missing, in the given order. Returns their paths by name. */
export async function ensureAll(
  names: readonly string[],
  progress: Progress,
  root: string = checkout,
): Promise<Map<string, string>> {
  const missing = names.filter((name) => find(name, root).origin === "to build");
  const paths = new Map<string, string>();
  for (const name of names) {
    const at = missing.indexOf(name);
    const prefix = at === -1 ? "" : `[${at + 1}/${missing.length}] `;
    paths.set(name, await ensure(name, (line) => progress(prefix + line), root));
  }
  return paths;
}

async function build({ program, path }: Found, progress: Progress, root: string): Promise<void> {
  const go = onPath("go");
  if (go === undefined) throw new BuildError(goMissing(program));
  progress(
    `building ${program.name} ${program.version} (about ${duration(program.buildSeconds)} the first time)`,
  );
  const started = Date.now();
  const folder = join(root, "tools", program.folder);
  mkdirSync(dirname(path), { recursive: true });
  const target = `${path}.building`;
  const scratch = mkdtempSync(join(tmpdir(), "observatory-build-"));
  try {
    const source =
      program.source === "generated" ? await generate(program, folder, scratch, progress, root) : folder;
    // A checked-in go.sum must suffice for a pinned module; the generated source brings its own, checked by the sum database.
    await run(
      go,
      buildArgs(program, target),
      source,
      program.source === "generated" ? "" : "-mod=readonly",
      join(scratch, "log"),
      program,
    );
    renameSync(target, path);
  } finally {
    rmSync(target, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
  progress(
    `built ${program.name} ${program.version} in ${duration(Math.round((Date.now() - started) / 1000))}`,
  );
}

function buildArgs(program: Program, target: string): string[] {
  const linker = [
    "-s",
    "-w",
    ...Object.entries(program.set ?? {}).map(([variable, value]) => `-X=${variable}=${value}`),
  ].join(" ");
  const tags = program.tags === undefined ? [] : ["-tags", program.tags.join(",")];
  return [
    "build",
    "-trimpath",
    "-buildvcs=false",
    "-ldflags",
    linker,
    ...tags,
    "-o",
    target,
    program.package,
  ];
}

/** Lets the Collector's own builder write the source of the Collector that builder.yaml describes. */
async function generate(
  program: Program,
  folder: string,
  scratch: string,
  progress: Progress,
  root: string,
): Promise<string> {
  // Not through ensure(): the lock is held already.
  const builder = find("builder", root);
  if (builder.origin === "to build") await build(builder, progress, root);
  const source = join(scratch, "source");
  const config = parse(readFileSync(join(folder, "builder.yaml"), "utf8")) as {
    dist: Record<string, unknown>;
  };
  config.dist["output_path"] = source;
  writeFileSync(join(scratch, "builder.yaml"), stringify(config));
  const args = [`--config=${join(scratch, "builder.yaml")}`, "--skip-compilation"];
  await run(builder.path, args, folder, "", join(scratch, "generate.log"), program);
  return source;
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  goflags: string,
  log: string,
  program: Program,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: goflags, GOWORK: "off" };
    const child = spawn(command, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      writeFileSync(log, Buffer.concat(output));
      const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n  ");
      reject(
        new BuildError(`${program.name} ${program.version} could not be built. ${advice(tail)}\n\n  ${tail}`),
      );
    });
  });
}

function advice(output: string): string {
  if (/no space left on device/.test(output))
    return "The disk is full: make room (a build needs about 6 GiB) and run the same command again.";
  if (/dial tcp|no such host|proxyconnect|i\/o timeout/.test(output))
    return "The Go module proxy was not reached: check the network or set GOPROXY, and run the same command again.";
  return "The last lines of the build:";
}

function goMissing(program: Program): string {
  return [
    `Go is not installed, and ${program.name} ${program.version} has to be built from its Go module.`,
    "Install Go 1.26 or newer from https://go.dev/dl (Debian: apt-get install golang) and put `go` on PATH,",
    `or put ${program.name} ${program.version} on PATH. Then run the same command again.`,
  ].join("\n");
}

/** 75 → "1 min 15 s". */
export function duration(seconds: number): string {
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? "" : ` ${seconds % 60} s`}`;
}
