import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";

/** Spacing of values unless a case says otherwise. */
export const spacing: Duration = "15s";

/** A value that holds until a time: ["30m", 1] is 1 up to and at 30 minutes. "missing" for a series without samples. */
export type Step = readonly [until: Duration, value: number | "missing"];

/** A value at a time; between two points it changes evenly. */
export type Point = readonly [at: Duration, value: number];

/** Values that jump, in promtool's notation. */
export function steps(list: readonly Step[], every: Duration = spacing): string {
  let next = 0;
  const stretches: string[] = [];
  for (const [until, value] of list) {
    const last = Math.floor(toSeconds(until) / toSeconds(every));
    // "1x3" are four values, "_x3" are three missing ones.
    const count = last - next + 1;
    stretches.push(value === "missing" ? `_x${count}` : `${number(value)}x${count - 1}`);
    next = last + 1;
  }
  return stretches.join(" ");
}

/** Values on straight lines from point to point, the first at time 0, in promtool's notation. */
export function lines(points: readonly Point[], every: Duration = spacing): string {
  const at = points.map(([time, value]) => ({
    index: Math.round(toSeconds(time) / toSeconds(every)),
    value,
  }));
  const stretches = at.slice(1).map((end, index) => {
    const start = at[index] ?? end;
    const count = end.index - start.index;
    const slope = (end.value - start.value) / count;
    // Each line ends one value before the next begins, and the last one at its end.
    const values = index === at.length - 2 ? count : count - 1;
    return `${number(start.value)}${slope < 0 ? "-" : "+"}${number(Math.abs(slope))}x${values}`;
  });
  return stretches.join(" ");
}

/** A counter that grows at a rate, in 1/s, until a time, then at the next rate. */
export function counter(
  list: readonly (readonly [until: Duration, rate: number])[],
  every: Duration = spacing,
): string {
  const points: Point[] = [["0s", 0]];
  for (const [until, rate] of list) {
    const [since, value] = points.at(-1) ?? (["0s", 0] as const);
    points.push([until, value + rate * (toSeconds(until) - toSeconds(since))]);
  }
  return lines(points, every);
}

function number(value: number): string {
  return String(Number(value.toPrecision(12)));
}
