import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../../../tools/cache";
import { contrastBelow } from "./contrast";
import { hostBelow, openWatched, pagesIn, startBrowser, type Watched } from "./visit";

const minutes = 60_000;
const folder = mkdtempSync(join(tmpdir(), "observatory-book-"));
const base = `${pathToFileURL(folder).href}/`;
let browser: Browser;
let visit: Watched;

beforeAll(async () => {
  execFileSync(join(checkout, "observatory"), ["book", "--stack", "local", "--to", folder]);
  browser = await startBrowser();
}, 3 * minutes);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
}, minutes);

/** A page of its own for each group, at a width in pixels. */
async function at(width: number): Promise<Watched> {
  const opened = await openWatched(browser);
  await opened.page.setViewport({ width, height: 800 });
  return opened;
}

describe.each([375, 1280])("every page at a width of %i pixels", (width) => {
  it(
    "loads without an error and without a request to the outside, and is not wider than the screen",
    { timeout: 5 * minutes },
    async () => {
      const { page, problems, requests } = await at(width);
      const paths = pagesIn(folder);
      expect(paths.length).toBeGreaterThan(100);
      const wide: string[] = [];
      for (const path of paths) {
        await page.goto(base + path);
        const scroll = await page.evaluate("document.documentElement.scrollWidth");
        if (Number(scroll) > width) wide.push(`${path}: ${String(scroll)}`);
      }
      expect(problems).toEqual([]);
      expect(wide).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(base) && url !== "data:,")).toEqual([]);
      await page.close();
    },
  );
});

describe("by keyboard", () => {
  beforeAll(async () => {
    visit = await at(1280);
  });
  const focus = () => visit.page.evaluate("document.activeElement.id");
  const shown = () =>
    visit.page.$$eval('#book-found:not([hidden]) a[role="option"] .title', (all) =>
      all.map((each) => each.textContent),
    );

  it("leads with the first Tab past the navigation", async () => {
    const { page } = visit;
    await page.goto(`${base}alerts.html`);
    await page.keyboard.press("Tab");
    const left = await page.$eval(".skip", (skip) => skip.getBoundingClientRect().left);
    expect(left).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    expect(await focus()).toBe("book-content");
  });

  it("finds an alert while one types, and opens it with Enter", async () => {
    const { page, problems } = visit;
    await page.goto(`${base}dashboards/host.html`);
    await page.keyboard.press("/");
    expect(await focus()).toBe("book-search");
    await page.keyboard.type("host cpu satur");
    expect((await shown())[0]).toBe("HostCpuSaturated");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(page.url()).toBe(`${base}alerts/HostCpuSaturated.html`);
    expect(await page.$eval("h1", (title) => title.textContent)).toBe("HostCpuSaturated");
    expect(problems).toEqual([]);
  });

  it("goes through what is found with arrows, round at both ends, and ends with Escape", async () => {
    const { page } = visit;
    await page.goto(`${base}index.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("node_cpu");
    const found = await shown();
    expect(found.length).toBeGreaterThan(3);
    const chosen = () =>
      page.$eval('#book-found [aria-selected="true"] .title', (title) => title.textContent);
    expect(await chosen()).toBe(found[0]);
    await page.keyboard.press("ArrowDown");
    expect(await chosen()).toBe(found[1]);
    const active = await page.$eval("#book-search", (input) => input.getAttribute("aria-activedescendant"));
    expect(active).toBe("book-found-1");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await chosen()).toBe(found.at(-1));
    await page.keyboard.press("Escape");
    expect(await shown()).toEqual([]);
  });

  it("says where nothing is found, and takes a slash as text while one writes", async () => {
    const { page } = visit;
    await page.goto(`${base}index.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("a/zzzz");
    expect(await page.$eval("#book-search", (input) => (input as { value?: string }).value)).toBe("a/zzzz");
    expect(await page.$eval("#book-told", (told) => told.textContent)).toBe("0 found");
    expect(await page.$eval("#book-found", (list) => list.textContent)).toBe("Nothing found");
  });

  it("leads to a place within a page that is open already", async () => {
    const { page } = visit;
    await page.goto(`${base}metrics.html`);
    await page.keyboard.press("/");
    await page.keyboard.type("node_cpu_seconds_total");
    await page.keyboard.press("Enter");
    await page.waitForFunction("location.hash === '#node_cpu_seconds_total'");
    expect(await shown()).toEqual([]);
  });
});

describe("a book", () => {
  it("leads from a panel of the picture to its row", async () => {
    const { page } = await at(1280);
    await page.goto(`${base}dashboards/host.html`);
    await page.click("[data-panel]");
    const id = await page.$eval("[data-panel]", (panel) => panel.getAttribute("data-panel"));
    expect(page.url()).toBe(`${base}dashboards/host.html#panel-${id}`);
    expect(await page.$(`tr:target#panel-${id}`)).not.toBeNull();
    await page.close();
  });

  it.each(["light", "dark"])("can be read in the %s scheme", async (scheme) => {
    const { page } = await at(1280);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const path of [
      "index.html",
      "alerts.html",
      "alerts/HostCpuSaturated.html",
      "dashboards/host.html",
    ]) {
      await page.goto(base + path);
      const dark = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(dark).toBe(scheme === "dark" ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)");
      // WCAG 2.2, level AA, of text of common size.
      expect(await page.evaluate(contrastBelow(4.5)), path).toEqual([]);
      // No colours differ as much: the measure sees the texts.
      expect(await page.evaluate(contrastBelow(22))).not.toEqual([]);
    }
    await page.close();
  });

  it("is read without scripts as well", async () => {
    const { page, problems } = await at(1280);
    await page.setJavaScriptEnabled(false);
    await page.goto(`${base}index.html`);
    const search = await page.$(".search");
    expect(await search?.isVisible()).toBe(false);
    await Promise.all([page.waitForNavigation(), page.click('nav a[href="alerts.html"]')]);
    expect(page.url()).toBe(`${base}alerts.html`);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("works below a path of a static host, where search leads to the right page from every depth", async () => {
    const { server, url } = await hostBelow("/team/book/", folder);
    try {
      const { page, problems, requests } = await at(375);
      await page.goto(`${url}alerts/HostCpuSaturated.html`);
      await page.keyboard.press("/");
      await page.keyboard.type("HostCpuPressure");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      expect(page.url()).toBe(`${url}alerts/HostCpuPressure.html`);
      expect(problems).toEqual([]);
      expect(requests.filter((each) => !each.startsWith(url) && each !== "data:,")).toEqual([]);
      await page.close();
    } finally {
      server.close();
    }
  });
});
