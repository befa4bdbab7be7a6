import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { alertNames } from "../../rules/catalogue";

const folder = join(__dirname, "..", "..", "runbooks");
const pages = readdirSync(folder).sort();

describe("runbooks", () => {
  it("are one page per alert and no other", () => {
    expect(pages).toEqual(alertNames.map((name) => `${name}.md`));
  });

  it.each(pages)("%s has its title and the four headings in order, each with text", (page) => {
    const text = readFileSync(join(folder, page), "utf8");
    expect(text.startsWith(`# ${page.replace(/\.md$/, "")}\n`)).toBe(true);
    const sections = text.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split("\n")[0])).toEqual([
      "Meaning",
      "Impact",
      "Diagnosis",
      "Mitigation",
    ]);
    for (const section of sections) expect(section.split("\n").slice(1).join("").length).toBeGreaterThan(40);
  });

  it.each(pages)("%s links only to pages that exist", (page) => {
    const text = readFileSync(join(folder, page), "utf8");
    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) expect(pages).toContain(target);
  });
});
