import { describe, expect, it } from "vitest";
import { dependenciesDashboard } from "../../dashboards/dependencies";
import { measuringPanels } from "../../dashboards/lint/finding";
import { boardShape } from "../../dashboards/lint/shape";
import { type Definition } from "../../dashboards/model/dashboard";
import { render } from "../../dashboards/model/render";
import { service } from "../../dashboards/service";
import { services } from "../../dashboards/services";
import { sloDashboard } from "../../dashboards/slo";
import { tlsDashboard } from "../../dashboards/tls";
import { logErrorLines } from "../../dashboards/panels/services-logs";
import { selectors, toPromql } from "../../signals/promql";

const pages = [dependenciesDashboard, service, services, sloDashboard, tlsDashboard];
const around = { alerts: {}, dashboards: new Map(pages.map(({ uid, title }) => [uid, title])) };

const panels = (of: Definition) => measuringPanels(boardShape.parse(JSON.parse(render(of, around).json)));
const panel = (of: Definition, title: string) => {
  const found = panels(of).find((each) => each.title === title);
  if (found === undefined) throw new Error(`${of.uid} has no panel "${title}"`);
  return found;
};
const queries = (of: Definition, title: string) => panel(of, title).targets.map((each) => each.expr);
const chosen = (expr: string, label: string) =>
  selectors(toPromql(expr)).map(({ matchers }) => matchers.find((each) => each.label === label)?.value);

describe("the page of a service", () => {
  it("shows the objectives of that service, with the limits of their alerts", () => {
    for (const title of ["Objectives of the service", "Error budget of the service"]) {
      for (const expr of queries(service, title))
        expect(new Set(chosen(expr, "service"))).toEqual(new Set(["$job"]));
      expect(panel(service, title).description).toContain("Alert SloBudgetExhausted (");
    }
  });

  it("shows log lines of that service, whatever its instances are called", () => {
    for (const title of ["Error lines of the service", "Error lines, newest first"])
      for (const expr of queries(service, title)) {
        expect(expr).toContain('{service_name="$job", cluster=~"$cluster"}');
        expect(expr).not.toContain("$instance");
      }
  });

  it("refuses panels of its log where the dashboard lets choose the log's service", () => {
    const twice: Definition = {
      ...service,
      variables: [{ name: "log", label: "Log", of: "service_name", source: "loki_datasource", multi: false }],
      rows: [{ title: "Log", collapsed: false, panels: [logErrorLines] }],
    };
    expect(() => render(twice, around)).toThrow("Take that variable off the dashboard");
  });

  it("is about one service in every query but those about what it depends on", () => {
    const elsewhere = panels(service).filter(
      ({ targets }) => !targets.every(({ expr }) => expr.includes('"$job"')),
    );
    expect(elsewhere.map((each) => each.title)).toEqual([
      "Dependencies over time",
      "Availability of 24 hours",
      "Time of a call",
    ]);
  });

  it("is reached from the lines of the fleet and of the objectives", () => {
    const links = (of: Definition, title: string) =>
      JSON.stringify(panel(of, title).fieldConfig.defaults.links);
    expect(links(services, "Services, busiest first")).toContain(
      "/d/service?var-job=${__data.fields.job:percentencode}",
    );
    expect(links(sloDashboard, "Objectives")).toContain(
      "/d/service?var-job=${__data.fields.service:percentencode}",
    );
  });
});

describe("the page of dependencies", () => {
  it("asks for nothing but dependencies", () => {
    const raw = panels(dependenciesDashboard).flatMap(({ targets }) =>
      targets.filter(({ expr }) => !chosen(expr, "dependency").includes("true")),
    );
    expect(raw.map((each) => each.expr)).toEqual([]);
  });
});

describe("the page of certificates", () => {
  it("shows them whatever job sees them", () => {
    for (const expr of queries(tlsDashboard, "Certificates, the next to expire first"))
      expect(new Set(chosen(expr, "job"))).toEqual(new Set([undefined]));
  });

  it("has the one that expires next on top, with a bar", () => {
    const { fieldConfig, options } = panel(tlsDashboard, "Certificates, the next to expire first");
    expect(options["sortBy"]).toEqual([{ desc: true, displayName: "Of its last 90 days" }]);
    const bar = fieldConfig.overrides.find((each) =>
      each.properties.some(({ id, value }) => id === "displayName" && value === "Of its last 90 days"),
    );
    expect(bar?.properties).toContainEqual({
      id: "custom.cellOptions",
      value: { type: "gauge", mode: "basic" },
    });
  });
});
