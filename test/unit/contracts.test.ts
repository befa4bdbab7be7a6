import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contractOf, knownMetrics } from "../contracts/read";
import { allSignals } from "../contracts/signals";
import { unknown as unknownIn } from "../contracts/unknown";
import { normalise } from "../contracts/normalise";
import { allRules } from "../../rules/catalogue";
import { promql, selectors, type Promql } from "../../signals/promql";
import { everywhere } from "../../signals/signal";

const rules = allRules();
const known = knownMetrics(rules);

const unknown = (expr: Promql) => unknownIn(expr, known);

describe("the metric contract", () => {
  it.each(
    rules.flatMap(({ alerts, recordings }) => [
      ...alerts.map(({ name, expr }) => [name, expr()] as const),
      ...recordings.map(({ record, expr }) => [record, expr()] as const),
    ]),
  )("has every metric, label and label value that %s uses", (_, expr) => {
    expect(unknown(expr)).toEqual([]);
  });

  it.each(allSignals.map((each) => [each.title, each] as const))(
    "has everything that the signal %s uses",
    (_, each) => {
      expect(unknown(each.value(everywhere("5m")))).toEqual([]);
    },
  );

  it.each(rules.flatMap(({ alerts }) => alerts.map((alert) => [alert.name, alert] as const)))(
    "lets a stack file pick the series of %s by each label that it says",
    (_, alert) => {
      for (const label of alert.selectable) {
        const picked = alert.expr({ matchers: `${label}!="nothing"` });
        const all = selectors(picked);
        const bare = all.filter(
          ({ matchers }) => !matchers.some((each) => each.label === label && each.value === "nothing"),
        );
        // A selector that does not take the scope's matchers would bring back what was left out.
        expect(bare.map(({ metric }) => `${metric} is not picked by ${label}`)).toEqual([]);
        expect(unknown(picked)).toEqual([]);
      }
    },
  );

  it("notices a metric, a label, a value and a job that do not exist", () => {
    expect(unknown(promql`node_cpu_secs_total`)).toEqual(["metric node_cpu_secs_total"]);
    expect(unknown(promql`node_cpu_seconds_total{state="idle"}`)).toEqual([
      'node_cpu_seconds_total{state="idle"}',
    ]);
    expect(unknown(promql`node_cpu_seconds_total{mode=~"idel|lazy"}`)).toEqual([
      'node_cpu_seconds_total{mode=~"idel|lazy"}',
    ]);
    expect(unknown(promql`node_load1{job="process"}`)).toEqual(['node_load1{job="process"}']);
    expect(unknown(promql`sum by (nod) (node_load1)`)).toEqual(["label nod"]);
    expect(unknown(promql`{job="node"}`)).toEqual(["metric without a name"]);
  });

  it("has a file for every job that it knows", () => {
    for (const file of Object.values(contractOf))
      expect(existsSync(join(__dirname, "..", "contracts", file)), file).toBe(true);
  });
});

describe("a captured exposition", () => {
  const text = [
    "# HELP b_total Things.",
    "# TYPE b_total counter",
    'b_total{mode="idle",device="/dev/sdz"} 12.5 1700000000000',
    'b_total{mode="idle",device="/dev/sdy"} 3',
    "# TYPE a_seconds histogram",
    'a_seconds_bucket{le="0.1"} 1',
    'a_seconds_bucket{le="+Inf"} 2',
    "a_seconds_sum 0.3",
    "a_seconds_count 2",
  ].join("\n");

  it("keeps names, types, labels and closed sets, and nothing of the machine or the moment", () => {
    expect(normalise(text)).toBe(
      [
        "# HELP a_seconds",
        "# TYPE a_seconds histogram",
        'a_seconds_bucket{le="+Inf"} 0',
        "a_seconds_count 0",
        "a_seconds_sum 0",
        "",
        "# HELP b_total Things.",
        "# TYPE b_total counter",
        'b_total{device="x",mode="idle"} 0',
        "",
      ].join("\n"),
    );
  });

  it("stays as it is when it is normalised again", () => {
    expect(normalise(normalise(text))).toBe(normalise(text));
  });

  it("is refused where a line cannot be read", () => {
    expect(() => normalise("a 1\nwhat is this")).toThrow("Line 2 is not a sample");
  });
});
