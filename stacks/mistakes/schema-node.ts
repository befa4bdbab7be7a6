/**
 * The schema of the settings as plain JSON Schema, and ways through it. Texts for people are made from this:
 * what is expected at a place, what may stand beside it, and what an example looks like.
 */
import { z } from "zod";
import { type Path } from "../settings-errors";
import { settingsSchema } from "../settings";

/** The part of JSON Schema that zod makes of the settings. */
export interface Node {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
}

/** The settings as a stack file may write them. */
export const root = z.toJSONSchema(settingsSchema, { io: "input", target: "draft-07" }) as Node;

/** Names of all settings, in the order of the schema. */
export const settingNames: readonly string[] = Object.keys(root.properties ?? {});

/** The schema at a place; undefined where the schema knows none. `values` tell which variant of a union counts. */
export function nodeAt(path: Path, values: unknown): Node | undefined {
  let node: Node | undefined = root;
  let value = values;
  for (const part of path) {
    node = node === undefined ? undefined : child(variant(node, value), part);
    value = valueAt([part], value);
  }
  return node === undefined ? undefined : variant(node, value);
}

/** The value at a place, undefined where there is none. Only own properties count: a key may be called "constructor". */
export function valueAt(path: Path, value: unknown): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<string | number, unknown>)[part]
        : undefined,
    value,
  );
}

/** A value that fits the node: its example, else its default, else one made of the parts that are required. */
export function exampleOf(node: Node): unknown {
  if (node.examples !== undefined) return node.examples[0];
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  if (node.oneOf?.[0] !== undefined) return exampleOf(node.oneOf[0]);
  if (node.type === "array") return node.items === undefined ? [] : [exampleOf(node.items)];
  if (node.type === "object")
    return Object.fromEntries((node.required ?? []).map((key) => [key, exampleOfKey(node, key)]));
  return node.default;
}

function exampleOfKey(node: Node, key: string): unknown {
  const property = child(node, key);
  return property === undefined ? undefined : exampleOf(property);
}

function child(node: Node, part: string | number): Node | undefined {
  if (typeof part === "number") return node.items;
  if (node.properties !== undefined && Object.hasOwn(node.properties, part)) return node.properties[part];
  return typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
}

/** Of a union of objects, the one whose `kind` the value has; else the first. */
function variant(node: Node, value: unknown): Node {
  const kind = valueAt(["kind"], value);
  return node.oneOf?.find((one) => one.properties?.["kind"]?.const === kind) ?? node.oneOf?.[0] ?? node;
}
