import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Duration } from "../platforms/workload";
import { BaseError, filesAt, findBase, mergeBase } from "../review/base";
import { compare, type Review } from "../review/compare/compare";
import { html } from "../review/compare/html";
import { markdown } from "../review/compare/markdown";
import { worldOf } from "../review/compare/world";
import { list } from "../review/compare/words";
import { type Files } from "../review/render";
import { renderAll } from "../review/render-all";
import { staleness } from "../review/rendered-folder";
import { knownMetrics } from "../test/contracts/read";
import { checkout } from "../tools/cache";
import { UserError } from "./errors";
import { type Call } from "./main";
import { noiseSection } from "./review-noise";

const formats = ["md", "html", "json"] as const;
type Format = (typeof formats)[number];

/**
 * Says in words what this checkout does otherwise than another revision: to alerts, notifications, dashboards and
 * resources of every stack. With `--exit-code`: 0 no change, 1 a change, 2 an error.
 */
export async function run({ options }: Call): Promise<number> {
  const tells = options["exit-code"] === true;
  try {
    const review = await reviewed(options);
    return tells && review.changes.length > 0 ? 1 : 0;
  } catch (error) {
    if (!tells || !(error instanceof UserError)) throw error;
    console.error(error.message);
    return 2;
  }
}

async function reviewed(options: Call["options"]): Promise<Review> {
  const format = formatOf(options["format"]);
  const base = baseOf(String(options["base"] ?? "main"));
  const after = await rendered();
  const before = asUserError(() => filesAt(checkout, base, "rendered"));
  const emitters = new Map([...knownMetrics()].map(([name, { jobs = [] }]) => [name, jobs]));
  const review = ofStack(compare(before, after, worldOf(emitters)), options["stack"]);
  const noise = await noiseOf(review, options);
  const text =
    format === "json"
      ? `${JSON.stringify({ base: base.commit, ...review }, null, 2)}\n`
      : format === "html"
        ? html(review, nameOf(base), { before, after }, noise)
        : markdown(review, nameOf(base)) + noise;
  if (typeof options["to"] === "string") writeFileSync(options["to"], text);
  else process.stdout.write(text);
  return review;
}

/** What the checkout renders to, which has to be what it has committed: the base is read from what was committed there. */
async function rendered(): Promise<Files> {
  const files = await renderAll(checkout);
  const stale = staleness(join(checkout, "rendered"), files);
  if (stale.length > 0)
    throw new UserError(
      `rendered/ is not what this checkout renders to: it was edited by hand, or the program has changed since.\n  ${list(stale, 8)}\nWrite it anew and ask again:\n\n  ./observatory render`,
    );
  return files;
}

async function noiseOf(review: Review, options: Call["options"]): Promise<string> {
  const { prometheus, from = "7d", stack = "local" } = options;
  if (typeof prometheus !== "string") return "";
  if (typeof from !== "string" || !/^\d+(s|m|h|d|w)$/.test(from))
    throw new UserError(`--from ${String(from)} is not a time. Write how long ago: 7d.`);
  return noiseSection(review, { prometheus, from: from as Duration, stack: String(stack) });
}

function baseOf(name: string) {
  return asUserError(() => mergeBase(checkout, findBase(checkout, name)));
}

function nameOf({ name, commit }: { readonly name: string; readonly commit: string }): string {
  return name === commit ? commit : `${name} (${commit})`;
}

function asUserError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BaseError ? new UserError(error.message) : error;
  }
}

function formatOf(given: unknown): Format {
  const format = given ?? "md";
  if (!formats.includes(format as Format))
    throw new UserError(`There is no format ${String(format)}. Write one of these: ${formats.join(", ")}.`);
  return format as Format;
}

/** What happens in one stack, or all of it. */
function ofStack({ changes, stacks }: Review, stack: unknown): Review {
  if (typeof stack !== "string") return { changes, stacks };
  if (!stacks.includes(stack))
    throw new UserError(`There is no stack ${stack}. There are: ${stacks.join(", ")}.`);
  const own = changes.filter((each) => each.stacks.includes(stack));
  return { changes: own.map((each) => ({ ...each, stacks: [stack] })), stacks: [stack] };
}
