/** What signals and recording rules give, on the real promtool. */
import { describe, expect, it } from "vitest";
import { recordingsBefore } from "../../rules/alone";
import { allRules } from "../../rules/catalogue";
import { renderRules } from "../../rules/render";
import { type Rules } from "../../rules/rule";
import { withoutVariables } from "../../signals/variables";
import { everywhere } from "../../signals/signal";
import { toYaml } from "../../stacks/yaml";
import { allSignals } from "../contracts/signals";
import { links, promtoolOver } from "./promtool";
import { recorded } from "./recorded/catalogue";
import { recordedTest } from "./recorded/test-file";

const all = allRules();
const recording = all.filter(({ recordings }) => recordings.length > 0);

describe("signals", () => {
  it("are accepted by Prometheus itself, types and arguments included", async () => {
    const rules = allSignals.map((each, index) => ({
      record: `signal:number:${index}`,
      expr: withoutVariables(each.value(everywhere("5m"))),
    }));
    const files = { "rules.yml": toYaml({ groups: [{ name: "signals", rules }] }) };
    const { ok, output } = await promtoolOver(files, "check", "rules", "rules.yml");
    expect(ok, output).toBe(true);
  });
});

describe("recording rules", () => {
  it("have a proof for every group that records, and for no other", () => {
    expect(Object.keys(recorded).sort()).toEqual(recording.map(({ name }) => name).sort());
  });

  it.each(recording.map((rules) => [rules.name, rules] as const))(
    "of %s are all tested, and give the numbers that their names promise",
    async (name, rules) => {
      const { input = {}, expected = {}, alertsOf = [] } = recorded[name] ?? {};
      const names = [...new Set(rules.recordings.map(({ record }) => record))];
      expect(Object.keys(expected).sort()).toEqual(names.sort());

      const before: Rules = { name: "before", recordings: recordingsBefore(rules, all), alerts: [] };
      const own = alertsOf.includes(name) ? rules : { ...rules, alerts: [] };
      const others = all.filter((each) => each.name !== name && alertsOf.includes(each.name));
      const files = Object.fromEntries(
        [before, own, ...others].map((each) => [`${each.name}.yml`, renderRules(each, { links })]),
      );
      const test = recordedTest({ ...recorded[name], input, expected }, Object.keys(files));
      const { ok, output } = await promtoolOver({ ...files, "test.yml": test }, "test", "rules", "test.yml");
      expect(ok, output).toBe(true);
    },
  );
});
