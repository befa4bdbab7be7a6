import { join, relative, resolve } from "node:path";
import { book } from "../review/book/book";
import { FolderError, writeBook } from "../review/book/folder";
import { pages } from "../review/book/places";
import { sourceOf } from "../review/book/source";
import { renderStackFile } from "../review/render-all";
import { readStackFile } from "../stacks/read-settings";
import { ruleStates } from "../stacks/rule-states";
import { knownMetrics } from "../test/contracts/read";
import { checkout } from "../tools/cache";
import { calledFrom } from "./called-from";
import { UserError } from "./errors";
import { load } from "./load";
import { type Call } from "./main";
import { stackFile } from "./workspace";

/** Writes a stack as pages to read and search: dashboards, alerts, runbooks, rules, metrics, routes and settings. */
export async function run({ options }: Call): Promise<number> {
  const stack = typeof options["stack"] === "string" ? options["stack"] : "local";
  const { settings, site } = load(stack);
  const { files } = await renderStackFile(stackFile(stack), stack);
  const pagesOf = book(
    sourceOf(checkout, {
      stack,
      files,
      states: ruleStates(settings, site),
      emitters: new Map([...knownMetrics()].map(([metric, { jobs = [] }]) => [metric, jobs])),
      written: readStackFile(stackFile(stack)).values,
    }),
  );
  const folder =
    typeof options["to"] === "string"
      ? resolve(calledFrom(), options["to"])
      : join(checkout, ".observatory", "book", stack);
  write(folder, pagesOf, stack);
  const shown = join(relative(calledFrom(), folder) || ".", pages.home);
  const bytes = [...pagesOf.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  console.log(
    `${pagesOf.size} files, ${(bytes / 1024 ** 2).toFixed(1)} MiB. Open this in a browser:\n\n  ${shown}`,
  );
  return 0;
}

function write(folder: string, files: ReadonlyMap<string, string>, stack: string): void {
  try {
    writeBook(folder, files);
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    throw new UserError(
      `${error.message} Name another folder:\n\n  ./observatory book --stack ${stack} --to FOLDER`,
    );
  }
}
