/** Every alert does what its cases say, on the real promtool. */
import { describe, expect, it } from "vitest";
import { alone } from "../../rules/alone";
import { allRules } from "../../rules/catalogue";
import { renderRules } from "../../rules/render";
import { renderAlertTests } from "../../rules/render-tests";
import { links, promtoolOver } from "./promtool";

const all = allRules();
const minutes = 60_000;

describe("rules on the real promtool", () => {
  it.each(all.map((rules) => [rules.name, rules] as const))("%s are well formed", async (_, rules) => {
    // Opt-in alerts are off by default: switched on, they are to be as well formed.
    const tuning = Object.fromEntries(rules.alerts.map(({ name }) => [name, { enabled: true }]));
    const files = { "rules.yml": renderRules(rules, { links, tuning }) };
    const { ok, output } = await promtoolOver(
      files,
      "check",
      "rules",
      "--lint=all",
      "--lint-fatal",
      "rules.yml",
    );
    expect(ok, output).toBe(true);
  });

  it.each(all.filter(({ alerts }) => alerts.length > 0).map((rules) => [rules.name, rules] as const))(
    "the alerts of %s do what their cases say",
    async (_, rules) => {
      const files: Record<string, string> = {};
      const testFiles = rules.alerts.flatMap((alert) => {
        const ruleFile = `${alert.name}.rules.yml`;
        const tuning = { [alert.name]: { enabled: true } };
        files[ruleFile] = renderRules(alone(alert, all), { links, tuning });
        return renderAlertTests(alert, { ruleFile, links });
      });
      for (const { name, content } of testFiles) files[name] = content;
      const { ok, output } = await promtoolOver(files, "test", "rules", ...testFiles.map(({ name }) => name));
      expect(ok, output).toBe(true);
    },
    5 * minutes,
  );
});
