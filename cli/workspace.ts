/**
 * The Pulumi side of a stack: which CLI drives it, where its state lies, how its secrets are encrypted.
 * What the caller has set (PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE…) wins over what is made here.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, relative, resolve } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { checkout } from "../tools/cache";
import { holdLock } from "../tools/lock";
import { pulumiRoot } from "../tools/pulumi";
import { UserError } from "./errors";

const own = join(checkout, ".observatory");
const passphraseFile = join(own, "passphrase");
const localState = `file://${join(own, "state")}`;

/** The environment in which the Pulumi CLI runs for this checkout. */
export function pulumiEnvironment(root: string, target: string): Record<string, string> {
  mkdirSync(join(own, "state"), { recursive: true, mode: 0o700 });
  chmodSync(own, 0o700);
  const plugins = join(checkout, "node_modules", "@pulumi", "pulumi");
  const backend = backendUrl(process.env);
  const set: Record<string, string> = {
    PATH: [join(root, "bin"), plugins, process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_BACKEND_URL: backend,
    PULUMI_ERROR_OUTPUT_STRING: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...passphrase(backend),
  };
  // The engine would want the plugins of all packages that are installed; the local target uses none of them.
  return target === "local" ? { ...set, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : set;
}

/** Where the state lies: as the caller says, else as Pulumi.yaml says. A relative path counts from the checkout. */
export function backendUrl(env: NodeJS.ProcessEnv): string {
  const project = parse(readFileSync(join(checkout, "Pulumi.yaml"), "utf8")) as {
    backend?: { url?: string };
  };
  const url = env["PULUMI_BACKEND_URL"] ?? project.backend?.url ?? localState;
  const path = /^file:\/\/([^/~].*)$/.exec(url)?.[1];
  return path === undefined ? url : `file://${resolve(checkout, path)}`;
}

function passphrase(backend: string): Record<string, string> {
  const file = process.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  // The engine runs in another folder than the caller.
  if (file !== undefined) return { PULUMI_CONFIG_PASSPHRASE_FILE: resolve(file) };
  if (process.env["PULUMI_CONFIG_PASSPHRASE"] !== undefined) return {};
  if (!existsSync(passphraseFile)) {
    if (backend === localState && hasState()) throw new UserError(passphraseLost());
    writeFileSync(passphraseFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  return { PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile };
}

function hasState(): boolean {
  const stacks = join(own, "state", ".pulumi", "stacks", "observatory");
  return existsSync(stacks) && readdirSync(stacks).some((file) => file.endsWith(".json"));
}

function passphraseLost(): string {
  return [
    `The passphrase file ${passphraseFile} is gone, but there is state that was encrypted with it.`,
    "Put the file back (mode 0600), or set PULUMI_CONFIG_PASSPHRASE. If it is lost for good, the state cannot be read any more:",
    "end the servers and begin anew (their data in .observatory/<stack>/data stays):",
    "",
    `  kill $(pgrep -f '${own}/.*process-compose.yaml'); rm -r ${join(own, "state")}`,
    "  ./observatory up",
  ].join("\n");
}

/**
 * Opens a stack, creating it on first use. The engine works in a folder of its own, which names the checkout as the
 * program and holds a copy of the stack file: Pulumi writes the salt of the passphrase into that file, and the salt
 * belongs to this checkout, not to the repository.
 */
export async function openStack(
  name: string,
  target: string,
  progress: (line: string) => void,
): Promise<Stack> {
  const root = await pulumiRoot(progress);
  const envVars = pulumiEnvironment(root, target);
  const pulumiCommand = await PulumiCommand.get({ root });
  const committed = readFileSync(stackFile(name), "utf8");
  const workDir = join(own, name, "engine");
  mkdirSync(workDir, { recursive: true, mode: 0o700 });
  // Alone: two first commands at once would each create the stack.
  const release = await holdLock(join(own, `${name}.opening`), () => undefined);
  try {
    writeWorkspace(workDir, name, committed);
    return await LocalWorkspace.createOrSelectStack({ stackName: name, workDir }, { envVars, pulumiCommand });
  } catch (error) {
    throw new UserError(notOpened(name, error as Error));
  } finally {
    release();
  }
}

function writeWorkspace(folder: string, name: string, committed: string): void {
  const project = parse(readFileSync(join(checkout, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
  const { name: projectName, runtime } = project;
  const main = relative(folder, checkout);
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: projectName, runtime, main }));
  const file = join(folder, `Pulumi.${name}.yaml`);
  const salt = existsSync(file) ? (/^encryptionsalt:.*$/m.exec(readFileSync(file, "utf8"))?.[0] ?? "") : "";
  const text = /^encryptionsalt:/m.test(committed) ? committed : `${committed.trimEnd()}\n${salt}\n`;
  writeFileSync(file, text, { mode: 0o600 });
}

/** What the CLI said of a stack that it could not open, without its own command line and stack trace. */
function notOpened(name: string, error: Error): string {
  const said = /^ *error: (.+)$/m.exec(error.message)?.[1] ?? error.message;
  if (!/incorrect passphrase/.test(said)) return `The stack ${name} could not be opened: ${said}`;
  return [
    `The passphrase does not fit stacks/Pulumi.${name}.yaml, whose encryptionsalt was made with another one.`,
    "Set PULUMI_CONFIG_PASSPHRASE to the one that the secrets of that file were stored with. If it holds no secrets,",
    "take the line encryptionsalt out of it.",
  ].join("\n");
}

/** Takes a salt that the CLI has just written into the committed stack file out again, unless secrets there need it. */
export function removeSalt(name: string): void {
  const file = stackFile(name);
  const text = readFileSync(file, "utf8");
  if (!/^encryptionsalt:/m.test(text) || /^\s+secure:/m.test(text)) return;
  writeFileSync(file, text.replace(/^encryptionsalt:.*\n?/m, ""));
}

/** Path of a stack's file. Throws UserError where there is none. */
export function stackFile(name: string): string {
  const folder = join(checkout, "stacks");
  const path = join(folder, `Pulumi.${name}.yaml`);
  if (existsSync(path)) return path;
  const known = readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
  throw new UserError(
    `There is no stack ${name}: ${path} does not exist. Write one of ${known.join(", ")}, or create that file.`,
  );
}
