import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toLogql } from "../../signals/logql";
import { alertNames, allAlerts, allRules } from "../../rules/catalogue";
import { annotations } from "../../rules/render";
import { runbookIndex, runbookIndexFile } from "../../rules/runbook-index";
import { toPromql } from "../../signals/promql";
import { knownMetrics } from "../contracts/read";
import { unknown } from "../contracts/unknown";

const root = join(__dirname, "..", "..");
const folder = join(root, "runbooks");
const pages = readdirSync(folder)
  .filter((page) => page !== "README.md")
  .sort();
const headings = ["Meaning", "Impact", "Diagnosis", "Mitigation", "False alarm"];
const known = knownMetrics(allRules());

interface Section {
  readonly heading: string;
  readonly text: string;
}

function sections(page: string): readonly Section[] {
  return readFileSync(join(folder, page), "utf8")
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      return { heading, text: lines.join("\n").trim() };
    });
}

/** Fenced blocks of a language, with the indentation of lists taken away. */
function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(join(folder, page), "utf8");
  const found = text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, "gm"));
  return [...found].map((match) => (match[2] ?? "").trim());
}

/** The expressions of a block: one, or several with an empty line between them. */
const expressions = (block: string): readonly string[] =>
  block
    .split(/\n\s*\n/)
    .map((each) => each.replace(/^\s*#.*$/gm, "").trim())
    .filter((each) => each !== "");

describe("runbooks", () => {
  it("are one page per alert and no other", () => {
    expect(pages).toEqual(alertNames.map((name) => `${name}.md`));
  });

  it("are listed in an index that is committed as it is now (if not: ./observatory render)", () => {
    expect(readFileSync(join(root, runbookIndexFile), "utf8")).toBe(runbookIndex());
  });

  it.each(pages)("%s has its title and the five headings in order, each with text", (page) => {
    const text = readFileSync(join(folder, page), "utf8");
    expect(text.startsWith(`# ${page.replace(/\.md$/, "")}\n`)).toBe(true);
    expect(sections(page).map(({ heading }) => heading)).toEqual(headings);
    for (const section of sections(page))
      expect(section.text.length, `${page}: ${section.heading} is a stub`).toBeGreaterThan(60);
  });

  it.each(pages)("%s has something to paste where it tells how to find the cause", (page) => {
    const diagnosis = sections(page).find(({ heading }) => heading === "Diagnosis")?.text ?? "";
    expect(diagnosis).toMatch(/^ *```(promql|logql|sh|sql)$/m);
    // A block without a language is not known for what it is, and not checked.
    const fences = [...readFileSync(join(folder, page), "utf8").matchAll(/^ *```(\w*)$/gm)];
    const opening = fences.filter((_, index) => index % 2 === 0).map(([, language]) => language);
    expect(opening.filter((language) => language === "")).toEqual([]);
  });

  it.each(pages)("%s asks only for what there is", (page) => {
    for (const block of blocks(page, "promql"))
      for (const each of expressions(block)) {
        expect(unknown(toPromql(each), known, { valuesStandIn: true }), each).toEqual([]);
      }
    for (const block of blocks(page, "logql")) for (const each of expressions(block)) toLogql(each);
  });

  it("say nothing twice: no section of one page is that of another", () => {
    const seen = new Map<string, string>();
    for (const page of pages)
      for (const { heading, text } of sections(page)) {
        const key = text.replaceAll(page.replace(/\.md$/, ""), "ALERT").replace(/\s+/g, " ");
        const other = seen.get(key);
        expect(other === undefined ? "" : `${page} and ${other}: ${heading}`).toBe("");
        seen.set(key, page);
      }
  });

  it.each(pages)("%s links only to pages that exist", (page) => {
    const text = readFileSync(join(folder, page), "utf8");
    for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g))
      if (!/^https?:/.test(target)) expect(pages).toContain(target);
  });

  it("are linked to by their path, and by an address of a site where the settings give one", () => {
    const { HostCpuSaturated: alert } = allAlerts;
    if (alert === undefined) throw new Error("HostCpuSaturated is missing");
    const url = (runbookBase: string) => annotations(alert, { runbookBase }).runbook_url;
    expect(url("runbooks")).toBe("runbooks/HostCpuSaturated.md");
    expect(url("https://git.test/runbooks/")).toBe("https://git.test/runbooks/HostCpuSaturated.md");
    expect(url("https://wiki.test/{alert}.html")).toBe("https://wiki.test/HostCpuSaturated.html");
  });
});
