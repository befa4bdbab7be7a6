import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpu } from "../../rules/cases/host";
import { counter, lines, steps } from "../../rules/cases/series";
import { inWords, toSeconds } from "../../rules/duration";
import { fill } from "../../rules/texts";
import { withUnit } from "../../signals/unit";

/** Promtool's notation, written out. */
function values(notation: string): (number | undefined)[] {
  return notation.split(" ").flatMap((part) => {
    const gap = /^_x(\d+)$/.exec(part);
    if (gap) return Array<undefined>(Number(gap[1])).fill(undefined);
    const [, start = part, step = "0", count = "0"] = /^([\d.e-]+?)([+-][\d.]+)?x(\d+)$/.exec(part) ?? [];
    return Array.from({ length: Number(count) + 1 }, (_, index) => Number(start) + index * Number(step));
  });
}

describe("series of cases", () => {
  it("hold a value up to and at its time", () => {
    expect(
      values(
        steps([
          ["30s", 1],
          ["1m", 0],
        ]),
      ),
    ).toEqual([1, 1, 1, 0, 0]);
    expect(
      values(
        steps([
          ["15s", "missing"],
          ["30s", 2],
        ]),
      ),
    ).toEqual([undefined, undefined, 2]);
  });

  it("go on straight lines from point to point", () => {
    expect(
      values(
        lines([
          ["0s", 0],
          ["30s", 4],
          ["1m", 0],
        ]),
      ),
    ).toEqual([0, 2, 4, 2, 0]);
  });

  it("count at a rate", () => {
    expect(
      values(
        counter([
          ["30s", 1],
          ["1m", 2],
        ]),
      ),
    ).toEqual([0, 15, 30, 60, 90]);
  });

  it("have one value for each scrape, from 0 to the end", () => {
    const course = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(course, (gaps) => {
        const ends = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((a, b) => a + b, 0));
        const last = ends.at(-1) ?? 0;
        expect(values(steps(ends.map((end) => [`${end * 15}s`, 1])))).toHaveLength(last + 1);
        expect(values(lines([["0s", 0], ...ends.map((end) => [`${end * 15}s`, end] as const)]))).toHaveLength(
          last + 1,
        );
      }),
    );
  });

  it("of a CPU add up to its time", () => {
    const series = Object.values(cpu({ idle: 0.5, iowait: 0.25, then: { from: "30m", idle: 0.25 } })).slice(
      0,
      3,
    );
    const sums = series.map(values).reduce((a, b) => a.map((value, index) => (value ?? 0) + (b[index] ?? 0)));
    sums.forEach((sum, index) => expect(sum).toBeCloseTo(index * 15, 6));
  });
});

describe("texts", () => {
  it("state numbers as people read them", () => {
    const stated = [
      withUnit(0.9, "percentunit"),
      withUnit(0.07, "percentunit"),
      withUnit(8 * 1024 ** 3, "bytes"),
      withUnit(1536, "Bps"),
      withUnit(0.25, "s"),
      withUnit(604800, "dtdurations"),
      withUnit(3, "short"),
      withUnit(0, "bytes"),
    ];
    expect(stated).toEqual(["90 %", "7 %", "8 GiB", "1.5 KiB/s", "250 ms", "7 d", "3", "0 B"]);
  });

  it("state durations in words", () => {
    expect([inWords("15m"), inWords("1h"), inWords("90s")]).toEqual(["15 minutes", "1 hour", "90 seconds"]);
    expect(toSeconds("2h")).toBe(7200);
  });

  it("keep Prometheus' own templates", () => {
    const facts = { for: "5m", unit: "percentunit", parameters: {} } as const;
    const template = '{{ $labels.instance }} {{ printf "{for}" }} for {for}';
    expect(fill(template, facts)).toBe('{{ $labels.instance }} {{ printf "5 minutes" }} for 5 minutes');
    expect(fill("{{for}}", facts)).toBe("{{for}}");
  });
});
