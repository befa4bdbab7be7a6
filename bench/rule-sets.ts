/** Rule sets as plain expressions: our own, and others' from files. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { allRules } from "../rules/catalogue";
import { selectors, toPromql } from "../signals/promql";
import { toYaml } from "../stacks/yaml";
import { readContract } from "../test/contracts/read";

/** A rule, ready to be asked. */
export interface Rule {
  readonly group: string;
  readonly name: string;
  readonly kind: "alert" | "record";
  readonly expr: string;
}

/** All rules that a stack can have, without those that are off until they are switched on. */
export function ownRules(): readonly Rule[] {
  return allRules().flatMap(({ name: group, alerts, recordings }) => [
    ...recordings.map(({ record, expr }): Rule => ({ group, name: record, kind: "record", expr: expr() })),
    ...alerts
      .filter(({ optIn }) => !optIn)
      .map(({ name, expr }): Rule => ({ group, name, kind: "alert", expr: expr() })),
  ]);
}

/**
 * Rules of a file in the form of Prometheus, or of a PrometheusRule of its operator. `jobs` renames values of the label
 * `job` to those of our series. Throws an Error for a file without groups.
 */
export function rulesOf(file: string, jobs: Readonly<Record<string, string>>): readonly Rule[] {
  interface Groups {
    readonly groups?: readonly {
      readonly name: string;
      readonly rules: readonly { readonly alert?: string; readonly record?: string; readonly expr: string }[];
    }[];
  }
  const content = parse(readFileSync(file, "utf8")) as Groups & { readonly spec?: Groups };
  const groups = content.groups ?? content.spec?.groups;
  if (groups === undefined)
    throw new Error(`${file} has no groups of rules; give a rule file, or a PrometheusRule in YAML.`);
  return groups.flatMap(({ name: group, rules }) =>
    rules.map(({ alert, record, expr }): Rule => ({
      group,
      name: alert ?? record ?? "",
      kind: alert === undefined ? "record" : "alert",
      // Our parser takes no comments.
      expr: expr
        .replace(/^\s*#.*$/gm, "")
        .replace(/(job=~?")([^"]+)"/g, (_, before: string, job: string) => `${before}${jobs[job] ?? job}"`),
    })),
  );
}

/** Metrics that rules read, recorded ones included. */
export function metricsOf(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ expr }) => selectors(toPromql(expr)).flatMap(({ metric }) => metric ?? [])),
  );
}

/**
 * The rules that read nothing but what a host's node_exporter gives, and recordings of such rules.
 */
export function aboutHosts(rules: readonly Rule[]): readonly Rule[] {
  const ofHosts = new Set(readContract("node-exporter.prom").map(({ name }) => name));
  const among = (known: ReadonlySet<string>) =>
    rules.filter(({ expr }) => {
      const metrics = metricsOf([{ group: "", name: "", kind: "alert", expr }]);
      return (
        metrics.size > 0 &&
        [...metrics].every((metric) => known.has(metric)) &&
        [...metrics].some((metric) => /^node_|:/.test(metric))
      );
    });
  const recorded = among(ofHosts)
    .filter(({ kind }) => kind === "record")
    .map(({ name }) => name);
  return among(new Set([...ofHosts, ...recorded]));
}

/** The recording rules among these, as a rule file. */
export function recordingFile(rules: readonly Rule[]): string {
  const records = rules.filter(({ kind }) => kind === "record");
  return toYaml({
    groups: [{ name: "recordings", rules: records.map(({ name, expr }) => ({ record: name, expr })) }],
  });
}

/** A selector as it stands in an expression, and over how many seconds of samples it asks; 0 for the last one only. */
export interface Read {
  readonly selector: string;
  readonly seconds: number;
}

const units: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** A selector with its window. A name that is in quotes stands between the braces. */
const windowed = /((?:[a-zA-Z_:][\w:]*)?(?:\{[^}]*\})|[a-zA-Z_:][\w:]*)\s*\[(\w+)\]/g;

/** The selectors of an expression. A subquery reads its inner selector once for each of its steps; steps are not counted. */
export function readsOf(expr: string): readonly Read[] {
  const found = expr.matchAll(windowed);
  const windows = [...found].map(([, selector = "", window = ""]) => ({
    selector,
    seconds: [...window.matchAll(/(\d+)([smhdwy])/g)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0),
      0,
    ),
  }));
  const without = expr.replace(windowed, "vector(0)");
  const instant = selectors(toPromql(without)).map(({ metric = "", matchers }) => ({
    selector: `{${[`__name__=${JSON.stringify(metric)}`, ...matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`)].join(", ")}}`,
    seconds: 0,
  }));
  return [...windows, ...instant];
}
