import { parser } from "@prometheus-io/lezer-promql";
import { assemble, checked, type Language, type Part } from "./template";
import { byText } from "./by-text";
import { withoutVariables } from "./variables";

/** A PromQL expression that has been parsed. Made by the template `promql`, or by `toPromql` from text. */
export type Promql = string & { readonly __language: "promql" };

/** A label matcher as it stands in an expression; `value` is without quotes and escapes. */
export interface Matcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** One vector selector of an expression. */
export interface Selector {
  /** Undefined for a selector without a metric name, like {job="x"}. */
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
}

// The parser brings its own declarations of the tree; naming the type through it keeps the two in step.
type Node = ReturnType<typeof parser.parse>["topNode"];

const language: Language = { name: "PromQL", errorAt: byText(errorAt), isLoose: byText(isLoose) };

/**
 * A PromQL expression: promql`rate(${metric}[${range}])`. Grafana's variables may stand in it. Other expressions may
 * be put into it; see `assemble` for the parentheses that they get. Throws an Error that shows where it does not parse.
 */
export function promql(texts: TemplateStringsArray, ...parts: readonly Part[]): Promql {
  return assemble(language, texts.raw, parts) as Promql;
}

/** Takes text that was not written as a template. Throws an Error that shows where it does not parse. */
export function toPromql(text: string): Promql {
  return checked(language, text) as Promql;
}

/** The vector selectors of an expression, in the order in which they stand there. */
export function selectors(expr: Promql): readonly Selector[] {
  return nodes(expr, ["VectorSelector"]).map((node) => {
    const matchers = nodes(expr, ["UnquotedLabelMatcher", "QuotedLabelMatcher"], node).map((each) =>
      matcher(expr, each),
    );
    const name = node.getChild("Identifier");
    const quotedName = node.getChild("LabelMatchers")?.getChild("QuotedLabelName");
    const byLabel = matchers.find((each) => each.label === "__name__" && each.op === "=")?.value;
    const metric = name ? text(expr, name) : quotedName ? unquote(text(expr, quotedName)) : byLabel;
    return {
      ...(metric === undefined ? {} : { metric }),
      matchers: matchers.filter((each) => each.label !== "__name__"),
    };
  });
}

/**
 * Labels that an expression names outside of selectors: by, without, on, ignoring, group_left, group_right, and the
 * labels that label_replace and label_join read. Sorted, each once.
 */
export function labelsUsed(expr: Promql): readonly string[] {
  const grouping = nodes(expr, ["GroupingLabels"]).flatMap((list) =>
    [...list.getChildren("LabelName"), ...list.getChildren("QuotedLabelName")].map((each) =>
      unquote(text(expr, each)),
    ),
  );
  return [...new Set([...grouping, ...labelFunctions(expr).flatMap((each) => each.reads)])].sort();
}

/** Labels that an expression makes itself, with label_replace, label_join or count_values. Sorted, each once. */
export function labelsMade(expr: Promql): readonly string[] {
  return [...new Set(labelFunctions(expr).map((each) => each.writes))].sort();
}

/** A function over a window of samples, as it stands in an expression. */
export interface Window {
  /** Name of the function: rate, increase, predict_linear … */
  readonly by: string;
  /** The window as written: "5m", or a variable of Grafana. */
  readonly range: string;
}

const rates = ["Rate", "Irate", "Increase", "Delta", "Idelta", "Deriv", "Changes", "Resets", "PredictLinear"];

/** The functions of an expression that compare samples within a window, in the order in which they stand there. */
export function rateWindows(expr: Promql): readonly Window[] {
  return nodes(expr, rates).flatMap((name) => {
    const body = name.parent?.parent?.getChild("FunctionCallBody");
    const matrix = body?.getChild("MatrixSelector");
    const range = matrix?.getChild("DurationExpr");
    return range ? [{ by: text(expr, name), range: text(expr, range) }] : [];
  });
}

/** Every range in square brackets, as written, in the order in which they stand there: "5m", or a variable of Grafana. */
export function rangesOf(expr: Promql): readonly string[] {
  return nodes(expr, ["MatrixSelector", "SubqueryExpr"]).flatMap((node) => {
    const range = node.getChild("DurationExpr");
    // A variable is longer than what the grammar takes for it.
    const [written = ""] = range ? expr.slice(range.from, expr.indexOf("]", range.from)).split(":") : [];
    return range ? [written.trim()] : [];
  });
}

interface LabelFunction {
  readonly writes: string;
  readonly reads: readonly string[];
}

// label_replace(v, written, replacement, read, regex); label_join(v, written, separator, read...); count_values(written, v)
function labelFunctions(expr: Promql): readonly LabelFunction[] {
  return nodes(expr, ["LabelReplace", "LabelJoin", "CountValues"]).map((name) => {
    const body = name.parent?.parent?.getChild("FunctionCallBody");
    const strings = (body?.getChildren("StringLiteral") ?? []).map((each) => unquote(text(expr, each)));
    const reads = name.name === "LabelReplace" ? strings.slice(2, 3) : strings.slice(2);
    return { writes: strings[0] ?? "", reads };
  });
}

function errorAt(query: string): number | undefined {
  return nodes(query, ["⚠"])[0]?.from;
}

function isLoose(query: string): boolean {
  if (errorAt(query) !== undefined) return false;
  let top: Node | null = parser.parse(withoutVariables(query)).topNode.firstChild;
  // The grammar lets `offset` and `@` span what stands before them, also where Prometheus binds them tighter.
  while (top && ["OffsetExpr", "StepInvariantExpr"].includes(top.name)) top = top.firstChild;
  return top?.name === "BinaryExpr" || top?.name === "UnaryExpr";
}

function nodes(query: string, names: readonly string[], within?: Node): readonly Node[] {
  const found: Node[] = [];
  const root = within ?? parser.parse(withoutVariables(query)).topNode;
  root.cursor().iterate((node) => {
    if (names.includes(node.name)) found.push(node.node);
  });
  return found;
}

function matcher(expr: string, node: Node): Matcher {
  const label = node.getChild("LabelName") ?? node.getChild("QuotedLabelName");
  const op = node.getChild("MatchOp");
  const value = node.getChild("StringLiteral");
  return {
    label: label ? unquote(text(expr, label)) : "",
    op: (op ? text(expr, op) : "=") as Matcher["op"],
    value: value ? unquote(text(expr, value)) : "",
  };
}

function text(expr: string, node: Node): string {
  return expr.slice(node.from, node.to);
}

/** The value of a string literal; other text as it is. */
function unquote(literal: string): string {
  const quote = literal.charAt(0);
  if (quote === "`") return literal.slice(1, -1);
  if (quote !== '"' && quote !== "'") return literal;
  return literal.slice(1, -1).replace(/\\(.)/g, (_, char: string) => ({ n: "\n", t: "\t" })[char] ?? char);
}
