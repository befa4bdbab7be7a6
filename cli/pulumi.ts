import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readStackFile } from "../stacks/read-settings";
import { checkout } from "../tools/cache";
import { pulumiRoot } from "../tools/pulumi";
import { progress } from "./engine";
import { type Call } from "./main";
import { openStack, pulumiEnvironment, removeSalt, stackFile } from "./workspace";

/** The Pulumi CLI itself, with the state and the passphrase of this checkout: config, cancel, stack, import… */
export async function run({ raw }: Call): Promise<number> {
  const name = stackOf(raw);
  if (name === undefined) return runPulumi(raw);
  // Not the whole settings: they may lack the very secret that is about to be stored.
  const target = readStackFile(stackFile(name)).values["target"] === "local" ? "local" : "docker";
  // The first secret of a stack is stored before its first `up`, so the stack may have to be created for it.
  await openStack(name, target, progress);
  const code = await runPulumi(raw, target);
  removeSalt(name);
  return code;
}

/** The stack that the arguments name, if they do. */
export function stackOf(args: readonly string[]): string | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: { stack: { type: "string", short: "s" } },
    strict: false,
    allowPositionals: true,
  });
  return typeof values.stack === "string" ? values.stack : undefined;
}

/** Runs the Pulumi CLI in the checkout, on this terminal. Returns its exit code. */
export async function runPulumi(args: readonly string[], target = "docker"): Promise<number> {
  const root = await pulumiRoot(progress);
  const env = { ...process.env, ...pulumiEnvironment(root, target) };
  return (
    spawnSync(join(root, "bin", "pulumi"), [...args], { cwd: checkout, env, stdio: "inherit" }).status ?? 1
  );
}
