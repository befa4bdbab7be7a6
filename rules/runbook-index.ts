import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allRules } from "./catalogue";
import { type Rules } from "./rule";

/** Place of the index, from the root of the checkout. */
export const runbookIndexFile = "runbooks/README.md";

/** The list of all pages as a page: by group of rules, then by name. */
export function runbookIndex(groups: readonly Rules[] = allRules()): string {
  const alerts = groups.flatMap((group) => group.alerts);
  const sections = groups
    .filter((group) => group.alerts.length > 0)
    .map((group) => {
      const rows = [...group.alerts]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(
          ({ name, severity, kind, summary }) =>
            `| [${name}](${name}.md) | ${severity} | ${kind} | ${cell(summary)} |`,
        );
      return [
        `## ${group.name}`,
        "",
        "| alert | severity | kind | what it says |",
        "| --- | --- | --- | --- |",
        ...rows,
      ].join("\n");
    });
  return [
    "# Runbooks",
    "",
    "<!-- Made by `./observatory render` from the alerts; changes here are lost. -->",
    "",
    `One page for each of ${alerts.length} alerts: what it means, what it does to people, how to find the cause, what to do, and when it is a false alarm. Every alert that is sent links to its page.`,
    "",
    `${sections.join("\n\n")}\n`,
  ].join("\n");
}

/** A summary without the syntax of its templates, fit for a table. */
function cell(summary: string): string {
  return summary
    .replace(/\{\{\s*\$labels\.(\w+)[^}]*\}\}/g, "*$1*")
    .replace(/\{\{[^}]*\}\}|\{value\}/g, "*value*")
    .replace(/\{(\w+)\}/g, "*$1*")
    .replaceAll("|", "\\|");
}

/** Writes the index below the root of a checkout. */
export function writeRunbookIndex(root: string): void {
  writeFileSync(join(root, runbookIndexFile), runbookIndex());
}
