import { parser } from "@prometheus-io/lezer-promql";
import { alone } from "../../rules/alone";
import { type Alert, type InForce, type Rules } from "../../rules/rule";
import { plausible } from "../../signals/plausible";
import { toPromql, type Promql } from "../../signals/promql";

/** A rule with one thing changed for the worse; its proofs should notice. */
export interface Mutant {
  /** Name of the alert or the recording rule. */
  readonly of: string;
  /** What is changed: "> becomes <". */
  readonly change: string;
  /** The rule and what it reads. */
  readonly rules: Rules;
}

/** A change of a text: what stands from `from` to `to` becomes `text`. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const flipped: Readonly<Record<string, string>> = {
  ">": "<",
  "<": ">",
  ">=": "<=",
  "<=": ">=",
  "==": "!=",
  "!=": "==",
  and: "unless",
  unless: "and",
  or: "and",
};
const matched: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

/** Distance of a number that cases have to notice: 4 %. */
const aside = 0.04;

/** Every mutant of an alert: comparisons, set operations, label matchers, grouping labels, numbers, `for` and severity. */
export function alertMutants(alert: Alert, all: readonly Rules[]): readonly Mutant[] {
  const mutant = (change: string, changed: Alert): Mutant => ({
    of: alert.name,
    change,
    rules: { ...alone(alert, all), alerts: [changed] },
  });
  const text = (expr: Promql) => mutantsOf(expr, boundOf(alert));
  const numbers = (inForce: InForce): Alert => ({ ...alert, expr: () => alert.expr(inForce) });
  const { threshold, parameters } = alert;
  return [
    ...text(alert.expr()).map(([change, expr]) => mutant(change, { ...alert, expr: () => expr })),
    ...(threshold === undefined
      ? []
      : neighbours(threshold.value).map((value) =>
          mutant(`threshold ${threshold.value} becomes ${value}`, numbers({ threshold: value })),
        )),
    ...Object.entries(parameters).flatMap(([name, parameter]) =>
      neighbours(parameter.value).map((value) =>
        mutant(`${name} ${parameter.value} becomes ${value}`, numbers({ parameters: { [name]: value } })),
      ),
    ),
    ...(alert.for === "0s" ? [] : [mutant("for becomes 0s", { ...alert, for: "0s" })]),
    ...(alert.cases.some(({ kind }) => kind === "quiet")
      ? [mutant("for becomes 30d", { ...alert, for: "30d" })]
      : []),
    mutant("severity changes", { ...alert, severity: alert.severity === "info" ? "warning" : "info" }),
  ];
}

/** Every mutant of the recording rules of a group. */
export function recordingMutants(rules: Rules): readonly Mutant[] {
  return rules.recordings.flatMap((recording, index) =>
    mutantsOf(recording.expr()).map(([change, expr]): Mutant => ({
      of: recording.record,
      change,
      rules: {
        ...rules,
        alerts: [],
        recordings: rules.recordings.map((each, at) => (at === index ? { ...each, expr: () => expr } : each)),
      },
    })),
  );
}

function neighbours(value: number): readonly number[] {
  return value === 0
    ? []
    : [value * (1 + aside), value * (1 - aside)].map((each) => Number(each.toPrecision(12)));
}

/** The bound against sentinels that every threshold gets: it is tested once for all, not by each alert's cases. */
function boundOf({ threshold, signal }: Alert): string | undefined {
  if (threshold === undefined || signal === undefined) return undefined;
  if (threshold.is === "above") return `<= ${plausible(signal)}`;
  return signal.min === undefined ? undefined : `>= ${signal.min}`;
}

function mutantsOf(expr: Promql, bound?: string): readonly (readonly [change: string, expr: Promql])[] {
  const operators = operatorEdits(expr).filter(
    ({ from }) => bound === undefined || !expr.startsWith(bound, from),
  );
  return [...operators, ...matcherEdits(expr), ...groupingEdits(expr)].flatMap((edit) => {
    const changed = expr.slice(0, edit.from) + edit.text + expr.slice(edit.to);
    const about = expr.slice(Math.max(0, edit.from - 30), edit.to);
    return [[`…${about} becomes ${edit.text || "nothing"}`, toPromql(changed)] as const];
  });
}

function operatorEdits(expr: string): readonly Edit[] {
  const names = ["Gtr", "Lss", "Gte", "Lte", "EqlC", "Neq", "And", "Unless", "Or"];
  return found(expr, names).map(({ from, to }) => ({
    from,
    to,
    text: flipped[expr.slice(from, to).toLowerCase()] ?? "",
  }));
}

function matcherEdits(expr: string): readonly Edit[] {
  return found(expr, ["MatchOp"]).map(({ from, to }) => ({
    from,
    to,
    text: matched[expr.slice(from, to)] ?? "",
  }));
}

/**
 * Each label of a `by` taken away; a result without it no longer tells apart what it is about. What another aggregation
 * sums up again is left alone: there it is often the same.
 */
function groupingEdits(expr: string): readonly Edit[] {
  const aggregations = found(expr, ["AggregateExpr"]);
  const inner = (at: number) => aggregations.filter(({ from, to }) => from <= at && at < to).length > 1;
  return [...expr.matchAll(/\bby \(([^()]+)\)/g)]
    .filter(({ index }) => !inner(index))
    .flatMap((match) => {
      const labels = (match[1] ?? "").split(",").map((label) => label.trim());
      const from = match.index + match[0].indexOf("(") + 1;
      return labels.map((label) => ({
        from,
        to: from + (match[1] ?? "").length,
        text: labels.filter((each) => each !== label).join(", "),
      }));
    });
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function found(expr: string, names: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, from, to, node }) => {
      // "!=" of a matcher and of a comparison have one name.
      if (names.includes(name) && node.parent?.name !== "MatchOp") places.push({ from, to });
    },
  });
  return places;
}
