/** Answers of promtool that are known already, outside of the checkout, by everything that they depend on. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "../../tools/cache";

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  /** What promtool wrote into `reportFile`, where it was asked to. @default "" */
  readonly report: string;
}

/** Changes where the meaning of what is kept changes. */
const form = 1;

/** The program (its path has its version and its build), its arguments, and the names and contents of all files. */
export function keyOf(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, string>>,
): string {
  // Whoever has a promtool of their own may replace it in its place.
  const { size, mtimeMs } = statSync(program);
  const all = [
    form,
    program,
    size,
    mtimeMs,
    args,
    Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)),
  ];
  return createHash("sha256").update(JSON.stringify(all)).digest("hex");
}

const fileOf = (key: string): string => join(folder(), `${key}.json`);
const folder = (): string => join(cacheRoot(), "promtool-answers");

/** The answer of last time; undefined where there is none, or where PROMTOOL_ANSWERS=anew wants every run to be made. */
export function remembered(key: string): Outcome | undefined {
  if (process.env["PROMTOOL_ANSWERS"] === "anew" || !existsSync(fileOf(key))) return undefined;
  return JSON.parse(readFileSync(fileOf(key), "utf8")) as Outcome;
}

/** Keeps an answer. Failures say all that they said; of a report only what counts is kept. */
export function remember(key: string, outcome: Outcome): void {
  mkdirSync(folder(), { recursive: true });
  const report = (outcome.report.match(/<testsuite [^>]*>/g) ?? []).join("\n");
  const output = report === "" ? outcome.output : "";
  // Written whole or not at all: two runs may want the same answer.
  const draft = `${fileOf(key)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ok: outcome.ok, output, report }));
  renameSync(draft, fileOf(key));
}
