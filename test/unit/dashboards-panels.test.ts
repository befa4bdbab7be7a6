import { colours } from "../../dashboards/model/colours";
import { describe, expect, it } from "vitest";
import { measuringPanels, panelsOf } from "../../dashboards/lint/finding";
import { closedRow, row } from "../../dashboards/model/dashboard";
import { type Surroundings } from "../../dashboards/model/draw-panel";
import { barGauge, heatmap, stat, table, timeseries, type Panel } from "../../dashboards/model/panel";
import { render } from "../../dashboards/model/render";
import { steps, type Limit } from "../../dashboards/model/thresholds";
import { HostCpuSaturated } from "../../rules/host";
import { type Alert } from "../../rules/rule";
import { targetRules } from "../../rules/targets";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";
import { targetUp } from "../../signals/targets";
import { cpuBusy, memoryAvailable, memoryUsed, uptime } from "../../signals/host";
import { errorVolume } from "../../signals/logs";
import { networkReceived, networkSent } from "../../signals/network";
import { around, boardOf, define, everyKind, panelOf, words } from "./dashboards-trial";

const tuned = (tuning: Surroundings["alerts"][string]): Surroundings => ({
  ...around,
  alerts: { HostCpuSaturated: tuning },
});

const TargetDown = targetRules(["node"]).alerts.find(({ name }) => name === "TargetDown") as Alert;
const lineless = Object.fromEntries(
  Object.entries(HostCpuSaturated).filter(([key]) => key !== "threshold"),
) as unknown as Alert;

describe("a panel", () => {
  it("is plain data that rendering does not change", () => {
    const before = structuredClone(everyKind.map((each) => JSON.stringify(each)));
    render(define([row("Row", ...everyKind)]), around);
    expect(everyKind.map((each) => JSON.stringify(each))).toEqual(before);
  });

  it("comes out the same on two dashboards, whatever stands before it", () => {
    const alone = panelsOf(boardOf(define([row("Row", ...everyKind)])));
    const behind = panelsOf(
      boardOf(
        define([
          row("First", stat(uptime, words), stat(memoryAvailable, words)),
          closedRow("Row", ...everyKind),
        ]),
      ),
    ).slice(2);
    const withoutPlace = (panels: readonly object[]) => panels.map((each) => ({ ...each, gridPos: null }));
    expect(withoutPlace(behind)).toEqual(withoutPlace(alone));
  });

  it("gives the same text twice", () => {
    const definition = define([row("Row", ...everyKind)]);
    expect(render(definition, around).json).toBe(render(definition, around).json);
  });

  it("keeps its id when panels come and go, and when its title changes but its name stays", () => {
    const id = panelOf(stat(cpuBusy, words)).id;
    const later = boardOf(
      define([row("Other", stat(uptime, words)), closedRow("Row", stat(cpuBusy, words))]),
    );
    expect(measuringPanels(later).find((each) => each.title === "CPU busy")?.id).toBe(id);
    expect(panelOf(stat(cpuBusy, { ...words, title: "Processors", id: "cpu-busy" })).id).toBe(id);
  });

  it("says what it shows, why it matters, what to do, and when its alert fires", () => {
    expect(panelOf(stat(cpuBusy, { ...words, line: HostCpuSaturated })).description).toBe(
      [
        cpuBusy.meaning,
        "**Why it matters:** It matters.",
        "**What to do:** Do it.",
        "Alert HostCpuSaturated (warning): above 90 % for 15m.",
      ].join("\n\n"),
    );
  });

  it("asks Prometheus for the newest value where it shows one, and over time where it draws a line", () => {
    const instant = (panel: Panel) => panelOf(panel).targets.map((each) => "instant" in each && each.instant);
    expect(instant(stat(cpuBusy, words))).toEqual([true]);
    expect(instant(table([cpuBusy, memoryUsed], words))).toEqual([true, true]);
    expect(instant(barGauge(cpuBusy, words))).toEqual([true]);
    expect(instant(stat(cpuBusy, { ...words, sparkline: true }))).toEqual([false]);
    expect(instant(timeseries(cpuBusy, words))).toEqual([false]);
  });

  it("shows a legend and all series in the tooltip", () => {
    expect(panelOf(timeseries(cpuBusy, words)).options).toMatchObject({
      legend: { showLegend: true, displayMode: "table", placement: "bottom" },
      tooltip: { mode: "multi" },
    });
  });

  it("draws mirrored signals below zero and leaves the lower end of the axis open", () => {
    const panel = panelOf(timeseries(networkReceived, { ...words, mirrored: networkSent }));
    expect(panel.fieldConfig.overrides).toEqual([
      {
        matcher: { id: "byFrameRefID", options: "B" },
        properties: [{ id: "custom.transform", value: "negative-Y" }],
      },
    ]);
    expect(panel.fieldConfig.defaults.min).toBeUndefined();
  });

  it("has no colour of Grafana's own where nobody said what is bad", () => {
    const { steps: found } = panelOf(stat(uptime, words)).fieldConfig.defaults.thresholds;
    expect(found).toEqual([{ color: "text", value: null }]);
  });
});

describe("the line of an alert", () => {
  const drawn = (surroundings: Surroundings) =>
    panelOf(timeseries(cpuBusy, { ...words, line: HostCpuSaturated }), surroundings).fieldConfig.defaults
      .thresholds.steps;

  it("lies at the alert's threshold, in the colour of its severity", () => {
    expect(drawn(around)).toEqual([
      { color: colours.good, value: null },
      { color: colours.warning, value: HostCpuSaturated.threshold?.value },
    ]);
  });

  it("moves and changes its colour with the stack file", () => {
    expect(drawn(tuned({ threshold: 0.7, severity: "critical" }))).toEqual([
      { color: colours.good, value: null },
      { color: colours.bad, value: 0.7 },
    ]);
    expect(
      panelOf(stat(cpuBusy, { ...words, line: HostCpuSaturated }), tuned({ threshold: 0.7, for: "1h" }))
        .description,
    ).toContain("above 70 % for 1h");
  });

  it("goes when the stack file takes the alert away", () => {
    expect(drawn(tuned({ enabled: false }))).toEqual([{ color: "text", value: null }]);
  });

  it("does not belong on a panel of another signal", () => {
    expect(() => panelOf(stat(memoryUsed, { ...words, line: HostCpuSaturated }))).toThrow(
      'The panel "Memory used" draws the line of HostCpuSaturated, which is about "CPU busy"',
    );
  });
});

describe("colours between limits", () => {
  const at = (is: Limit["is"], value: number, severity: Limit["severity"]): Limit => ({
    alert: "A",
    is,
    value,
    severity,
    for: "5m",
  });

  it("get worse upwards for alerts above a limit", () => {
    expect(steps([at("above", 0.9, "critical"), at("above", 0.8, "warning")])).toEqual([
      { value: null, colour: colours.good },
      { value: 0.8, colour: colours.warning },
      { value: 0.9, colour: colours.bad },
    ]);
  });

  it("get better upwards for alerts below a limit", () => {
    expect(steps([at("below", 0.1, "warning"), at("below", 0.05, "critical")])).toEqual([
      { value: null, colour: colours.bad },
      { value: 0.05, colour: colours.warning },
      { value: 0.1, colour: colours.good },
    ]);
  });

  it("are good in the middle of two limits", () => {
    expect(steps([at("below", 1, "warning"), at("above", 5, "warning")]).map((each) => each.colour)).toEqual([
      colours.warning,
      colours.good,
      colours.warning,
    ]);
  });

  it("do not soften above a limit that was tuned past a graver one", () => {
    expect(steps([at("above", 0.95, "warning"), at("above", 0.9, "critical")])).toEqual([
      { value: null, colour: colours.good },
      { value: 0.9, colour: colours.bad },
    ]);
  });
});

describe("a table", () => {
  const panel = panelOf(
    table([cpuBusy, uptime], { ...words, title: "Hosts", columns: { instance: { title: "Host" } } }),
  );

  it("becomes one from several queries, labels first", () => {
    expect(panel.transformations).toEqual([
      { id: "merge", options: {} },
      {
        id: "organize",
        options: {
          excludeByName: { Time: true },
          indexByName: { instance: 0, "Value #A": 1, "Value #B": 2 },
          renameByName: {},
        },
      },
    ]);
  });

  it("gives every column its title and its own unit", () => {
    const property = (name: string, id: string) =>
      panel.fieldConfig.overrides
        .find((each) => each.matcher.options === name)
        ?.properties.find((each) => each.id === id)?.value;
    expect([property("instance", "displayName"), property("Value #B", "displayName")]).toEqual([
      "Host",
      "Uptime",
    ]);
    expect([property("Value #A", "unit"), property("Value #B", "unit")]).toEqual([
      "percentunit",
      "dtdurations",
    ]);
  });

  it("refuses a column that no signal has", () => {
    expect(() => panelOf(table(cpuBusy, { ...words, columns: { mode: {} } }))).toThrow(
      'The table "CPU busy" has a column mode, which its signals do not have. They have: instance.',
    );
  });
});

describe("a heatmap", () => {
  const buckets = signal({
    title: "Time to answer",
    unit: "s",
    by: ["le"],
    min: 0,
    meaning: "How many requests took how long.",
    value: (s) =>
      promql`sum by (le) (rate(http_request_duration_seconds_bucket{${s.select("demo")}}[${s.range}]))`,
  });

  it("gets the buckets as they are, with the unit of their bounds at its side", () => {
    const panel = panelOf(heatmap(buckets, words));
    expect(panel.type).toBe("heatmap");
    expect(panel.targets).toMatchObject([{ format: "heatmap", legendFormat: "{{le}}", range: true }]);
    expect(panel.options).toMatchObject({
      calculate: false,
      yAxis: { unit: "s" },
      cellValues: { unit: "cps" },
      legend: { show: true },
    });
  });
});

describe("mistakes in a panel", () => {
  it("metrics beside logs are refused", () => {
    expect(() => panelOf(timeseries([cpuBusy, errorVolume], { ...words, title: "Mixed" }))).toThrow(
      'The panel "Mixed" mixes metrics and logs. Make it two panels.',
    );
  });

  it("say on which dashboard and in which panel they are, and what to write", () => {
    const nameless = { ...cpuBusy, unit: "" as never };
    expect(() => panelOf(stat(nameless, { ...words, title: "Bare" }))).toThrow(
      'Dashboard trial, panel "Bare": "CPU busy" has no unit. Give the signal one; "none" is for bare numbers.',
    );
    expect(() => panelOf(stat(cpuBusy, { ...words, width: 25 }))).toThrow(
      'Dashboard trial, panel "CPU busy": A panel is 25 columns wide. Write a whole number from 1 to 24.',
    );
    expect(() => panelOf(timeseries(targetUp, { ...words, line: TargetDown }))).toThrow(
      /^Dashboard trial, panel "Target up": The panel "Target up" draws the line of TargetDown, which is about no signal\./,
    );
    expect(() => panelOf(timeseries(cpuBusy, { ...words, line: lineless }))).toThrow(
      'Dashboard trial, panel "CPU busy": HostCpuSaturated has no threshold. Take it out of the panel\'s line.',
    );
  });

  it("a heatmap of something that is no histogram is refused", () => {
    expect(() => panelOf(heatmap(cpuBusy, words))).toThrow(
      'The panel "CPU busy" is a heatmap of a signal that does not keep the buckets. Give it one whose by is ["le"].',
    );
  });

  it("a panel without a signal is refused", () => {
    expect(() => timeseries([], words)).toThrow("A panel has no signal");
  });
});
