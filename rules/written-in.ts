import { relative, sep } from "node:path";

const own = new Set(["rules/alert.ts", "rules/deviation.ts", "rules/written-in.ts"]);
const root = `${__dirname}${sep}..`;

/**
 * The file of the program that calls `alert()`, from the checkout: "rules/host.ts". A message about an alert names it, so
 * that whoever reads it need not search. The call stack is the only place that knows it without being told.
 */
export function writtenIn(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  for (const frame of frames) {
    const [, path] = /(?:\(|at )(?:file:\/\/)?(\/[^():]+|[A-Z]:[^():]+):\d+:\d+\)?$/.exec(frame) ?? [];
    if (path === undefined) continue;
    const file = relative(root, path).split(sep).join("/");
    if (!own.has(file)) return file;
  }
  return "rules";
}
