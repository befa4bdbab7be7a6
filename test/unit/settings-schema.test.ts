import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { catalogue } from "../../stacks/catalogue";
import { exampleOf, type Node, root as schemaRoot } from "../../stacks/mistakes/schema-node";
import { jsonSchemaFile, jsonSchemaText, settingsJsonSchema } from "../../stacks/settings-json-schema";
import { settingsPage, settingsPageFile } from "../../stacks/settings-page";

const root = join(__dirname, "../..");
const ajv = new Ajv({ strict: true, allErrors: true, allowMatchingProperties: true, allowUnionTypes: true });
const accepts = ajv.compile(settingsJsonSchema(catalogue));

const stacks = ["content", "docker", "local", "production"];

function errorsOf(text: string): string[] {
  if (accepts(parse(text))) return [];
  return (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function committed(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

describe("the JSON Schema of stack files", () => {
  it("is committed as it is now (if not: ./observatory render)", () => {
    expect(committed(jsonSchemaFile)).toBe(jsonSchemaText(catalogue));
  });

  it.each(stacks)("accepts the committed stack %s", (stack) => {
    expect(errorsOf(committed(`stacks/Pulumi.${stack}.yaml`))).toEqual([]);
  });

  it("is named by the committed stack files", () => {
    for (const stack of stacks)
      expect(committed(`stacks/Pulumi.${stack}.yaml`)).toMatch(
        /^# yaml-language-server: \$schema=settings\.schema\.json\n/,
      );
  });

  it("accepts what Pulumi writes: secrets, quoted numbers, its own keys", () => {
    const text = `
encryptionsalt: v1:salt
secretsprovider: passphrase
config:
  pulumi:tags: { a: b }
  docker:host: unix:///var/run/docker.sock
  observatory:target: local
  observatory:portOffset: "100"
  observatory:gpu: "false"
  observatory:ordersDsn:
    secure: v1:cipher
`;
    expect(errorsOf(text)).toEqual([]);
  });

  it.each([
    ["no target", "config: {}", "required property 'observatory:target'"],
    [
      "a wrong target",
      "config: { observatory:target: swarm }",
      "/config/observatory:target must be equal to one",
    ],
    [
      "an unknown key with a plain value",
      "config: { observatory:target: local, observatory:gpus: true }",
      "observatory:gpus must be object",
    ],
    [
      "an unknown key of an object",
      "config: { observatory:target: local, observatory:loki: { disc: 1Gi } }",
      "/config/observatory:loki must NOT have additional properties",
    ],
    [
      "a wrong duration",
      "config: { observatory:target: local, observatory:scrapeInterval: 15 }",
      "observatory:scrapeInterval must be string",
    ],
    [
      "a port that does not exist",
      'config: { observatory:target: local, observatory:hosts: [{ name: a, address: "a:70000" }] }',
      "/0/address must match pattern",
    ],
    [
      "an unknown alert",
      "config: { observatory:target: local, observatory:alerts: { TargetDwn: {} } }",
      "/config/observatory:alerts must NOT have additional properties",
    ],
    [
      "a threshold where there is none",
      "config: { observatory:target: local, observatory:alerts: { TargetDown: { threshold: 1 } } }",
      "/config/observatory:alerts/TargetDown must NOT have additional properties",
    ],
    [
      "a setting stored as a secret",
      "config: { observatory:target: local, observatory:hosts: { secure: x } }",
      "/config/observatory:hosts must be array",
    ],
    [
      "a key without a namespace",
      "config: { observatory:target: local, gpu: true }",
      "/config must NOT have additional properties",
    ],
    [
      "a slip at the top",
      "confg: {}\nconfig: { observatory:target: local }",
      " must NOT have additional properties",
    ],
  ])("rejects %s", (_, text, message) => {
    expect(errorsOf(text).join("\n")).toContain(message);
  });

  it("passes any alert and any dashboard where none is known", () => {
    const open = new Ajv({ allowMatchingProperties: true, allowUnionTypes: true }).compile(
      settingsJsonSchema({ alerts: [], dashboards: [] }),
    );
    const text =
      "config: { observatory:target: local, observatory:alerts: { Any: {} }, observatory:dashboards: { any: false } }";
    expect(open(parse(text))).toBe(true);
  });
});

/** Every node of the settings' schema, with its path. */
function nodes(node: Node, path = ""): { path: string; node: Node }[] {
  const inner = [
    ...Object.entries(node.properties ?? {}).map(([key, child]) => [`${path}.${key}`, child] as const),
    ...(node.items === undefined ? [] : [[`${path}[]`, node.items] as const]),
    ...(typeof node.additionalProperties === "object"
      ? [[`${path}.*`, node.additionalProperties] as const]
      : []),
    ...(node.oneOf ?? []).map((child) => [path, child] as const),
  ];
  return [{ path, node }, ...inner.flatMap(([at, child]) => nodes(child, at))];
}

describe("every setting", () => {
  const settings = nodes(schemaRoot).filter(({ path }) => /\.\w+$/.test(path));

  it("has a description that ends with a full stop", () => {
    const without = settings.filter(({ node }) => !/\.$/.test(node.description ?? ""));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it("has examples and defaults that its schema accepts", () => {
    for (const { path, node } of settings) {
      const fits = new Ajv({ strict: true }).compile(node);
      for (const example of node.examples ?? [])
        expect({ path, example, fits: fits(example) }).toMatchObject({ fits: true });
      expect({ path, example: exampleOf(node), fits: fits(exampleOf(node)) }).toMatchObject({ fits: true });
      if (node.default !== undefined)
        expect({ path, fits: fits(node.default) }).toEqual({ path, fits: true });
    }
  });

  it("keeps its default in the schema", () => {
    const defaults = settings.filter(({ node }) => node.default !== undefined).map(({ path }) => path);
    expect(defaults).toEqual(
      expect.arrayContaining([".scrapeInterval", ".prometheus.retention", ".hosts", ".alerts"]),
    );
  });
});

describe("the page of settings", () => {
  it("is committed as it is now (if not: ./observatory render)", () => {
    expect(committed(settingsPageFile)).toBe(settingsPage());
  });

  it("has every setting with a description, and examples that are right", () => {
    const page = settingsPage();
    for (const [name, node] of Object.entries(schemaRoot.properties ?? {})) {
      expect(page).toContain(`\n### ${name}\n\n${node.description}\n`);
    }
    const examples = [...page.matchAll(/```yaml\n(observatory:[\s\S]*?)```/g)].map(([, text = ""]) => text);
    expect(examples).toHaveLength(Object.keys(schemaRoot.properties ?? {}).length);
    for (const text of examples) {
      const config = { "observatory:target": "local", ...(parse(text) as object) };
      expect(errorsOf(JSON.stringify({ config }))).toEqual([]);
    }
  });
});
