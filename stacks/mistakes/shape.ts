/** Mistakes of form: unknown keys, values that are missing or of the wrong type. One place, one mistake. */
import { kindOf } from "../setting-kinds";
import { list, type Mistake, mistake, type Path, pathText } from "../settings-errors";
import { type Issues } from "./given";
import { looksSecret } from "./looks-secret";
import { nearest } from "./nearest";
import { repair } from "./repair";
import { exampleOf, type Node, nodeAt, root, settingNames, valueAt } from "./schema-node";
import { yamlAt } from "./write";

/** Says in words what zod found in `values`. */
export function shapeMistakes(values: Readonly<Record<string, unknown>>, issues: Issues): Mistake[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ parent: textPath(issue.path), key }))
      : [],
  );
  const told = new Set<string>();
  const wrong = issues.flatMap((issue) => {
    const at = textPath(issue.path);
    const place = JSON.stringify(at);
    if (issue.code === "unrecognized_keys" || told.has(place)) return [];
    told.add(place);
    const misspelt = unknown.some(
      ({ parent, key }) =>
        pathText(parent) === pathText(at.slice(0, -1)) &&
        nearest(key, siblings(parent, values)).includes(String(at.at(-1))),
    );
    // "adress" is told already; that "address" is missing would be the same mistake once more.
    if (valueAt(at, values) === undefined && misspelt) return [];
    return [issue.code === "invalid_key" ? wrongKey(at, values) : wrongValue(at, values)];
  });
  return [...unknown.map(({ parent, key }) => unknownKey(parent, key, values)), ...wrong];
}

function wrongValue(at: Path, values: Readonly<Record<string, unknown>>): Mistake {
  const node = nodeAt(at, values) ?? {};
  const value = valueAt(at, values);
  const where = pathText(at);
  const example = yamlAt(at, exampleOf(node), values);
  if (value === undefined) return mistake(at, `${where} is missing. Write${choice(node)}:`, example);
  if (value === null || value === "")
    return mistake(at, `${where} is empty. Take the line away, or write, for example:`, example);
  const fact = `${where} is ${shown(value)}, not ${expected(node)}.`;
  const near = typeof value === "string" ? nearest(value, (node.enum ?? []).map(String))[0] : undefined;
  const meant = near ?? (typeof value === "string" && looksSecret(value) ? undefined : repair(value, node));
  return meant === undefined
    ? mistake(at, `${fact} Write, for example:`, example)
    : mistake(at, `${fact} Write:`, yamlAt(at, meant, values));
}

/** A name that people choose, of the wrong form. */
function wrongKey(at: Path, values: Readonly<Record<string, unknown>>): Mistake {
  const parent = at.slice(0, -1);
  const node = nodeAt(parent, values) ?? {};
  const fact = `${pathText(parent)} has the key ${shown(at.at(-1))}, not ${expected(node.propertyNames ?? {})}.`;
  return mistake(at, `${fact} Write, for example:`, yamlAt(parent, exampleOf(node), values));
}

function unknownKey(parent: Path, key: string, values: Readonly<Record<string, unknown>>): Mistake {
  const at = [...parent, key];
  const fact = `${pathText([...parent, looksSecret(key) ? "…" : key])} is not a setting.`;
  const beside = siblings(parent, values);
  const near = nearest(key, beside).map((name) => pathText([...parent, name]));
  if (near.length > 0) return mistake(at, `${fact} Did you mean ${list(near, "or")}?`);
  const elsewhere = placesOf(key);
  if (elsewhere.length > 0) return mistake(at, `${fact} Did you mean ${list(elsewhere, "or")}?`);
  const owner = parent.length === 0 ? "The settings" : `The settings of ${pathText(parent)}`;
  return mistake(at, `${fact} ${owner} are ${list(beside, "and")}.`);
}

/** Settings of that name below others: "retention" → "prometheus.retention", … */
function placesOf(key: string): string[] {
  return settingNames.flatMap((name) => {
    const properties = root.properties?.[name]?.properties ?? {};
    return Object.hasOwn(properties, key) ? [`${name}.${key}`] : [];
  });
}

function siblings(parent: Path, values: unknown): string[] {
  return Object.keys(nodeAt(parent, values)?.properties ?? {});
}

function choice(node: Node): string {
  return node.enum === undefined ? ", for example" : ` ${list(node.enum.map(String), "or")}, for example`;
}

/** What a place wants, to stand behind "not". */
function expected(node: Node): string {
  const kind = kindOf(node.title);
  if (kind !== undefined) return `${kind.a}: ${kind.form}`;
  if (node.enum !== undefined) return list(node.enum.map(String), "or");
  if (node.const !== undefined) return String(node.const);
  if (node.anyOf !== undefined) return list(node.anyOf.map(expected), "or");
  switch (node.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return `a whole number from ${node.minimum ?? 0} to ${node.maximum ?? "any"}`;
    case "number":
      return "a number";
    case "array":
      return node.minItems === undefined ? "a list" : "a list with at least one entry";
    case "object":
      return "a group of keys";
    default:
      return "a text";
  }
}

/** A value as it may be repeated: short, and never one that could be a secret. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object" && value !== null) return "a group of keys";
  if (typeof value !== "string") return String(value);
  return value.length > 60 || looksSecret(value)
    ? `a text of ${value.length} characters`
    : JSON.stringify(value);
}

function textPath(path: readonly PropertyKey[]): Path {
  return path.filter((part) => typeof part !== "symbol");
}
