/** How the end-to-end test of the dashboards asks, and what it makes of the answers. */
import { describe, expect, it } from "vitest";
import { boardOf } from "../e2e/dashboards/board";
import { mayBeEmpty } from "../e2e/dashboards/may-be-empty";
import { filledIn, firstChoice, labelValues, stepOf } from "../e2e/dashboards/moment";
import { complaints, type Shown } from "../e2e/dashboards/verdict";
import { allDashboards } from "../../dashboards/catalogue";

const moment = { from: 1000, to: 1900, scrape: 5 };

describe("a query", () => {
  const chosen = new Map([
    ["instance", "web-1"],
    ["cluster", ".+"],
  ]);
  const filled = (query: string, step = 5) => filledIn(query, chosen, moment, step, 7);

  it("gets what Grafana would put into it", () => {
    expect(filled('up{instance="$instance", cluster=~"${cluster:regex}"}[$__rate_interval]')).toBe(
      'up{instance="web-1", cluster=~".+"}[20s]',
    );
    expect(filled("[$__interval] [$__range] [$__auto] $__from $__to $__range_s", 60)).toBe(
      "[60s] [900s] [7s] 1000000 1900000 900",
    );
    expect(filled("[$__rate_interval]", 60)).toBe("[65s]");
  });

  it("keeps the groups of label_replace, and is refused for a variable that is not there", () => {
    expect(filled('label_replace(up, "a", "$1", "b", "(.*)")')).toContain('"$1"');
    expect(() => filled("up{job=~'$job'}")).toThrow("$job is not a variable");
  });

  it("has as many points as the panel is wide, and none between two scrapes", () => {
    expect(stepOf(moment, 24, 5)).toBe(5);
    expect(stepOf({ ...moment, from: moment.to - 86_400 }, 12, 5)).toBe(108);
  });
});

describe("a variable", () => {
  it("asks for the values of a label", () => {
    expect(labelValues('label_values(up{job="node", cluster=~"a|b"}, instance)')).toEqual({
      label: "instance",
      selector: 'up{job="node", cluster=~"a|b"}',
    });
    expect(labelValues("label_values(job)")).toEqual({ label: "job" });
    expect(() => labelValues("query_result(up)")).toThrow("Teach it");
  });

  it("has everything chosen at first where several can be, or else the first", () => {
    const choice = {
      kind: "list",
      name: "x",
      query: "",
      source: "prometheus",
      multi: true,
      all: ".+",
    } as const;
    expect(firstChoice(choice, [])).toBe(".+");
    expect(firstChoice({ ...choice, multi: false }, ["b", "a"])).toBe("a");
    expect(firstChoice({ ...choice, multi: false }, [])).toBeUndefined();
  });
});

describe("a dashboard's file", () => {
  it("gives all its panels, those of closed rows too", () => {
    const [host] = allDashboards().filter(({ uid }) => uid === "host");
    const board = boardOf(host?.json ?? "");
    expect(board.choices.map(({ name }) => name)).toEqual(["cluster", "instance"]);
    expect(board.panels.filter(({ onLoad }) => onLoad).length).toBeGreaterThan(5);
    expect(board.panels.filter(({ onLoad }) => !onLoad).length).toBeGreaterThan(5);
    expect(board.panels.every(({ queries }) => queries.length > 0)).toBe(true);
  });
});

it("every dashboard can be asked: this test knows its variables and its data sources", () => {
  const chosen = (names: readonly string[]) => new Map(names.map((name) => [name, ".+"]));
  for (const { json } of allDashboards()) {
    const { choices, panels, marks } = boardOf(json);
    for (const each of choices) if (each.kind === "list") labelValues(each.query);
    for (const { expr } of [...panels.flatMap(({ queries }) => queries), ...marks])
      filledIn(expr, chosen(choices.map(({ name }) => name)), moment, 5, 5);
  }
});

describe("the verdict", () => {
  const full: Shown = { uid: "host", panel: "Load", queries: ["node_load1"], series: 1, errors: [] };
  const empty = { ...full, series: 0 };
  const entry = { uid: "host", panel: "Load", reason: "none here" };
  const none = new Set<string>();

  it("is silent about panels that are filled, and about empty ones on the list", () => {
    expect(complaints([full], [], none)).toEqual([]);
    expect(complaints([empty], [entry], none)).toEqual([]);
    expect(complaints([empty], [{ ...entry, lacks: "swap" }], none)).toEqual([]);
  });

  it("names a panel that stays empty, with its queries", () => {
    expect(complaints([empty], [], none)).toEqual(["host / Load: stays empty\n    node_load1"]);
    expect(complaints([empty], [{ ...entry, lacks: "swap" }], new Set(["swap"]))[0]).toContain(
      "although there is swap",
    );
  });

  it("names a query that is not answered, though another fills the panel", () => {
    expect(complaints([{ ...full, errors: ["bad"] }], [entry], none)[0]).toContain("not answered");
  });

  it("names entries of the list that are wrong", () => {
    expect(complaints([full], [entry], none)[0]).toContain("take it off the list");
    expect(complaints([full], [{ ...entry, lacks: "swap" }], none)[0]).toContain("take it off the list");
    expect(complaints([full], [{ ...entry, lacks: "swap" }], new Set(["swap"]))).toEqual([]);
    expect(complaints([full], [{ ...entry, panel: "Lode" }], none)[0]).toContain("is no panel");
    expect(complaints([empty], [entry, entry], none)[0]).toContain("twice");
  });
});

it("the list of panels that may be empty names panels that there are", () => {
  const known = new Set(
    allDashboards().flatMap(({ uid, json }) => boardOf(json).panels.map(({ title }) => `${uid} / ${title}`)),
  );
  expect(mayBeEmpty.map(({ uid, panel }) => `${uid} / ${panel}`).filter((name) => !known.has(name))).toEqual(
    [],
  );
});
