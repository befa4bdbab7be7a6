/** On which versions of PostgreSQL an expression can have a result. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { selectors, toPromql, type Promql } from "../../signals/promql";
import { withoutVariables } from "../../signals/variables";
import { majors } from "./postgres-packages";

// The parser brings its own declarations of the tree; naming the type through it keeps the two in step.
type Node = ReturnType<typeof parser.parse>["topNode"];

/** Metrics of postgres_exporter that not every version has, with the major versions that do. */
export function limitedMetrics(): ReadonlyMap<string, readonly number[]> {
  const text = readFileSync(join(__dirname, "postgres-exporter-versions.tsv"), "utf8");
  return new Map(
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const [metric = "", versions = ""] = line.split("\t");
        return [metric, versions.split(",").map(Number)] as const;
      }),
  );
}

/**
 * Major versions on which an expression can have a result: with `or`, those of either side; otherwise those on which
 * every metric is there. `unless` counts both sides, for without its right side it would say too much. `recorded` gives
 * the expressions of series that rules record.
 */
export function versionsOf(
  expr: Promql,
  limited: ReadonlyMap<string, readonly number[]>,
  recorded: ReadonlyMap<string, Promql> = new Map(),
): readonly number[] {
  const text = withoutVariables(expr);
  const of = (node: Node): readonly number[] => {
    if (node.name === "VectorSelector") {
      const [selector] = selectors(toPromql(text.slice(node.from, node.to)));
      const metric = selector?.metric ?? "";
      const source = recorded.get(metric);
      return source === undefined ? (limited.get(metric) ?? majors) : versionsOf(source, limited, recorded);
    }
    const parts = children(node).map(of);
    const either = node.name === "BinaryExpr" && node.getChild("Or") !== null;
    return majors.filter((major) =>
      either ? parts.some((part) => part.includes(major)) : parts.every((part) => part.includes(major)),
    );
  };
  return of(parser.parse(text).topNode);
}

/** The parts of a node in which selectors can stand; operators and lists of labels have none. */
function children(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (hasSelector(child)) found.push(child);
  return found;
}

function hasSelector(node: Node): boolean {
  if (node.name === "VectorSelector") return true;
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (hasSelector(child)) return true;
  return false;
}
