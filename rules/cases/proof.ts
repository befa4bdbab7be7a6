/** The cases that every alert with a level needs, made from what differs: how its series look on each side of it. */
import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { type Case, fires, type Fires, type Labels, quiet, resolves, type Series } from "./case";
import { spacing, type Step, steps } from "./series";

/** `for` and `keepFiringFor` of an alert, which its cases are timed by. */
export interface Timing {
  readonly for: Duration;
  readonly keepFiringFor: Duration;
}

interface Given {
  /** All series of a case; `values` is the course of the one that matters. */
  readonly series: (values: string) => Series;
  /** On the firing side, near the line: a limit that is 4 % off would not be crossed. */
  readonly over: number;
  /** On the quiet side, near the line. */
  readonly under: number;
  /** Labels of the alert. */
  readonly labels: Labels;
  readonly text: NonNullable<Fires["text"]>;
  /** How the values become a course: `steps` for gauges, `counter` for rates. @default steps */
  readonly shape?: (list: readonly (readonly [Duration, number])[], every?: Duration) => string;
  /** When the condition is true for the first time. @default "0s" */
  readonly since?: Duration;
  /** How long the condition stays true after the values are good again. @default "0s" */
  readonly lag?: Duration;
  /** Value of quiet times, on the side of `under`. @default `under` */
  readonly good?: number;
  /** Spacing of the values. @default "15s" */
  readonly every?: Duration;
}

const seconds = (count: number): Duration => `${count}s`;

/**
 * fires (with its texts), quiet below the line, quiet before `for` is over, and resolves: to the evaluation at which each
 * has to happen, so that another `for` or `keepFiringFor` would be noticed.
 */
export function proof(timing: Timing, given: Given): readonly Case[] {
  const { series, over, under, labels, text, good = under, every = spacing } = given;
  const shape = given.shape ?? ((list: readonly Step[], spaced?: Duration) => steps(list, spaced));
  const [since, lag] = [toSeconds(given.since ?? "0s"), toSeconds(given.lag ?? "0s")];
  const [wait, keep] = [toSeconds(timing.for), toSeconds(timing.keepFiringFor)];
  const grid = toSeconds(every) >= 3600 ? 300 : toSeconds(every) >= 60 ? 60 : 15;
  // Some evaluations, and at least one value, more than it takes.
  const bad = since + wait + Math.max(8 * grid, toSeconds(every));
  const end = bad + lag + keep + Math.max(1200, 4 * toSeconds(every));
  const constant = (value: number) => series(shape([[seconds(end), value]], every));
  const course = series(
    shape(
      [
        [seconds(bad), over],
        [seconds(end), good],
      ],
      every,
    ),
  );
  const spaced = every === spacing ? {} : { every };
  return [
    fires("just over the line", {
      ...spaced,
      series: constant(over),
      at: seconds(since + wait),
      labels: [labels],
      text,
    }),
    quiet("just under the line", {
      ...spaced,
      series: constant(under),
      at: seconds(since + wait + 8 * grid),
    }),
    ...(wait === 0
      ? []
      : [
          quiet("`for` is not over", {
            ...spaced,
            series: constant(over),
            at: seconds(since + wait - grid),
          }),
        ]),
    resolves("it is over", {
      ...spaced,
      series: course,
      labels: [labels],
      firingAt: seconds(bad + (keep > grid ? keep : 0)),
      goneAt: seconds(bad + lag + keep + toSeconds(every) + grid),
    }),
  ];
}
