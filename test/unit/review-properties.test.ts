import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { row, type Definition } from "../../dashboards/model/dashboard";
import { timeseries } from "../../dashboards/model/panel";
import { uptime } from "../../signals/host";
import { words } from "./dashboards-trial";
import {
  atRule,
  base,
  edited,
  inResources,
  lines,
  resource,
  reviewOf,
  trial,
  type Edit,
  withBoard,
} from "./review-trial";

/** An edit, and what a review has to name because of it: nothing else may stand there. */
interface Known {
  readonly name: string;
  readonly edit: Edit;
  readonly subjects: readonly RegExp[];
}

const reads = /^server prometheus reads/;
const alerts = [
  "HostCpuStolen",
  "HostCpuPressure",
  "HostMemoryLow",
  "HostRebooted",
  "PrometheusConfigReloadFailed",
];
const stacks = ["docker", "local", "production"] as const;

const retuned = fc
  .record({ alert: fc.constantFrom(...alerts), wait: fc.integer({ min: 2, max: 50 }) })
  .map(({ alert, wait }): Known => {
    const edit = atRule(alert, (rule) => (rule.for = `${wait}h`));
    return { name: `${alert} waits ${wait}h`, edit, subjects: [new RegExp(`^alert ${alert} waits`), reads] };
  });

const relabelled = fc
  .record({ alert: fc.constantFrom(...alerts), team: fc.constantFrom("red", "blue") })
  .map(({ alert, team }): Known => {
    const edit = atRule(alert, (rule) => (rule.labels["team"] = team));
    return {
      name: `${alert} of ${team}`,
      edit,
      subjects: [new RegExp(`^alert ${alert} has the team`), reads],
    };
  });

const removed = fc.constantFrom(...alerts).map((alert): Known => {
  const edit = atRule(alert, (rule, rules) => void rules.splice(rules.indexOf(rule), 1));
  // A metric that nobody else asks for is no longer needed.
  const subjects = [new RegExp(`^alert ${alert} is gone`), reads, /^metric \w+ is no longer needed/];
  return { name: `${alert} removed`, edit, subjects };
});

const image = fc
  .record({ tag: fc.integer({ min: 100, max: 999 }), name: fc.constantFrom("alertmanager", "prometheus") })
  .map(({ tag, name }): Known => {
    const edit = inResources("production", (all) => {
      const spec = resource(all, "StatefulSet", name).inputs["spec"] as {
        template: { spec: { containers: { image: string }[] } };
      };
      const [first] = spec.template.spec.containers;
      if (first !== undefined) first.image = `quay.io/prometheus/${name}:v${tag}`;
    });
    return { name: `${name} v${tag}`, edit, subjects: [new RegExp(`^server ${name} starts anew: image`)] };
  });

const size = fc
  .record({ stack: fc.constantFrom("docker"), memory: fc.integer({ min: 1000, max: 9999 }) })
  .map(({ stack, memory }): Known => {
    const edit = inResources(
      stack,
      (all) => void (resource(all, "Container", "loki").inputs["memory"] = memory),
    );
    return { name: `loki ${memory}`, edit, subjects: [/^server loki starts anew: memory/] };
  });

const board = fc
  .record({ row: fc.integer({ min: 0, max: 2 }), title: fc.constantFrom("Fresh", "Another one") })
  .map(({ row: at, title }): Known => {
    const fresh = timeseries(uptime, { ...words, title });
    const rows = trial.rows.map((each, index) =>
      index === at ? { ...row(each.title, ...each.panels, fresh), collapsed: each.collapsed } : each,
    );
    const definition: Definition = { ...trial, rows };
    return {
      name: `panel ${title} in row ${at}`,
      edit: withBoard(definition),
      // Grafana is a program of the machine here, and reads its dashboards again by itself or starts anew.
      subjects: [new RegExp(`^dashboard trial, panel “${title}” is new`), /^server grafana /],
    };
  });

const known = fc.oneof(retuned, relabelled, removed, image, size, board);

const told = (review: ReturnType<typeof reviewOf>) =>
  review.changes.map(({ subject, text }) => `${subject} ${text}`);

describe("a review", () => {
  it("of the same is empty", () => {
    expect(reviewOf(base, base).changes).toEqual([]);
    expect(reviewOf(base, edited([])).changes).toEqual([]);
  });

  it("of any edit names the edit and nothing else", () => {
    fc.assert(
      fc.property(known, ({ edit, subjects }) => {
        const all = told(reviewOf(base, edited([edit])));
        const [first] = subjects;
        expect(all.filter((each) => first?.test(each) === true).length).toBeGreaterThan(0);
        expect(all.filter((each) => !subjects.some((subject) => subject.test(each)))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("backwards speaks of the same subjects", () => {
    const subjectsOf = (review: ReturnType<typeof reviewOf>) =>
      [...new Set(review.changes.map(({ subject, stacks: where }) => `${subject} ${where.join()}`))].sort();
    fc.assert(
      fc.property(known, ({ edit }) => {
        const after = edited([edit]);
        expect(subjectsOf(reviewOf(after, base))).toEqual(subjectsOf(reviewOf(base, after)));
      }),
      { numRuns: 15 },
    );
  });

  it("of many edits is as long as they are many, says each once, and leaves none out", () => {
    const edits: readonly Edit[] = [
      ...alerts.map((alert, at) => atRule(alert, (rule) => (rule.for = `${at + 2}h`))),
      ...alerts.map((alert) => atRule(alert, (rule) => (rule.labels["team"] = "red"))),
      ...stacks.map((stack) =>
        atRule("HostOomKill", (rule) => (rule.labels["severity"] = "critical"), [stack]),
      ),
      atRule(
        "instance:node_cpu_steal:ratio_rate5m",
        (rule) => (rule.expr = rule.expr.replace("[5m]", "[6m]")),
      ),
      inResources("docker", (all) => void (resource(all, "Container", "loki").inputs["memory"] = 4000)),
      inResources("docker", (all) => void (resource(all, "Volume", "loki-data").inputs["name"] = "logs")),
      inResources(
        "production",
        (all) => void all.splice(all.indexOf(resource(all, "PodDisruptionBudget", "alertmanager")), 1),
      ),
    ];
    const review = reviewOf(base, edited(edits));
    const text = lines(review);
    expect(text.length).toBeLessThan(60);
    for (const named of [
      ...alerts,
      "HostOomKill",
      "instance:node_cpu_steal:ratio_rate5m",
      "`loki`",
      "loki-data",
      "PodDisruptionBudget",
    ])
      expect(text.filter((line) => line.includes(named)).length, named).toBeGreaterThan(0);
    expect(text[0]).toContain("loki-data");
    expect(new Set(text).size).toBe(text.length);
  });
});
