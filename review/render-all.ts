import { readdirSync } from "node:fs";
import { join } from "node:path";
import { plainFiles } from "../platforms/content/files";
import { catalogue } from "../stacks/catalogue";
import { describeFor, main, type Surroundings } from "../stacks/main";
import { engineConfig, readSettings, readStackFile } from "../stacks/read-settings";
import { type Files, type Rendered, renderStack } from "./render";

/** Stands for the folder of the checkout, so that a render is the same on every machine; nothing is missing there. */
const anywhere: Surroundings = {
  root: "/observatory",
  missing: [],
  checkCluster: () => Promise.resolve(),
};

/**
 * Value of every secret while rendering, where none can be read. It has the shape of a database's address, so that
 * whatever takes a part of a secret (a user, a password, a host) finds one. It never shows: secrets are masked.
 */
export const placeholder = "postgresql://user:password@host.invalid:5432/database";

/** Names of the stacks that have a file, sorted. */
export function stackNames(root: string): readonly string[] {
  return readdirSync(join(root, "stacks"))
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/**
 * Renders every stack of a checkout. Paths begin with the name of the stack.
 *
 * @throws SettingsError for a stack file with mistakes, before anything of that stack is rendered.
 */
export async function renderAll(root: string): Promise<Files> {
  const files = new Map<string, string>();
  // One after the other: a render has the SDK of this process for itself.
  for (const stack of stackNames(root)) {
    const { files: rendered } = await renderStackFile(join(root, "stacks", `Pulumi.${stack}.yaml`), stack);
    for (const [path, content] of rendered) files.set(`${stack}/${path}`, content);
  }
  return files;
}

/** Renders the stack of one file. Throws as `renderAll` does. */
export async function renderStackFile(path: string, stack: string): Promise<Rendered> {
  const { stack: described } = describeFor(readSettings(path, catalogue), anywhere);
  const { settings, workloads } = described;
  const files = settings.target === "content" ? plainFiles(described) : new Map<string, string>();
  const { config, secretKeys } = engineConfig(readStackFile(path), placeholder);
  const program = async () => ({ outputs: await main(anywhere), workloads, files });
  return renderStack({ stack, config, secretKeys, program });
}
