import { parser } from "@grafana/lezer-logql";
import { assemble, checked, type Language, type Part } from "./template";
import { withoutVariables } from "./variables";

/**
 * A LogQL query that has been parsed. Made by the template `logql`, or by `toLogql` from text.
 * One legal form is refused because the grammar does not know it: `offset` after an unwrapped range.
 */
export type Logql = string & { readonly __language: "logql" };

/** A matcher of a stream selector; `value` is as written between the quotes. */
export interface StreamMatcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

// The parser brings its own declarations of the tree; naming the type through it keeps the two in step.
type Node = ReturnType<typeof parser.parse>["topNode"];

const language: Language = { name: "LogQL", errorAt, isLoose };

/** A LogQL query; what may be put into it and what is thrown is as in `promql`. */
export function logql(texts: TemplateStringsArray, ...parts: readonly Part[]): Logql {
  return assemble(language, texts.raw, parts) as Logql;
}

/** Takes text that was not written as a template. Throws an Error that shows where it does not parse. */
export function toLogql(text: string): Logql {
  return checked(language, text) as Logql;
}

/** The stream selectors of a query, in the order in which they stand there. */
export function streams(query: Logql): readonly (readonly StreamMatcher[])[] {
  return nodes(query, ["Selector"]).map((selector) =>
    nodes(query, ["Matcher"], selector).map((node) => matcher(query, node)),
  );
}

/** Labels that a metric query groups or joins by. Sorted, each once. */
export function streamLabelsUsed(query: Logql): readonly string[] {
  const grouped = nodes(query, ["Grouping"]).flatMap((node) => nodes(query, ["Identifier"], node));
  const joined = nodes(query, ["LabelName"]);
  return [...new Set([...grouped, ...joined].map((node) => text(query, node)))].sort();
}

/** Labels that a query itself gives to lines: label_format, and the captures of regexp and pattern. Sorted, each once. */
export function streamLabelsMade(query: Logql): readonly string[] {
  const formatted = nodes(query, ["LabelFormatMatcher"]).flatMap((node) => {
    const label = node.getChild("Identifier");
    return label === null ? [] : [text(query, label)];
  });
  const captured = nodes(query, ["LabelParser"]).flatMap((node) =>
    [...text(query, node).matchAll(/<([A-Za-z]\w*)>/g)].map((each) => each[1] ?? ""),
  );
  return [...new Set([...formatted, ...captured])].sort();
}

function errorAt(query: string): number | undefined {
  return nodes(query, ["⚠"])[0]?.from;
}

function isLoose(query: string): boolean {
  if (errorAt(query) !== undefined) return false;
  const top = parser.parse(withoutVariables(query)).topNode.firstChild?.firstChild?.firstChild;
  return top?.name === "BinOpExpr";
}

function nodes(query: string, names: readonly string[], within?: Node): readonly Node[] {
  const found: Node[] = [];
  const root = within ?? parser.parse(withoutVariables(query)).topNode;
  root.cursor().iterate((node) => {
    if (names.includes(node.name)) found.push(node.node);
  });
  return found;
}

function matcher(query: string, node: Node): StreamMatcher {
  const [label, op, value] = ["Identifier", node.firstChild?.nextSibling?.name ?? "", "String"].map((name) =>
    node.getChild(name),
  );
  return {
    label: label ? text(query, label) : "",
    op: (op ? text(query, op) : "=") as StreamMatcher["op"],
    value: value ? text(query, value).slice(1, -1) : "",
  };
}

function text(query: string, node: Node): string {
  return query.slice(node.from, node.to);
}
