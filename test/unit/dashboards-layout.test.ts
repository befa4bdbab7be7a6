import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap } from "../../dashboards/lint/grid";
import { COLUMNS, layout, type GridPos, type RowSizes } from "../../dashboards/model/layout";

const size = fc.record({
  width: fc.integer({ min: 1, max: COLUMNS }),
  height: fc.integer({ min: 1, max: 20 }),
});
const rows = fc.array(fc.record({ collapsed: fc.boolean(), panels: fc.array(size, { maxLength: 30 }) }), {
  maxLength: 8,
});

/** Panels by the line that they stand in. */
function lines(panels: readonly GridPos[]): readonly (readonly GridPos[])[] {
  return [...new Set(panels.map((each) => each.y))].map((y) => panels.filter((each) => each.y === y));
}

function pairsOverlap(places: readonly GridPos[]): boolean {
  return places.some((a, at) => places.slice(at + 1).some((b) => overlap(a, b)));
}

const one = (panels: RowSizes["panels"]) => layout([{ collapsed: false, panels }])[0]?.panels ?? [];
const widths = (...all: number[]) => one(all.map((width) => ({ width, height: 8 }))).map((each) => each.w);

describe("the layout of any rows of panels", () => {
  it("gives every panel a place, in order", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const places = layout(all);
        expect(places.map((each) => each.panels.length)).toEqual(all.map((each) => each.panels.length));
        for (const { panels } of places)
          panels.forEach((each, at) => {
            const before = panels[at - 1];
            if (before !== undefined)
              expect(each.y > before.y || (each.y === before.y && each.x === before.x + before.w)).toBe(true);
          });
      }),
    );
  });

  it("lets nothing that is visible together overlap", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const places = layout(all);
        const open = places.flatMap((each, at) =>
          all[at]?.collapsed === true ? [each.heading] : [each.heading, ...each.panels],
        );
        expect(pairsOverlap(open)).toBe(false);
        for (const each of places) expect(pairsOverlap([each.heading, ...each.panels])).toBe(false);
      }),
    );
  });

  it("fills every line to exactly 24 columns, with panels of equal height", () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const { panels } of layout(all))
          for (const line of lines(panels)) {
            expect(line[0]?.x).toBe(0);
            expect(line.reduce((sum, each) => sum + each.w, 0)).toBe(COLUMNS);
            expect(new Set(line.map((each) => each.h)).size).toBe(1);
          }
      }),
    );
  });

  it("makes no panel narrower or lower than it asked for", () => {
    fc.assert(
      fc.property(rows, (all) => {
        layout(all).forEach(({ panels }, row) =>
          panels.forEach((place, at) => {
            const wanted = all[row]?.panels[at];
            expect(place.w).toBeGreaterThanOrEqual(wanted?.width ?? Infinity);
            expect(place.h).toBeGreaterThanOrEqual(wanted?.height ?? Infinity);
          }),
        );
      }),
    );
  });

  it("leaves no gap between rows, and gives a closed row the height of its heading", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const places = layout(all);
        places.forEach(({ heading, panels }, at) => {
          const below =
            all[at]?.collapsed === true
              ? heading.y + 1
              : Math.max(heading.y + 1, ...panels.map((p) => p.y + p.h));
          expect(places[at + 1]?.heading.y ?? below).toBe(below);
        });
      }),
    );
  });
});

describe("lines", () => {
  it("stretch to the full width", () => {
    expect(widths(8, 8)).toEqual([12, 12]);
    expect(widths(4, 4, 4, 4, 4)).toEqual([5, 5, 5, 5, 4]);
    expect(widths(16, 4)).toEqual([20, 4]);
  });

  it("are broken evenly, the fuller first", () => {
    expect(widths(8, 8, 8, 8)).toEqual([12, 12, 12, 12]);
    expect(widths(8, 8, 8, 8, 8)).toEqual([8, 8, 8, 12, 12]);
  });
});

describe("sizes that the grid does not have", () => {
  it.each([0, 25, 1.5, -3])("a width of %s is refused with the widths that there are", (width) => {
    expect(() => one([{ width, height: 8 }])).toThrow(
      `${width} columns wide. Write a whole number from 1 to 24.`,
    );
  });

  it.each([0, 2.5])("a height of %s is refused", (height) => {
    expect(() => one([{ width: 8, height }])).toThrow(`${height} grid rows high`);
  });
});
