import { load } from "./load";
import { type Call } from "./main";
import { requireServers, serverTable } from "./servers";

/** Prints what runs, where, and whether it is well. Exit code 1 if something is not. */
export async function run({ positionals }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const loaded = load(name);
  requireServers(loaded.settings);
  const { text, allWell } = await serverTable(loaded);
  console.log(text);
  return allWell ? 0 : 1;
}
