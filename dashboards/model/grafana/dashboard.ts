/**
 * The files of this folder are the only ones that know Grafana's form: classic dashboards (schema version 42), which
 * Grafana 10 to 13 read. They are made with the Grafana Foundation SDK, whose builders have traps; each is handled
 * here and named at its place.
 */
import { type Builder } from "@grafana/grafana-foundation-sdk/cog";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { plain, type Json } from "../canonical-json";
import { type Drawing, type DrawnVariable, type Source } from "../drawing";
import { colours } from "../colours";
import { ALL, TAG } from "../variables";
import { grafanaPanel } from "./panel";
import { link, reference, without } from "./references";

/** The dashboard as Grafana's JSON. Builders keep state and hand out their own objects, so each call makes new ones. */
export function grafanaDashboard(drawing: Drawing): Json {
  const board = new sdk.DashboardBuilder(drawing.title)
    .uid(drawing.uid)
    .description(drawing.description)
    .tags([...drawing.tags])
    .readonly()
    .timezone("browser")
    .tooltip(sdk.DashboardCursorSync.Crosshair)
    .time({ from: `now-${drawing.time}`, to: "now" })
    .refresh(drawing.refresh)
    .variables([...drawing.sources.map(sourceVariable), ...drawing.variables.map(variable)])
    .links([menu(), ...drawing.links.map((each) => link(each).includeVars(true).keepTime(true))])
    .annotations([firingAlerts(drawing.alerts)])
    .build();
  // `placement` hides links and annotations in a menu, and the SDK knows no other value for it.
  board.links = board.links?.map((each) => without(each, "placement")) ?? [];
  board.annotations.list = board.annotations.list?.map((each) => without(each, "placement")) ?? [];
  // Settings of intervals, which none of the variables is.
  board.templating.list =
    board.templating.list
      ?.map((each) => without(each, "auto", "auto_min", "auto_count"))
      // Nor does text have choices.
      .map((each) =>
        each.type === sdk.VariableType.Textbox
          ? without(each, "allowCustomValue", "includeAll", "multi")
          : each,
      ) ?? [];
  // withPanel and withRow place panels themselves, off the grid at times. The layout is ours, so the list is, too.
  board.panels = drawing.rows.flatMap((row): (sdk.Panel | sdk.RowPanel)[] => {
    const panels = row.panels.map(grafanaPanel);
    const { id, title, collapsed } = row;
    const heading = { type: "row" as const, id, title, collapsed, gridPos: { ...row.place } };
    return collapsed ? [{ ...heading, panels }] : [{ ...heading, panels: [] }, ...panels];
  });
  // The way through JSON drops the functions that queries carry.
  return plain(board);
}

function sourceVariable(source: Source): Builder<sdk.VariableModel> {
  const metrics = source === "datasource";
  return new sdk.DatasourceVariableBuilder(source)
    .label(metrics ? "Data source" : "Loki data source")
    .type(metrics ? "prometheus" : "loki");
}

function variable(of: DrawnVariable): Builder<sdk.VariableModel> {
  if (of.source === "words")
    return new sdk.TextBoxVariableBuilder(of.name)
      .label(of.label)
      .defaultValue("")
      .current({ selected: true, text: "", value: "" });
  const inLogs = of.source === "loki_datasource";
  const built = new sdk.QueryVariableBuilder(of.name)
    .label(of.label)
    .datasource(reference(of.source))
    .definition(inLogs ? `label_values(${of.query})` : of.query)
    // 1 asks Loki for the values of a label.
    .query(
      inLogs ? { label: of.query, refId: of.name, stream: "", type: 1 } : { query: of.query, refId: of.name },
    )
    // The SDK's default never asks again: hosts that came later would be missing.
    .refresh(sdk.VariableRefresh.OnTimeRangeChanged)
    .sort(sdk.VariableSort.AlphabeticalAsc)
    .multi(of.multi)
    .includeAll(of.multi);
  return of.multi ? built.allValue(ALL).current({ selected: true, text: ["All"], value: ["$__all"] }) : built;
}

/** All our dashboards, in a menu. */
function menu(): sdk.DashboardLinkBuilder {
  return new sdk.DashboardLinkBuilder("Dashboards")
    .type(sdk.DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}

/** Marks on every graph when an alert fired. */
function firingAlerts(expr: string): sdk.AnnotationQueryBuilder {
  return new sdk.AnnotationQueryBuilder()
    .name("Firing alerts")
    .datasource(reference("datasource"))
    .enable(true)
    .hide(false)
    .iconColor(colours.bad)
    .expr(expr)
    .titleFormat("{{alertname}}")
    .textFormat("{{severity}} {{instance}}")
    .step("60s");
}
