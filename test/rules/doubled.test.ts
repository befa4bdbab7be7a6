/** While kube-state-metrics is replaced by its next version there are two of it, and every series of it stands twice. */
import { describe, expect, it } from "vitest";
import { alone } from "../../rules/alone";
import { allRules } from "../../rules/catalogue";
import { renderRules } from "../../rules/render";
import { renderAlertTests } from "../../rules/render-tests";
import { type Alert } from "../../rules/rule";
import { links, promtoolOver } from "./promtool";

const all = allRules();
const job = 'job="kube-state-metrics"';

/** The series of a case, and once more as a second exporter gives them. */
function doubled(series: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const copies = Object.entries(series)
    .filter(([selector]) => selector.includes(job))
    .map(([selector, values]) => [
      selector.includes('instance="')
        ? selector.replace(/instance="[^"]*"/, 'instance="second"')
        : selector.replace(job, `${job}, instance="second"`),
      values,
    ]);
  return { ...series, ...(Object.fromEntries(copies) as Record<string, string>) };
}

/** What of an alert fires, over doubled series; undefined where it reads nothing of kube-state-metrics. */
function ofTwo(alert: Alert): Alert | undefined {
  const cases = alert.cases
    .filter(({ kind, series }) => kind === "fires" && Object.keys(series).some((key) => key.includes(job)))
    .slice(0, 1)
    .map((each) => ({ ...each, series: doubled(each.series) }));
  return cases.length === 0 || alert.by.includes("instance") ? undefined : { ...alert, cases };
}

const groups = all
  .map(({ name, alerts }) => [name, alerts.flatMap((alert) => ofTwo(alert) ?? [])] as const)
  .filter(([, alerts]) => alerts.length > 0);

describe("alerts with a second kube-state-metrics", () => {
  it("are many", () => {
    expect(groups.flatMap(([, alerts]) => alerts).length).toBeGreaterThan(20);
  });

  it.each(groups)("of %s fire as with one, once each, and no rule fails", async (_, alerts) => {
    const files: Record<string, string> = {};
    const tests = alerts.flatMap((alert) => {
      const ruleFile = `${alert.name}.rules.yml`;
      files[ruleFile] = renderRules(alone(alert, all), {
        links,
        tuning: { [alert.name]: { enabled: true } },
      });
      return renderAlertTests(alert, { ruleFile, links });
    });
    for (const { name, content } of tests) files[name] = content;
    const { ok, output } = await promtoolOver(files, "test", "rules", ...tests.map(({ name }) => name));
    expect(ok, output).toBe(true);
  });
});
