import { beforeAll, describe, expect, it } from "vitest";
import { type Change, type StackChange } from "../../review/compare/change";
import { compare, type Review } from "../../review/compare/compare";
import { html } from "../../review/compare/html";
import { markdown } from "../../review/compare/markdown";
import { worldOf } from "../../review/compare/world";
import { type Files } from "../../review/render";
import { committed } from "./review-trial";
import { all, readXml, textOf, type XmlElement } from "./xml";

const before = committed("local");
const boardPath = "local/grafana/dashboards/overview.json";
const hostile = `</title><script>alert("1")</script><img src="http://example.com/x">&`;

const routing = `
route:
  receiver: chat
  routes: [{ receiver: oncall, matchers: ['severity="critical"'] }]
receivers: [{ name: chat }, { name: oncall, webhook_configs: [{ url: http://example.com/hook }] }]
`;

/** A dashboard with a new title of a panel, other routes, and a server that goes. */
function changed(): Files {
  const board = JSON.parse(before.get(boardPath) ?? "{}") as {
    panels: { type: string; title: string; transformations?: unknown }[];
  };
  const panel = board.panels.find(({ type }) => type !== "row");
  if (panel === undefined) throw new Error("there is a panel");
  panel.title = hostile;
  panel.transformations = [{ id: "merge", options: {} }];
  const resources = (before.get("local/resources.yaml") ?? "").split(/^(?=- urn)/m);
  return new Map([
    ...before,
    [boardPath, JSON.stringify(board)],
    ["local/alertmanager/alertmanager.yml", routing],
    [
      "local/resources.yaml",
      resources.filter((each) => !/^- urn: \S+::process-exporter$/m.test(each)).join(""),
    ],
  ]);
}

/** A page as its elements: HTML's few void elements are closed for the reader of XML. */
function read(page: string): XmlElement {
  return readXml(page.replace(/^<!doctype html>\n/, ""));
}

const plainWords = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Lines of Markdown without its signs. */
function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("- "))
    .map((line) =>
      plainWords(
        line
          .slice(2)
          .replace(/ _(\(.*\))_$/, " $1")
          .replace(/(?<!\\)[`*]/g, "")
          .replace(/\\(.)/g, "$1"),
      ),
    );
}

function itemsOf(page: XmlElement): readonly string[] {
  const [main = page] = all(page, "main");
  return all(main, "section")
    .flatMap((section) => section.children)
    .flatMap((child) => (typeof child !== "string" && child.name === "ul" ? all(child, "li") : []))
    .filter((item) => !all(item, "span").some((each) => each.attributes["class"]?.startsWith("mark")))
    .map((item) => plainWords(textOf(item)));
}

describe("a review as HTML", () => {
  const after = changed();
  let review: Review;
  let page: string;
  let root: XmlElement;
  beforeAll(() => {
    review = compare(before, after, worldOf());
    page = html(review, "main (0123abc)", { before, after });
    root = read(page);
  });

  it("has the words of the Markdown, in its order", () => {
    expect(review.changes.length).toBeGreaterThan(4);
    // A subject of which two things are told is one line.
    expect(itemsOf(root).filter((line) => line.includes("; arranges its columns otherwise"))).toHaveLength(1);
    expect(itemsOf(root)).toEqual(linesOf(markdown(review, "main (0123abc)")));
    expect(all(root, "h2").map(textOf)).toEqual(
      markdown(review, "x")
        .split("\n")
        .flatMap((line) => (line.startsWith("### ") ? [line.slice(4)] : [])),
    );
    const [summary] = all(root, "p");
    expect(summary === undefined ? "" : textOf(summary)).toBe(
      `${review.changes.length} changes against main (0123abc).`,
    );
  });

  it("asks nobody for anything and runs nothing", () => {
    const policy = all(root, "meta").find((each) => "http-equiv" in each.attributes);
    expect(policy?.attributes["content"]).toContain("default-src 'none'");
    const names = new Set(elements(root).map(({ name }) => name));
    for (const name of ["script", "link", "img", "iframe", "object", "embed", "base", "form"])
      expect(names).not.toContain(name);
    for (const { attributes } of elements(root)) {
      expect(Object.keys(attributes).filter((key) => key.startsWith("on") || key === "src")).toEqual([]);
      if (attributes["href"] !== undefined) expect(attributes["href"]).toMatch(/^#/);
    }
    const style = all(root, "style").map(textOf).join();
    expect(style).not.toMatch(/url\((?!#)|@import|https?:/);
  });

  it("shows hostile titles as text", () => {
    expect(page).not.toContain("<script");
    expect(textOf(root)).toContain(hostile);
  });

  it("has both sides of what changed as pictures: the dashboard, the routes and the servers", () => {
    const captions = all(root, "figure").map((figure) => {
      const [picture] = all(figure, "svg");
      const [title] = picture === undefined ? [] : all(picture, "title");
      return title === undefined ? "" : textOf(title);
    });
    expect(captions).toEqual([
      "Routes of Alertmanager",
      "Routes of Alertmanager",
      "Servers and what flows between them",
      "Servers and what flows between them",
      "Dashboard Overview",
      "Dashboard Overview",
    ]);
    const removed = elements(root).filter((each) => each.attributes["data-node"] === "process-exporter");
    expect(removed.map((each) => each.attributes["data-marks"])).toEqual(["removed"]);
    const marked = elements(root).filter(
      (each) => "data-panel" in each.attributes && "data-marks" in each.attributes,
    );
    expect(marked.map((each) => each.attributes["data-marks"])).toEqual(["changed", "changed"]);
  });

  it("has each id once, and every reference within it leads somewhere", () => {
    const ids = elements(root).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements(root)) {
      const references = [
        attributes["href"]?.slice(1),
        ...(attributes["aria-labelledby"]?.split(" ") ?? []),
        ...["fill", "marker-end"].map((key) => /^url\(#(.+)\)$/.exec(attributes[key] ?? "")?.[1]),
      ];
      for (const reference of references) if (reference !== undefined) expect(ids).toContain(reference);
    }
  });

  it("can be used with a keyboard: what scrolls or opens takes the focus, and a link leads past the headings", () => {
    for (const frame of all(root, "div").filter((each) => each.attributes["class"] === "frame")) {
      expect(frame.attributes["tabindex"]).toBe("0");
      expect(frame.attributes["aria-label"]).toMatch(/^(Before|After): /);
    }
    for (const each of all(root, "details")) expect((each.children[0] as XmlElement).name).toBe("summary");
    expect(all(root, "a")[0]?.attributes["href"]).toBe("#changes");
  });

  it("is the same for the same input", () => {
    expect(html(review, "main (0123abc)", { before, after })).toBe(page);
  });

  it("says that nothing changes, without a picture", () => {
    const none = html({ changes: [], stacks: ["local"] }, "main", { before, after: before });
    expect(textOf(read(none))).toContain("No change against main");
    expect(none).not.toContain("<svg");
  });

  it("has all lines of a long heading, where the Markdown counts them", () => {
    const change = (at: number): StackChange => ({
      consequence: "metric" as Change["consequence"],
      subject: `metric m${at}`,
      text: `is needed now: alert A${at}`,
      stacks: ["local"],
    });
    const long = { changes: Array.from({ length: 60 }, (_, at) => change(at)), stacks: ["local"] };
    const text = textOf(read(html(long, "main", { before, after })));
    expect(text).toContain("… and 20 more");
    for (const { subject } of long.changes) expect(text).toContain(`${subject} is needed now`);
  });

  it("takes a further section", () => {
    const more =
      "\n### Noise\n\nOn what <x> recorded:\n\n- `HostCpuSaturated` (warning) would have fired 2 times\n- **too often**\n";
    const with_ = read(html(review, "main", { before, after }, more));
    const section = all(with_, "section").at(-1);
    expect(section?.children.map((child) => (typeof child === "string" ? child : child.name))).toEqual([
      "h2",
      "p",
      "ul",
    ]);
    expect(section === undefined ? "" : textOf(section)).toContain(
      "On what <x> recorded:HostCpuSaturated (warning)",
    );
  });
});

function elements(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap((child) => (typeof child === "string" ? [] : elements(child)))];
}
