import { type Duration } from "../../platforms/workload";
import { type Case, type Labels, type Series } from "./case";
import { courseCases, type Course } from "./course";

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

/** The cases that every limit needs, on the hosts web-1 and web-2. */
export function around(given: Around): readonly Case[] {
  const { series, limit, far, labels = {}, near, ...timed } = given;
  const aside = Math.sign(far - limit) * 0.03 * Math.abs(limit);
  const subject = (instance: string) => ({ ...labels, instance });
  return courseCases({
    ...timed,
    series: ({ instance = "" }, course) => series(course, instance),
    subjects: [subject("web-1"), subject("web-2")],
    over: near?.beyond ?? limit + aside,
    under: near?.short ?? limit - aside,
    far,
    told: far,
  });
}
