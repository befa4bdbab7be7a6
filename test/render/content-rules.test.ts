/** Prometheus' own tool judges the rules of content: their form, and that alerts fire as they do on servers of our own. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { withoutOwn } from "../../platforms/content/content";
import { contentManifests } from "../../platforms/content/manifests";
import { alone } from "../../rules/alone";
import { allRules } from "../../rules/catalogue";
import { renderRules } from "../../rules/render";
import { renderAlertTests } from "../../rules/render-tests";
import { type Alert } from "../../rules/rule";
import { renameJobs, type JobNames } from "../../signals/rename-jobs";
import { type Stack } from "../../stacks/observatory";
import { toYaml } from "../../stacks/yaml";
import { contentStack } from "./content-stack";

const minutes = 60_000;
const jobs: JobNames = {
  node: "node-exporter",
  alertmanager: "am.main",
  blackbox: "probes",
  prometheus: "k8s",
};
const settings = { grafanaUrl: "http://127.0.0.1:3000" };
const links = { grafanaUrl: settings.grafanaUrl, runbookBase: "https://runbooks.test" };
const runbooks = { runbooks: links.runbookBase };

function promtool(args: readonly string[], files: Readonly<Record<string, string>>) {
  const program = process.env["PROMTOOL"];
  if (program === undefined || program === "")
    throw new Error("PROMTOOL is not set; run the tests with ./observatory test");
  const folder = mkdtempSync(join(tmpdir(), "observatory-content-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { status, stdout, stderr } = spawnSync(program, [...args], { cwd: folder, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

/** The groups of each PrometheusRule, as a rule file. */
function ruleFiles(stack: Stack): ReadonlyMap<string, string> {
  return new Map(
    contentManifests(stack)
      .filter(({ kind }) => kind === "PrometheusRule")
      .map(({ metadata, spec }) => [metadata.name.replace(/^observatory-/, ""), toYaml(spec)]),
  );
}

const own = ruleFiles(contentStack(settings, runbooks));
const renamed = ruleFiles(contentStack({ ...settings, jobs }, runbooks));
const groups = allRules().filter(({ name }) => own.has(name));

/** The cases of a group's alerts, where the jobs have other names. */
function withNames(tests: string, names: JobNames): string {
  const rename = (value: unknown): unknown => {
    if (typeof value === "string") return renameJobs(value, names);
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "job" && typeof inner === "string" ? (names[inner] ?? inner) : rename(inner),
      ]),
    );
  };
  return toYaml(rename(parse(tests)));
}

interface Rule {
  readonly alert?: string;
  readonly record?: string;
}

const rulesOf = (text: string): readonly Rule[] =>
  (parse(text) as { groups: readonly { rules: readonly Rule[] }[] }).groups.flatMap((group) => group.rules);

/** Recording rules of all groups, as content has them. */
const renamedRecordings = [...renamed.values()].flatMap(rulesOf).filter(({ record }) => record !== undefined);

/** A rule file with one alert of a group, and what it reads. */
function onlyOf(text: string, alert: Alert, recordings: readonly Rule[]): string {
  const needed = alone(alert, allRules()).recordings.map(({ record }) => record);
  const rules = [
    ...recordings.filter(({ record = "" }) => needed.includes(record)),
    ...rulesOf(text).filter((rule) => rule.alert === alert.name),
  ];
  return toYaml({ groups: [{ name: "trial", rules }] });
}

describe("the groups of PrometheusRules", () => {
  it("are those of the program", () => {
    expect([...own.keys()].sort()).toEqual(groups.map(({ name }) => name).sort());
    expect(groups.length).toBeGreaterThan(4);
  });

  it.each([...own, ...[...renamed].map(([name, text]) => [`${name}, renamed`, text] as const)])(
    "are well formed: %s",
    (_, text) => {
      const { status, output } = promtool(["check", "rules", "--lint=all", "--lint-fatal", "rules.yml"], {
        "rules.yml": text,
      });
      expect(status, output).toBe(0);
    },
  );

  it.each(groups.map((rules) => [rules.name, rules] as const))(
    "are the rules that the cases of their alerts prove, letter for letter: %s",
    (name, rules) => {
      expect(own.get(name)).toBe(renderRules(withoutOwn(rules), { links }));
    },
  );

  it.each(
    groups
      .filter(({ name, alerts }) => alerts.length > 0 && renamed.get(name) !== own.get(name))
      .map((rules) => [rules.name, rules] as const),
  )(
    "do what the cases say where the jobs have other names: %s",
    (name, rules) => {
      const text = renamed.get(name) ?? "";
      // What the cases prove of our names holds for others alike: two alerts of a group show that names are changed.
      for (const alert of withoutOwn(rules).alerts.slice(0, 2)) {
        // Texts name the job as the target has it: they are compared with our names only.
        const cases = alert.cases.map(({ ...each }) =>
          each.kind === "fires" ? { ...each, text: undefined } : each,
        ) as typeof alert.cases;
        for (const test of renderAlertTests({ ...alert, cases }, { ruleFile: "rules.yml", links })) {
          const { status, output } = promtool(["test", "rules", test.name], {
            "rules.yml": onlyOf(text, alert, renamedRecordings),
            [test.name]: withNames(test.content, jobs),
          });
          expect(status, output).toBe(0);
        }
      }
    },
    5 * minutes,
  );
});
