import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type KnownMetric, contractOf, knownMetrics } from "../contracts/read";
import { allSignals } from "../contracts/signals";
import { normalise } from "../contracts/normalise";
import { allRules } from "../../rules/catalogue";
import { labelsMade, labelsUsed, promql, selectors, type Promql } from "../../signals/promql";
import { everywhere } from "../../signals/signal";

const rules = allRules();
const known = knownMetrics(rules);

/** What an expression asks for that no program gives. */
function unknown(expr: Promql): readonly string[] {
  const asked = selectors(expr);
  const metrics = asked.flatMap(({ metric }) => known.get(metric ?? "") ?? []);
  const has = (label: string) => metrics.some((metric) => metric.labels.has(label));
  const made = labelsMade(expr);
  return [
    ...asked.flatMap(({ metric, matchers }) => {
      const found = known.get(metric ?? "");
      if (found === undefined) return [`metric ${metric ?? "without a name"}`];
      return matchers
        .filter((matcher) => !answers(found, matcher))
        .map(({ label, op, value }) => `${found.name}{${label}${op}"${value}"}`);
    }),
    ...labelsUsed(expr)
      .filter((label) => !has(label) && !made.includes(label))
      .map((label) => `label ${label}`),
  ];
}

/** A positive matcher has to find a value; a negative one only its label. */
function answers(
  metric: KnownMetric,
  matcher: ReturnType<typeof selectors>[number]["matchers"][number],
): boolean {
  const { label, op, value } = matcher;
  if (label === "job" && metric.jobs !== undefined && op === "=") return metric.jobs.includes(value);
  if (!metric.labels.has(label)) return false;
  const values = metric.values.get(label);
  if (values === undefined || values.has("x") || op.startsWith("!")) return true;
  const fits =
    op === "="
      ? (each: string) => each === value
      : (each: string) => new RegExp(`^(?:${value})$`, "s").test(each);
  return [...values].some(fits);
}

describe("the metric contract", () => {
  it.each(
    rules.flatMap(({ alerts, recordings }) => [
      ...alerts.map(({ name, expr }) => [name, expr()] as const),
      ...recordings.map(({ record, expr }) => [record, expr] as const),
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
