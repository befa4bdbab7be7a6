import * as sdkUnits from "@grafana/grafana-foundation-sdk/units";
import { colours } from "../../dashboards/model/colours";
import { describe, expect, it } from "vitest";
import { allDashboards, dashboardUids, definitions } from "../../dashboards/catalogue";
import { inWords, lint } from "../../dashboards/lint";
import { exceptions, unexcused } from "../../dashboards/lint/exceptions";
import { measuringPanels, sections } from "../../dashboards/lint/finding";
import { boardShape, type Board } from "../../dashboards/lint/shape";
import { allAlerts } from "../../rules/catalogue";
import { variablesOf } from "../../signals/variables";
import { world } from "./dashboards-world";

const boards = (...given: Parameters<typeof allDashboards>): readonly Board[] =>
  allDashboards(...given).map((each) => boardShape.parse(JSON.parse(each.json)));
const all = boards();

const boardOf = (uid: string, from = all): Board => {
  const found = from.find((each) => each.uid === uid);
  if (found === undefined) throw new Error(`no dashboard ${uid}`);
  return found;
};

describe("the dashboards", () => {
  it("have nothing that the lint finds", () => {
    expect(unexcused(lint(definitions, world), exceptions).map(inWords)).toEqual([]);
  });

  it("are named in the catalogue and nowhere twice", () => {
    expect(dashboardUids).toEqual([...new Set(definitions.map((each) => each.uid))].sort());
    expect(allDashboards().map((each) => each.uid)).toEqual(definitions.map((each) => each.uid));
  });

  it("use units that Grafana knows", () => {
    const known = new Set<string>(Object.values(sdkUnits));
    const used = all.flatMap((board) =>
      measuringPanels(board).flatMap((panel) => [
        panel.fieldConfig.defaults.unit,
        ...panel.fieldConfig.overrides.flatMap((each) =>
          each.properties.filter(({ id }) => id === "unit").map(({ value }) => String(value)),
        ),
      ]),
    );
    expect([...new Set(used)].filter((unit) => !known.has(unit))).toEqual([]);
  });

  it("begin with 4 to 6 numbers that tell whether all is well", () => {
    for (const board of all) {
      const [first] = sections(board);
      expect(first?.panels.every((each) => each.type === "stat")).toBe(true);
    }
  });

  it.each(Object.values(allAlerts))("$name leads to a dashboard that is there", (alert) => {
    const target = definitions.find((each) => each.uid === alert.dashboard.uid);
    expect(target).toBeDefined();
    expect(target?.variables.map((each) => each.name)).toEqual(
      expect.arrayContaining([...alert.dashboard.variables]),
    );
  });

  it("draw the limit of every alert that has one", () => {
    const described = all.map((each) => JSON.stringify(each)).join("\n");
    const missing = Object.values(allAlerts).filter(
      // What is off until somebody wants it draws no line until then.
      (alert) =>
        alert.threshold !== undefined && !alert.optIn && !described.includes(`Alert ${alert.name} (`),
    );
    expect(missing.map((each) => each.name)).toEqual([]);
  });
});

describe("the table of firing alerts", () => {
  const table = (board: Board) => measuringPanels(board).find((each) => each.title === "Firing alerts");
  const url = (board: Board, field: string) => {
    const override = table(board)?.fieldConfig.overrides.find((each) => each.matcher.options === field);
    return JSON.stringify(override?.properties.find((each) => each.id === "links")?.value ?? null);
  };

  it("knows the dashboard of every alert", () => {
    const expr = table(boardOf("overview"))?.targets[0]?.expr ?? "";
    const pairs = [...expr.matchAll(/"dashboard", "([^"]+)", "alertname", "([^"]+)"/g)].flatMap(
      ([, uid, names = ""]) => names.split("|").map((name) => [name, uid]),
    );
    expect(Object.fromEntries(pairs)).toEqual(
      Object.fromEntries(Object.values(allAlerts).map((each) => [each.name, each.dashboard.uid])),
    );
  });

  it("leads to the page of an alert where the stack knows where the pages are", () => {
    const linked = boardOf("overview", boards({}, { runbookBase: "https://example.com/runbooks/" }));
    expect(url(linked, "alertname")).toContain("https://example.com/runbooks/${__value.raw}.md");
    expect(url(boardOf("overview"), "alertname")).toBe("null");
    expect(url(boardOf("overview", boards({}, { runbookBase: "runbooks" })), "alertname")).toBe("null");
  });
});

describe("what a stack file changes", () => {
  const busy = (board: Board) =>
    measuringPanels(board).find((each) => each.title === "CPU busy over time")?.fieldConfig.defaults
      .thresholds.steps;

  it("moves the lines of tuned alerts", () => {
    expect(busy(boardOf("host"))?.at(-1)).toEqual({ color: colours.warning, value: 0.9 });
    const tuned = boards({ HostCpuSaturated: { threshold: 0.75, severity: "critical" } });
    expect(busy(boardOf("host", tuned))?.at(-1)).toEqual({ color: colours.bad, value: 0.75 });
  });

  it("refuses a threshold that the alert cannot take", () => {
    expect(() => allDashboards({ HostCpuSaturated: { threshold: 90 } })).toThrow(
      "alerts.HostCpuSaturated.threshold",
    );
  });

  it("takes a dashboard away together with the links to it", () => {
    const left = boards({}, { shown: { host: false } });
    expect(left.map((each) => each.uid)).toEqual(all.map((each) => each.uid).filter((uid) => uid !== "host"));
    expect(JSON.stringify(all)).toContain("/d/host");
    expect(JSON.stringify(left)).not.toMatch(/\/d\/host(?![\w-])/);
  });

  it("refuses a dashboard that is not there, with those that are", () => {
    expect(() => allDashboards({}, { shown: { nowhere: false } })).toThrow(
      `dashboards.nowhere is not a dashboard. There are: ${dashboardUids.join(", ")}.`,
    );
  });
});

describe("every query", () => {
  const targets = all.flatMap((board) =>
    measuringPanels(board).flatMap((panel) =>
      panel.targets.map((target) => ({ board, panel: panel.title, expr: target.expr })),
    ),
  );

  it("on the page of a host is about that host", () => {
    const elsewhere = targets.filter(
      (each) => each.board.uid === "host" && !variablesOf(each.expr).includes("instance"),
    );
    expect(elsewhere.map((each) => each.panel)).toEqual([]);
  });
});
