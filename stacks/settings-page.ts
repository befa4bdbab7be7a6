/** docs/settings.md: every setting with its meaning, form, default and an example, made from the schema. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { type Node, root } from "./mistakes/schema-node";
import { kindOf } from "./setting-kinds";
import { list } from "./settings-errors";

/** Place of the committed page, from the root of the checkout. */
export const settingsPageFile = "docs/settings.md";

const introduction = `# Settings

<!-- Made by \`./observatory render\` from stacks/settings.ts. Change it there. -->

A stack is described by one file, \`stacks/Pulumi.<stack>.yaml\`. Only \`target\` has to be in it, which says where the
servers run: \`local\`, \`docker\` or \`kubernetes\`; with \`content\`, rules and dashboards are made for servers that exist
already. On \`docker\` and \`kubernetes\` the file also has to say who is told of critical alerts, and on \`kubernetes\` which
cluster is meant. Everything else has a default, and the file says what differs:

\`\`\`yaml
# yaml-language-server: $schema=settings.schema.json
config:
  observatory:target: docker
  observatory:host: web-1
  observatory:receivers:
    oncall:
      kind: webhook
  observatory:routes:
    critical:
      - oncall
\`\`\`

The first line gives completion and checks in editors that have a YAML language server. \`./observatory preview STACK\`
checks a file and changes nothing. All mistakes are told at once, each with what to write, before any server is touched.
A key that is not on this page, or that has no effect on the target, is a mistake, never ignored.

On \`kubernetes\`, \`size\` decides how much of everything there is: [sizing.md](sizing.md) says what it gives, and how any of
it is written instead.

## Secrets

A secret is stored encrypted, as a key of its own beside the settings. The command asks for the value, so that it is
neither in the history of your shell nor in the list of processes:

\`\`\`sh
./observatory pulumi config set --secret observatory:ordersDsn -s STACK
\`\`\`

| secret                    | belongs to                                    | needed                                       |
| ------------------------- | --------------------------------------------- | -------------------------------------------- |
| \`<name>Dsn\`               | the entry \`<name>\` of [postgres](#postgres)   | always                                       |
| \`<name>Url\`               | the entry \`<name>\` of [receivers](#receivers) | if the receiver has no \`url\` in its settings |
| \`objectStorageAccessKey\`  | [objectStorage](#objectstorage)               | if it is set                                 |
| \`objectStorageSecretKey\`  | [objectStorage](#objectstorage)               | if it is set                                 |
| \`grafanaDatabaseUser\`     | \`database\` of [grafana](#grafana)             | if it is set                                 |
| \`grafanaDatabasePassword\` | \`database\` of [grafana](#grafana)             | if it is set                                 |

Hyphens turn to camelCase: the database \`orders-db\` has the secret \`ordersDbDsn\`. A DSN is a URL:
\`postgresql://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require\`. A secret inside of a setting, in plain text, missing or
used by nothing is a mistake. No secret is ever written to a rendered file, an output or a log.

## Kinds of values

`;

/** The page. */
export function settingsPage(): string {
  const settings = Object.entries(root.properties ?? {}).map(([name, node]) => section(name, node));
  return `${introduction}${kindsOfValues()}\n\n## Every setting\n\n${settings.join("\n\n")}\n`;
}

/** Writes the committed page below the root of a checkout. */
export function writeSettingsPage(rootFolder: string): void {
  writeFileSync(join(rootFolder, settingsPageFile), settingsPage());
}

function kindsOfValues(): string {
  const titles = new Set<string>();
  collectTitles(root, titles);
  return [...titles]
    .sort()
    .map((title) => `- **${title}**: ${kindOf(title)?.form ?? ""}`)
    .join("\n");
}

function collectTitles(node: Node, titles: Set<string>): void {
  if (node.title !== undefined) titles.add(node.title);
  const inner = [
    ...Object.values(node.properties ?? {}),
    ...(node.items === undefined ? [] : [node.items]),
    ...(typeof node.additionalProperties === "object" ? [node.additionalProperties] : []),
    ...(node.oneOf ?? []),
    ...(node.anyOf ?? []),
  ];
  inner.forEach((child) => collectTitles(child, titles));
}

function section(name: string, node: Node): string {
  const example = stringify({ [`observatory:${name}`]: node.examples?.[0] }, { lineWidth: 0 }).trimEnd();
  const keys = keysOf(node);
  return [
    `### ${name}`,
    node.description ?? "",
    summary(name, node),
    ...(keys.length === 0 ? [] : [keys.join("\n")]),
    `\`\`\`yaml\n${example}\n\`\`\``,
  ].join("\n\n");
}

/** What may be written, and what counts if nothing is. */
function summary(name: string, node: Node): string {
  if (node.type === "array" && node.items?.properties !== undefined)
    return "A list, empty by default. Each entry has:";
  if (node.properties !== undefined) return "Keys:";
  const entries = node.additionalProperties;
  if (typeof entries === "object" && entries.type !== "boolean")
    return "Entries by name, none by default. Each has:";
  const need = root.required?.includes(name) === true ? " Required." : "";
  return `Form: ${form(node)}${fallback(node)}.${need}`;
}

/** The keys of an object, of the items of a list, or of the entries of a map. */
function keysOf(node: Node): string[] {
  const inner =
    node.items ?? (typeof node.additionalProperties === "object" ? node.additionalProperties : node);
  return (inner.oneOf ?? [inner]).flatMap((object) =>
    Object.entries(object.properties ?? {}).flatMap(([key, property]) => {
      const need = object.required?.includes(key) === true ? ", required" : "";
      // The keys of an object inside of another stand below it.
      const below = property.properties === undefined ? [] : keysOf(property).map((line) => `  ${line}`);
      const line = `- \`${key}\` (${form(property)}${need}${fallback(property)}): ${property.description ?? ""}`;
      return [line, ...below];
    }),
  );
}

/** The form of a value in words. */
function form(node: Node): string {
  if (node.title !== undefined) return node.title;
  if (node.enum !== undefined) return list(node.enum.map(code), "or");
  if (node.const !== undefined) return code(node.const);
  if (node.anyOf !== undefined) return list(node.anyOf.map(form), "or");
  switch (node.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return `whole number from ${node.minimum} to ${node.maximum}`;
    case "array":
      return `list of ${node.items?.title ?? "text"}s`;
    case "object":
      return node.properties === undefined ? `${entryForm(node)}, by name` : "keys below";
    default:
      return node.type === "string" ? "text" : (node.type ?? "any value");
  }
}

function entryForm({ additionalProperties }: Node): string {
  return typeof additionalProperties === "object" ? form(additionalProperties) : "any value";
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}

function fallback({ default: value }: Node): string {
  if (value === undefined) return "";
  if (typeof value !== "object" || value === null) return `, default ${code(value)}`;
  return Array.isArray(value) && value.length > 0
    ? `, default ${list(value.map(code), "and")}`
    : ", default none";
}
