/**
 * The pages about a cluster, asked over a small one: it has two of each server, so that a query which is only right for one fails.
 * Contracts and rules say that names and labels are right; here every query is answered.
 */
import { describe, expect, it } from "vitest";
import { definitions, surroundings } from "../../dashboards/catalogue";
import { draw } from "../../dashboards/model/render";
import { kubernetesRules } from "../../rules/kubernetes";
import { selectors, toPromql } from "../../signals/promql";
import { toYaml } from "../../stacks/yaml";
import { chosen, clusterSeries } from "./cluster-series";
import { promtoolOver } from "./promtool";

/** Panels that have nothing to show in this cluster, and why. */
const empty: Readonly<Record<string, string>> = {
  "Nodes ready against yesterday": "it has not been there for a day",
};

const around = surroundings(definitions, {});
const pages = definitions.filter((each) => each.needs.includes("kubernetes"));
const queries = pages.flatMap((page) =>
  draw(page, around).rows.flatMap((row) =>
    row.panels.flatMap((panel) =>
      panel.kind === "text" || panel.source !== "datasource"
        ? []
        : panel.queries.map(({ refId, expr }) => ({
            name: `${page.uid} / ${panel.title} / ${refId}`,
            title: panel.title,
            expr: asChosen(expr),
          })),
    ),
  ),
);
const recordings = kubernetesRules.flatMap(({ recordings: all }) =>
  all.map(({ record, expr }) => ({ record, expr: expr() })),
);

/** The query as Grafana sends it. */
function asChosen(expr: string): string {
  return expr
    .replaceAll("$__rate_interval", "5m")
    .replace(/"\$([a-z]+)"/g, (_, variable: string) => `"${chosen[variable] ?? ".+"}"`);
}

const metricsOf = (expr: string) => selectors(toPromql(expr)).flatMap(({ metric }) => metric ?? []);
const asked = new Set([...queries, ...recordings].flatMap(({ expr }) => metricsOf(expr)));

describe("the pages about a cluster", () => {
  it("are many, and all their variables are known", () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(queries.filter(({ expr }) => /\$[a-z_]/.test(expr)).map(({ name }) => name)).toEqual([]);
  });

  it("get an answer to every query", async () => {
    const tests = {
      rule_files: ["rules.yml"],
      evaluation_interval: "15s",
      tests: [
        {
          interval: "15s",
          input_series: Object.entries(clusterSeries(asked)).map(([series, values]) => ({ series, values })),
          promql_expr_test: queries.map(({ title, expr }) => ({
            expr: `count(${expr}) > bool 0`,
            eval_time: "25m",
            exp_samples: empty[title] === undefined ? [{ labels: "{}", value: 1 }] : [],
          })),
        },
      ],
    };
    const files = {
      "rules.yml": toYaml({ groups: [{ name: "recorded", interval: "15s", rules: recordings }] }),
      "tests.yml": toYaml(tests),
    };
    const { ok, output } = await promtoolOver(files, "test", "rules", "tests.yml");
    const failing = queries.filter(({ expr }) => output.includes(JSON.stringify(`count(${expr}) > bool 0`)));
    expect(
      failing.map(({ name }) => name),
      output,
    ).toEqual([]);
    expect(ok, output).toBe(true);
  });
});
