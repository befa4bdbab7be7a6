/**
 * The Pulumi side of a stack: which CLI drives it, where its state lies, how its secrets are encrypted.
 * What the caller has set (PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE…) wins over what is made here.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { checkout } from "../tools/cache";
import { holdLock } from "../tools/lock";
import { pulumiRoot } from "../tools/pulumi";
import { UserError } from "./errors";

/** A stack with the file that its configuration is read from. */
export interface OpenStack {
  readonly stack: Stack;
  /** The stack file with the encryption salt of this checkout; the committed one stays as it is. */
  readonly configFile: string;
}

const own = join(checkout, ".observatory");
const passphraseFile = join(own, "passphrase");

/** The environment in which the Pulumi CLI runs for this checkout. */
export function pulumiEnvironment(root: string, target: string): Record<string, string> {
  mkdirSync(join(own, "state"), { recursive: true, mode: 0o700 });
  chmodSync(own, 0o700);
  const plugins = join(checkout, "node_modules", "@pulumi", "pulumi");
  const set: Record<string, string> = {
    PATH: [join(root, "bin"), plugins, process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_BACKEND_URL: process.env["PULUMI_BACKEND_URL"] ?? `file://${join(own, "state")}`,
    PULUMI_ERROR_OUTPUT_STRING: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...passphrase(),
  };
  // The engine would want the plugins of all packages that are installed; the local target uses none of them.
  return target === "local" ? { ...set, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : set;
}

function passphrase(): Record<string, string> {
  if (
    process.env["PULUMI_CONFIG_PASSPHRASE"] !== undefined ||
    process.env["PULUMI_CONFIG_PASSPHRASE_FILE"] !== undefined
  )
    return {};
  if (!existsSync(passphraseFile)) {
    if (process.env["PULUMI_BACKEND_URL"] === undefined && hasState()) throw new UserError(passphraseLost());
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

/** Opens a stack, creating it on first use. */
export async function openStack(
  name: string,
  target: string,
  progress: (line: string) => void,
): Promise<OpenStack> {
  const root = await pulumiRoot(progress);
  const envVars = pulumiEnvironment(root, target);
  const pulumiCommand = await PulumiCommand.get({ root });
  const committed = stackFile(name);
  const salt = join(own, name, "encryption-salt.yaml");
  // Alone: a second command must not take the file for the committed one while it holds a salt.
  const release = await holdLock(join(own, `${name}.opening`), () => undefined);
  const before = readFileSync(committed, "utf8");
  try {
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: name, workDir: checkout },
      { envVars, pulumiCommand },
    );
    keepSalt(readFileSync(committed, "utf8"), before, salt);
    return { stack, configFile: ownStackFile(name, before, salt) };
  } finally {
    // Creating a stack writes a salt into its file, which belongs to this checkout's passphrase and to nobody else.
    if (readFileSync(committed, "utf8") !== before) writeFileSync(committed, before);
    release();
  }
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

function keepSalt(after: string, before: string, file: string): void {
  if (after === before) return;
  const { encryptionsalt } = parse(after) as { encryptionsalt?: string };
  if (encryptionsalt === undefined) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `encryptionsalt: ${encryptionsalt}\n`, { mode: 0o600 });
}

function ownStackFile(name: string, committed: string, salt: string): string {
  const file = join(own, name, `Pulumi.${name}.yaml`);
  const hasSalt = /^encryptionsalt:/m.test(committed);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(
    file,
    hasSalt || !existsSync(salt) ? committed : `${committed.trimEnd()}\n${readFileSync(salt, "utf8")}`,
    { mode: 0o600 },
  );
  return file;
}
