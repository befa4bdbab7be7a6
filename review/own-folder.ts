import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Files } from "./render";
import { writeRender } from "./rendered-folder";

/**
 * Writes files into a folder that holds nothing else, and takes away what was written there earlier and is no more.
 *
 * @param index file of the folder that lists the others, so that the next time knows what it may take away
 * @param wrote who writes such folders, as in "no export wrote"
 * @returns why nothing was written, where the folder is a file or holds anything else, which would be lost
 */
export function writeOwnFolder(
  folder: string,
  files: Files,
  { index, wrote }: { readonly index: string; readonly wrote: string },
): string | undefined {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    return `${folder} is a file, so nothing was written.`;
  const foreign = foreignFile(folder, index);
  if (foreign !== undefined)
    return `${folder} holds ${foreign}, which no ${wrote} wrote, so nothing was written.`;
  const list = [...files.keys()].sort().join("\n");
  writeRender(folder, new Map([...files, [index, `${list}\n`]]));
  return undefined;
}

/** The first entry of a folder, by name, that its list does not have. */
function foreignFile(folder: string, index: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const list = join(folder, index);
  const written = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => file !== index && !written.includes(file))
    .sort()[0];
}
