import { describe, expect, it } from "vitest";
import { row } from "../../dashboards/model/dashboard";
import { logs, stat, timeseries } from "../../dashboards/model/panel";
import { draw } from "../../dashboards/model/render";
import { cluster, instance, oneHost, type Variable } from "../../dashboards/model/variables";
import { errorLines, errorVolume } from "../../signals/logs";
import { promql } from "../../signals/promql";
import { signal } from "../../signals/signal";
import { around, boardOf, define, panelOf, words } from "./dashboards-trial";

const database: Variable = {
  name: "database",
  label: "Database",
  of: "datname",
  metric: "pg_stat_database_xact_commit",
  job: "postgres",
  multi: true,
  inner: true,
};
const service: Variable = {
  name: "service",
  label: "Service",
  of: "service_name",
  source: "loki_datasource",
  multi: true,
};
const search: Variable = { name: "words", label: "Words", source: "words", multi: false };

const commits = (by: readonly string[]) =>
  signal({
    title: "Commits",
    unit: "ops",
    by,
    min: 0,
    meaning: "Trial.",
    value: (s) =>
      promql`sum by (${by}) (rate(pg_stat_database_xact_commit{${s.select("postgres")}}[${s.range}]))`,
  });

describe("a variable of some series only", () => {
  it("is chosen from the label that it stands for", () => {
    const drawn = draw(define([row("Row", stat(commits(["datname"]), words))], [cluster, database]), around);
    expect(drawn.variables.map((each) => [each.name, each.query])).toEqual([
      ["cluster", "label_values(up, cluster)"],
      [
        "database",
        'label_values(pg_stat_database_xact_commit{job="postgres", cluster=~"$cluster"}, datname)',
      ],
    ]);
  });

  it("counts where the series are told apart by its label, and nowhere else", () => {
    const exprOf = (by: readonly string[]) =>
      panelOf(timeseries(commits(by), words), around, [cluster, database]).targets[0]?.expr;
    expect(exprOf(["instance", "datname"])).toContain(
      '{job="postgres", cluster=~"$cluster", datname=~"$database"}',
    );
    expect(exprOf(["instance"])).toContain('{job="postgres", cluster=~"$cluster"}');
  });

  it("can be asked past", () => {
    const past = ["database"];
    const panel = panelOf(timeseries(commits(["datname"]), { ...words, past }), around, [database]);
    expect(panel.targets[0]?.expr).not.toContain("$database");
  });
});

describe("variables of logs", () => {
  const variables = [cluster, oneHost("node"), service, search];
  const panel = panelOf(logs(errorLines, words), around, variables);

  it("select streams, and lines by words that the reader types", () => {
    expect(panel.targets[0]?.expr).toBe(
      '{service_name=~"$service", cluster=~"$cluster", host="$instance"} |~ "(?i)$words" | detected_level=~"error|critical|fatal"',
    );
  });

  it("stay out of metrics", () => {
    const expr = panelOf(timeseries(commits([]), words), around, variables).targets[0]?.expr;
    expect(expr).toContain('{job="postgres", cluster=~"$cluster", instance="$instance"}');
  });

  it("ask Loki for their choices, whatever the panels show", () => {
    const { list } = boardOf(define([row("Row", timeseries(errorVolume, words))], variables)).templating;
    expect(list.map((each) => [each.name, each.type])).toEqual([
      ["datasource", "datasource"],
      ["loki_datasource", "datasource"],
      ["cluster", "query"],
      ["instance", "query"],
      ["service", "query"],
      ["words", "textbox"],
    ]);
    expect(list.find((each) => each.name === "service")).toMatchObject({
      datasource: { type: "loki", uid: "${loki_datasource}" },
      query: { label: "service_name", type: 1 },
      allValue: ".+",
    });
    expect(list.find((each) => each.name === "words")).toMatchObject({ query: "" });
    const alone = define([row("Row", stat(commits([]), words))], [service]);
    expect(boardOf(alone).templating.list.map((each) => each.name)).toContain("loki_datasource");
  });
});

describe("the variables that every reader knows", () => {
  it("are there by themselves nowhere", () => {
    const names = boardOf(define([row("Row", stat(commits([]), words))], [instance])).templating.list;
    expect(names.map((each) => each.name)).toEqual(["datasource", "instance"]);
  });
});
