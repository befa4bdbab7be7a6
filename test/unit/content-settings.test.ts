import { describe, expect, it } from "vitest";
import { catalogue } from "../../stacks/catalogue";
import { parseSettings } from "../../stacks/parse-settings";
import { SettingsError } from "../../stacks/settings-errors";
import { type Settings } from "../../stacks/settings";

function parse(values: Readonly<Record<string, unknown>>): Settings {
  return parseSettings({
    stack: "content",
    values: { target: "content", ...values },
    secretKeys: [],
    catalogue,
  });
}

/** What is said against some settings, each mistake as one line. */
function mistakes(values: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    parse(values);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.mistakes.map(({ text }) => text.replace(/\s+/g, " "));
  }
}

describe("settings of content", () => {
  it("need nothing beside the target", () => {
    expect(parse({}).content).toMatchObject({
      dashboardLabels: { grafana_dashboard: "1" },
      datasources: {},
      jobs: {},
      rules: {},
    });
  });

  it("tell a job that no rule and no dashboard selects, and name those that do", () => {
    const [text, ...others] = mistakes({
      content: { jobs: { nod: "node-exporter", node: "node-exporter" } },
    });
    expect(others).toEqual([]);
    expect(text).toContain("content.jobs.nod is not a job that rules or dashboards select.");
    expect(text).toContain("Did you mean node?");
    for (const job of ["alertmanager", "blackbox", "grafana", "loki", "node", "prometheus"])
      expect(text).toContain(job);
  });

  it("tell a group of rules that does not exist, and name those that do", () => {
    const [text] = mistakes({ content: { rules: { hosts: false } } });
    expect(text).toContain("content.rules.hosts is not a group of rules. Did you mean host?");
    expect(text).toContain("watchdog");
  });

  it("tell an alert that is left out", () => {
    expect(mistakes({ alerts: { TargetMissing: { for: "5m" } } }).join()).toMatch(
      /alerts\.TargetMissing has no effect on the target content/,
    );
  });

  it.each([
    ["jobs", { node: 'a"b' }],
    ["jobs", { node: "" }],
    ["datasources", { prometheus: "my source" }],
  ])("take no %s of the wrong form", (key, value) => {
    expect(mistakes({ content: { [key]: value } })).toHaveLength(1);
  });

  it("belong to the target content alone", () => {
    const given = {
      stack: "local",
      values: { target: "local", content: { jobs: {} } },
      secretKeys: [],
      catalogue,
    };
    expect(() => parseSettings(given)).toThrow(/content has no effect on the target local/);
  });
});
