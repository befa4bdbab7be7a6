import { type Duration } from "../platforms/workload";
import { plausible } from "../signals/plausible";
import { promql, type Promql } from "../signals/promql";
import { everywhere, type Scope, type Signal, type Unit } from "../signals/signal";
import { alertProblems } from "./alert-problems";
import { type Case } from "./cases/case";
import { type Alert, type InForce, type Kind, type Parameter, type Severity, type Threshold } from "./rule";
import { writtenIn } from "./written-in";

/** The numbers of an alert's parameters in force, by name. */
export type Numbers = (name: string) => number;

/** What every alert has to say; see `Alert` for the meaning of each. */
interface Told {
  /** @default "immediate" for an event, "threshold" for a signal beyond a limit */
  readonly kind?: Kind;
  readonly for: Duration;
  readonly keepFiringFor: Duration;
  readonly severity: Severity;
  readonly team: string;
  readonly service: string;
  /** Prometheus template; {threshold}, {for}, {value} and names of parameters stand for the numbers in force. */
  readonly summary: string;
  readonly description: string;
  readonly dashboard: Alert["dashboard"];
  /** @default none */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** @default nothing */
  readonly needs?: Alert["needs"];
  /** @default every label that its series have */
  readonly selectable?: readonly string[];
  /** @default false */
  readonly optIn?: boolean;
  readonly cases: readonly Case[];
}

/** A signal beyond a limit. */
interface Beyond {
  readonly signal: Signal;
  /** Range of the signal's rates. @default "5m" */
  readonly range?: Duration;
  /** A further condition that must hold for the same series: a bound of good sense, or a trend. */
  readonly and?: (scope: Scope, numbers: Numbers) => Promql;
  /** A condition under which the same series does not count. */
  readonly unless?: (scope: Scope, numbers: Numbers) => Promql;
}

/** Something that is so or is not: any series in the result is an alert. */
interface Event {
  /** Every selector in it takes its matchers from the scope. Rates are over `range`. */
  readonly event: (scope: Scope, numbers: Numbers) => Promql;
  /** @default "5m" */
  readonly range?: Duration;
  /** Labels that every alert of it carries; its texts may use these. */
  readonly by: readonly string[];
  /** Unit of the value that the expression has. @default "short" */
  readonly unit?: Unit;
}

/** An alert that never stops; its absence is what tells. */
interface Always {
  readonly always: true;
}

/** How an alert is written. */
export type AlertDefinition = Told &
  ((Beyond & { readonly above: number }) | (Beyond & { readonly below: number }) | Event | Always);

/**
 * Makes an alert. Throws an Error that names its file and lists everything that is wrong with it: its name, a threshold
 * that its signal cannot reach, a `for` or a window that is too short, a text that uses a label which the alert does not
 * carry, states a number that can be tuned or does not tell the value, or cases that are missing.
 */
export function alert(name: string, definition: AlertDefinition): Alert {
  const { signal, threshold, by, unit, expr } = conditionOf(definition);
  const made: Alert = {
    name,
    file: writtenIn(),
    kind: definition.kind ?? (threshold === undefined ? "immediate" : "threshold"),
    ...(signal === undefined ? {} : { signal }),
    unit,
    by,
    ...(threshold === undefined ? {} : { threshold }),
    parameters: definition.parameters ?? {},
    expr,
    for: definition.for,
    keepFiringFor: definition.keepFiringFor,
    severity: definition.severity,
    team: definition.team,
    service: definition.service,
    summary: definition.summary,
    description: definition.description,
    dashboard: definition.dashboard,
    needs: definition.needs ?? [],
    selectable: definition.selectable ?? by,
    optIn: definition.optIn ?? false,
    cases: definition.cases,
  };
  const problems = alertProblems(made, { always: "always" in definition });
  if (problems.length > 0)
    throw new Error(`${made.file}: alert ${name} cannot be made:\n- ${problems.join("\n- ")}`);
  return Object.freeze(made);
}

interface Condition {
  readonly signal?: Signal;
  readonly threshold?: Threshold;
  readonly by: readonly string[];
  readonly unit: Unit;
  readonly expr: (inForce?: InForce) => Promql;
}

function conditionOf(definition: AlertDefinition): Condition {
  if ("always" in definition) return { by: [], unit: "none", expr: () => promql`vector(1)` };
  const { range = "5m", parameters = {} } = definition;
  const scopeOf = (inForce: InForce) => everywhere(range, inForce);
  const numbersOf =
    ({ parameters: given = {} }: InForce): Numbers =>
    (name) => {
      const number = given[name] ?? parameters[name]?.value;
      if (number === undefined) throw new Error(`It has no parameter ${name}; write it into parameters`);
      return number;
    };
  if ("event" in definition) {
    const { event, by, unit = "short" } = definition;
    return { by, unit, expr: (inForce = {}) => event(scopeOf(inForce), numbersOf(inForce)) };
  }
  const { signal, and, unless } = definition;
  const threshold: Threshold =
    "above" in definition
      ? { is: "above", value: definition.above }
      : { is: "below", value: definition.below };
  const expr = (inForce: InForce = {}) => {
    const [scope, numbers] = [scopeOf(inForce), numbersOf(inForce)];
    const limit = inForce.threshold ?? threshold.value;
    const value = signal.value(scope);
    const beyond =
      threshold.is === "above"
        ? promql`${value} > ${limit} <= ${plausible(signal)}`
        : signal.min === undefined
          ? promql`${value} < ${limit}`
          : promql`${value} < ${limit} >= ${signal.min}`;
    const paired = and === undefined ? beyond : promql`${beyond} and ${and(scope, numbers)}`;
    return unless === undefined ? paired : promql`${paired} unless ${unless(scope, numbers)}`;
  };
  return { signal, threshold, by: signal.by, unit: signal.unit, expr };
}
