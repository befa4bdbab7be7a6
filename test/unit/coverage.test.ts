import { describe, expect, it } from "vitest";
import { queriesOf } from "../../platforms/content/dashboards";
import { coverageItems, type Item } from "../../review/coverage/items";
import { cover, share } from "../../review/coverage/measure";
import { capabilities } from "../../rules/capability";
import { allRules } from "../../rules/catalogue";
import { allDashboards } from "../../dashboards/catalogue";
import { recorded } from "../../rules/recording";
import { type Rules } from "../../rules/rule";
import { promql } from "../../signals/promql";
import { knownMetrics } from "../contracts/read";

const item = (metrics: readonly string[], more: Partial<Item> = {}): Item => ({
  subject: "Tanks",
  what: "level",
  metrics,
  ...more,
});

const [someAlert] = allRules().flatMap(({ alerts }) => alerts);
if (someAlert === undefined) throw new Error("there are no alerts");
const rules: readonly Rules[] = [
  {
    name: "tanks",
    recordings: [recorded("tank:level:max", (s) => promql`max by (tank) (tank_level${s.any})`)],
    alerts: [{ ...someAlert, expr: () => promql`tank:level:max > 1` }],
  },
];

describe("coverage", () => {
  it("sees metrics through recording rules", () => {
    const [covered] = cover([item(["tank_level"])], { collected: ["tank_level"], queries: [], rules });
    expect(covered).toMatchObject({ collected: true, shown: false, alerted: true });
  });

  it("wants the whole name of a metric, one of several, and no alert where none is wanted", () => {
    const watched = {
      collected: ["tank_level_max"],
      queries: ["sum(rate(pump_total[5m]))", "not a query ("],
      rules,
    };
    expect(cover([item(["tank_level"])], watched)[0]).toMatchObject({ collected: false });
    expect(cover([item(["valve", "pump_.*"])], watched)[0]).toMatchObject({ shown: true, alerted: false });
    expect(cover([item(["pump_total"], { onlyShown: true })], watched)[0]?.alerted).toBeUndefined();
  });

  it("is the share of all that is wanted", () => {
    const all = cover([item(["tank_level"]), item(["pump"], { onlyShown: true })], {
      collected: ["tank_level"],
      queries: [],
      rules,
    });
    expect(share(all)).toBe(2 / 5);
    expect(share([])).toBe(1);
  });
});

describe("what this program watches", () => {
  const all = cover(coverageItems, {
    collected: [...knownMetrics().keys()],
    queries: allDashboards().flatMap(queriesOf),
    rules: allRules(),
  });

  it("is more than 95 % of what matters, all subjects together", () => {
    const gaps = all
      .filter(({ collected, shown, alerted }) => !collected || !shown || alerted === false)
      .map(({ item: { subject, what }, collected, shown, alerted }) => ({
        subject,
        what,
        collected,
        shown,
        alerted,
      }));
    expect(share(all), JSON.stringify(gaps, null, 1)).toBeGreaterThan(0.95);
  });

  it.each([...new Set(coverageItems.map(({ subject }) => subject))])(
    "of %s is more than 85 per cent",
    (subject) => {
      expect(share(all.filter(({ item: { subject: own } }) => own === subject))).toBeGreaterThan(0.85);
    },
  );

  it("names only needs that there are, and metrics as patterns that can be read", () => {
    for (const { needs = [], metrics } of coverageItems) {
      for (const need of needs) expect(Object.keys(capabilities)).toContain(need);
      for (const metric of metrics) expect(() => new RegExp(metric)).not.toThrow();
    }
  });
});
