import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layered, type Point } from "../../review/pictures/layered";

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const apart = (a: Rectangle, b: Rectangle): boolean =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

describe("a layered drawing", () => {
  const room = { width: 100, across: 40, down: 10, margin: 5 };
  const graph = fc
    .integer({ min: 1, max: 25 })
    .chain((count) =>
      fc.tuple(
        fc.array(fc.integer({ min: 10, max: 90 }), { minLength: count, maxLength: count }),
        fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
      ),
    )
    .map(([heights, pairs]) => ({
      nodes: heights.map((height, at) => ({ id: `n${at}`, height })),
      lines: pairs.filter(([a, b]) => a !== b).map(([a, b]) => ({ from: `n${a}`, to: `n${b}` })),
    }));

  it("keeps boxes apart and inside, and lines away from boxes, whatever the graph", () => {
    fc.assert(
      fc.property(graph, ({ nodes, lines }) => {
        const drawing = layered(nodes, lines, room);
        const boxes = nodes.map(({ id, height }) => {
          const { x, y } = drawing.nodes.get(id) ?? { x: -1, y: -1 };
          return { left: x, top: y, right: x + room.width, bottom: y + height };
        });
        for (const [at, one] of boxes.entries()) {
          expect(one.left >= 0 && one.top >= 0).toBe(true);
          expect(one.right <= drawing.width && one.bottom <= drawing.height).toBe(true);
          for (const other of boxes.slice(at + 1)) expect(apart(one, other)).toBe(true);
        }
        for (const points of drawing.lines)
          points.slice(1).forEach((to, at) => {
            const from = points[at] ?? to;
            expect(from.x).toBeLessThan(to.x);
            // A part within a column is level: it must not touch a box there.
            if (to.x - from.x === room.width)
              for (const box of boxes)
                expect(box.left === from.x && from.y > box.top && from.y < box.bottom).toBe(false);
          });
      }),
      { numRuns: 150 },
    );
  });

  it("draws what leads to a node left of it", () => {
    const nodes = ["a", "b", "c"].map((id) => ({ id, height: 20 }));
    const drawing = layered(
      nodes,
      [
        { from: "c", to: "b" },
        { from: "b", to: "a" },
      ],
      room,
    );
    const x = (id: string) => drawing.nodes.get(id)?.x ?? 0;
    expect(x("c")).toBeLessThan(x("b"));
    expect(x("b")).toBeLessThan(x("a"));
  });

  it("leaves no crossing where there is a drawing without one", () => {
    const nodes = ["a", "b", "c", "x", "y", "z"].map((id) => ({ id, height: 20 }));
    const lines = [
      { from: "a", to: "z" },
      { from: "b", to: "y" },
      { from: "c", to: "x" },
    ];
    const { nodes: places } = layered(nodes, lines, room);
    const ordered = [...lines].sort((one, other) => y(places, one.from) - y(places, other.from));
    const ends = ordered.map(({ to }) => y(places, to));
    expect(ends).toEqual([...ends].sort((one, other) => one - other));
  });

  it("rejects a line to what is no node", () => {
    expect(() => layered([{ id: "a", height: 10 }], [{ from: "a", to: "b" }], room)).toThrow(
      "There is no node b.",
    );
  });
});

function y(places: ReadonlyMap<string, Point>, id: string): number {
  return places.get(id)?.y ?? 0;
}
