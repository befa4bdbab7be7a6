import { type Duration } from "../platforms/workload";
import { promql, type Promql } from "../signals/promql";
import { everywhere, type Scope, type Signal } from "../signals/signal";
import { withUnit } from "../signals/unit";
import { type Case } from "./cases/case";
import { toSeconds } from "./duration";
import { type Alert, type Severity, type Threshold } from "./rule";
import { fill, labelsRead } from "./texts";

/** What every alert has to say; see `Alert` for the meaning of each. */
interface Told {
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  readonly severity: Severity;
  readonly team: string;
  readonly service: string;
  /** Prometheus template; {threshold} and {for} stand for the numbers in force. */
  readonly summary: string;
  readonly description: string;
  readonly dashboard: Alert["dashboard"];
  readonly cases: readonly Case[];
}

/** A signal beyond a limit. */
interface Beyond {
  readonly signal: Signal;
  /** Range of the signal's rates. @default "5m" */
  readonly range?: Duration;
  /** A further condition that must hold for the same series: a bound of good sense, or a trend. */
  readonly and?: (scope: Scope) => Promql;
}

/** Something that is so or is not: any series in the result is an alert. */
interface Event {
  readonly event: Promql;
  /** Labels that every alert of it carries; its texts may use these. */
  readonly by: readonly string[];
}

/** An alert that never stops; its absence is what tells. */
interface Always {
  readonly always: true;
}

/** How an alert is written. */
export type AlertDefinition = Told &
  ((Beyond & { readonly above: number }) | (Beyond & { readonly below: number }) | Event | Always);

/**
 * Makes an alert. Throws an Error that lists everything that is wrong with it: its name, a threshold that its signal
 * cannot reach, a text that uses a label which the alert does not carry or states a number that can be tuned,
 * or cases that are missing.
 */
export function alert(name: string, definition: AlertDefinition): Alert {
  const condition = conditionOf(definition);
  const { signal, threshold, by, expr } = condition;
  const made: Alert = {
    name,
    ...(signal === undefined ? {} : { signal }),
    ...(threshold === undefined ? {} : { threshold }),
    expr,
    for: definition.for,
    keepFiringFor: definition.keepFiringFor,
    severity: definition.severity,
    team: definition.team,
    service: definition.service,
    summary: definition.summary,
    description: definition.description,
    dashboard: definition.dashboard,
    cases: definition.cases,
  };
  const problems = [
    ...(/^[A-Z][A-Za-z0-9]+$/.test(name) ? [] : ["its name is not in UpperCamelCase"]),
    ...(threshold === undefined || signal === undefined ? [] : thresholdProblems(signal, threshold.value)),
    ...attempt(() => toSeconds(made.for)),
    ...attempt(() => toSeconds(made.keepFiringFor)),
    ...textProblems(made, by),
    ...definition.dashboard.variables
      .filter((label) => !by.includes(label))
      .map((label) => `its dashboard takes the label ${label}, which the alert does not carry`),
    ...caseProblems(definition.cases, "always" in definition ? ["fires"] : ["fires", "quiet", "resolves"]),
  ];
  if (problems.length > 0) throw new Error(`Alert ${name} cannot be made:\n- ${problems.join("\n- ")}`);
  return Object.freeze(made);
}

interface Condition {
  readonly signal?: Signal;
  readonly threshold?: Threshold;
  readonly by: readonly string[];
  readonly expr: (threshold?: number) => Promql;
}

function conditionOf(definition: AlertDefinition): Condition {
  if ("always" in definition) return { by: [], expr: () => promql`vector(1)` };
  if ("event" in definition) return { by: definition.by, expr: () => definition.event };
  const { signal, range = "5m", and } = definition;
  const threshold: Threshold =
    "above" in definition
      ? { is: "above", value: definition.above }
      : { is: "below", value: definition.below };
  const scope = everywhere(range);
  const expr = (value = threshold.value) => {
    const beyond = promql`${signal.value(scope)} ${threshold.is === "above" ? ">" : "<"} ${value}`;
    return and === undefined ? beyond : promql`${beyond} and ${and(scope)}`;
  };
  return { signal, threshold, by: signal.by, expr };
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

function textProblems(made: Alert, by: readonly string[]): readonly string[] {
  const facts = { for: made.for, ...factsOf(made) };
  return (["summary", "description"] as const).flatMap((which) => {
    const text = made[which];
    const stated =
      facts.threshold === undefined ? undefined : withUnit(facts.threshold.value, facts.threshold.unit);
    const unknown = labelsRead(text).filter((label) => !by.includes(label));
    return [
      ...(text.trim() === "" ? [`its ${which} is empty`] : []),
      ...(which === "summary" && text.includes("\n") ? ["its summary has more than one line"] : []),
      ...unknown.map(
        (label) =>
          `its ${which} uses the label ${label}, which the alert does not carry; it has ${by.join(", ") || "none"}`,
      ),
      ...(stated !== undefined && text.includes(stated) && stated.length > 1
        ? [`its ${which} states ${stated}, which can be tuned; write {threshold}`]
        : []),
      ...attempt(() => fill(text, facts)),
    ];
  });
}

/** The threshold as texts know it; nothing for alerts that have none. */
export function factsOf(
  { threshold, signal }: Pick<Alert, "threshold" | "signal">,
  value = threshold?.value,
) {
  return value === undefined || signal === undefined ? {} : { threshold: { value, unit: signal.unit } };
}

function attempt(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
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
