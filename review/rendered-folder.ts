import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Files } from "./render";

/** Writes rendered files into a folder that holds nothing else: what was rendered before and is no more goes away. */
export function writeRender(folder: string, files: Files): void {
  for (const path of filesIn(folder)) if (!files.has(path)) rmSync(join(folder, path));
  for (const [path, content] of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

/** How a folder differs from what it should hold: one line for each file, none where it is up to date. */
export function staleness(folder: string, files: Files): readonly string[] {
  const present = filesIn(folder);
  const surplus = present.filter((path) => !files.has(path)).map((path) => `${path} is no longer rendered`);
  const differing = [...files].flatMap(([path, content]) => {
    if (!present.includes(path)) return [`${path} is missing`];
    return readFileSync(join(folder, path), "utf8") === content ? [] : [`${path} differs`];
  });
  return [...surplus, ...differing].sort();
}

/** Paths of all files below a folder, relative to it, with forward slashes. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
