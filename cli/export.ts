import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { contentFiles } from "../platforms/content/files";
import { exportFiles, secretsPage } from "../platforms/kubernetes/export";
import { writeRender } from "../review/rendered-folder";
import { checkout } from "../tools/cache";
import { UserError } from "./errors";
import { load, type Loaded } from "./load";
import { type Call } from "./main";

/** File in which an export lists its files, so that the next one knows what it may take away. */
const index = ".observatory-export";

/** Writes a stack as plain files, without an engine and without a secret. */
export async function run({ options }: Call): Promise<number> {
  const name = typeof options["stack"] === "string" ? options["stack"] : "production";
  const loaded = load(name);
  const folder = resolve(typeof options["to"] === "string" ? options["to"] : join(checkout, "export", name));
  const files = filesOf(name, loaded);
  requireOwnFolder(folder);
  const list = [...files.keys()].sort().join("\n");
  writeRender(folder, new Map([...files, [index, `${list}\n`]]));
  const shown = relative(process.cwd(), folder) || ".";
  console.log(`${files.size} files written to ${shown}`);
  if (files.has(secretsPage))
    console.log(
      `\nMake the Secrets that ${join(shown, secretsPage)} names, then:\n\n  kubectl apply --server-side -f ${shown}`,
    );
  return 0;
}

function filesOf(name: string, { settings, stack }: Loaded): ReadonlyMap<string, string> {
  if (settings.target === "kubernetes") return exportFiles(stack);
  if (settings.target === "content") return contentFiles(stack);
  throw new UserError(
    `The stack ${name} has the target ${settings.target}, and only kubernetes and content can be exported. Bring it up instead:\n\n  ./observatory up ${name}`,
  );
}

/** Refuses a folder with anything that an earlier export did not write: it would be lost. */
function requireOwnFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const listed = existsSync(join(folder, index))
    ? readFileSync(join(folder, index), "utf8").trim().split("\n")
    : [];
  const [foreign] = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => file !== index && !listed.includes(file))
    .sort();
  if (foreign === undefined) return;
  throw new UserError(
    `${folder} holds ${foreign}, which no export wrote, so nothing was written. Name another folder:\n\n  ./observatory export --to FOLDER`,
  );
}
