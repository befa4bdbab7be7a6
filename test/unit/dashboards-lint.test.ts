import { describe, expect, it } from "vitest";
import { lint } from "../../dashboards/lint";
import { closedRow, dashboard, row } from "../../dashboards/model/dashboard";
import { stat, timeseries } from "../../dashboards/model/panel";
import { cluster, instance, oneHost } from "../../dashboards/model/variables";
import { cpuBusy, loadPerCpu, memoryUsed, uptime } from "../../signals/host";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";
import { broken, good, spoiled, trial } from "./dashboards-lint-trial";
import { words } from "./dashboards-trial";
import { world } from "./dashboards-world";

const askingForHost = trial([
  row(
    "More",
    timeseries(
      signal({
        title: "Asked",
        unit: "short",
        by: ["instance"],
        min: 0,
        meaning: "Trial.",
        value: (s) => promql`node_load1{${s.select("node")}, instance="$host"}`,
      }),
      words,
    ),
  ),
]);

describe("a good dashboard", () => {
  it("is left in peace", () => {
    expect(lint([good], { ...world, alerts: [] })).toEqual([]);
    expect(spoiled(() => undefined)).toEqual([]);
  });
});

describe("what stands on the grid", () => {
  it("overlapping panels are found", () => {
    expect(spoiled((_, panel) => (panel.gridPos.y -= 2))).toContain("overlap");
  });

  it("panels beyond the right edge are found", () => {
    expect(spoiled((_, panel) => (panel.gridPos.x = 4))).toContain("off-grid");
  });

  it("lines that are not full are found", () => {
    expect(spoiled((_, panel) => (panel.gridPos.w = 20))).toEqual(["full-line"]);
  });

  it("lines of several heights are found", () => {
    expect(spoiled(({ panels }) => (panels[1] ? (panels[1].gridPos.h = 3) : 0))).toEqual(["equal-height"]);
  });

  it("more than 15 panels that load at once are found, in closed rows they are not counted", () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      timeseries(cpuBusy, { ...words, title: `Panel ${at}` }),
    );
    expect(broken([trial([row("Many", ...many)])])).toEqual(["visible-panels"]);
    expect(broken([trial([closedRow("Many", ...many)])])).toEqual([]);
  });

  it("a first row that is not of 4 to 6 numbers is found", () => {
    const few = dashboard("trial", "Trial", { description: "?", variables: [cluster, instance] }, [
      row("Few", stat(cpuBusy, words)),
    ]);
    expect(broken([few])).toEqual(["status-row"]);
  });
});

describe("names", () => {
  it("two dashboards with one uid or title are found", () => {
    expect(broken([good, good])).toEqual(["title", "uid"]);
  });

  it("a uid that cannot stand in an address is found", () => {
    expect(broken([{ ...good, uid: "My Dashboard" }])).toEqual(["uid"]);
  });

  it("two panels with one id are found", () => {
    expect(spoiled(({ panels }, panel) => (panel.id = panels[1]?.id ?? 0))).toContain("panel-id");
  });

  it("two panels with one title are found", () => {
    expect(broken([trial([row("More", timeseries(cpuBusy, { ...words, id: "other" }))])])).toEqual(["title"]);
  });

  it("queries that are not called A, B, C are found", () => {
    expect(spoiled((_, panel) => (panel.targets[0] ? (panel.targets[0].refId = "B") : 0))).toEqual([
      "ref-id",
    ]);
  });

  it("keys that Grafana does not know are found", () => {
    expect(spoiled((board) => (board["refesh"] = "1m"))).toEqual(["shape"]);
    expect(spoiled((_, panel) => ((panel as Record<string, unknown>)["titel"] = "x"))).toEqual(["shape"]);
  });
});

describe("variables", () => {
  it("one that nothing uses is found", () => {
    const unused = dashboard("trial", "Trial", { description: "?", variables: [cluster, oneHost("node")] }, [
      row(
        "Well?",
        ...[cpuBusy, memoryUsed, loadPerCpu, uptime].map((each) =>
          stat(each, { ...words, past: ["cluster", "instance"] }),
        ),
      ),
    ]);
    // cluster narrows instance, and the marks of firing alerts are about the one host.
    expect(broken([unused])).toEqual([]);
    expect(broken([{ ...unused, variables: [cluster] }])).toEqual(["unused-variable"]);
  });

  it("one that is not there is found", () => {
    expect(broken([askingForHost])).toContain("undefined-variable");
  });

  it("ones in the wrong order are found", () => {
    expect(broken([{ ...good, variables: [instance, cluster] }])).toEqual(["variable-order"]);
  });

  it("one that never asks again is found", () => {
    expect(spoiled(({ templating }) => templating.list.forEach((each) => delete each["refresh"]))).toEqual([
      "variable-refresh",
    ]);
  });

  it("one without a value for all is found", () => {
    expect(spoiled(({ templating }) => templating.list.forEach((each) => delete each["allValue"]))).toEqual([
      "all-value",
    ]);
  });
});

describe("what a reader needs", () => {
  it("a panel that does not say why it matters or what to do is found", () => {
    expect(spoiled((_, panel) => (panel.description = "A number."))).toEqual(["description"]);
    expect(broken([trial([row("More", timeseries(cpuBusy, { ...words, title: "Mute", act: "" }))])])).toEqual(
      ["description"],
    );
  });

  it("an axis without a lower end is found where the signal has one", () => {
    expect(spoiled((_, panel) => delete panel.fieldConfig.defaults.min)).toEqual(["min"]);
  });

  it("a legend that names a label which the series do not have is found", () => {
    expect(
      broken([
        trial([row("More", timeseries(cpuBusy, { ...words, title: "Legend", legend: ["mountpoint"] }))]),
      ]),
    ).toEqual(["legend"]);
  });

  it("a link that leads nowhere is found", () => {
    expect(spoiled(({ links }) => (links[0] ? (links[0].url = "/d/nowhere") : 0))).toEqual(["link"]);
  });

  it("a link that sets a variable which the dashboard does not have is found", () => {
    expect(spoiled(({ links }) => (links[0] ? (links[0].url = "/d/host?var-pod=x") : 0))).toEqual(["link"]);
  });

  it("an alert whose dashboard is not there is found", () => {
    expect(broken([good], world)).toEqual(["alert-link"]);
  });
});
