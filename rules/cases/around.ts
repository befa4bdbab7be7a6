import { type Duration } from "../../platforms/workload";
import { toSeconds } from "../duration";
import { fires, quiet, resolves, type Case, type Labels, type Series } from "./case";
import { type Course } from "./node";

/** What the cases around a limit need to know of an alert. */
export interface Around {
  /** Everything that one host shows while its value takes a course. */
  readonly series: (course: Course, instance: string) => Series;
  /** The threshold of the alert, and a value far beyond it, on the side on which it fires. */
  readonly limit: number;
  readonly far: number;
  /** Values just beyond the limit and just short of it. @default 3 % of it away */
  readonly near?: { readonly beyond: number; readonly short: number };
  /** As in the alert. */
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  /** Window of the alert's rates: how long a change takes to show in full. @default "0s" */
  readonly window?: Duration;
  /** Labels of the alert beside `instance`. @default none */
  readonly labels?: Labels;
  /** The rendered texts of the host web-1 with the value `far`. */
  readonly text: { readonly summary: string; readonly description: string };
}

/**
 * The cases that every limit needs: a host far beyond it beside one just short of it, two just beyond it, one just
 * short of it, a `for` that is not over, and an end that is told only after `keepFiringFor`.
 */
export function around(given: Around): readonly Case[] {
  const { series, limit, far, labels = {} } = given;
  const side = far > limit ? 1 : -1;
  const near = {
    beyond: limit + side * 0.03 * Math.abs(limit),
    short: limit - side * 0.03 * Math.abs(limit),
  };
  const { beyond, short } = given.near ?? near;
  const [wait, keep, window] = [given.for, given.keepFiringFor, given.window ?? "0s"].map(toSeconds) as [
    number,
    number,
    number,
  ];
  const known = Math.max(15, window) + wait + 60;
  const stays = (value: number): Course => [[seconds(known + 300), value]];
  const over: Course = [
    [seconds(known), far],
    [seconds(known + window + keep + 600), short],
  ];
  const alone = { ...labels, instance: "web-1" };
  return [
    fires("far beyond the limit, beside a host just short of it", {
      series: { ...series(stays(far), "web-1"), ...series(stays(short), "web-2") },
      at: seconds(known),
      labels: [alone],
      text: given.text,
    }),
    fires("two hosts, just beyond the limit", {
      series: { ...series(stays(beyond), "web-1"), ...series(stays(beyond), "web-2") },
      at: seconds(known),
      labels: [alone, { ...labels, instance: "web-2" }],
    }),
    quiet("just short of the limit", { series: series(stays(short), "web-1"), at: seconds(known) }),
    ...(wait === 0
      ? []
      : [
          quiet("`for` is not over", {
            series: series(stays(far), "web-1"),
            at: seconds(window === 0 ? wait - 15 : wait),
          }),
        ]),
    resolves("it goes back", {
      series: series(over, "web-1"),
      labels: [alone],
      firingAt: seconds(known + keep),
      goneAt: seconds(known + window + keep + 30),
    }),
  ];
}

function seconds(count: number): Duration {
  return `${count}s`;
}
