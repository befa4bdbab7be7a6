import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@prometheus-io/lezer-promql";
import { byText } from "../../signals/by-text";
import { selectors, toPromql } from "../../signals/promql";
import { withoutVariables } from "../../signals/variables";
import { type Html, joined, markup } from "./html";

// The parser's declarations name another module of the same tree.
type Tree = Parameters<typeof highlightTree>[0];

/** A part of an expression with a meaning of its own. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: "metric" | "word" | "text" | "number";
}

interface Parsed {
  readonly metrics: readonly string[];
  readonly spans: readonly Span[];
}

const kinds = tagHighlighter([
  { tag: [tags.keyword, tags.function(tags.variableName), tags.modifier, tags.logicOperator], class: "word" },
  { tag: tags.string, class: "text" },
  { tag: tags.number, class: "number" },
]);

/** The metrics that an expression asks for, each once; none of a log query, which is no PromQL. */
export function metricsIn(expr: string): readonly string[] {
  return parsed(expr).metrics;
}

/** An expression with its parts told apart, and with a link on each metric that `placeOf` knows a place for. */
export function expression(expr: string, placeOf: (metric: string) => string | undefined): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const { from, to, kind } of parsed(expr).spans) {
    if (from < at) continue;
    const text = expr.slice(from, to);
    const place = kind === "metric" ? placeOf(text) : undefined;
    parts.push(markup`${expr.slice(at, from)}`);
    if (place !== undefined) parts.push(markup`<a href="${place}">${text}</a>`);
    else parts.push(kind === "metric" ? markup`${text}` : markup`<span class="${kind}">${text}</span>`);
    at = to;
  }
  return markup`<code class="expression">${joined(parts)}${expr.slice(at)}</code>`;
}

const parsed = byText((expr): Parsed => {
  try {
    const read = toPromql(expr);
    const plain = withoutVariables(expr);
    const tree = parser.parse(plain);
    const spans: Span[] = [];
    tree.topNode.cursor().iterate((node) => {
      const name = node.name === "VectorSelector" ? node.node.getChild("Identifier") : null;
      if (name !== null) spans.push({ from: name.from, to: name.to, kind: "metric" });
    });
    const taken = new Set(spans.map(({ from }) => from));
    highlightTree(tree as unknown as Tree, kinds, (from, to, kind) => {
      // What stands for a variable is none of its own.
      const own = plain.slice(from, to) === expr.slice(from, to);
      if (own && !taken.has(from)) spans.push({ from, to, kind: kind as Span["kind"] });
    });
    spans.sort((a, b) => a.from - b.from);
    return { spans, metrics: [...new Set(selectors(read).flatMap(({ metric }) => metric ?? []))] };
  } catch {
    return { spans: [], metrics: [] };
  }
});
