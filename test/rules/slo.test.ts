/** Objectives of every kind, from the counters that a service has to the alerts that people get, on the real promtool. */
import { describe, expect, it } from "vitest";
import { renderRules } from "../../rules/render";
import { queryProblem, sloFromSettings } from "../../rules/slo/from-settings";
import { sloRules } from "../../rules/slo/rules";
import { slo, type SloDefinition } from "../../rules/slo/slo";
import { promql } from "../../signals/promql";
import { toYaml } from "../../stacks/yaml";
import { links, promtoolOver } from "./promtool";

const rate = (selector: string) => (range: string) => `rate(${selector}[${range}])`;
const failed = rate('jobs_total{job="billing", result="failed"}');
const done = rate('jobs_total{job="billing", result="done"}');
const all = rate('jobs_total{job="billing"}');

const billing = { service: "billing", objective: 0.99 } as const;
const objectives: Readonly<Record<string, SloDefinition>> = {
  errors: {
    ...billing,
    name: "errors",
    sli: {
      kind: "availability",
      errors: (s) => promql`sum(rate(jobs_total{job="billing", result="failed"}[${s.range}]))`,
      total: (s) => promql`sum(rate(jobs_total{job="billing"}[${s.range}]))`,
    },
  },
  good: {
    ...billing,
    name: "good",
    window: "28d",
    sli: {
      kind: "availability",
      good: (s) => promql`sum(rate(jobs_total{job="billing", result="done"}[${s.range}]))`,
      total: (s) => promql`sum(rate(jobs_total{job="billing"}[${s.range}]))`,
    },
  },
  latency: {
    ...billing,
    name: "latency",
    sli: { kind: "latency", histogram: "job_seconds", matchers: 'job="billing"', below: 1 },
  },
  probe: { ...billing, name: "probe", sli: { kind: "probe", probe: "shop" } },
};

/** Ten jobs a minute on two instances; all of them fail, take too long, or are not reached from the 60th to the 80th minute. */
const jobs = (instance: string, result: string, values: string) => ({
  series: `jobs_total{job="billing", instance="${instance}", result="${result}"}`,
  values,
});
const bucket = (le: string, values: string) => ({
  series: `job_seconds_bucket{job="billing", instance="b-1", le="${le}"}`,
  values,
});
const input = [
  ...["b-1", "b-2"].flatMap((instance) => [
    jobs(instance, "done", "0+5x60 300x19 305+5x100"),
    jobs(instance, "failed", "0x60 5+5x19 100x100"),
  ]),
  // The first instance was restarted, and its counter began anew.
  jobs("b-3", "done", "0+1x30 0+1x29 30x19 31+1x100"),
  bucket("0.5", "0+1x60 60x19 61+1x100"),
  bucket("1.0", "0+10x60 600x19 610+10x100"),
  bucket("+Inf", "0+10x180"),
  { series: 'job_seconds_count{job="billing", instance="b-1"}', values: "0+10x180" },
  { series: 'probe_success{job="blackbox", instance="shop", kind="http"}', values: "1x60 0x19 1x100" },
];

const firing = (alertname: string, names: readonly string[], severity = "critical") =>
  names.map((name) => ({
    labels: `ALERTS{alertname="${alertname}", alertstate="firing", service="slo", severity="${severity}", slo="${name}", team="service"}`,
    value: 1,
  }));

describe("objectives of every kind", () => {
  it("tell of a fault within minutes, and of its end", async () => {
    const rules = sloRules(Object.values(objectives).map(slo));
    const names = Object.keys(objectives);
    const alerts = (name: string) => `ALERTS{alertname="${name}", alertstate="firing"}`;
    const test = {
      rule_files: ["slo.yml"],
      evaluation_interval: "1m",
      fuzzy_compare: true,
      tests: [
        {
          interval: "1m",
          input_series: input,
          promql_expr_test: [
            { expr: alerts("SloBurnsFast"), eval_time: "61m", exp_samples: [] },
            { expr: alerts("SloBurnsFast"), eval_time: "72m", exp_samples: firing("SloBurnsFast", names) },
            // Half an hour after the last failure the short windows are free of them, and the alert stays ten minutes more.
            { expr: alerts("SloBurnsFast"), eval_time: "2h", exp_samples: [] },
            { expr: alerts("SloNoData"), eval_time: "2h", exp_samples: [] },
          ],
        },
      ],
    };
    const files = { "slo.yml": renderRules(rules, { links }), "test.yml": toYaml(test) };
    const { ok, output } = await promtoolOver(files, "test", "rules", "test.yml");
    expect(ok, output).toBe(true);
  });

  it("count each event once over their window, and say nothing of time without events", async () => {
    const rules = sloRules([
      slo(objectives["errors"] as SloDefinition),
      slo(objectives["probe"] as SloDefinition),
    ]);
    const labels = (record: string, name: string) => `${record}{service="billing", slo="${name}"}`;
    const test = {
      rule_files: ["slo.yml"],
      evaluation_interval: "1m",
      fuzzy_compare: true,
      tests: [
        {
          // A busy hour without failures, an hour without events, and a quiet one of which half fails: 30 of 630.
          interval: "1m",
          input_series: [
            jobs("b-1", "done", "0+10x60 600x60 600.25+0.25x59"),
            jobs("b-1", "failed", "0x120 0.25+0.25x59"),
            { series: 'probe_success{job="blackbox", instance="shop", kind="http"}', values: "1x134 0x45" },
          ],
          promql_expr_test: [
            {
              expr: 'slo_service:error:ratio_rate30m{slo="errors"}',
              eval_time: "110m",
              exp_samples: [],
            },
            {
              expr: 'slo_service:error:ratio_rate30m{slo="errors"}',
              eval_time: "3h",
              exp_samples: [{ labels: labels("slo_service:error:ratio_rate30m", "errors"), value: 0.5 }],
            },
            {
              expr: 'round(slo_service:error:ratio_period{slo="errors"}, 0.001)',
              eval_time: "3h",
              exp_samples: [{ labels: '{service="billing", slo="errors"}', value: 0.023 }],
            },
            {
              expr: 'slo_service:error:ratio_rate1h{slo="probe"}',
              eval_time: "179m",
              exp_samples: [{ labels: labels("slo_service:error:ratio_rate1h", "probe"), value: 0.75 }],
            },
          ],
        },
      ],
    };
    const files = { "slo.yml": renderRules(rules, { links }), "test.yml": toYaml(test) };
    const { ok, output } = await promtoolOver(files, "test", "rules", "test.yml");
    expect(ok, output).toBe(true);
  });

  it("have rules that Prometheus takes, none of them twice", async () => {
    const rules = sloRules(Object.values(objectives).map(slo));
    const files = { "slo.yml": renderRules(rules, { links }) };
    const { ok, output } = await promtoolOver(
      files,
      "check",
      "rules",
      "--lint=all",
      "--lint-fatal",
      "slo.yml",
    );
    expect(ok, output).toBe(true);
  });
});

describe("an objective", () => {
  it.each([
    [0.999, 0.001],
    [0.9999, 0.0001],
    [0.95, 0.05],
    [0.7, 0.3],
  ])("of %d has a budget of exactly %d", (objective, budget) => {
    const made = slo({ ...billing, name: "a", objective, sli: { kind: "probe", probe: "shop" } });
    expect(made.errorBudget).toBe(budget);
    const texts = made.recordings.map(({ expr }): string => expr());
    expect(texts).toContain(`vector(${budget})`);
  });

  it("says everything that is wrong with it, and what to write", () => {
    const wrong = () =>
      slo({
        name: "My SLO",
        service: "",
        objective: 99.9,
        window: "36h",
        sli: { kind: "latency", histogram: "x", matchers: "", below: 0 },
      });
    expect(wrong).toThrow(/name "My SLO" is not of lower-case letters/);
    expect(wrong).toThrow(/belongs to no service/);
    expect(wrong).toThrow(/objective 99.9 is not between 0 and 1; write 0.999 for 99.9 %/);
    expect(wrong).toThrow(/window 36h is not of whole days from 7d to 90d/);
    expect(wrong).toThrow(/below 0 s; write a bucket/);
  });

  it("has a name of its own", () => {
    const twice = slo(objectives["probe"] as SloDefinition);
    expect(() => sloRules([twice, twice])).toThrow(/Two objectives are called probe/);
  });

  it("of a stack file records what the same in the program does", () => {
    const written = sloFromSettings({
      ...billing,
      name: "errors",
      window: "30d",
      sli: { queries: { errors: `sum(${failed("$window")})`, total: `sum(${all("$window")})` } },
    });
    const program = slo({
      ...billing,
      name: "errors",
      sli: {
        kind: "availability",
        errors: (s) => promql`sum(rate(jobs_total{job="billing", result="failed"}[${s.range}]))`,
        total: (s) => promql`sum(rate(jobs_total{job="billing"}[${s.range}]))`,
      },
    });
    const texts = ({ recordings }: typeof written) => recordings.map(({ record, expr }) => [record, expr()]);
    expect(texts(written)).toEqual(texts(program));
  });
});

describe("a query of a stack file", () => {
  it.each([
    [failed("$window"), undefined],
    [`${all("$window")} - ${done("$window")}`, undefined],
    ["rate(jobs_total[$window]", /is not PromQL/],
    [failed("5m"), /looks at \[5m\] whatever window is asked for; write \[\$window\]/],
    ["rate(jobs_total[$range])", /names \$range; the only variable here is \$window/],
    ["jobs_total", /says nothing about a window of time; write rate\(…\[\$window\]\)/],
  ])("%s", (query, problem) => {
    if (problem === undefined) expect(queryProblem(query)).toBeUndefined();
    else expect(queryProblem(query)).toMatch(problem);
  });
});
