/** Times at which an expression had a result for one series, in seconds, ascending, `step` apart where nothing is missing. */
export interface Course {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
}

/** One time that an alert was firing, in seconds. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly from: number;
  /** When it was resolved; the end of the replay where it was firing still. */
  readonly to: number;
}

/** How an alert waits, in seconds. */
export interface Waits {
  readonly for: number;
  readonly keepFiringFor: number;
}

/**
 * When an alert would have been firing, as Prometheus decides it at evaluations `step` apart: pending from the first result
 * on, firing once that lasts for `for`, and for `keepFiringFor` after the last result.
 */
export function firings(course: Course, waits: Waits, step: number): readonly Firing[] {
  const found: Firing[] = [];
  let pending: number | undefined;
  let firing: { from: number; last: number } | undefined;
  let before: number | undefined;
  // It is kept from the first evaluation without a result on, and resolved at the first one at which the time is over.
  const over = (last: number): number => last + step + Math.ceil(waits.keepFiringFor / step) * step;
  const end = (): void => {
    if (firing === undefined) return;
    found.push({ labels: course.labels, from: firing.from, to: over(firing.last) });
    firing = undefined;
  };
  for (const time of course.times) {
    const gap = before !== undefined && time - before > step * 1.5;
    if (gap || before === undefined) {
      pending = time;
      // While it is kept, a result that comes back carries it on.
      if (firing !== undefined && time > over(firing.last)) end();
    }
    if (firing !== undefined) firing.last = time;
    else if (time - (pending ?? time) >= waits.for) firing = { from: time, last: time };
    before = time;
  }
  end();
  return found;
}

/** How noisy an alert is over a stretch of time. */
export interface Noise {
  /** How often it began to fire. */
  readonly fired: number;
  /** How often it came back for the same series within an hour after it was resolved. */
  readonly flapped: number;
  /** Seconds in which at least one series was firing. */
  readonly seconds: number;
  readonly series: number;
}

/** An alert that comes back within this time is the same trouble, in seconds. */
const flap = 3600;

/** Sums firings up. */
export function noiseOf(list: readonly Firing[]): Noise {
  const bySeries = new Map<string, Firing[]>();
  for (const firing of list) {
    const key = JSON.stringify(Object.entries(firing.labels).sort());
    bySeries.set(key, [...(bySeries.get(key) ?? []), firing]);
  }
  const flapped = [...bySeries.values()].reduce(
    (sum, own) =>
      sum + own.filter((each, index) => each.from - (own[index - 1]?.to ?? -Infinity) <= flap).length,
    0,
  );
  return { fired: list.length, flapped, seconds: covered(list), series: bySeries.size };
}

/** Length of the union of all stretches. */
function covered(list: readonly Firing[]): number {
  let sum = 0;
  let until = -Infinity;
  for (const { from, to } of [...list].sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
