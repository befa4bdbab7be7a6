import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perWeek } from "../../review/replay/budget";
import { firings, noiseOf, type Firing, type Waits } from "../../review/replay/firings";
import { inlined } from "../../review/replay/inline";
import { recorded } from "../../rules/recording";
import { promql } from "../../signals/promql";

const step = 15;
const course = (times: readonly number[]) => ({ labels: { instance: "a" }, times });

/** What Prometheus does at each evaluation, written down evaluation by evaluation. */
function evaluated(
  results: readonly boolean[],
  waits: Waits,
): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  let state: "inactive" | "pending" | "firing" = "inactive";
  let activeAt = 0;
  let keepSince = 0;
  let from = 0;
  const last = results.length;
  // Behind the end nothing has a result, until everything is resolved.
  for (let index = 0; index < last + 100; index++) {
    const now = index * step;
    if (results[index] === true) {
      keepSince = 0;
      if (state === "inactive") [state, activeAt] = ["pending", now];
      if (state === "pending" && now - activeAt >= waits.for) [state, from] = ["firing", now];
      continue;
    }
    if (state === "firing" && waits.keepFiringFor > 0) {
      if (keepSince === 0) keepSince = now;
      if (now - keepSince < waits.keepFiringFor) continue;
    }
    if (state === "firing") found.push([from, now]);
    state = "inactive";
    keepSince = 0;
  }
  return found;
}

describe("replayed firings", () => {
  it("begin once the expression has held for `for`, and end when it holds no more", () => {
    expect(firings(course([0, 15, 30, 45, 60]), { for: 30, keepFiringFor: 0 }, step)).toEqual([
      { labels: { instance: "a" }, from: 30, to: 75 },
    ]);
    expect(firings(course([0, 15]), { for: 30, keepFiringFor: 0 }, step)).toEqual([]);
  });

  it("bridge what is shorter than `keep_firing_for`", () => {
    const list = firings(course([0, 15, 60, 75]), { for: 0, keepFiringFor: 60 }, step);
    expect(list).toHaveLength(1);
  });

  it("are those of Prometheus' own evaluation, for any course", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 6 }),
        (results, pending, kept) => {
          const waits = { for: pending * step, keepFiringFor: kept * step };
          const times = results.flatMap((holds, index) => (holds ? [index * step] : []));
          expect(firings(course(times), waits, step).map(({ from, to }) => [from, to])).toEqual(
            evaluated(results, waits).map(([from, to]) => [from, to]),
          );
        },
      ),
    );
  });
});

describe("the noise of firings", () => {
  const firing = (instance: string, from: number, to: number): Firing => ({ labels: { instance }, from, to });

  it("counts them, those that came back within an hour, and the time in which any was firing", () => {
    const list = [
      firing("a", 0, 600),
      firing("a", 900, 1200),
      firing("b", 1000, 1500),
      firing("a", 90_000, 90_060),
    ];
    expect(noiseOf(list)).toEqual({ fired: 4, flapped: 1, seconds: 600 + 600 + 60, series: 2 });
  });

  it("is told by the week", () => {
    expect(perWeek(3, 86_400)).toBe(21);
  });
});

describe("an expression with recorded series", () => {
  const rate = recorded(
    "instance:requests:rate5m",
    (s) => promql`sum by (instance) (rate(requests_total[${s.range}]))`,
  );

  it("is asked as what is recorded, so that it can be replayed on data from before", () => {
    expect(inlined(promql`instance:requests:rate5m > 3`, [rate], 15)).toBe(
      "(sum by (instance) (rate(requests_total[5m]))) > 3",
    );
    expect(inlined(promql`avg_over_time(instance:requests:rate5m[1h]) > 3`, [rate], 15)).toBe(
      "avg_over_time((sum by (instance) (rate(requests_total[5m])))[1h:15s]) > 3",
    );
  });

  it("keeps series that are picked by labels, or that several rules record", () => {
    const picked = promql`instance:requests:rate5m{instance="a"} > 3`;
    expect(inlined(picked, [rate], 15)).toBe(picked);
    expect(inlined(promql`instance:requests:rate5m`, [rate, rate], 15)).toBe("instance:requests:rate5m");
  });
});
