import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWords, lint } from "../../dashboards/lint";
import { type Definition } from "../../dashboards/model/dashboard";
import { world } from "./dashboards-world";

const root = join(__dirname, "..", "..");
const readme = readFileSync(join(root, "dashboards", "README.md"), "utf8");

/** The example of a whole dashboard: the first fenced block of TypeScript. */
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
/** What the compiler says of texts as if they stood in these files, with the options of the project. */
function complaintsAbout(texts: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const readFile = host.readFile.bind(host);
  host.fileExists = (path) => path in texts || fileExists(path);
  host.readFile = (path) => texts[path] ?? readFile(path);
  const program = ts.createProgram(
    Object.keys(texts),
    { ...options, noEmit: true, skipLibCheck: true },
    host,
  );
  return Object.keys(texts).map((path) => {
    const source = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      (each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"),
    );
  });
}

describe("the example in dashboards/README.md", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashboards-readme-"));
  let batch: Definition;

  beforeAll(async () => {
    const copy = join(folder, "batch.ts");
    // It stands elsewhere, so that a test writes nothing into the checkout.
    writeFileSync(
      copy,
      example.replaceAll('from "../', `from "${root}/`).replaceAll('from "./', `from "${root}/dashboards/`),
    );
    ({ batch } = (await import(copy)) as { batch: Definition });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("is ten lines", () => {
    expect(example.trimEnd().split("\n")).toHaveLength(10);
  });

  it("compiles where the reader is told to write it", { timeout: 60_000 }, () => {
    const mistaken = example.replace("stat(uptime", "stat(upTime");
    const [found, foundInMistaken] = complaintsAbout({
      [join(root, "dashboards", "batch.ts")]: example,
      [join(root, "dashboards", "batch-mistaken.ts")]: mistaken,
    });
    expect(found).toEqual([]);
    expect(foundInMistaken).toEqual([expect.stringContaining("upTime")]);
  });

  it("is a dashboard in which the lint finds nothing", () => {
    expect(lint([batch], { ...world, alerts: [] }).map(inWords)).toEqual([]);
  });

  it("is switched off under the name that the page tells", () => {
    const [, yaml = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(yaml).toContain(`  ${batch.uid}: false\n`);
  });
});
