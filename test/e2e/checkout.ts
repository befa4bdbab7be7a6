import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { leftovers } from "../../platforms/local/leftovers";
import { stackPaths } from "../../platforms/local/paths";
import { stopSupervisor } from "../../platforms/local/supervisor";
import { toYaml } from "../../stacks/yaml";
import { checkout as original } from "../../tools/cache";

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in one text. */
  readonly output: string;
}

/** A copy of this checkout as `git clone` would give it, with what is not committed yet, and nothing of its state. */
export interface Checkout {
  readonly root: string;
  /** Runs the front door. */
  observatory(...args: string[]): Promise<Outcome>;
  /** Runs it in another environment. */
  observatoryWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome>;
  /** Writes stacks/Pulumi.local.yaml. */
  settings(values: Readonly<Record<string, unknown>>): void;
  /** Ends whatever still runs and removes the copy. */
  remove(): Promise<void>;
}

/** Copies the checkout. The packages are shared by a link: installing them again would test npm. */
export function cloneCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), "observatory-e2e-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: original,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== "")) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    // Times are kept: a lock file that looks newer than the installed packages would have them installed again.
    cpSync(join(original, file), join(root, file), { preserveTimestamps: true });
  }
  symlinkSync(join(original, "node_modules"), join(root, "node_modules"));
  const observatoryWith = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome> =>
    run(root, env, args);
  return {
    root,
    observatoryWith,
    observatory: (...args) => observatoryWith(process.env, ...args),
    settings(values) {
      const config = Object.entries(values).map(([key, value]) => [`observatory:${key}`, value]);
      writeFileSync(
        join(root, "stacks", "Pulumi.local.yaml"),
        toYaml({ config: { "observatory:target": "local", ...Object.fromEntries(config) } }),
      );
    },
    async remove() {
      await stopSupervisor(root, "local");
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function run(root: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, "observatory"), [...args], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const both: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => both.push(chunk) && stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => both.push(chunk) && stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
      resolve({ code: code ?? -1, stdout: text(stdout), stderr: text(stderr), output: text(both) });
    });
  });
}

/** Everything of a checkout's local stack that runs: process id and command line, as ps prints them. */
export function processesOf(root: string): string[] {
  const paths = stackPaths(root, "local");
  const pids = leftovers(paths);
  const list = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return list.filter((line) => pids.includes(parseInt(line, 10)) || line.includes(paths.base));
}

/** Fails with all that the command printed, unless it ended well. */
export function expectSuccess({ code, output }: Outcome): void {
  if (code !== 0) throw new Error(`the command ended with ${code}:\n${output}`);
}
