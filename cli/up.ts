import { runEngine, progress } from "./engine";
import { UserError } from "./errors";
import { load } from "./load";
import { type Call } from "./main";
import { preflight } from "./preflight";
import { display } from "./progress";
import { releaseUnused } from "./released";
import { serverTable } from "./servers";
import { waitFor } from "../platforms/local/health";
import { openStack } from "./workspace";

/** Brings a stack up and ends when every server is healthy. */
export async function run({ positionals, options }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const loaded = load(name);
  const stack = await openStack(name, loaded.settings.target, progress);
  await preflight(loaded, progress);
  const released = await releaseUnused(stack, loaded, name);
  const shown = display();
  const { summary } = await runEngine(name, shown, () =>
    stack.up({
      // What was changed or stopped by hand is seen and put right.
      refresh: true,
      onEvent: shown.onEvent,
      expectNoChanges: options["expect-no-changes"] === true,
    }),
  );
  console.log(`\n${changes(summary.resourceChanges)}\n`);
  for (const volume of released)
    console.log(`${volume} is used by no server any more. It was not deleted: its data is still there.`);
  if (loaded.settings.target === "content") return 0;
  await waitFor(async () => (await serverTable(loaded)).allWell, 30_000, 1000);
  const { text, allWell } = await serverTable(loaded);
  console.log(text);
  if (!allWell) throw new UserError(`\nNot every server is healthy. Next: ./observatory logs NAME ${name}`);
  return 0;
}

/** "2 created, 1 updated, 10 unchanged" */
export function changes(counts: Readonly<Record<string, number>> = {}): string {
  const words: Readonly<Record<string, string>> = {
    create: "created",
    update: "updated",
    delete: "deleted",
    replace: "replaced",
    same: "unchanged",
  };
  const parts = Object.entries(words).flatMap(([operation, word]) =>
    counts[operation] === undefined ? [] : [`${counts[operation]} ${word}`],
  );
  return parts.length === 0 ? "nothing to do" : parts.join(", ");
}
