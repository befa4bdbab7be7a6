import { type Path } from "../settings-errors";
import { type Draft, type Issues } from "./given";
import { type Node, root, valueAt } from "./schema-node";

/** Reads values as a draft: defaults filled in, what `issues` or `hidden` point at undefined. */
export function draftOf(
  values: Readonly<Record<string, unknown>>,
  issues: Issues,
  hidden: readonly Path[],
): Draft {
  const wrong = [...issues.flatMap(placesOf), ...hidden];
  const filled = withDefaults(root, values);
  // Zod has looked at every place that remains, so the form is right.
  return wrong.reduce<unknown>((draft, path) => without(draft, path), filled) as Draft;
}

/** Places that an issue makes unusable. */
function placesOf(issue: Issues[number]): Path[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...path, key]);
  // Of a union without its kind, zod has checked nothing else.
  if (issue.code === "invalid_union") return [path.slice(0, -1)];
  return [path];
}

/** Fills in defaults at the top and in the objects there; objects in lists have none that a check needs. */
function withDefaults(node: Node, value: unknown): unknown {
  if (node.properties === undefined || !isObject(value ?? node.default)) return value ?? node.default;
  const given = value ?? {};
  const defaults = Object.entries(node.properties)
    .filter(([key]) => valueAt([key], given) === undefined)
    .map(([key, property]) => [key, withDefaults(property, undefined)] as const);
  const present = Object.entries(given).map(
    ([key, inner]) =>
      [key, isObject(inner) ? withDefaults(node.properties?.[key] ?? {}, inner) : inner] as const,
  );
  return Object.fromEntries([...defaults, ...present].filter(([, inner]) => inner !== undefined));
}

/** A copy in which one place is undefined. Keys and positions stay. */
function without(value: unknown, path: Path): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  if (Array.isArray(value))
    return value.map((item, index) => (index === first ? without(item as unknown, rest) : (item as unknown)));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === first ? without(inner, rest) : inner]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
