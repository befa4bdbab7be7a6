import { join } from "node:path";
import { renderAll } from "../review/render-all";
import { staleness, writeRender } from "../review/rendered-folder";
import { writeRunbookIndex } from "../rules/runbook-index";
import { catalogue } from "../stacks/catalogue";
import { writeJsonSchema } from "../stacks/settings-json-schema";
import { writeSettingsPage } from "../stacks/settings-page";
import { writeSizingPage } from "../stacks/sizing-page";
import { checkout } from "../tools/cache";
import { UserError } from "./errors";
import { type Call } from "./main";

/** Writes everything that is generated and committed: rendered/, the schema of stack files, the pages of settings and sizes, and the index of runbooks. */
export async function run({ options }: Call): Promise<number> {
  const folder = join(checkout, "rendered");
  const files = await renderAll(checkout);
  if (options["check"] === true) return check(staleness(folder, files));
  const stale = staleness(folder, files);
  writeRender(folder, files);
  writeJsonSchema(checkout, catalogue);
  writeSettingsPage(checkout);
  writeSizingPage(checkout);
  writeRunbookIndex(checkout);
  console.log(
    stale.length === 0
      ? `rendered/ is up to date (${files.size} files)`
      : `${stale.join("\n")}\n${stale.length} of ${files.size} files written to rendered/`,
  );
  return 0;
}

function check(stale: readonly string[]): number {
  if (stale.length === 0) return 0;
  throw new UserError(
    `rendered/ is stale:\n  ${stale.join("\n  ")}\nWrite it anew and commit it:\n\n  ./observatory render`,
  );
}
