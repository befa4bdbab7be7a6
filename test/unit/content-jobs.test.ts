import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renameJobs, selectedJobs } from "../../signals/rename-jobs";
import { selectors, toPromql } from "../../signals/promql";

const names = { node: "node-exporter", blackbox: "probes" };

describe("renaming jobs", () => {
  it.each([
    ['up{job="node"}', 'up{job="node-exporter"}'],
    ['up{job!="node", instance="node"}', 'up{job!="node-exporter", instance="node"}'],
    ["up{job='node'}", 'up{job="node-exporter"}'],
    ["up{job=`node`}", 'up{job="node-exporter"}'],
    ['{"up", "job"="node"}', '{"up", "job"="node-exporter"}'],
    ['up{job=~"node|loki|blackbox"}', 'up{job=~"node-exporter|loki|probes"}'],
    [
      'sum by (job) (rate(x{job="node"}[5m])) / on (job) y{job="blackbox"}',
      'sum by (job) (rate(x{job="node-exporter"}[5m])) / on (job) y{job="probes"}',
    ],
  ])("changes the matchers of %s", (expr, renamed) => {
    expect(renameJobs(expr, names)).toBe(renamed);
  });

  it.each([
    ['rate(x{job="node", instance=~"$instance"}[$__rate_interval])', 'job="node-exporter"'],
    ['topk($n, x{job="node"}) > ${limit}', 'job="node-exporter"'],
    ['label_values(up{job="node", cluster=~"$cluster"}, instance)', 'up{job="node-exporter", '],
    ['max_over_time(x{$filters, job="node"}[$__range])', 'job="node-exporter"'],
  ])("finds its way through what only Grafana knows in %s", (expr, part) => {
    const renamed = renameJobs(expr, names);
    expect(renamed).toContain(part);
    expect(renamed.replace("node-exporter", "node")).toBe(expr);
  });

  it.each([
    'label_replace(x, "job", "node", "instance", "(.*)")',
    'x{instance="node"} # job="node"',
    'x{exported_job="node"}',
    'x{job=~"node.*"}',
    'x{job="$job"}',
    'count(x) by (job) == 1 or vector(1) * on () group_left () (y{name="job=\\"node\\""})',
  ])("leaves %s alone, letter for letter", (expr) => {
    expect(renameJobs(expr, names)).toBe(expr);
  });

  it("does not take a part of a name for the name", () => {
    expect(renameJobs('up{job="node-exporter"}', names)).toBe('up{job="node-exporter"}');
  });

  it("does not take what every object has for a name", () => {
    expect(renameJobs('up{job="constructor"}', names)).toBe('up{job="constructor"}');
  });

  it("escapes what a regular expression would read otherwise", () => {
    expect(renameJobs('up{job=~"node|loki"}', { node: "a.b" })).toBe(String.raw`up{job=~"a\\.b|loki"}`);
  });

  it("gives an expression that selects exactly the new name, whatever that is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme-ascii" }), (name) => {
        const renamed = toPromql(renameJobs('up{job="node", instance="a"}', { node: name }));
        const [selector] = selectors(renamed);
        expect(selector?.matchers).toEqual([
          { label: "job", op: "=", value: name },
          { label: "instance", op: "=", value: "a" },
        ]);
      }),
    );
  });
});

describe("jobs that expressions select", () => {
  it("are those that they name, sorted, each once", () => {
    expect(
      selectedJobs(['up{job="node"}', 'up{job=~"loki|node"}', 'x{job=~"$job"} + y{job!="grafana"}', "z"]),
    ).toEqual(["grafana", "loki", "node"]);
  });
});
