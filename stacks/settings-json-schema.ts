/**
 * JSON Schema of a whole stack file, for completion and checks in editors (draft 07, which the YAML language server
 * understands). Made from the settings' own schema.
 */
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { catalogue } from "./catalogue";
import { type Catalogue } from "./mistakes/given";
import { type Node, root, settingNames } from "./mistakes/schema-node";

type Names = Pick<Catalogue, "alerts" | "dashboards">;

type JsonSchema = Readonly<Record<string, unknown>>;

/** Place of the committed schema, from the root of the checkout. */
export const jsonSchemaFile = "stacks/settings.schema.json";

/** The schema as plain data. Alerts and dashboards are offered by name; with none given, any name passes. */
export function settingsJsonSchema(names: Names): JsonSchema {
  const settings = Object.entries(root.properties ?? {}).map(
    ([name, node]) => [`observatory:${name}`, quotable(named(name, node, names))] as const,
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Stack file of observatory",
    type: "object",
    properties: {
      config: {
        description: "Settings of the stack. Every key: docs/settings.md.",
        type: "object",
        properties: { ...Object.fromEntries(settings), ...pulumiSettings },
        patternProperties: {
          [`^observatory:(?!(?:${settingNames.join("|")})$)[a-z][A-Za-z0-9]*$`]: secret,
          // Settings of Pulumi and of its providers.
          "^(?!observatory:)[^:]+:.+$": {},
        },
        required: (root.required ?? []).map((name) => `observatory:${name}`),
        additionalProperties: false,
      },
      encryptionsalt: { type: "string", description: "Written by Pulumi: the salt of the passphrase." },
      encryptedkey: { type: "string", description: "Written by Pulumi: the key of the secrets, encrypted." },
      secretsprovider: { type: "string", description: "What encrypts the secrets, for example passphrase." },
      environment: { type: ["array", "object"], description: "Environments of Pulumi ESC." },
    },
    required: ["config"],
    additionalProperties: false,
    definitions: definitions(),
  };
}

/** The text of the committed file. */
export function jsonSchemaText(names: Names): string {
  return `${JSON.stringify(settingsJsonSchema(names), null, 2)}\n`;
}

/** Writes the committed file below the root of a checkout. */
export function writeJsonSchema(rootFolder: string, names: Names = catalogue): void {
  writeFileSync(join(rootFolder, jsonSchemaFile), jsonSchemaText(names));
}

const pulumiSettings: JsonSchema = {
  "pulumi:disable-default-providers": {
    description:
      "Packages whose resources need a provider of their own, so that none reaches a stranger's server.",
    type: "array",
    items: { type: "string" },
    examples: [["kubernetes", "docker"]],
  },
};

const secret: JsonSchema = {
  description: "A secret, as `pulumi config set --secret` writes it.",
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

/** Alerts and dashboards by name. */
function named(name: string, node: Node, { alerts, dashboards }: Names): JsonSchema {
  if (name === "alerts" && alerts.length > 0)
    return closed(
      node,
      alerts.map((alert) => [alert.name, tuningOf(alert)]),
    );
  if (name === "dashboards" && dashboards.length > 0)
    return closed(
      node,
      dashboards.map((uid) => [uid, { type: "boolean" }]),
    );
  return { ...node };
}

/** What many alerts share is written once. */
function definitions(): JsonSchema {
  const tuning = root.properties?.["alerts"]?.additionalProperties;
  return typeof tuning === "object"
    ? {
        tuning: without(tuning, "parameters"),
        tuningWithoutThreshold: without(tuning, "threshold", "parameters"),
      }
    : {};
}

function without(node: Node, ...keys: readonly string[]): Node {
  const rest = Object.entries(node.properties ?? {}).filter(([key]) => !keys.includes(key));
  return { ...node, properties: Object.fromEntries(rest) };
}

/** What a stack file may say of an alert. One with parameters has them by name, and the rest as all others. */
function tuningOf({ hasThreshold, parameters = [] }: Names["alerts"][number]): JsonSchema {
  const definition = hasThreshold ? "tuning" : "tuningWithoutThreshold";
  if (parameters.length === 0) return reference(definition);
  const { [definition]: shared } = definitions() as Readonly<Record<string, Node>>;
  const properties = Object.keys(shared?.properties ?? {}).map(
    (key) => [key, reference(`${definition}/properties/${key}`)] as const,
  );
  const numbers = closed(
    { type: "object" },
    parameters.map((name) => [name, { type: "number" }]),
  );
  return closed({ type: "object" }, [...properties, ["parameters", numbers]]);
}

function reference(definition: string): JsonSchema {
  return { $ref: `#/definitions/${definition}` };
}

function closed(
  { description, examples, type }: Node,
  properties: readonly (readonly [string, JsonSchema])[],
): JsonSchema {
  const sorted = [...properties].sort(([a], [b]) => (a < b ? -1 : 1));
  const fitting = (examples ?? []).filter((example) =>
    Object.keys(example as object).every((key) => sorted.some(([name]) => name === key)),
  );
  return {
    description,
    type,
    default: {},
    ...(fitting.length === 0 ? {} : { examples: fitting }),
    properties: Object.fromEntries(sorted),
    additionalProperties: false,
  };
}

/** `pulumi config set` writes numbers and booleans in quotes; at the top, and only there, that is the same. */
function quotable(node: JsonSchema): JsonSchema {
  const pattern =
    node["type"] === "integer" ? "^\\d+$" : node["type"] === "boolean" ? "^(true|false)$" : undefined;
  if (pattern === undefined) return node;
  const { description, default: byDefault, examples, ...form } = node;
  return {
    description,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    examples,
    anyOf: [form, { type: "string", pattern }],
  };
}
