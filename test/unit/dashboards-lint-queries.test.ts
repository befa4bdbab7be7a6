import { describe, expect, it } from "vitest";
import { inWords, lintRendered } from "../../dashboards/lint";
import { row } from "../../dashboards/model/dashboard";
import { table, timeseries } from "../../dashboards/model/panel";
import { render } from "../../dashboards/model/render";
import { cpuBusy } from "../../signals/host";
import { logSignal } from "../../signals/logs";
import { logql } from "../../signals/logql";
import { promql, type Promql } from "../../signals/promql";
import { signal, type Scope, type Signal } from "../../signals/signal";
import { broken, good, spoiled, trial } from "./dashboards-lint-trial";
import { around, words } from "./dashboards-trial";
import { world } from "./dashboards-world";

const asking = (value: (s: Scope) => Promql, more: Partial<Signal> = {}) =>
  trial([
    row(
      "More",
      timeseries(
        signal({
          title: "Asked",
          unit: "short",
          by: ["instance"],
          min: 0,
          meaning: "Trial.",
          value,
          ...more,
        }),
        words,
      ),
    ),
  ]);

describe("queries", () => {
  it.each<[string, string, (s: Scope) => Promql, Partial<Signal>?]>([
    ["for a metric that nobody gives", "metric", (s) => promql`node_lod1{${s.select("node")}}`],
    [
      "with a label that the metric does not have",
      "label",
      (s) => promql`node_load1{${s.select("node")}, cpu="0"}`,
    ],
    [
      "grouped by a label that no metric has",
      "label",
      (s) => promql`sum by (cpu) (node_load1{${s.select("node")}})`,
      { by: ["cpu"] },
    ],
    [
      "with a value that a label never has",
      "label-value",
      (s) => promql`count by (instance) (node_cpu_seconds_total{${s.select("node")}, mode="idel"})`,
    ],
    ["of another job", "job", (s) => promql`node_load1{${s.select("process")}}`],
    ["without a job", "job", () => promql`node_load1`],
    ["past the variables", "scope", () => promql`node_load1{job="node"}`],
    [
      "over a fixed range",
      "rate-interval",
      (s) => promql`rate(node_cpu_seconds_total{${s.select("node")}}[5m])`,
    ],
    ["that show a counter as it is", "counter", (s) => promql`node_cpu_seconds_total{${s.select("node")}}`],
  ])("%s are found", (_, rule, value, more) => {
    expect(broken([asking(value, more)])).toContain(rule);
  });

  it("may count the series of a counter, take what replaced labels make, and ask for recorded series", () => {
    expect(
      broken([asking((s) => promql`count by (instance) (node_cpu_seconds_total{${s.select("node")}})`)]),
    ).toEqual([]);
    expect(
      broken([
        asking(
          (s) =>
            promql`sum by (short) (label_replace(node_load1{${s.select("node")}}, "short", "$1", "instance", "(.).*"))`,
          { by: ["short"] },
        ),
      ]),
    ).toEqual([]);
    expect(broken([asking(() => promql`instance:node_cpu_busy:ratio_rate5m`)])).toEqual([]);
  });

  it("that do not parse are found, with the place", () => {
    const rendered = render(good, around);
    const json = rendered.json.replace(/"expr": "1 - avg/g, '"expr": "1 - - ) avg');
    const found = lintRendered(good, { ...rendered, json }, [good], world);
    expect(found.map((each) => each.rule)).toContain("parse");
    expect(found.map(inWords).join("\n")).toContain("trial / Over time: PromQL does not parse at position");
  });

  it("that ask another data source than their panel are found", () => {
    expect(spoiled((_, panel) => (panel.datasource = { type: "loki", uid: "${loki_datasource}" }))).toContain(
      "datasource",
    );
  });

  it("that fetch a whole range for a table are found", () => {
    const withTable = trial([row("More", table(cpuBusy, { ...words, title: "Table" }))]);
    const rendered = render(withTable, around);
    const json = rendered.json.replace(
      /"format": "table",\s+"instant": true/,
      '"format": "table", "instant": false',
    );
    expect(
      lintRendered(withTable, { ...rendered, json }, [withTable], world).map((each) => each.rule),
    ).toEqual(["instant"]);
  });

  it.each([
    ["with a label that is no stream's", "stream", logql`sum(rate({filename="x"} [$__auto]))`],
    [
      "grouped by a label that no line has",
      "label",
      logql`sum by (pod) (rate({service_name="x"} [$__auto]))`,
    ],
    ["over a fixed range", "rate-interval", logql`sum(rate({service_name="x"} [5m]))`],
  ])("for log lines %s are found", (_, rule, query) => {
    const lines = logSignal({
      title: "Lines",
      unit: "cps",
      by: [],
      min: 0,
      meaning: "Trial.",
      lines: () => query,
    });
    expect(broken([trial([row("More", timeseries(lines, words))])])).toEqual([rule]);
  });

  it.each([
    ["pods", logql`sum by (k8s_pod_name) (rate({service_name="x"} | k8s_pod_name!="" [$__auto]))`],
    ["a made label", logql`sum by (kind) (rate({service_name="x"} | label_format kind="y" [$__auto]))`],
  ])("for log lines by %s are left in peace", (_, query) => {
    const lines = logSignal({
      title: "Lines",
      unit: "cps",
      by: [],
      min: 0,
      meaning: "Trial.",
      lines: () => query,
    });
    expect(broken([trial([row("More", timeseries(lines, words))])])).toEqual([]);
  });
});
