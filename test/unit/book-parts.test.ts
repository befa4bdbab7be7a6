import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { templateInWords } from "../../review/book/alert-words";
import { expression, metricsIn } from "../../review/book/expression";
import { FolderError, writeBook } from "../../review/book/folder";
import { markdownText } from "../../review/book/markdown-text";
import { alertPage, relativeTo } from "../../review/book/places";
import { indexScript } from "../../review/book/search-index";
import { findBrowser } from "../../tools/browser";

const folder = mkdtempSync(join(tmpdir(), "observatory-book-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an expression in the book", () => {
  const place = (metric: string) => (metric === "up" ? "m.html#up" : undefined);

  it("has links on the metrics that there are, and keeps every sign", () => {
    const { markup } = expression('sum(up{job="a<b"}) > other', place);
    expect(markup).toContain('<a href="m.html#up">up</a>');
    expect(markup).toContain("&quot;a&lt;b&quot;");
    const text = markup
      .replace(/<[^>]*>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">");
    expect(text).toBe('sum(up{job="a<b"}) > other');
  });

  it("leaves variables of Grafana and log queries as they are", () => {
    expect(expression("rate(up[$__rate_interval])", place).markup).toContain("[$__rate_interval]");
    expect(expression('{job="up"} |= "up"', place).markup).not.toContain("<a");
    expect(metricsIn('{job="up"} |= "up"')).toEqual([]);
    expect(metricsIn('up + on () {__name__="down"} + up')).toEqual(["up", "down"]);
  });
});

describe("a Markdown text in the book", () => {
  const linkTo = (written: string) => (written === "There.md" ? "There.html" : undefined);
  const nameTo = (word: string) => (word === "HostDown" ? "HostDown.html" : undefined);
  const html = (text: string) => markdownText(text, { linkTo, nameTo, lower: 1 }).markup;

  it("keeps links that lead somewhere, and of the others the words", () => {
    expect(html("[a](There.md) and [b **c**](Gone.md)")).toBe(
      '<p><a href="There.html">a</a> and b <strong>c</strong></p>\n',
    );
    expect(html("![a picture](https://example.com/x.png)")).toBe("<p>a picture</p>\n");
  });

  it("has links on names in running text, not in code and not in links", () => {
    expect(html("HostDown, `HostDown`, [HostDown](There.md), HostDowner")).toBe(
      '<p><a href="HostDown.html">HostDown</a>, <code>HostDown</code>, <a href="There.html">HostDown</a>, HostDowner</p>\n',
    );
  });

  it("lowers headings and shows markup as text", () => {
    expect(html("## Meaning <b>\n")).toBe("<h3>Meaning &lt;b&gt;</h3>\n");
  });
});

describe("places in the book", () => {
  it("are found from every depth, the page itself included", () => {
    expect(relativeTo("alerts/A.html")("metrics.html#up")).toBe("../metrics.html#up");
    expect(relativeTo("alerts/A.html")("alerts/B.html")).toBe("B.html");
    expect(relativeTo("metrics.html")("metrics.html#up")).toBe("#up");
    expect(relativeTo("index.html")("index.html")).toBe("index.html");
  });

  it("are files of their own for names that are no file names", () => {
    const names = ["../a", "..~2f~a", "a b", "a_b", "A", "~", "ä"].map(alertPage);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^alerts\/[\w~-]+\.html$/);
  });
});

describe("texts of alerts", () => {
  it("are read without the syntax of templates", () => {
    expect(templateInWords("{{ $labels.instance }}: {{ $value | humanize }} of {{ len .x }}")).toBe(
      "‹instance›: ‹value› of …",
    );
  });
});

describe("the search index", () => {
  it("is a constant that no text ends", () => {
    const script = indexScript([{ kind: "alert", title: "</script>", place: "a.html", words: "\u2028" }]);
    expect(script).toBe('const bookIndex = [\n["alert","\\u003c/script>","a.html","\\u2028"]\n];\n');
  });
});

describe("the folder of a book", () => {
  it("loses what the book has no more, and keeps out of folders with other things", () => {
    const own = join(folder, "own");
    writeBook(
      own,
      new Map([
        ["a.html", "1"],
        ["b/c.html", "2"],
      ]),
    );
    writeBook(own, new Map([["a.html", "3"]]));
    expect(readFileSync(join(own, "a.html"), "utf8")).toBe("3");
    expect(existsSync(join(own, "b/c.html"))).toBe(false);
    writeFileSync(join(own, "letter.txt"), "mine");
    expect(() => writeBook(own, new Map([["a.html", "4"]]))).toThrow(FolderError);
    expect(readFileSync(join(own, "a.html"), "utf8")).toBe("3");
    expect(() => writeBook(join(own, "letter.txt"), new Map())).toThrow(/is a file/);
  });
});

describe("a browser", () => {
  it("is what CHROMIUM names, else the first that is on the PATH and runs", () => {
    const bin = join(folder, "bin");
    mkdirSync(join(bin, "chromium"), { recursive: true });
    writeFileSync(join(bin, "chromium-browser"), "");
    expect(findBrowser({ PATH: bin })).toBeUndefined();
    writeFileSync(join(bin, "google-chrome"), "");
    chmodSync(join(bin, "google-chrome"), 0o755);
    expect(findBrowser({ PATH: `/nowhere:${bin}` })).toBe(join(bin, "google-chrome"));
    expect(findBrowser({ PATH: "", CHROMIUM: join(bin, "google-chrome") })).toBe(join(bin, "google-chrome"));
    expect(findBrowser({ PATH: bin, CHROMIUM: join(bin, "gone") })).toBeUndefined();
  });
});
