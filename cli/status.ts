import { load } from "./load";
import { type Call } from "./main";
import { serverTable } from "./servers";

/** Prints what runs, where, and whether it is well. Exit code 1 if something is not. */
export async function run({ positionals }: Call): Promise<number> {
  const { text, allWell } = await serverTable(load(positionals[0] ?? "local"));
  console.log(text);
  return allWell ? 0 : 1;
}
