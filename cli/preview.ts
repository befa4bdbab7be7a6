import { progress, runEngine } from "./engine";
import { load } from "./load";
import { type Call } from "./main";
import { display } from "./progress";
import { openStack } from "./workspace";
import { changes } from "./up";

/** Shows what `up` would do; touches nothing. */
export async function run({ positionals, options }: Call): Promise<number> {
  const name = positionals[0] ?? "local";
  const { settings } = load(name);
  const stack = await openStack(name, settings.target, progress);
  const shown = display();
  const diff = options["diff"] === true;
  const { changeSummary } = await runEngine(name, shown, () =>
    stack.preview({
      refresh: true,
      diff,
      ...(diff ? { onOutput: (text: string) => process.stdout.write(text) } : { onEvent: shown.onEvent }),
    }),
  );
  console.log(
    `\n${changes(changeSummary).replaceAll("created", "to create").replaceAll("updated", "to update").replaceAll("deleted", "to delete").replaceAll("replaced", "to replace")}`,
  );
  return 0;
}
