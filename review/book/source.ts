import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Alert } from "../../rules/rule";
import { type RuleState } from "../../stacks/rule-states";
import { settingsPage } from "../../stacks/settings-page";
import { type Emitters } from "../compare/metrics";
import { type Files } from "../render";
import { type Source } from "./contents";

/** What differs from stack to stack. */
export interface Given {
  readonly stack: string;
  /** Rendered files by path, without the name of the stack. */
  readonly files: Files;
  /** Every alert that there is, as the stack has it. */
  readonly states: readonly RuleState[];
  readonly emitters: Emitters;
  /** What the file of the stack says, without secrets. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** What a book of a stack is made of, with what the checkout below `root` knows. */
export function sourceOf(root: string, { stack, files, states, emitters, written }: Given): Source {
  const alerts: Readonly<Record<string, Alert>> = Object.fromEntries(
    states.map(({ alert }) => [alert.name, alert]),
  );
  const off = states.filter(({ on }) => !on).map(({ alert, why }) => [alert.name, why] as const);
  return {
    stack,
    files,
    alerts,
    off: new Map(off),
    runbooks: runbooksIn(join(root, "runbooks")),
    emitters,
    settings: settingsPage(),
    written,
  };
}

/** Runbooks by alert. */
function runbooksIn(folder: string): ReadonlyMap<string, string> {
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort();
  return new Map(pages.map((file) => [file.replace(/\.md$/, ""), readFileSync(join(folder, file), "utf8")]));
}
