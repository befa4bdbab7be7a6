import { type ConfigFile, type Workload } from "../workload";
import { needsRestart } from "../config-file";
import { shortHash } from "../hash";

/** Hash of the files whose change replaces the container; undefined where there are none. */
export function restartHash(workload: Workload): string | undefined {
  const files = sorted(workload).filter((file) => needsRestart(workload, file));
  if (files.length === 0) return undefined;
  return shortHash(JSON.stringify(files.map(({ name, content }) => [name, content])));
}

/**
 * Part of the name of the volume that holds the files: a hash of which files there are. A file that is taken away
 * would otherwise stay in the volume and be read on, because the provider only writes.
 */
export function namesHash(names: readonly string[]): string {
  return shortHash(JSON.stringify([...names].sort()));
}

/** Files by name. Throws for an empty one, which Docker's provider refuses in words that name no file. */
export function sorted(workload: Workload): readonly ConfigFile[] {
  for (const { name, content } of workload.files ?? []) {
    if (content === "")
      throw new Error(`${workload.name}: the file ${name} is empty; leave it out or give it content`);
  }
  return [...(workload.files ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
}
