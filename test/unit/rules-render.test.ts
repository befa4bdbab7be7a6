import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { allAlerts, allRules, alertNames } from "../../rules/catalogue";
import { hostRules } from "../../rules/host";
import { annotations, renderRules } from "../../rules/render";
import { toSeconds } from "../../rules/duration";
import { type Duration } from "../../platforms/workload";
import { paced } from "../../rules/pace";
import { recorded } from "../../rules/recording";
import { targetRules } from "../../rules/targets";
import { tune } from "../../rules/tuning";
import { tuningProblems } from "../../rules/tuning-problems";
import { promql } from "../../signals/promql";
import { toYaml } from "../../stacks/yaml";

const links = { grafanaUrl: "http://grafana.test/", runbookBase: "https://books.test/runbooks/" };

interface RuleFile {
  readonly groups: readonly [{ readonly name: string; readonly rules: readonly RenderedRule[] }];
}

interface RenderedRule {
  readonly alert?: string;
  readonly expr: string;
  readonly for: string;
  readonly keep_firing_for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function rendered(name: string, tuning = {}): RenderedRule | undefined {
  const file = parse(renderRules(hostRules, { tuning, links })) as RuleFile;
  return file.groups[0].rules.find((rule) => rule.alert === name);
}

describe("renderRules", () => {
  it("gives every alert its labels and annotations", () => {
    for (const rules of allRules())
      for (const rule of (parse(renderRules(rules, { links })) as RuleFile).groups[0].rules) {
        if (rule.alert === undefined) continue;
        expect(Object.keys(rule.labels)).toEqual(["service", "severity", "team"]);
        expect(Object.keys(rule.annotations)).toEqual([
          "summary",
          "description",
          "dashboard_url",
          "runbook_url",
        ]);
      }
  });

  it("links to the alert's runbook and dashboard, with the series' labels as variables", () => {
    const { dashboard_url, runbook_url } = rendered("HostCpuSaturated")?.annotations ?? {};
    expect(dashboard_url).toBe("http://grafana.test/d/host?var-instance={{ $labels.instance | urlquery }}");
    expect(runbook_url).toBe("https://books.test/runbooks/HostCpuSaturated.md");
  });

  it("leaves the link to a dashboard out where there is no Grafana", () => {
    const alert = hostRules.alerts[0];
    expect(alert).toBeDefined();
    if (alert !== undefined)
      expect(annotations(alert, { runbookBase: "runbooks" })).not.toHaveProperty("dashboard_url");
  });

  it("gives the same text each time, without a placeholder left", () => {
    for (const rules of allRules()) {
      const text = renderRules(rules, { links });
      expect(renderRules(rules, { links })).toBe(text);
      expect(text).not.toMatch(/(?<!\{)\{(threshold|for|value)\}/);
    }
  });
});

describe("a tuning", () => {
  it("changes threshold, durations and severity, and the texts that state them", () => {
    const rule = rendered("HostCpuSaturated", {
      HostCpuSaturated: { threshold: 0.5, for: "1h", keepFiringFor: "30s", severity: "critical" },
    });
    expect(rule?.expr).toMatch(/> 0\.5 <= 10$/);
    expect(rule?.for).toBe("1h");
    expect(rule?.keep_firing_for).toBe("30s");
    expect(rule?.labels["severity"]).toBe("critical");
    expect(rule?.annotations["description"]).toContain("more than 50 % busy for 1 hour.");
  });

  it("leaves other alerts as they are", () => {
    expect(rendered("HostMemoryLow", { HostCpuSaturated: { threshold: 0.5 } })).toEqual(
      rendered("HostMemoryLow"),
    );
  });

  it("gives single series values of their own, and leaves them out of the rest", () => {
    const file = parse(
      renderRules(hostRules, {
        links,
        tuning: {
          HostCpuSaturated: {
            selector: 'instance!~"ci-.*"',
            exceptions: [
              { where: { instance: "batch-.*" }, threshold: 0.99, severity: "info" },
              { where: { instance: "db-1" }, enabled: false },
            ],
          },
        },
      }),
    ) as RuleFile;
    const rules = file.groups[0].rules.filter((rule) => rule.alert === "HostCpuSaturated");
    expect(
      rules.map(({ expr, labels }) => [/\{job="node", ([^}]*), mode/.exec(expr)?.[1], labels["severity"]]),
    ).toEqual([
      ['instance!~"ci-.*", instance!~"batch-.*", instance!~"db-1"', "warning"],
      ['instance!~"ci-.*", instance=~"batch-.*"', "info"],
    ]);
    expect(rules[1]?.expr).toContain("> 0.99");
    expect(rules[1]?.annotations["description"]).toContain("99 %");
  });

  it("is made to fit a longer scrape interval: windows of four scrapes, a time of two", () => {
    const text = renderRules(hostRules, { links, scrapeSeconds: 120 });
    expect(text).toContain("[480s]");
    expect(text).not.toContain("[5m]");
    const text15 = renderRules(hostRules, { links, scrapeSeconds: 15 });
    expect(text15).toBe(renderRules(hostRules, { links }));
  });

  it("takes an alert away", () => {
    expect(rendered("HostCpuSaturated", { HostCpuSaturated: { enabled: false } })).toBeUndefined();
    expect(rendered("HostMemoryLow", { HostCpuSaturated: { enabled: false } })).toBeDefined();
  });

  it("is refused where a threshold cannot be reached or does not exist", () => {
    const { HostCpuSaturated: cpu, TargetDown: down } = allAlerts;
    if (cpu === undefined || down === undefined) throw new Error("alerts are missing");
    expect(tuningProblems(cpu, { threshold: 95 })[0]).toContain("write 0.95 for 95 %");
    expect(tuningProblems(down, { threshold: 1 })[0]).toContain("TargetDown has no threshold");
    expect(tuningProblems(cpu, { threshold: 0.95, for: "1h" })).toEqual([]);
    expect(() => tune(cpu, { threshold: 95 })).toThrow("out of reach");
  });
});

describe("the pace of a group", () => {
  const groups = (text: string) =>
    (
      parse(text) as {
        groups: readonly { name: string; interval?: string; rules: readonly RenderedRule[] }[];
      }
    ).groups;

  it("is that of the server for what is told within a minute, and slower for what waits for minutes anyway", () => {
    for (const rules of allRules()) {
      const paced = groups(renderRules(rules, { links, evaluationSeconds: 5 }));
      const all = groups(renderRules(rules, { links })).flatMap((group) => group.rules);
      expect(paced.flatMap((group) => group.rules).length).toBe(all.length);
      if (rules.interval !== undefined) continue;
      for (const { name, interval, rules: own } of paced) {
        expect(interval).toBe(name === rules.name ? undefined : "30s");
        for (const { alert = "" } of own.filter((rule) => rule.alert !== undefined)) {
          const { for: wait = "0s", kind } = allAlerts[alert] ?? {};
          expect([alert, kind === "trend" || toSeconds(wait) >= 120]).toEqual([alert, interval === "30s"]);
        }
      }
    }
  });

  it("evaluates what an urgent alert reads as often as the alert", () => {
    const [urgent] = allRules()
      .flatMap(({ alerts }) => alerts)
      .filter((alert) => toSeconds(alert.for) < 120 && alert.kind !== "trend");
    if (urgent === undefined) throw new Error("no alert is urgent");
    const read = recorded("a:b:c", (s) => promql`up${s.any}`);
    const unread = recorded("a:b:d", (s) => promql`up${s.any}`);
    const rules = {
      name: "trial",
      recordings: [read, unread],
      alerts: [{ ...urgent, expr: () => promql`a:b:c > 0` }],
    };
    expect(
      paced(rules, 5).map(({ name, recordings }) => [name, recordings.map(({ record }) => record)]),
    ).toEqual([
      ["trial", ["a:b:c"]],
      ["trial-unhurried", ["a:b:d"]],
    ]);
  });

  it("goes by what a stack file makes of an alert, not by what the alert says itself", () => {
    const [patient] = allRules()
      .flatMap(({ alerts }) => alerts)
      .filter((alert) => toSeconds(alert.for) >= 120 && alert.kind !== "trend" && !alert.optIn);
    if (patient === undefined) throw new Error("every alert is urgent");
    const rules = { name: "trial", recordings: [], alerts: [patient] };
    const paceOf = (wait: Duration) =>
      groups(
        renderRules(rules, { links, evaluationSeconds: 5, tuning: { [patient.name]: { for: wait } } }),
      ).map(({ name, interval }) => [name, interval]);
    expect(paceOf("30s")).toEqual([["trial", undefined]]);
    expect(paceOf("10m")).toEqual([["trial-unhurried", "30s"]]);
  });

  it("is one where the server itself takes its time", () => {
    for (const rules of allRules()) expect(paced(rules, 30)).toEqual([rules]);
  });
});

describe("targetRules", () => {
  const missing = (jobs: readonly string[]) =>
    targetRules(jobs).alerts.find(({ name }) => name === "TargetMissing");

  it("covers each expected job once, in any order the same", () => {
    expect(missing(["node", "loki", "node"])?.expr()).toBe(
      'absent(up{job="loki"}) or absent(up{job="node"})',
    );
  });

  it("leaves TargetMissing out where no job is expected", () => {
    expect(missing([])).toBeUndefined();
  });

  it("refuses what cannot be a job's name", () => {
    expect(() => targetRules(['x"} or up{job="y'])).toThrow("is not a name of a job");
  });
});

describe("the catalogue", () => {
  it("names every alert once, sorted", () => {
    const names = allRules().flatMap(({ alerts }) => alerts.map(({ name }) => name));
    expect(alertNames).toEqual([...new Set(names)].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it("names every group and recording once", () => {
    const groups = allRules().map(({ name }) => name);
    const records = allRules().flatMap(({ recordings }) =>
      recordings.map(({ record, labels = {} }) => `${record} ${JSON.stringify(labels)}`),
    );
    for (const names of [groups, records]) expect(new Set(names).size).toBe(names.length);
  });
});

describe("YAML", () => {
  it("quotes what a reader of either version could take for something else", () => {
    for (const text of [
      "on",
      "off",
      "yes",
      "no",
      "y",
      "12:30",
      "0x1f",
      "1e3",
      "012",
      "1_000",
      "~",
      "null",
      "true",
      "1.5",
      " x",
      "a: b",
      "x # y",
    ])
      expect(toYaml({ key: text })).toBe(`key: "${text}"\n`);
    expect(toYaml({ on: 1 })).toBe('"on": 1\n');
  });

  it("keeps long lines whole and repeats what is used twice", () => {
    const long = "a ".repeat(200).trim();
    expect(toYaml({ long })).toBe(`long: ${long}\n`);
    const shared = { a: 1 };
    expect(toYaml([shared, shared])).toBe("- a: 1\n- a: 1\n");
  });
});
