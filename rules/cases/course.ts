import { type Duration } from "../../platforms/workload";
import { inWords, toSeconds } from "../duration";
import { fires, quiet, resolves, type Case, type Labels, type Series } from "./case";
import { counter, lines, spacing, steps, type Step } from "./series";

/** What a number does over time. Of counters it is the rate, in 1/s. */
export type Course = readonly (readonly [until: Duration, value: number])[];

/** Series of one subject, given the labels that its alert carries and what its number does. */
export type Maker = (subject: Labels, course: Course, every?: Duration) => Series;

interface Named {
  /** Labels that the series have and the alert does not. @default none */
  readonly more?: Labels;
  /** Labels that the alert has and the series do not. @default none */
  readonly without?: readonly string[];
}

function named(metric: string, subject: Labels, { more = {}, without = [] }: Named): string {
  const labels = Object.entries({ ...more, ...subject }).filter(([name]) => !without.includes(name));
  return `${metric}{${labels.map(([name, value]) => `${name}="${value}"`).join(", ")}}`;
}

/** A gauge that has the values of the course. */
export function gauge(metric: string, how: Named = {}): Maker {
  return (subject, course, every = spacing) => ({ [named(metric, subject, how)]: steps(course, every) });
}

/** A counter that grows at the rates of the course. */
export function counting(metric: string, how: Named = {}): Maker {
  return (subject, course, every = spacing) => ({ [named(metric, subject, how)]: counter(course, every) });
}

/** A gauge of one value, for as long as the course. */
export function constant(metric: string, value: number, how: Named = {}): Maker {
  return (subject, course, every = spacing) => ({
    [named(metric, subject, how)]: steps([[endOf(course), value]], every),
  });
}

/** A counter of one rate, in 1/s, for as long as the course. */
export function countingAt(metric: string, rate: number, how: Named = {}): Maker {
  return (subject, course, every = spacing) => ({
    [named(metric, subject, how)]: counter([[endOf(course), rate]], every),
  });
}

/** A gauge that grows from a value by a slope per second, which is the number of the course. */
export function growing(metric: string, from: number, how: Named = {}): Maker {
  return (subject, course, every = spacing) => {
    const points: [Duration, number][] = [["0s", from]];
    for (const [until, slope] of course) {
      const [since, value] = points.at(-1) ?? (["0s", from] as const);
      points.push([until, value + slope * (toSeconds(until) - toSeconds(since))]);
    }
    return { [named(metric, subject, how)]: lines(points, every) };
  };
}

/**
 * A histogram of ten observations a second. The number of the course is the share of them between the two bounds; the
 * others are below the first.
 */
export function observed(metric: string, [low, high]: readonly [string, string], how: Named = {}): Maker {
  const bucket = (le: string): Maker => counting(`${metric}_bucket`, { ...how, more: { ...how.more, le } });
  return together(
    scaled(bucket(low), (slow) => 10 * (1 - slow)),
    ...[high, "+Inf"].map((le) => scaled(bucket(le), () => 10)),
  );
}

/** Shares with which the 99th percentile is just above and just below a third of the way between the two bounds. */
export const slowShare = { over: 0.0152, under: 0.0148, far: 1 } as const;

/** All series of several makers, about the same subject. */
export function together(...makers: readonly Maker[]): Maker {
  return (subject, course, every) =>
    Object.assign({}, ...makers.map((each) => each(subject, course, every))) as Series;
}

/** The number of the course changed before a maker gets it: a share into the rate of failures, for example. */
export function scaled(maker: Maker, change: (value: number) => number): Maker {
  return (subject, course, every) =>
    maker(
      subject,
      course.map(([until, value]) => [until, change(value)] as const),
      every,
    );
}

interface Situation {
  readonly series: Maker;
  /** Labels of two alerts. */
  readonly subjects: readonly [Labels, Labels];
  /** A number just beyond the limit, and one just short of it. */
  readonly over: number;
  readonly under: number;
  /** A number far beyond the limit, which a window notices at once. @default `over` */
  readonly far?: number;
  /** The number in the texts. @default `over` */
  readonly told?: number;
  /** Time until a window has forgotten what was before. @default "0s" */
  readonly window?: Duration;
  /** What went on for a long time before any of it, where the alert compares with that. @default nothing */
  readonly usual?: { readonly value: number; readonly for: Duration };
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  /** Texts of the alert on the first subject. */
  readonly text: { readonly summary: string; readonly description: string };
  /** Spacing of the values, and of the times of the cases. @default "15s" */
  readonly every?: Duration;
}

/** The proofs that every alert on a number beyond a limit needs; what is special to one comes beside them. */
export function courseCases(situation: Situation): readonly Case[] {
  const { series, subjects, over, under, text, usual, every = spacing, window = "0s" } = situation;
  const [first, second] = subjects;
  const step = toSeconds(every);
  const [forSeconds, keep, lead] = [situation.for, situation.keepFiringFor, window].map(toSeconds) as [
    number,
    number,
    number,
  ];
  const at = (time: number): Duration => `${Math.ceil(time / step) * step}s`;
  const base = usual === undefined ? 0 : toSeconds(usual.for);
  const firing = base + lead + forSeconds + step;
  const end = at(firing + 2 * (lead + forSeconds) + keep + 40 * step);
  const onset = base + Math.max(lead, 10 * step);
  const made = (subject: Labels, course: Course): Series =>
    series(subject, usual === undefined ? course : [[usual.for, usual.value], ...course], every);
  const common = every === spacing ? {} : { every };
  const over$ = (subject: Labels): Series => made(subject, [[end, over]]);
  const ends: Course = [
    [at(firing + step), over],
    [end, under],
  ];
  return [
    fires("one of two is beyond the limit", {
      ...common,
      series: { ...made(first, [[end, situation.told ?? over]]), ...made(second, [[end, under]]) },
      at: at(firing),
      labels: [first],
      text,
    }),
    fires("both are just beyond it", {
      ...common,
      series: { ...over$(first), ...over$(second) },
      at: at(firing),
      labels: [first, second],
    }),
    quiet("just short of it", {
      ...common,
      series: { ...made(first, [[end, under]]), ...made(second, [[end, under]]) },
      at: at(firing + 10 * step),
    }),
    ...(forSeconds === 0
      ? []
      : [
          quiet(`it has not lasted ${inWords(situation.for)}`, {
            ...common,
            series: made(first, [
              [at(onset), under],
              [end, situation.far ?? over],
            ]),
            at: at(onset + forSeconds),
          }),
        ]),
    ...(keep === 0
      ? []
      : [
          fires("it is over, but only just", {
            ...common,
            series: made(first, ends),
            at: at(firing + step + keep),
            labels: [first],
          }),
        ]),
    resolves("it is over", {
      ...common,
      series: made(first, ends),
      labels: [first],
      firingAt: at(firing + step),
      goneAt: at(firing + 3 * step + keep + lead),
    }),
  ];
}

function endOf(course: Course): Step[0] {
  return course.at(-1)?.[0] ?? "1h";
}
