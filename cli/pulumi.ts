import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkout } from "../tools/cache";
import { pulumiRoot } from "../tools/pulumi";
import { progress } from "./engine";
import { type Call } from "./main";
import { pulumiEnvironment } from "./workspace";

/** The Pulumi CLI itself, with the state and the passphrase of this checkout: config, cancel, stack, import… */
export async function run({ raw }: Call): Promise<number> {
  return runPulumi(raw);
}

/** Runs the Pulumi CLI in the checkout, on this terminal. Returns its exit code. */
export async function runPulumi(args: readonly string[]): Promise<number> {
  const root = await pulumiRoot(progress);
  const env = { ...process.env, ...pulumiEnvironment(root, "docker") };
  return (
    spawnSync(join(root, "bin", "pulumi"), [...args], { cwd: checkout, env, stdio: "inherit" }).status ?? 1
  );
}
