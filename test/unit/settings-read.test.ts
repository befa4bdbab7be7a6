import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { readSettings, readStackFile } from "../../stacks/read-settings";
import { decodeScalar } from "../../stacks/scalar";
import { readStackText } from "../../stacks/stack-file";

const root = join(__dirname, "../..");

function read(text: string) {
  return readStackText("stacks/Pulumi.test.yaml", "test", text);
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("the committed stack files", () => {
  it.each([
    ["content", "content"],
    ["docker", "docker"],
    ["local", "local"],
    ["production", "kubernetes"],
  ])("%s has no mistake", (stack, target) => {
    expect(readSettings(join(root, `stacks/Pulumi.${stack}.yaml`)).target).toBe(target);
  });
});

describe("a stack file", () => {
  it("gives settings with their types, and of secrets only the names", () => {
    const source = read(`
encryptionsalt: v1:salt
config:
  pulumi:disable-default-providers: [docker]
  observatory:target: local
  observatory:portOffset: 100
  observatory:hosts:
    - { name: db-1, address: "10.0.0.1:9100" }
  observatory:ordersDsn:
    secure: v1:cipher
`);
    expect(source).toEqual({
      stack: "test",
      values: { target: "local", portOffset: 100, hosts: [{ name: "db-1", address: "10.0.0.1:9100" }] },
      secretKeys: ["ordersDsn"],
      nestedSecrets: [],
      otherKeys: ["pulumi:disable-default-providers"],
    });
  });

  it("may be as `pulumi config set` writes it: quoted, or without the namespace", () => {
    const source = read(`
config:
  observatory:portOffset: "100"
  observatory:gpu: "true"
  observatory:config:host: web-1
  target: docker
  observatory:hosts: '[{"name":"db-1"}]'
`);
    expect(source.values).toEqual({
      portOffset: 100,
      gpu: true,
      host: "web-1",
      target: "docker",
      hosts: [{ name: "db-1" }],
    });
  });

  it("may hold nothing but comments", () => {
    expect(read("# nothing yet\n").values).toEqual({});
    expect(read("config:\n").values).toEqual({});
  });

  it("gives the places of secrets inside of settings, and not the secrets", () => {
    const source = read(`
config:
  observatory:demo: { secure: v1:cipher }
  observatory:receivers:
    oncall: { kind: webhook, url: { secure: v1:cipher } }
  observatory:routes:
    critical: [{ secure: v1:cipher }, oncall]
`);
    expect(source.nestedSecrets).toEqual([
      ["demo"],
      ["receivers", "oncall", "url"],
      ["routes", "critical", 0],
    ]);
    expect(JSON.stringify(source)).not.toContain("cipher");
    expect(source.secretKeys).toEqual([]);
  });
});

describe("a file that is not a stack file", () => {
  it("is told with its line", () => {
    expect(messageOf(() => read("config:\n  observatory:hosts: [a, b\n  observatory:gpu: true\n"))).toBe(
      [
        "stacks/Pulumi.test.yaml has 1 mistake.",
        "",
        "1. Line 3, column 3, is not YAML: its indentation does not fit the lines above.",
        "",
      ].join("\n"),
    );
  });

  it("may be indented with a tab", () => {
    expect(messageOf(() => read("config:\n\tobservatory:gpu: true\n"))).toContain(
      "1. Line 2, column 1, is not YAML: it is indented with a tab, and YAML wants spaces.\n",
    );
  });

  it("may set keys twice, and each is told", () => {
    const text = "config:\n  observatory:gpu: true\n  observatory:gpu: false\n  observatory:gpu: true\n";
    expect(messageOf(() => read(text))).toBe(
      [
        "stacks/Pulumi.test.yaml has 2 mistakes.",
        "",
        "1. Line 3, column 3, is not YAML: it repeats a key of the same group; keep one of the two.",
        "2. Line 4, column 3, is not YAML: it repeats a key of the same group; keep one of the two.",
        "",
      ].join("\n"),
    );
  });

  it("may set a key with and without its namespace", () => {
    expect(messageOf(() => read("config:\n  observatory:gpu: true\n  gpu: false\n"))).toContain(
      "1. gpu is set twice, with observatory: before it and without. Keep observatory:gpu.\n",
    );
  });

  it("may have keys at its top that Pulumi would pass over in silence", () => {
    expect(messageOf(() => read("confg: {}\nobservatory:gpu: true\n"))).toBe(
      [
        "stacks/Pulumi.test.yaml has 2 mistakes.",
        "",
        "1. confg is nothing that Pulumi reads at the top of a stack file. Did you mean config?",
        "2. observatory:gpu is nothing that Pulumi reads at the top of a stack file. It belongs below",
        "   config:, indented by two spaces.",
        "",
      ].join("\n"),
    );
  });

  it.each(["- a\n", "config: 5\n"])("may have another form: %j", (text) => {
    expect(messageOf(() => read(text))).toContain(
      "is not a group of keys. Write, for example:\n\n   config:",
    );
  });

  it("may use an alias that is not there", () => {
    expect(messageOf(() => read("config:\n  observatory:gpu: *nowhere\n"))).toContain("has 1 mistake.");
  });

  it("never has its lines repeated, which may hold secrets", () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/);
    const broken = fc.constantFrom('"', "[", "{", "&", "*", "!", "|", "%", "@", "`", "\t", ": :", "'");
    fc.assert(
      fc.property(secret, broken, (text, sign) => {
        try {
          read(`config:\n  observatory:ordersDsn: ${sign} ${text}\n ${sign}${text}: ${sign}\n`);
        } catch (error) {
          expect((error as Error).message).not.toContain(text);
        }
      }),
    );
  });
});

describe("a stack file that does not exist", () => {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is told with those that do", () => {
    writeFileSync(join(folder, "Pulumi.local.yaml"), "");
    writeFileSync(join(folder, "Pulumi.docker.yaml"), "");
    expect(messageOf(() => readStackFile(join(folder, "Pulumi.dokcer.yaml")))).toBe(
      [
        "stacks/Pulumi.dokcer.yaml has 1 mistake.",
        "",
        "1. The file does not exist. The stacks here are docker and local. To add it, write, for example:",
        "",
        "   config:",
        "     observatory:target: local",
        "",
      ].join("\n"),
    );
  });
});

describe("scalars", () => {
  it.each([
    ["", null],
    ["~", null],
    ["null", null],
    ["true", true],
    ["False", false],
    ["100", 100],
    ["-1.5", -1.5],
    ["1e3", 1000],
    ["0x10", 16],
    ["0o17", 15],
    ["15s", "15s"],
    ["yes", "yes"],
    ["127.0.0.1", "127.0.0.1"],
    ["1_000", "1_000"],
    ["[1, 2", "[1, 2"],
    ['["a"]', ["a"]],
    ["{}", {}],
  ])("%j is %j", (text, value) => {
    expect(decodeScalar(text)).toEqual(value);
  });

  it("of YAML 1.2 are read as a YAML reader does", () => {
    const value = fc.oneof(
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(value, (one) => {
        // Minus nought is nought.
        const expected = typeof one === "number" ? one + 0 : one;
        expect(decodeScalar(stringify(expected).trim())).toEqual(expected);
      }),
    );
  });
});
