import { writeOwnFolder } from "../own-folder";
import { type Files } from "../render";

/** A folder that holds something else than a book. */
export class FolderError extends Error {}

/**
 * Writes a book into a folder, and takes away what an earlier book wrote and this one does not.
 *
 * @throws FolderError for a folder with anything else in it, which would be lost; nothing is written then
 */
export function writeBook(folder: string, files: Files): void {
  const problem = writeOwnFolder(folder, files, { index: ".observatory-book", wrote: "book" });
  if (problem !== undefined) throw new FolderError(problem);
}
