import { type Paragraph, type Path, yaml } from "../settings-errors";
import { valueAt } from "./schema-node";

/**
 * The YAML that puts a value at a place. Items of lists are shown with the name that they have in `values`, so
 * that one sees which is meant.
 */
export function yamlAt(path: Path, value: unknown, values: unknown): Paragraph {
  const [top, ...rest] = path;
  return yaml({ [String(top)]: wrapped(rest, value, valueAt([String(top)], values)) });
}

function wrapped(path: Path, value: unknown, beside: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  const inner = wrapped(rest, value, valueAt([part], beside));
  if (typeof part === "string") return { [part]: inner };
  const name = valueAt([part, "name"], beside);
  const named = typeof name === "string" && typeof inner === "object" && !Array.isArray(inner);
  return [named ? { name, ...inner } : inner];
}
