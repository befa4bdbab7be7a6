import { describe, expect, it } from "vitest";
import { lint } from "../../dashboards/lint";
import { unexcused } from "../../dashboards/lint/exceptions";
import { closedRow, row } from "../../dashboards/model/dashboard";
import { timeseries } from "../../dashboards/model/panel";
import { cluster, instance, oneHost } from "../../dashboards/model/variables";
import { cpuBusy } from "../../signals/host";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";
import { broken, trial } from "./dashboards-lint-trial";
import { words } from "./dashboards-trial";
import { world } from "./dashboards-world";

const answers = signal({
  title: "Time to answer",
  unit: "s",
  by: ["job"],
  min: 0,
  meaning: "Trial.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (job, le) (rate(http_request_duration_seconds_bucket{${s.select("demo")}}[${s.range}])))`,
});

describe("what a page costs", () => {
  const warned = (...given: Parameters<typeof trial>) =>
    lint([trial(...given)], { ...world, alerts: [] })
      .filter((each) => each.warning === true)
      .map((each) => [each.rule, each.panel]);
  const times = timeseries(answers, { ...words, title: "Times" });

  it("a raw histogram of a whole fleet is found, in closed rows and for one host it is not", () => {
    expect(warned([row("More", times)])).toEqual([["heavy", "Times"]]);
    expect(warned([closedRow("More", times)])).toEqual([]);
    expect(warned([row("More", times)], [cluster, oneHost("node")])).toEqual([]);
  });

  it("raw metrics over a long time are found, and a refresh that reads them all the time", () => {
    const long = {
      ...trial([row("More", timeseries(cpuBusy, { ...words, title: "Busy" }))]),
      time: "30d",
    } as const;
    const rules = lint([long], { ...world, alerts: [] }).map((each) => each.rule);
    expect(rules).toEqual(["refresh", "history"]);
  });

  it("more than 60 queries are found", () => {
    const many = Array.from({ length: 61 }, (_, at) =>
      timeseries(cpuBusy, { ...words, title: `Busy ${at}` }),
    );
    expect(warned([closedRow("More", ...many)])).toEqual([["many-queries", undefined]]);
  });

  it("more than 6 variables are found", () => {
    const more = ["a", "b", "c", "d", "e"].map((name) => ({ ...instance, name, label: name }));
    expect(warned([], [cluster, instance, ...more])).toContainEqual(["many-variables", undefined]);
  });

  it("a page that asks faster than anything is scraped is found", () => {
    const hasty = { ...trial([]), refresh: "5s" } as const;
    expect(broken([hasty])).toEqual(["refresh"]);
  });
});

describe("an exception", () => {
  const mistake = { rule: "heavy", dashboard: "trial", panel: "Times", message: "…" };
  const warning = { ...mistake, warning: true };
  const excuse = { dashboard: "trial", rule: "heavy", panel: "Times", because: "there is one target" };

  it("excuses a warning, of one panel or of all", () => {
    expect(unexcused([warning], [excuse])).toEqual([]);
    expect(unexcused([warning], [{ dashboard: "trial", rule: "heavy", because: "…" }])).toEqual([]);
  });

  it("excuses no mistake, and nothing on another dashboard", () => {
    expect(unexcused([mistake], [excuse])[0]).toEqual(mistake);
    expect(unexcused([warning], [{ ...excuse, dashboard: "other" }])[0]).toEqual(warning);
  });

  it("that excuses nothing is found", () => {
    expect(unexcused([], [excuse]).map(({ rule, message }) => [rule, message])).toEqual([
      ["exception", "an exception from heavy excuses nothing; take it out of lint/exceptions.ts"],
    ]);
  });
});
