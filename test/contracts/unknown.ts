import { labelsMade, labelsUsed, selectors, type Matcher, type Promql } from "../../signals/promql";
import { type KnownMetric } from "./read";

/** How an expression is judged. */
export interface Judged {
  /**
   * True where words in capitals stand for values that the reader puts in: instance="HOST".
   * @default false
   */
  readonly valuesStandIn?: boolean;
}

/** What an expression asks for that no program gives. */
export function unknown(
  expr: Promql,
  known: ReadonlyMap<string, KnownMetric>,
  { valuesStandIn = false }: Judged = {},
): readonly string[] {
  const asked = selectors(expr);
  const metrics = asked.flatMap(({ metric }) => known.get(metric ?? "") ?? []);
  const has = (label: string) => metrics.some((metric) => metric.labels.has(label));
  const made = labelsMade(expr);
  return [
    ...asked.flatMap(({ metric, matchers }) => {
      const found = known.get(metric ?? "");
      if (found === undefined) return [`metric ${metric ?? "without a name"}`];
      return matchers
        .filter((matcher) => !answers(found, matcher, valuesStandIn))
        .map(({ label, op, value }) => `${found.name}{${label}${op}"${value}"}`);
    }),
    ...labelsUsed(expr)
      .filter((label) => !has(label) && !made.includes(label))
      .map((label) => `label ${label}`),
  ];
}

/** A positive matcher has to find a value; a negative one only its label. */
function answers(metric: KnownMetric, { label, op, value }: Matcher, valuesStandIn: boolean): boolean {
  const standIn = valuesStandIn && /^[A-Z][A-Z0-9_-]*$/.test(value);
  if (label === "job" && metric.jobs !== undefined && op === "=" && !standIn)
    return metric.jobs.includes(value);
  if (!metric.labels.has(label)) return false;
  const values = metric.values.get(label);
  if (standIn || values === undefined || values.has("x") || op.startsWith("!")) return true;
  const fits =
    op === "="
      ? (each: string) => each === value
      : (each: string) => new RegExp(`^(?:${value})$`, "s").test(each);
  return [...values].some(fits);
}
