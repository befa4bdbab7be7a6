import { describe, expect, it } from "vitest";
import { closedRow, row, type Definition } from "../../dashboards/model/dashboard";
import { stat, timeseries, type Panel } from "../../dashboards/model/panel";
import { oneHost } from "../../dashboards/model/variables";
import { cpuBusy, loadPerCpu, uptime } from "../../signals/host";
import { type Edit, told, trial, withBoard } from "./review-trial";
import { words } from "./dashboards-trial";

/** What is told of the dashboard of the tests, without the way to it and the stack. */
const toldOf = (change: Partial<Definition>): readonly string[] =>
  told(withBoard({ ...trial, ...change }))
    .filter((line) => line.startsWith("dashboard"))
    .map((line) => line.replace(/^dashboard (`trial` |trial, )/, "").replace(/ _\(local\)_$/, ""));

const [status, over, depth] = trial.rows;
if (status === undefined || over === undefined || depth === undefined)
  throw new Error("the trial has three rows");

const rows = (changed: readonly Panel[]) => ({ rows: [status, { ...over, panels: changed }, depth] });
const [busy, used, load] = over.panels;
if (busy === undefined || used === undefined || load === undefined)
  throw new Error("the row has three panels");

describe("a review of dashboards says", () => {
  it("a panel that is new, and not that others make room", () => {
    const fresh = timeseries(uptime, { ...words, title: "Up" });
    expect(toldOf(rows([fresh, busy, used, load]))).toEqual(["panel “Up” is new: timeseries in “Over time”"]);
  });

  it("a panel that is gone, and not that others fill its place", () => {
    expect(toldOf(rows([busy, load]))).toEqual(["panel “Used” is gone: timeseries in “Over time”"]);
  });

  it("a panel that moves within its row, and not those that it passes", () => {
    expect(toldOf(rows([load, busy, used]))).toEqual(["panel “Load” has another place in “Over time”"]);
  });

  it("a panel that moves to another row", () => {
    const moved = {
      rows: [status, { ...over, panels: [busy, used] }, { ...depth, panels: [...depth.panels, load] }],
    };
    expect(toldOf(moved)).toEqual(["panel “Load” moves from “Over time” to “In depth”"]);
  });

  it("a row that moves as a whole, as nothing", () => {
    expect(toldOf({ rows: [status, depth, over] })).toEqual([]);
  });

  it("a panel that is retitled and keeps its name", () => {
    const retitled = timeseries(loadPerCpu, { ...words, title: "Load of a CPU", id: "load" });
    expect(toldOf(rows([busy, used, retitled]))).toEqual([
      "panel “Load of a CPU” is retitled; it was “Load”",
    ]);
  });

  it("a panel that is resized", () => {
    const [a, b, c] = [busy, used, load].map((each) => ({ ...each, height: 10 })) as [Panel, Panel, Panel];
    expect(toldOf(rows([a, b, c]))).toEqual([
      "panel “Busy” is resized: 8 × 8 → 8 × 10",
      "panel “Load” is resized: 8 × 8 → 8 × 10",
      "panel “Used” is resized: 8 × 8 → 8 × 10",
    ]);
  });

  it("another query, unit, end of the axis and text for no data", () => {
    const other = timeseries(cpuBusy, { ...words, title: "Load", min: 1, unit: "none", noValue: "Empty" });
    const lines = toldOf(rows([busy, used, other])).join("\n");
    expect(lines).toContain("panel “Load” asks for something else (A): ");
    expect(lines).toContain("is in another unit: short → none");
    expect(lines).toContain("has an axis with another min: 0 → 1");
    expect(lines).toContain("says of no data: “Nothing” → “Empty”");
  });

  it("another kind of panel, without what follows from it", () => {
    const lines = toldOf(rows([busy, used, stat(loadPerCpu, { ...words, title: "Load" })])).join("\n");
    expect(lines).toContain("is a stat; it was a timeseries");
    expect(lines).not.toContain("looks different");
  });

  it("limits that are new, without what follows from them", () => {
    const first = status.panels.map((each, at) =>
      at === 1 && each.kind === "stat" ? { ...each, badFrom: 0.9 } : each,
    );
    expect(toldOf({ rows: [{ ...status, panels: first }, over, depth] })).toEqual([
      "panel “Memory used” has other limits: none → 0.9",
    ]);
  });

  it("a further query and one less", () => {
    const more = timeseries([loadPerCpu, cpuBusy], { ...words, title: "Load" });
    expect(toldOf(rows([busy, used, more])).join("\n")).toMatch(/panel “Load” .*asks in addition \(B\): /);
  });

  it("a row that is new, gone, retitled, opened and closed", () => {
    const fresh = row("Fresh", timeseries(uptime, { ...words, title: "Up" }));
    expect(toldOf({ rows: [...trial.rows, fresh] })).toEqual([
      "has a new row “Fresh” of 1 panel",
      "panel “Up” is new: timeseries in “Fresh”",
    ]);
    expect(toldOf({ rows: [status, over] })[0]).toBe("has lost the row “In depth”");
    expect(toldOf({ rows: [status, { ...over, title: "Course" }, depth] })).toEqual([
      "row “Over time” is retitled “Course”",
    ]);
    expect(toldOf({ rows: [status, over, row(depth.title, ...depth.panels)] })).toEqual([
      "row “In depth” is open at first: its panels ask on load",
    ]);
    expect(toldOf({ rows: [status, closedRow(over.title, ...over.panels), depth] })).toEqual([
      "row “Over time” is closed: its panels ask only when it is opened",
    ]);
  });

  it("title, refresh, range and links", () => {
    expect(toldOf({ title: "Try", refresh: "30s", time: "6h", links: [] })).toEqual([
      "is retitled: “Trial” → “Try”; asks again every 1m → 30s; shows the last 1h → the last 6h at first; no longer links to Host",
    ]);
  });

  it("variables that come, go and change", () => {
    const lines = toldOf({ variables: [oneHost("node")] }).join("\n");
    expect(lines).toContain("has lost the variable cluster: links that set it no longer do");
    expect(lines).toContain(
      "variable instance changes in allValue, current, definition, includeAll and 3 more",
    );
  });

  it("a dashboard that is new, gone and renamed", () => {
    const other: Edit = withBoard({ ...trial, uid: "other", title: "Other", rows: [status] });
    expect(told(other)).toContainEqual(
      expect.stringContaining("dashboard `other` is new: “Other”, 4 panels"),
    );
    const gone: Edit = (files) => void files.delete("local/grafana/dashboards/trial.json");
    expect(told(gone)).toContainEqual(
      expect.stringContaining("dashboard `trial` is gone: “Trial”, 8 panels"),
    );
    const renamed = told(gone, withBoard({ ...trial, uid: "tried" }));
    expect(renamed).toContainEqual(
      expect.stringContaining(
        "dashboard `trial` is renamed to tried; links and bookmarks to trial lead nowhere",
      ),
    );
    expect(renamed.filter((line) => /is (new|gone)/.test(line))).toEqual([]);
  });

  it("metrics that are needed now, with who gives them and who asks, and those that are not needed any more", () => {
    const gone = (line: string) => line.startsWith("metric");
    const board = withBoard({ ...trial, rows: [status, { ...over, panels: [busy, used] }, depth] });
    expect(told(board).filter(gone)).toEqual([]);
    const asks: Edit = (files) => {
      const path = "local/grafana/dashboards/trial.json";
      files.set(path, (files.get(path) ?? "").replaceAll("node_load5{", "node_load_new{"));
    };
    expect(told(asks).filter(gone)).toContainEqual(
      expect.stringMatching(/^metric `node_load_new` is needed now: dashboard trial/),
    );
  });
});
