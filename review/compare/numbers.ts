import { parser } from "@prometheus-io/lezer-promql";
import { withoutVariables } from "../../signals/variables";

/** An expression with its bare numbers taken out, and the numbers. */
export interface Skeleton {
  readonly text: string;
  readonly numbers: readonly number[];
}

/** Two expressions with the same skeleton differ in numbers only: a threshold, a parameter, a quantile. */
export function skeleton(expr: string): Skeleton {
  const numbers: number[] = [];
  let text = "";
  let at = 0;
  parser
    .parse(withoutVariables(expr))
    .topNode.cursor()
    .iterate((node) => {
      if (node.name !== "NumberDurationLiteral") return;
      const literal = expr.slice(node.from, node.to);
      const value = Number(literal);
      if (Number.isNaN(value)) return;
      numbers.push(value);
      text += `${expr.slice(at, node.from)}#`;
      at = node.to;
    });
  return { text: text + expr.slice(at), numbers };
}

/** The numbers in which two expressions differ; undefined where they differ in more than that. */
export function numbersChanged(
  before: string,
  after: string,
): readonly (readonly [before: number, after: number])[] | undefined {
  const [one, other] = [skeleton(before), skeleton(after)];
  if (one.text !== other.text || one.numbers.length !== other.numbers.length) return undefined;
  return one.numbers.flatMap((number, at) => {
    const now = other.numbers[at] ?? number;
    return now === number ? [] : [[number, now] as const];
  });
}
