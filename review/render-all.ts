import { readdirSync } from "node:fs";
import { join } from "node:path";
import { plainFiles } from "../platforms/content/files";
import { catalogue } from "../stacks/catalogue";
import { describeFor, main, type Surroundings } from "../stacks/main";
import { type Source } from "../stacks/mistakes/given";
import { parseSettings } from "../stacks/parse-settings";
import { engineConfig, readStackFile } from "../stacks/read-settings";
import { requiredSecrets } from "../stacks/secret-keys";
import { type Files, type Rendered, renderStack } from "./render";
import { variants, variantsOf } from "./variants";

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
 * Renders every stack of a checkout, and of the variants what differs from the stack that they begin with. Paths begin
 * with the name of the stack or the variant.
 *
 * @throws SettingsError for a stack file with mistakes, before anything of that stack is rendered.
 */
export async function renderAll(root: string): Promise<Files> {
  const files = new Map<string, string>();
  // One after the other: a render has the SDK of this process for itself.
  for (const stack of stackNames(root)) {
    const { files: rendered } = await renderStackFile(stackPath(root, stack), stack);
    for (const [path, content] of rendered) files.set(`${stack}/${path}`, content);
  }
  if (!files.has(`${variantsOf}/resources.yaml`)) return files;
  for (const [variant, values] of Object.entries(variants)) {
    const { files: rendered } = await renderStackFile(stackPath(root, variantsOf), variantsOf, values);
    for (const [path, content] of rendered)
      if (files.get(`${variantsOf}/${path}`) !== content) files.set(`${variant}/${path}`, content);
  }
  return files;
}

const stackPath = (root: string, stack: string): string => join(root, "stacks", `Pulumi.${stack}.yaml`);

/** Renders the stack of one file, with some settings in place of those of the file. Throws as `renderAll` does. */
export async function renderStackFile(
  path: string,
  stack: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Rendered> {
  const source = withValues(readStackFile(path), values);
  const { stack: described } = describeFor(parseSettings({ ...source, catalogue }), anywhere);
  const { settings, workloads } = described;
  const files = settings.target === "content" ? plainFiles(described) : new Map<string, string>();
  const { config, secretKeys } = engineConfig(source, placeholder);
  const program = async () => ({ outputs: await main(anywhere), workloads, files });
  return renderStack({ stack, config, secretKeys, program });
}

/** Settings that are written in place of others bring the secrets that they need. */
function withValues(source: Source, values: Readonly<Record<string, unknown>>): Source {
  if (Object.keys(values).length === 0) return source;
  const all = { ...source.values, ...values };
  const needed = requiredSecrets(all).map(({ key }) => key);
  return { ...source, values: all, secretKeys: [...new Set([...source.secretKeys, ...needed])] };
}
