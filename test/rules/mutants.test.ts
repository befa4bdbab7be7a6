/** The check of the checks: mutants that weak cases do not notice. */
import { describe, expect, it } from "vitest";
import { alert } from "../../rules/alert";
import { fires, quiet, resolves } from "../../rules/cases/case";
import { steps } from "../../rules/cases/series";
import { allAlerts, alertNames, allRules } from "../../rules/catalogue";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";
import { equivalent } from "./equivalent";
import { alertMutants } from "./mutants";

const level = signal({
  title: "Level",
  unit: "percentunit",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "How full it is.",
  value: (s) => promql`max by (instance) (level{${s.select("tank")}, kind!="spare"})`,
});

const trial = alert("TankFull", {
  signal: level,
  above: 0.9,
  and: (s, n) => promql`max by (instance) (inflow{${s.select("tank")}}) > ${n("inflow")}`,
  parameters: { inflow: { value: 2, unit: "short", meaning: "litres a second" } },
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  team: "trial",
  service: "tank",
  summary: "{{ $labels.instance }}: {value} full",
  description: "More than {threshold}, and {inflow} come in.",
  dashboard: { uid: "host", variables: [] },
  cases: [
    fires("full", {
      series: { 'level{job="tank", instance="a"}': steps([["1h", 1]]) },
      at: "10m",
      labels: [{ instance: "a" }],
      text: { summary: "a: 100% full", description: "More than 90 %, and 2 come in." },
    }),
    quiet("empty", { series: {}, at: "10m" }),
    resolves("emptied", { series: {}, labels: [{ instance: "a" }], firingAt: "5m", goneAt: "20m" }),
  ],
});

describe("mutants of an alert", () => {
  const changes = alertMutants(trial, []).map(({ change }) => change);

  it("are made of every comparison, set operation, matcher, grouping label and number, of `for` and severity", () => {
    expect(changes).toEqual([
      expect.stringMatching(/> becomes </),
      expect.stringMatching(/and becomes unless$/),
      expect.stringMatching(/> becomes </),
      expect.stringMatching(/job= becomes !=$/),
      expect.stringMatching(/kind!= becomes =$/),
      expect.stringMatching(/job= becomes !=$/),
      expect.stringMatching(/instance becomes nothing$/),
      expect.stringMatching(/instance becomes nothing$/),
      "threshold 0.9 becomes 0.936",
      "threshold 0.9 becomes 0.864",
      "inflow 2 becomes 2.08",
      "inflow 2 becomes 1.92",
      "for becomes 0s",
      "for becomes 30d",
      "severity changes",
    ]);
  });

  it("change one thing each", () => {
    const [first] = alertMutants(trial, []);
    expect(first?.rules.alerts[0]?.expr()).toBe(trial.expr().replace(" > 0.9", " < 0.9"));
  });
});

describe("changes that are said to make no difference", () => {
  it("are of rules that there are, with a reason, each once", () => {
    const records = allRules().flatMap(({ recordings }) => recordings.map(({ record }) => record));
    for (const { of, because } of equivalent) {
      expect([...alertNames, ...records]).toContain(of);
      expect(because.length).toBeGreaterThan(20);
    }
    const keys = equivalent.map(({ of, change }) => `${of} ${change}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("are few: one for ten alerts at most", () => {
    expect(equivalent.length).toBeLessThanOrEqual(Object.keys(allAlerts).length / 10);
  });
});
