/** Renders to compare: what is committed, and what a change would make of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { compare, type Review } from "../../review/compare/compare";
import { markdown } from "../../review/compare/markdown";
import { type World } from "../../review/compare/stack";
import { worldOf } from "../../review/compare/world";
import { closedRow, dashboard, row, type Definition } from "../../dashboards/model/dashboard";
import { stat, timeseries } from "../../dashboards/model/panel";
import { render } from "../../dashboards/model/render";
import { cluster, instance } from "../../dashboards/model/variables";
import { HostCpuSaturated } from "../../rules/host";
import { cpuBusy, loadPerCpu, memoryAvailable, memoryUsed, uptime } from "../../signals/host";
import { byText } from "../../signals/by-text";
import { type Files } from "../../review/render";
import { around, words } from "./dashboards-trial";

const rendered = join(__dirname, "..", "..", "rendered");

/** The committed files of some stacks. */
export function committed(...stacks: readonly string[]): Files {
  const found = new Map<string, string>();
  for (const stack of stacks)
    for (const entry of readdirSync(join(rendered, stack), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      found.set(path.slice(rendered.length + 1), readFileSync(path, "utf8"));
    }
  return found;
}

const boardPath = (uid: string): string => `local/grafana/dashboards/${uid}.json`;

/** A dashboard for the tests to change, in the stack local. */
export const trial: Definition = dashboard(
  "trial",
  "Trial",
  {
    description: "Does it work?",
    variables: [cluster, instance],
    links: ["host"],
    refresh: "1m",
    time: "1h",
  },
  [
    row(
      "Well?",
      stat(cpuBusy, { ...words, line: HostCpuSaturated }),
      stat(memoryUsed, words),
      stat(loadPerCpu, words),
      stat(uptime, words),
    ),
    row(
      "Over time",
      timeseries(cpuBusy, { ...words, title: "Busy" }),
      timeseries(memoryUsed, { ...words, title: "Used" }),
      timeseries(loadPerCpu, { ...words, title: "Load" }),
    ),
    closedRow("In depth", timeseries(memoryAvailable, { ...words, title: "Available" })),
  ],
);

/** Enough of what is committed to be like it, and little enough to be compared in no time. */
const kept =
  /\/(resources\.yaml|(alertmanager|blackbox|collector|prometheus)\.yml|rules\/(host|prometheus)[\w-]*\.yml|dashboards\/(host|slo)\.json)$/;

/** What is committed, with the dashboard of the tests. */
export const base: Files = new Map([
  ...[...committed("docker", "local", "production")].filter(([path]) => kept.test(path)),
  [boardPath(trial.uid), render(trial, around).json],
]);

const world: World = worldOf(new Map([["node_load1", ["node"]]]));

export type Edit = (files: Map<string, string>) => void;

/** The files after some edits. */
export function edited(edits: readonly Edit[], files: Files = base): Files {
  const copy = new Map(files);
  for (const edit of edits) edit(copy);
  return copy;
}

export function reviewOf(before: Files, after: Files): Review {
  return compare(before, after, world);
}

/** What a reviewer reads, without the head and the headings: one line for each. */
export function told(...edits: readonly Edit[]): readonly string[] {
  return lines(reviewOf(base, edited(edits)));
}

export function lines(review: Review): readonly string[] {
  return markdown(review, "base")
    .split("\n")
    .filter((line) => line.startsWith("- "))
    .map((line) => line.slice(2));
}

const parsed = byText((text) => JSON.stringify(parse(text)));

/** Edits the data of a YAML or JSON file. An edit that changes nothing is a mistake in the test. */
export function inFile<T>(path: string, change: (data: T) => void): Edit {
  return (files) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} is not rendered`);
    const data = JSON.parse(path.endsWith(".json") ? text : parsed(text)) as T;
    const before = JSON.stringify(data);
    change(data);
    if (JSON.stringify(data) === before) throw new Error(`the edit of ${path} changes nothing`);
    files.set(
      path,
      path.endsWith(".json")
        ? `${JSON.stringify(data, null, 2)}\n`
        : stringify(data, { aliasDuplicateObjects: false }),
    );
  };
}

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface RuleFile {
  groups: { name: string; interval?: string; rules: Rule[] }[];
}

/** Edits the group that holds a rule, in every stack that has it. */
export function atRule(
  name: string,
  change: (rule: Rule, rules: Rule[]) => void,
  stacks?: readonly string[],
): Edit {
  return (files) => {
    let found = false;
    for (const [path, text] of [...files]) {
      if (!/\/rules\/[^/]+\.yml$/.test(path) || !text.includes(name)) continue;
      if (stacks?.includes(path.split("/")[0] ?? "") === false) continue;
      const holds = (JSON.parse(parsed(text)) as RuleFile).groups.some(({ rules }) =>
        rules.some((rule) => rule.alert === name || rule.record === name),
      );
      if (!holds) continue;
      found = true;
      inFile<RuleFile>(path, ({ groups }) => {
        for (const { rules } of groups)
          for (const rule of [...rules]) if (rule.alert === name || rule.record === name) change(rule, rules);
      })(files);
    }
    if (!found) throw new Error(`no stack has the rule ${name}`);
  };
}

/** Puts a dashboard in the place of the one that the base has. */
export function withBoard(definition: Definition): Edit {
  return (files) => void files.set(boardPath(definition.uid), render(definition, around).json);
}

export interface Resource {
  urn: string;
  type: string;
  protect?: boolean;
  retainOnDelete?: boolean;
  inputs: Record<string, unknown>;
}

/** Edits the resources of a stack. */
export function inResources(stack: string, change: (resources: Resource[]) => void): Edit {
  return inFile<Resource[]>(`${stack}/resources.yaml`, change);
}

/** The resource of a kind and a name. */
export function resource(all: Resource[], kind: string, name: string): Resource {
  const found = all.find(({ urn, type }) => type.endsWith(`:${kind}`) && urn.endsWith(`::${name}`));
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
}
