import { forProblem } from "./alert-problems";
import { type Alert, type Change, type Exception, type InForce, type Tuning } from "./rule";
import { tuningProblems } from "./tuning-problems";

/** Tunings by alert name, as `alerts:` in a stack file. */
export type Tunings = Readonly<Record<string, Tuning>>;

/** An alert as a stack wants it, for the series that `inForce.matchers` select. Numbers in force are the alert's own. */
export type TunedAlert = Alert & { readonly enabled: boolean };

/**
 * Applies what a stack file says of an alert: one alert for all series, and one more for each exception, whose series the
 * others leave out. `scrapeSeconds` is the stack's scrape interval.
 *
 * Throws an Error for what the alert cannot take; `tuningProblems` finds the same without throwing.
 */
export function tune(alert: Alert, tuning: Tuning = {}, scrapeSeconds?: number): readonly TunedAlert[] {
  const problems = tuningProblems(alert, tuning);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { selector, exceptions = [], ...forAll } = tuning;
  const common = selector === undefined ? [] : [selector];
  const own = exceptions.map((exception, index) => {
    const { where, ...change } = exception;
    const others = exceptions.slice(0, index).map((each) => matcher(each, "!~"));
    const matchers = [...common, matcher({ where }, "=~"), ...others];
    return changed(alert, { ...forAll, ...defined(change) }, matchers, scrapeSeconds, forAll);
  });
  const rest = [...common, ...exceptions.map((each) => matcher(each, "!~"))];
  return [changed(alert, forAll, rest, scrapeSeconds), ...own];
}

function changed(
  alert: Alert,
  change: Change,
  matchers: readonly string[],
  scrapeSeconds?: number,
  forAll: Change = {},
): TunedAlert {
  const { threshold = alert.threshold?.value } = change;
  const numbers = { ...forAll.parameters, ...change.parameters };
  const inForce: InForce = { threshold, parameters: numbers, matchers: matchers.join(", "), scrapeSeconds };
  return {
    ...alert,
    ...(alert.threshold === undefined || threshold === undefined
      ? {}
      : { threshold: { ...alert.threshold, value: threshold } }),
    parameters: Object.fromEntries(
      Object.entries(alert.parameters).map(([name, parameter]) => [
        name,
        { ...parameter, value: numbers[name] ?? parameter.value },
      ]),
    ),
    expr: (more = {}) => alert.expr({ ...inForce, ...defined(more) }),
    for: change.for ?? longEnough(alert.for, scrapeSeconds),
    keepFiringFor: change.keepFiringFor ?? alert.keepFiringFor,
    severity: change.severity ?? alert.severity,
    team: change.team ?? alert.team,
    enabled: change.enabled ?? !alert.optIn,
  };
}

/** A `for` of two scrapes at least, where targets are scraped more seldom than by default. */
function longEnough(given: Alert["for"], scrapeSeconds: number | undefined): Alert["for"] {
  return scrapeSeconds === undefined || forProblem(given, scrapeSeconds) === undefined
    ? given
    : `${2 * scrapeSeconds}s`;
}

function matcher({ where }: Pick<Exception, "where">, op: "=~" | "!~"): string {
  return Object.entries(where)
    .map(([label, value]) => `${label}${op}${JSON.stringify(value)}`)
    .join(", ");
}

/** The fields that are set: undefined does not stand in the way of what holds for all. */
function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
