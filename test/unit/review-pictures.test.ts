import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byStack } from "../../review/compare/by-stack";
import { type BoardPanel, panelsById, readBoards, type ReadBoard } from "../../review/compare/read-boards";
import { boardLayout } from "../../review/pictures/board-layout";
import { boardPairs } from "../../review/pictures/board-pairs";
import { marksBetween, signs } from "../../review/pictures/marks";
import { boardPair, sideBySide } from "../../review/pictures/side-by-side";
import { standalone } from "../../review/pictures/svg";
import { cut, widthOf, wrapped } from "../../review/pictures/text";
import { wireframe } from "../../review/pictures/wireframe";
import { committed } from "./review-trial";
import { all, readXml, textOf, type XmlElement } from "./xml";

const stacks = ["content", "docker", "local", "production"] as const;
const boards = [...byStack(committed(...stacks))].flatMap(([stack, files]) =>
  [...readBoards(files).values()].map((board) => ({ board, called: `${stack}, ${board.uid}` })),
);
/** A dashboard with enough in it to try things out: open and closed rows, and a first one of five panels or more. */
const host = (): ReadBoard => {
  const found = boards.find(
    ({ board: { rows } }) =>
      (rows[0]?.panels.length ?? 0) >= 5 && rows[0]?.collapsed === false && rows.some((row) => row.collapsed),
  );
  if (found === undefined) throw new Error("there is a dashboard with open and closed rows");
  return found.board;
};

const number = (element: XmlElement, name: string): number => Number(element.attributes[name]);
const boxes = (root: XmlElement) => all(root, "svg").filter((each) => "data-panel" in each.attributes);

/** A dashboard with other panels. */
const withPanels = (board: ReadBoard, change: (panel: BoardPanel) => readonly BoardPanel[]): ReadBoard => ({
  ...board,
  rows: board.rows.map((row) => ({ ...row, panels: row.panels.flatMap(change) })),
});

describe("a wireframe", () => {
  it.each(boards)("of $called has every panel once, in the picture, beside the others", ({ board }) => {
    const root = readXml(standalone(wireframe(board, { unfold: () => true })));
    const drawn = boxes(root);
    expect(drawn.map((each) => each.attributes["data-panel"]).sort()).toEqual(
      [...panelsById(board).keys()].sort(),
    );
    const places = [...drawn, ...all(root, "svg").filter((each) => "data-row" in each.attributes)].map(
      (each) => ({
        left: number(each, "x"),
        top: number(each, "y"),
        right: number(each, "x") + number(each, "width"),
        bottom: number(each, "y") + number(each, "height"),
      }),
    );
    for (const [at, a] of places.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.top).toBeGreaterThanOrEqual(0);
      expect(a.right).toBeLessThanOrEqual(number(root, "width"));
      expect(a.bottom).toBeLessThanOrEqual(number(root, "height"));
      for (const b of places.slice(at + 1))
        expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(true);
    }
  });

  it.each(boards)("of $called keeps every text in its box", ({ board }) => {
    const root = readXml(standalone(wireframe(board, { unfold: () => true })));
    const sizes: Readonly<Record<string, number>> = { name: 10, meta: 8.5, row: 11, sign: 11 };
    for (const box of all(root, "svg"))
      for (const text of all(box, "text")) {
        const style = text.attributes["class"] ?? "";
        const width = widthOf(textOf(text), sizes[style] ?? 0, style !== "meta");
        const x = number(text, "x") - (style === "sign" ? width / 2 : 0);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(number(box, "width"));
        expect(number(text, "y")).toBeLessThanOrEqual(number(box, "height"));
      }
  });

  it("keeps the grid of Grafana within a row", () => {
    const { panels } = boardLayout(host(), () => true);
    const scale = new Set(panels.map(({ panel, box }) => (box.width + 2) / panel.gridPos.w));
    const heights = new Set(panels.map(({ panel, box }) => (box.height + 2) / panel.gridPos.h));
    const columns = new Set(panels.map(({ panel, box }) => box.x - panel.gridPos.x * 24));
    expect([scale.size, heights.size, columns.size]).toEqual([1, 1, 1]);
  });

  it("draws a closed row as its heading, with the number of its panels", () => {
    const board = host();
    const closed = board.rows.filter(({ collapsed }) => collapsed);
    const open = board.rows.filter(({ collapsed }) => !collapsed).flatMap(({ panels }) => panels);
    const root = readXml(standalone(wireframe(board)));
    expect(closed.length).toBeGreaterThan(0);
    expect(boxes(root)).toHaveLength(open.length);
    const headings = all(root, "svg")
      .filter((each) => "data-row" in each.attributes)
      .map((each) => all(each, "text").map(textOf).join());
    for (const { title, panels } of closed)
      expect(headings).toContainEqual(
        expect.stringMatching(new RegExp(`^▸ ${title} \\(${panels.length} panels?, closed\\)$`)),
      );
  });

  it("says title, type, unit and queries of a panel, and its name and content to a screen reader", () => {
    const board = withPanels(host(), (panel) => [
      {
        ...panel,
        title: "Busy",
        type: "timeseries",
        gridPos: { ...panel.gridPos, w: 12, h: 8 },
        targets: ["A", "B"].map((refId) => ({ refId, expr: "up", legendFormat: "" })),
        fieldConfig: { defaults: { unit: "bytes" }, overrides: [] },
      },
    ]);
    const root = readXml(standalone(wireframe(board)));
    const [panel] = boxes(root);
    expect(all(panel ?? root, "text").map(textOf)).toEqual(["Busy", "time series · 2 queries · bytes"]);
    expect(all(panel ?? root, "use").map((each) => each.attributes["href"])).toEqual(["#sketch-timeseries"]);
    const [title, description] = root.children as readonly XmlElement[];
    expect([title?.name, description?.name]).toEqual(["title", "desc"]);
    expect(root.attributes["aria-labelledby"]).toBe(
      [title, description].map((each) => each?.attributes["id"]).join(" "),
    );
  });

  it("has a drawing for each type of panel that there is", () => {
    for (const { board } of boards) {
      const root = readXml(standalone(wireframe(board, { unfold: () => true })));
      const ids = all(root, "symbol").map((each) => `#${each.attributes["id"] ?? ""}`);
      for (const { attributes } of all(root, "use")) {
        expect(ids).toContain(attributes["href"]);
        expect(attributes["href"]).not.toBe("#sketch-other");
      }
    }
  });

  it("is the same for the same input", () => {
    expect(standalone(wireframe(host()))).toBe(standalone(wireframe(structuredClone(host()))));
  });

  it("is well-formed whatever a title is, and shows it as text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (title) => {
        const board = withPanels(host(), (panel) => [{ ...panel, title, type: title }]);
        const root = readXml(standalone(wireframe({ ...board, title, uid: title })));
        expect(all(root, "script")).toEqual([]);
      }),
      { numRuns: 60 },
    );
    const title = `</text><script>alert("1")</script>&'`;
    const picture = standalone(wireframe(withPanels(host(), (panel) => [{ ...panel, title }])));
    expect(picture).not.toContain("<script");
    expect(boxes(readXml(picture)).every((each) => textOf(each).includes(title))).toBe(true);
  });

  it("cuts a panel that reaches out of the grid to it", () => {
    const wide = withPanels(host(), (panel) => [
      { ...panel, gridPos: { ...panel.gridPos, x: 30, w: 40, h: 0 } },
    ]);
    for (const { box } of boardLayout(wide).panels) {
      expect(box.x + box.width).toBeLessThanOrEqual(boardLayout(wide).width);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
    }
  });
});

describe("marks", () => {
  const before = host();
  const [first, second, third, fourth, fifth] = before.rows[0]?.panels ?? [];
  if (!first || !second || !third || !fourth || !fifth) throw new Error("the first row has five panels");
  const fresh: BoardPanel = { ...first, id: 4711, title: "Fresh" };
  const after: ReadBoard = {
    ...before,
    rows: before.rows.map((row, at) =>
      at === 0
        ? {
            ...row,
            panels: [fresh, { ...first, title: "Other" }, fourth, third, fifth, ...row.panels.slice(5)],
          }
        : row,
    ),
  };

  it("tell what came, went, changed and moved, on the sides where it is to be seen", () => {
    const marks = marksBetween(before, after);
    const kinds = (side: "before" | "after") =>
      Object.fromEntries([...marks[side].panels].map(([id, mark]) => [id, mark.kinds.join()]));
    const both = { [first.id]: "changed", [third.id]: "moved" };
    expect(kinds("before")).toEqual({ ...both, [second.id]: "removed" });
    expect(kinds("after")).toEqual({ ...both, [fresh.id]: "added" });
  });

  it("are a colour and a sign in the picture", () => {
    const [one, other] = boardPair(before, after, "pair");
    const marked = (picture: typeof one) =>
      boxes(readXml(standalone(picture))).flatMap(({ attributes, ...rest }) =>
        attributes["data-marks"] === undefined
          ? []
          : [
              [
                attributes["class"],
                ...all({ attributes, ...rest }, "text")
                  .filter((each) => each.attributes["class"] === "sign")
                  .map(textOf),
              ].join(" "),
            ],
      );
    expect(marked(one).sort()).toEqual(
      [`changed ${signs.changed}`, `moved ${signs.moved}`, `removed ${signs.removed}`].sort(),
    );
    expect(marked(other).sort()).toEqual(
      [`added ${signs.added}`, `changed ${signs.changed}`, `moved ${signs.moved}`].sort(),
    );
    expect(new Set(Object.values(signs)).size).toBe(4);
  });

  it("mark nothing where nothing changed", () => {
    const { before: one, after: other } = marksBetween(before, structuredClone(before));
    expect([one.panels.size, one.rows.size, other.panels.size, other.rows.size]).toEqual([0, 0, 0, 0]);
  });

  it("tell two panels of one title apart", () => {
    const twin = withPanels(before, (panel) => [{ ...panel, title: "Same" }]);
    const swapped = {
      ...twin,
      rows: twin.rows.map((row, at) =>
        at === 0 ? { ...row, panels: [...row.panels.slice(1), ...row.panels.slice(0, 1)] } : row,
      ),
    };
    expect([...marksBetween(twin, swapped).after.panels.keys()]).toEqual([first.id]);
  });

  it("unfold a closed row in which something changed, and only that", () => {
    const closed = before.rows.filter(({ collapsed }) => collapsed);
    const id = closed[0]?.panels[0]?.id;
    const changed = withPanels(before, (panel) => [panel.id === id ? { ...panel, title: "Other" } : panel]);
    const [, other] = boardPair(before, changed, "pair");
    const open = before.rows.filter(({ collapsed }) => !collapsed).flatMap(({ panels }) => panels).length;
    expect(boxes(readXml(standalone(other)))).toHaveLength(open + (closed[0]?.panels.length ?? 0));
  });

  it("stand in one picture with both sides", () => {
    const [one, other] = boardPair(before, after, "pair");
    const both = readXml(standalone(sideBySide(one, other, "both")));
    const single = [one, other].map((each) => boxes(readXml(standalone(each))).length);
    expect(boxes(both)).toHaveLength((single[0] ?? 0) + (single[1] ?? 0));
    expect(number(both, "width")).toBeGreaterThan(one.width + other.width);
  });

  it("pair a dashboard with itself under another uid", () => {
    const pairs = boardPairs(
      new Map([[before.uid, before]]),
      new Map([["machine", { ...before, uid: "machine" }]]),
    );
    expect(pairs.map((pair) => pair.map((board) => board?.uid))).toEqual([[before.uid, "machine"]]);
  });
});

describe("text", () => {
  it("never is wider than its room, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 200 }), (text, width) => {
        expect(widthOf(cut(text, width, 10), 10)).toBeLessThanOrEqual(width);
        for (const line of wrapped(text, width, 10, 3)) expect(widthOf(line, 10)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("is left alone where it fits, and says where something is missing", () => {
    expect(cut("CPU busy", 200, 10)).toBe("CPU busy");
    expect(cut("CPU busy over time", 60, 10)).toMatch(/^CPU bus?y?…$/);
    expect(wrapped("one two three four", 60, 10, 2)).toEqual(["one two", "three four"]);
  });
});
