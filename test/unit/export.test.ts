import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { writeExport } from "../../cli/export";
import { exportFiles, secretsPage, stackFile } from "../../platforms/kubernetes/export";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { secretsText } from "../../platforms/kubernetes/secrets-page";
import { secrets, settings, stackOf, variants } from "../render/kubernetes-stack";

const stack = (variant: string) => stackOf(settings(variants[variant]));

const objectsIn = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

const idOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;

const objectFiles = (files: ReadonlyMap<string, string>) =>
  [...files].filter(([path]) => path.endsWith(".yaml"));

describe.each(Object.keys(variants))("the export of the variant %s", (variant) => {
  const files = exportFiles(stack(variant));

  it("holds every object of the stack once, and no Secret", () => {
    const exported = objectFiles(files).flatMap(([, text]) => objectsIn(text));
    expect(exported.map(idOf).sort()).toEqual(manifests(stack(variant)).map(idOf).sort());
    expect(exported.filter(({ kind }) => kind === "Secret")).toEqual([]);
  });

  it("has no two objects of one name", () => {
    const ids = objectFiles(files).flatMap(([, text]) => objectsIn(text).map(idOf));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("makes namespaces before what lies in them, in the order of the file names", () => {
    const order = objectFiles(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, text]) => objectsIn(text));
    const last = order.map(({ kind }) => kind).lastIndexOf("Namespace");
    expect(order.slice(0, last + 1).every(({ kind }) => kind === "Namespace")).toBe(true);
  });

  it("lists its files for kustomize, sorted", () => {
    const { resources } = parse(files.get("Kustomization") ?? "") as { resources: string[] };
    expect(resources).toEqual(
      objectFiles(files)
        .map(([path]) => path)
        .sort(),
    );
    expect(resources[0]).toBe(stackFile);
  });

  it("is the same each time, letter for letter", () => {
    expect([...exportFiles(stack(variant))]).toEqual([...files]);
  });

  it("holds no value of a secret", () => {
    const all = [...files.values()].join("\n");
    for (const value of Object.values(secrets)) expect(all).not.toContain(value);
    expect(all).not.toContain("S3cret");
  });

  it("says of each Secret where it belongs, what is in it and how it is made", () => {
    const page = files.get(secretsPage) ?? "";
    for (const { name, namespace, entries } of secretsOf(stack(variant))) {
      const section = page.split("\n## ").find((text) => text.startsWith(`${name}\n`)) ?? "";
      const from = entries.map((entry) => `--from-file=${entry.name}`).join(" ");
      expect(section).toContain(`kubectl create secret generic ${name} --namespace ${namespace} ${from}\n`);
      for (const entry of entries) {
        expect(section).toContain(`| \`${entry.name}\` | `);
        const sources = [entry.from, ...(entry.further ?? [])];
        for (const source of sources)
          if ("config" in source) expect(section).toContain(`\`observatory:${source.config}\``);
      }
    }
  });

  it("never tells to put a value on a command line", () => {
    expect(files.get(secretsPage)).not.toContain("--from-literal");
  });
});

describe("the page of Secrets", () => {
  it("says how a text is made where it is not the secret as it is stored", () => {
    const page = exportFiles(stack("everything")).get(secretsPage) ?? "";
    expect(page).toMatch(/the password of the DSN; made of the secret `observatory:ordersDbDsn`/);
  });

  it("makes the namespaces first: a Secret has to lie in one", () => {
    const page = exportFiles(stack("small")).get(secretsPage) ?? "";
    expect(page.indexOf(`-f ${stackFile}`)).toBeGreaterThan(0);
    expect(page.indexOf(`-f ${stackFile}`)).toBeLessThan(page.indexOf("kubectl create secret"));
  });

  it("says so where a stack needs none", () => {
    const whole = stack("small");
    const bare = { ...whole, workloads: whole.workloads.map((workload) => ({ ...workload, secrets: [] })) };
    expect(exportFiles(bare).get(secretsPage)).toContain("This stack needs none.");
  });

  it("makes certificates that an authority of one's own has signed, for the names of the server", () => {
    const server = { name: "web", names: ["web.observatory.svc", "*.web-headless.observatory.svc"] };
    const page = secretsText(
      [
        {
          name: "web-secrets",
          namespace: "observatory",
          workload: "web",
          entries: [
            { name: "ca.crt", from: { certificate: server, is: "authority" } },
            { name: "tls.crt", from: { certificate: server, is: "certificate" } },
            { name: "tls.key", from: { certificate: server, is: "key" } },
          ],
        },
      ],
      "first.yaml",
    );
    const folder = mkdtempSync(join(tmpdir(), "observatory-secrets-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [authority = "", ofServer = ""] = [...page.matchAll(/```sh\n([^]*?)```/g)].map(
      ([, text = ""]) => text,
    );
    const run = (script: string, cwd: string) =>
      execFileSync("/bin/sh", ["-ec", script], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    run(authority, folder);
    const own = join(folder, "web");
    mkdirSync(own);
    run(ofServer.replace(/^kubectl.*$/m, ""), own);
    const pem = (name: string): X509Certificate => new X509Certificate(readFileSync(join(own, name)));
    expect(pem("tls.crt").verify(pem("ca.crt").publicKey)).toBe(true);
    expect(pem("tls.crt").subjectAltName).toBe("DNS:web.observatory.svc, DNS:*.web-headless.observatory.svc");
    expect(pem("tls.crt").ca).toBe(false);
    expect(pem("ca.crt").ca).toBe(true);
    expect(pem("tls.crt").checkPrivateKey(createPrivateKey(readFileSync(join(own, "tls.key"))))).toBe(true);
  });

  it("is not made for a text of which nothing says how it is made", () => {
    const entry = { name: "x", from: { config: "x" }, part: (text: string) => text };
    const secret = { name: "s", namespace: "n", workload: "w", entries: [entry] };
    expect(() => secretsText([secret], "first.yaml")).toThrow(/write words beside part/);
  });
});

describe("the folder of an export", () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "observatory-export-"));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  const files = new Map([
    ["a.yaml", "a"],
    ["deep/b.yaml", "b"],
  ]);

  it("is made where it is missing", () => {
    const made = join(folder(), "deep", "export");
    writeExport(made, files, "production");
    expect(readFileSync(join(made, "deep", "b.yaml"), "utf8")).toBe("b");
  });

  it("is written anew: what an earlier export wrote and this one does not goes away", () => {
    const made = folder();
    writeExport(made, files, "production");
    writeExport(made, new Map([["a.yaml", "other"]]), "production");
    expect(readFileSync(join(made, "a.yaml"), "utf8")).toBe("other");
    expect(readdirSync(made, { recursive: true })).not.toContain(join("deep", "b.yaml"));
  });

  it("is left alone where it holds anything else, and the text says what to type", () => {
    const made = folder();
    writeFileSync(join(made, "notes.txt"), "mine");
    expect(() => writeExport(made, files, "production")).toThrow(
      /holds notes\.txt, which no export wrote.*\n\n {2}\.\/observatory export --stack production --to FOLDER/,
    );
    expect(readdirSync(made)).toEqual(["notes.txt"]);
  });

  it("is left alone where something was added to an earlier export", () => {
    const made = folder();
    writeExport(made, files, "production");
    mkdirSync(join(made, "mine"));
    writeFileSync(join(made, "mine", "c.yaml"), "c");
    expect(() => writeExport(made, new Map([["x", "x"]]), "production")).toThrow(/holds mine\/c\.yaml/);
    expect(readFileSync(join(made, "a.yaml"), "utf8")).toBe("a");
  });

  it("is not a file", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "mine");
    expect(() => writeExport(file, files, "production")).toThrow(/is a file, so nothing was written/);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
