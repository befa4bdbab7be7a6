import { describe, expect, it } from "vitest";
import { definitions, surroundings } from "../../dashboards/catalogue";
import { draw } from "../../dashboards/model/render";
import { withoutVariables } from "../../signals/variables";
import { toYaml } from "../../stacks/yaml";
import { promtoolOver } from "./promtool";

/** A rule file that holds expressions, one as the rule of each name. */
const recording = (exprs: Readonly<Record<string, string>>) =>
  toYaml({
    groups: [{ name: "queries", rules: Object.entries(exprs).map(([record, expr]) => ({ record, expr })) }],
  });

const around = surroundings(definitions, {});
const queriesOf = (definition: (typeof definitions)[number]): readonly (readonly [string, string])[] =>
  draw(definition, around).rows.flatMap((row) =>
    row.panels.flatMap((panel) =>
      panel.kind === "text" || panel.source === "loki_datasource"
        ? []
        : panel.queries.map(({ refId, expr }) => [`panel_${panel.id}_${refId}`, expr] as const),
    ),
  );

// The grammar that the program parses with takes more than Prometheus does: rate(up), {x=~".*"}.
describe("Prometheus' own parser", () => {
  it("takes every query of every dashboard", async () => {
    const queries = definitions.flatMap((each) =>
      queriesOf(each).map(([name, expr]) => [`${each.uid.replaceAll("-", "_")}_${name}`, expr] as const),
    );
    const file = recording(Object.fromEntries(queries.map(([name, expr]) => [name, withoutVariables(expr)])));
    const { ok, output } = await promtoolOver({ "queries.yml": file }, "check", "rules", "queries.yml");
    expect(output).toBe(output.includes("SUCCESS") && ok ? output : "");
    expect(queries.length).toBeGreaterThan(definitions.length);
  });

  it("refuses what only the other one takes", async () => {
    const file = recording({ typed: "rate(up)" });
    const { ok, output } = await promtoolOver({ "queries.yml": file }, "check", "rules", "queries.yml");
    expect([ok, output]).toEqual([false, expect.stringContaining("expected type range vector")]);
  });
});
