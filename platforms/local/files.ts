import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** File contents by path below a folder. */
export type FileTree = Readonly<Record<string, string>>;

/** Writes a file so that a reader sees the old or the new content, never a part. */
export function writeAtomically(path: string, content: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const scratch = `${path}.${process.pid}.new`;
  writeFileSync(scratch, content, { mode });
  renameSync(scratch, path);
}

/** Every file below a folder; an empty tree where the folder is missing. */
export function readTree(folder: string): FileTree {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const named = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), readFileSync(path, "utf8")] as const;
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of files that differ between two trees, on either side. */
export function changedFiles(before: FileTree, after: FileTree): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => before[name] !== after[name]).sort();
}

/** Makes a folder hold exactly these files; touches only those that differ. Returns the names of what was changed. */
export function writeTree(folder: string, files: FileTree, mode: number): string[] {
  const changed = changedFiles(readTree(folder), files);
  for (const name of changed) {
    const content = files[name];
    if (content === undefined) rmSync(join(folder, name), { force: true });
    else writeAtomically(join(folder, name), content, mode);
  }
  return changed;
}
