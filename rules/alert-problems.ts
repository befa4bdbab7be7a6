import { type Signal } from "../signals/signal";
import { rateWindows } from "../signals/promql";
import { withUnit } from "../signals/unit";
import { type Case } from "./cases/case";
import { toSeconds } from "./duration";
import { type Alert } from "./rule";
import { fill, labelsRead } from "./texts";

/** Scrape intervals that alerts have to bear, in seconds: that of the settings by default, and the longest they take. */
const scrapes = [15, 120];

/** Everything that is wrong with an alert, each with its mend; nothing for a good one. */
export function alertProblems(made: Alert, { always }: { readonly always: boolean }): readonly string[] {
  const { name, signal, threshold, by } = made;
  return [
    ...(/^[A-Z][A-Za-z0-9]+$/.test(name) ? [] : ["its name is not in UpperCamelCase"]),
    ...(threshold === undefined || signal === undefined ? [] : thresholdProblems(signal, threshold.value)),
    ...attempt(() => toSeconds(made.keepFiringFor)),
    ...(attempt(() => toSeconds(made.for)).length > 0
      ? attempt(() => toSeconds(made.for))
      : forProblems(made)),
    ...windowProblems(made),
    ...textProblems(made),
    ...made.dashboard.variables
      .filter((label) => !by.includes(label))
      .map((label) => `its dashboard takes the label ${label}, which the alert does not carry`),
    ...caseProblems(made.cases, always ? ["fires"] : ["fires", "quiet", "resolves"]),
  ];
}

function forProblems(made: Pick<Alert, "for">): readonly string[] {
  const problem = forProblem(made.for, scrapes[0] ?? 15);
  return problem === undefined ? [] : [`its ${problem}`];
}

/** What is wrong with a `for`, given the scrape interval in seconds; undefined for a good one. */
export function forProblem(given: Alert["for"], scrapeSeconds: number): string | undefined {
  const seconds = toSeconds(given);
  const least = 2 * scrapeSeconds;
  if (seconds === 0 || seconds >= least) return undefined;
  return `for of ${given} is shorter than two scrapes, so that one late scrape decides; write ${least}s or more, or 0s for an event that needs no time`;
}

function windowProblems(made: Alert): readonly string[] {
  return scrapes.flatMap((scrapeSeconds) => {
    const windows = attemptValue(() => rateWindows(made.expr({ scrapeSeconds })));
    if (typeof windows === "string") return scrapeSeconds === scrapes[0] ? [windows] : [];
    return windows
      .filter(({ range }) => durationSeconds(range) < 4 * scrapeSeconds)
      .map(
        ({ by, range }) =>
          `its ${by}(…[${range}]) has fewer than four scrapes where targets are scraped every ${scrapeSeconds} s; write the scope's range, \${s.range}, or ${4 * scrapeSeconds}s and more`,
      );
  });
}

/** Seconds of a duration with several units: "1h30m". NaN for a variable. */
function durationSeconds(text: string): number {
  const parts = text.match(/\d+(?:ms|[smhdwy])/g) ?? [];
  if (parts.join("") !== text) return Number.NaN;
  return parts.reduce((sum, part) => sum + toSeconds(part as Alert["for"]), 0);
}

/** Says why a signal cannot cross a threshold in both directions; nothing for a good one. */
export function thresholdProblems(signal: Signal, value: number): readonly string[] {
  const { min = -Infinity, max = Infinity } = signal;
  if (value > min && value < max) return [];
  if (min === -Infinity && max === Infinity) return [`its threshold ${value} is not a number`];
  const limits =
    max === Infinity
      ? `more than ${min}`
      : min === -Infinity
        ? `less than ${max}`
        : `between ${min} and ${max}`;
  const share = signal.unit === "percentunit" && value > 1 && value < 100;
  const remedy = share ? `${value / 100} for ${value} %` : "one of these";
  return [`its threshold ${value} is out of reach: ${signal.title} is a number ${limits}; write ${remedy}`];
}

function textProblems(made: Alert): readonly string[] {
  const facts = factsOf(made);
  const { threshold, parameters } = facts;
  const numbers = [
    ...(threshold === undefined ? [] : [["threshold", threshold] as const]),
    ...Object.entries(parameters),
  ].map(([name, { value, unit }]) => [name, withUnit(value, unit)] as const);
  const told = /\{value\}|\$value/.test(made.summary + made.description);
  return [
    ...(threshold !== undefined && !told
      ? ["neither its summary nor its description tells the value; write {value}"]
      : []),
    ...(["summary", "description"] as const).flatMap((which) => {
      const text = made[which];
      const unknown = labelsRead(text).filter((label) => !made.by.includes(label));
      return [
        ...(text.trim() === "" ? [`its ${which} is empty`] : []),
        ...(which === "summary" && text.includes("\n") ? ["its summary has more than one line"] : []),
        ...unknown.map(
          (label) =>
            `its ${which} uses the label ${label}, which the alert does not carry; it has ${made.by.join(", ") || "none"}`,
        ),
        ...numbers
          .filter(([, stated]) => stated.length > 1 && statesNumber(text, stated))
          .map(([name, stated]) => `its ${which} states ${stated}, which can be tuned; write {${name}}`),
        ...attempt(() => fill(text, facts)),
      ];
    }),
  ];
}

/** A number stands in a text by itself, not as the end or the beginning of another. */
function statesNumber(text: string, stated: string): boolean {
  const escaped = stated.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\w.])${escaped}(?![\\w.]*\\w)`).test(text);
}

/** The numbers of an alert as its texts know them. */
export function factsOf({
  threshold,
  unit,
  parameters,
  ...made
}: Pick<Alert, "for" | "parameters" | "unit" | "threshold">) {
  return {
    for: made.for,
    unit,
    parameters,
    ...(threshold === undefined ? {} : { threshold: { value: threshold.value, unit } }),
  };
}

function attempt(action: () => unknown): readonly string[] {
  const result = attemptValue(() => {
    action();
    return true;
  });
  return typeof result === "string" ? [result] : [];
}

function attemptValue<T>(action: () => T): T | string {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function caseProblems(cases: readonly Case[], kinds: readonly Case["kind"][]): readonly string[] {
  const titles = cases.map((each) => each.title);
  return [
    ...kinds
      .filter((kind) => !cases.some((each) => each.kind === kind))
      .map((kind) => `no case shows that it ${kind === "quiet" ? "stays quiet" : kind}; add ${kind}(…)`),
    ...titles
      .filter((title, index) => titles.indexOf(title) !== index)
      .map((title) => `two cases are called "${title}"`),
    ...(cases.some((each) => each.kind === "fires" && each.text !== undefined)
      ? []
      : ["no case shows its rendered texts; give text: { summary, description } to one that fires"]),
    ...cases.flatMap((each) => {
      if (each.kind === "quiet") return [];
      if (each.labels.length === 0)
        return [`case "${each.title}" fires without labels; write [{}] for an alert without`];
      const many = each.kind === "fires" && each.text !== undefined && each.labels.length > 1;
      return many ? [`case "${each.title}" gives the text of one alert, but several fire`] : [];
    }),
    ...cases.flatMap((each) =>
      each.kind === "resolves" && toSeconds(each.goneAt) <= toSeconds(each.firingAt)
        ? [`case "${each.title}" is over before it fires`]
        : [],
    ),
  ];
}
