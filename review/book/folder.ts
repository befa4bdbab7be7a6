import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Files } from "../render";
import { writeRender } from "../rendered-folder";

/** File in which a book lists its files, so that the next one knows what it may take away. */
const index = ".observatory-book";

/** A folder that holds something else than a book. */
export class FolderError extends Error {}

/**
 * Writes a book into a folder, and takes away what an earlier book wrote and this one does not.
 *
 * @throws FolderError for a folder with anything else in it, which would be lost; nothing is written then
 */
export function writeBook(folder: string, files: Files): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new FolderError(`${folder} is a file, so nothing was written.`);
  const foreign = foreignFile(folder);
  if (foreign !== undefined)
    throw new FolderError(`${folder} holds ${foreign}, which no book wrote, so nothing was written.`);
  const list = [...files.keys()].sort().join("\n");
  writeRender(folder, new Map([...files, [index, `${list}\n`]]));
}

/** The first entry of a folder, by name, that no book wrote. */
function foreignFile(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const list = join(folder, index);
  const written = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => file !== index && !written.includes(file))
    .sort()[0];
}
