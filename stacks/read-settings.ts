/** The two places that settings come from: a stack file, read offline, and the running engine. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { catalogue as everything } from "./catalogue";
import { type Catalogue, type Source } from "./mistakes/given";
import { settingNames } from "./mistakes/schema-node";
import { parseSettings } from "./parse-settings";
import { decodeScalar } from "./scalar";
import { type Settings } from "./settings";
import { list, mistake, SettingsError, stackFile } from "./settings-errors";
import { readStackText } from "./stack-file";

const prefix = "observatory:";

/**
 * Reads a stack file, for parseSettings. Secrets stay encrypted: only their names are read.
 *
 * @throws SettingsError where the file is missing, not YAML, or not a stack file.
 */
export function readStackFile(path: string): Source {
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(basename(path))?.[1];
  if (stack === undefined)
    throw new Error(`${basename(path)} is not a stack file; its name is Pulumi.STACK.yaml`);
  const file = stackFile(stack);
  return readStackText(file, stack, textOf(path, file));
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const stacks = stacksIn(dirname(path));
    const others = stacks.length === 0 ? "" : ` The stacks here are ${list(stacks, "and")}.`;
    const example = { literal: "config:\n  observatory:target: local" };
    throw new SettingsError(file, [
      mistake([], `The file does not exist.${others} To add it, write, for example:`, example),
    ]);
  }
}

function stacksIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
      .sort();
  } catch {
    return [];
  }
}

/**
 * Settings of a stack file, checked.
 *
 * @throws SettingsError with all mistakes.
 */
export function readSettings(path: string, catalogue: Catalogue = everything): Settings {
  return parseSettings({ ...readStackFile(path), catalogue });
}

/**
 * Settings of the stack that the engine runs this program for.
 *
 * @throws pulumi.RunError with all mistakes: the engine prints it without a stack trace and touches nothing.
 */
export function settingsFromEngine(catalogue: Catalogue = everything): Settings {
  try {
    return parseSettings({ ...engineSource(), catalogue });
  } catch (error) {
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The engine's configuration, without the value of any secret. */
export function engineSource(): Source {
  const entries = Object.entries(pulumi.runtime.allConfig());
  const own = entries.filter(([key]) => key.startsWith(prefix));
  const plain = own
    .filter(([key]) => !isSecret(key))
    .map(([key, text]) => [bare(key), decodeScalar(text)] as const);
  const secret = own.filter(([key]) => isSecret(key)).map(([key]) => bare(key));
  return {
    stack: pulumi.getStack(),
    values: Object.fromEntries(plain),
    // The engine marks a setting with a secret inside as a whole, and hands it over in plain text: it is not read.
    secretKeys: secret.filter((key) => !settingNames.includes(key)),
    nestedSecrets: secret.filter((key) => settingNames.includes(key)).map((key) => [key]),
    otherKeys: entries.map(([key]) => key).filter((key) => !key.startsWith(prefix)),
  };
}

/** A stack file in the form in which the engine would hand it over, for runs without an engine. */
export function engineConfig(
  source: Source,
  secretValue: string,
): { config: Record<string, string>; secretKeys: string[] } {
  const plain = Object.entries(source.values).map(([key, value]) => [prefix + key, encode(value)] as const);
  const secrets = source.secretKeys.map((key) => [prefix + key, secretValue] as const);
  return { config: Object.fromEntries([...plain, ...secrets]), secretKeys: secrets.map(([key]) => key) };
}

function encode(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function bare(key: string): string {
  return key.slice(prefix.length);
}

/** The SDK keeps this function out of its types; without it nothing may be read, or a secret could pass as plain. */
function isSecret(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: unknown };
  if (typeof isConfigSecret !== "function")
    throw new Error("this version of @pulumi/pulumi does not tell which settings are secrets; install 3.248");
  return (isConfigSecret as (key: string) => unknown)(key) === true;
}
