/** The cases of alerts on the time since something: what was at the time 0 gets older by itself. */
import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { type Case, fires, type Fires, type Labels, quiet, resolves, type Series } from "./case";
import { type Timing } from "./proof";
import { lines, spacing, steps } from "./series";

interface Given {
  /** All series of a case; `values` is the course of the time that is compared with now, in seconds. */
  readonly series: (values: string) => Series;
  /** Age beyond which it is an alert, in seconds. */
  readonly threshold: number;
  readonly labels: Labels;
  /** Its value is the threshold, one evaluation and `for`. */
  readonly text: NonNullable<Fires["text"]>;
  /** Spacing of the values. @default "15s" */
  readonly every?: Duration;
}

const seconds = (count: number): Duration => `${count}s`;

/** fires (with its texts), quiet just below the age, quiet before `for` is over, and resolves. */
export function aging(
  timing: Timing,
  { series, threshold, labels, text, every = spacing }: Given,
): readonly Case[] {
  const [wait, keep] = [toSeconds(timing.for), toSeconds(timing.keepFiringFor)];
  const grid = toSeconds(every) >= 3600 ? 300 : toSeconds(every) >= 60 ? 60 : 15;
  const since = (Math.floor(threshold / grid) + 1) * grid;
  const bad = since + wait + Math.max(8 * grid, toSeconds(every));
  const end = bad + keep + Math.max(1200, 4 * toSeconds(every));
  const old = series(steps([[seconds(end), 0]], every));
  const near = 0.98 * threshold;
  const spaced = every === spacing ? {} : { every };
  return [
    fires("just over the line", {
      ...spaced,
      series: old,
      at: seconds(since + wait),
      labels: [labels],
      text,
    }),
    quiet("always just under the line", {
      ...spaced,
      series: series(
        lines(
          [
            ["0s", -near],
            [seconds(end), end - near],
          ],
          every,
        ),
      ),
      at: seconds(since + wait + 8 * grid),
    }),
    ...(wait === 0
      ? []
      : [quiet("`for` is not over", { ...spaced, series: old, at: seconds(since + wait - grid) })]),
    resolves("it happened again", {
      ...spaced,
      series: series(
        steps(
          [
            [seconds(bad), 0],
            [seconds(end), bad],
          ],
          every,
        ),
      ),
      labels: [labels],
      firingAt: seconds(bad + (keep > grid ? keep : 0)),
      goneAt: seconds(bad + keep + toSeconds(every) + grid),
    }),
  ];
}
