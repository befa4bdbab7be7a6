import * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import { type Builder, type Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import * as logs from "@grafana/grafana-foundation-sdk/logs";
import * as loki from "@grafana/grafana-foundation-sdk/loki";
import * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import * as table from "@grafana/grafana-foundation-sdk/table";
import * as text from "@grafana/grafana-foundation-sdk/text";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import { type DrawnNumbers, type DrawnPanel, type Query } from "../drawing";
import {
  columnOverrides,
  queryProperties,
  tableTransformations,
  thresholdSteps,
  valueMapping,
} from "../overrides";
import { colours } from "../colours";
import { link, reference, without } from "./references";

/** A panel as Grafana's JSON has it. */
export function grafanaPanel(drawn: DrawnPanel): sdk.Panel {
  const built =
    drawn.kind === "text"
      ? new text.PanelBuilder()
          .title(drawn.title)
          .mode(text.TextMode.Markdown)
          .content(drawn.markdown)
          .build()
      : measuring(drawn);
  // Builders give no id. Grafana drops panels without one.
  const placed = { ...without(built, "repeatDirection"), id: drawn.id, gridPos: { ...drawn.place } };
  const links = placed.fieldConfig?.defaults.links;
  if (placed.fieldConfig !== undefined && links !== undefined)
    placed.fieldConfig.defaults.links = links.map((each) => without(each, "placement"));
  return placed;
}

function measuring(drawn: DrawnNumbers): sdk.Panel {
  const { field } = drawn;
  const builder: PanelBuilder = builders[drawn.kind](drawn);
  builder
    .title(drawn.title)
    .description(drawn.description)
    .datasource(reference(drawn.source))
    .targets(drawn.queries.map((each) => target(drawn, each)))
    .noValue(drawn.noValue)
    .unit(field.unit)
    // Without steps Grafana takes its own: red from 80, whatever 80 means.
    .thresholds(
      new sdk.ThresholdsConfigBuilder().mode(sdk.ThresholdsMode.Absolute).steps(thresholdSteps(field.steps)),
    )
    .dataLinks(field.links.map(link));
  if (field.decimals !== undefined) builder.decimals(field.decimals);
  if (field.min !== undefined) builder.min(field.min);
  if (field.max !== undefined) builder.max(field.max);
  if (Object.keys(field.states).length > 0)
    builder.mappings([{ type: sdk.MappingType.ValueToText, options: valueMapping(field.states) }]);
  for (const query of drawn.queries) {
    const properties = queryProperties(query);
    if (properties.length > 0) builder.overrideByQuery(query.refId, [...properties]);
  }
  return builder.build();
}

/** What the SDK's panel builders have in common; they share no base. */
interface PanelBuilder {
  title(title: string): PanelBuilder;
  description(text: string): PanelBuilder;
  datasource(source: common.DataSourceRef): PanelBuilder;
  targets(targets: Builder<Dataquery>[]): PanelBuilder;
  noValue(text: string): PanelBuilder;
  unit(unit: string): PanelBuilder;
  thresholds(thresholds: Builder<sdk.ThresholdsConfig>): PanelBuilder;
  dataLinks(links: Builder<sdk.DashboardLink>[]): PanelBuilder;
  decimals(decimals: number): PanelBuilder;
  min(min: number): PanelBuilder;
  max(max: number): PanelBuilder;
  mappings(mappings: sdk.ValueMapping[]): PanelBuilder;
  overrideByQuery(refId: string, properties: sdk.DynamicConfigValue[]): PanelBuilder;
  build(): sdk.Panel;
}

const builders = {
  stat: (drawn: DrawnNumbers) =>
    new stat.PanelBuilder()
      .reduceOptions(newest())
      .colorMode(drawn.field.coloured ? common.BigValueColorMode.Background : common.BigValueColorMode.None)
      .graphMode(drawn.sparkline ? common.BigValueGraphMode.Area : common.BigValueGraphMode.None)
      .colorScheme(byThreshold()),

  timeseries: (drawn: DrawnNumbers) =>
    new timeseries.PanelBuilder()
      .legend(legend(drawn.fewSeries))
      .tooltip(tooltip())
      .lineWidth(1)
      .fillOpacity(drawn.stack ? 30 : 10)
      .showPoints(common.VisibilityMode.Never)
      .spanNulls(false)
      .stacking(
        new common.StackingConfigBuilder()
          .group("A")
          .mode(drawn.stack ? common.StackingMode.Normal : common.StackingMode.None),
      )
      .thresholdsStyle(
        new common.GraphThresholdsStyleConfigBuilder().mode(
          drawn.field.limited ? common.GraphThresholdsStyleMode.Dashed : common.GraphThresholdsStyleMode.Off,
        ),
      )
      .colorScheme(new sdk.FieldColorBuilder().mode(sdk.FieldColorModeId.PaletteClassicByName)),

  heatmap: (drawn: DrawnNumbers) =>
    new heatmap.PanelBuilder()
      // The buckets come ready from the histogram.
      .calculate(false)
      .color(
        new heatmap.HeatmapColorOptionsBuilder()
          .mode(heatmap.HeatmapColorMode.Scheme)
          .scheme("Viridis")
          .steps(64)
          .exponent(0.5)
          .fill(colours.info),
      )
      .yAxis(new heatmap.YAxisConfigBuilder().unit(drawn.field.unit).axisPlacement(common.AxisPlacement.Left))
      .rowsFrame(new heatmap.RowsHeatmapOptionsBuilder().layout(common.HeatmapCellLayout.Auto))
      .cellGap(1)
      .showValue(common.VisibilityMode.Never)
      // The unit of the signal is that of the bounds; a cell counts observations.
      .cellValues(new heatmap.CellValuesBuilder().unit("cps"))
      .showLegend()
      .tooltip(new heatmap.HeatmapTooltipBuilder().mode(common.TooltipDisplayMode.Single)),

  stateTimeline: () =>
    new statetimeline.PanelBuilder()
      .legend(new common.VizLegendOptionsBuilder().showLegend(false))
      .tooltip(tooltip())
      .mergeValues(true)
      .showValue(common.VisibilityMode.Never)
      .fillOpacity(80)
      .lineWidth(0)
      .colorScheme(byThreshold()),

  barGauge: () =>
    new bargauge.PanelBuilder()
      .reduceOptions(newest())
      .displayMode(common.BarGaugeDisplayMode.Basic)
      .orientation(common.VizOrientation.Horizontal)
      .colorScheme(byThreshold()),

  // The SDK's defaults show neither the time of a line nor its labels.
  logs: () =>
    new logs.PanelBuilder()
      .showTime(true)
      .wrapLogMessage(true)
      .enableLogDetails(true)
      .sortOrder(common.LogsSortOrder.Descending)
      .dedupStrategy(common.LogsDedupStrategy.None),

  table: (drawn: DrawnNumbers) => {
    const builder = new table.PanelBuilder().colorScheme(byThreshold());
    if (drawn.table === undefined) return builder;
    for (const each of columnOverrides(drawn.table)) builder.overrideByName(each.field, [...each.properties]);
    if (drawn.table.sortBy !== undefined)
      builder.sortBy([new common.TableSortByFieldStateBuilder().displayName(drawn.table.sortBy).desc(true)]);
    return builder.transformations([...tableTransformations(drawn.table)]);
  },
};

/** Queries name their data source themselves: without it Grafana asks its default, whatever that is. */
function target(drawn: DrawnNumbers, query: Query): Builder<Dataquery> {
  const source = reference(drawn.source);
  if (drawn.source === "loki_datasource") {
    const type = query.instant ? loki.LokiQueryType.Instant : loki.LokiQueryType.Range;
    const asked = new loki.DataqueryBuilder()
      .refId(query.refId)
      .datasource(source)
      .expr(query.expr)
      .queryType(type);
    return drawn.kind === "logs" ? asked.maxLines(500) : asked.legendFormat(query.legend);
  }
  const asked = new prometheus.DataqueryBuilder()
    .refId(query.refId)
    .datasource(source)
    .expr(query.expr)
    .editorMode(prometheus.QueryEditorMode.Code);
  if (query.instant) asked.instant();
  else asked.range();
  if (drawn.kind === "heatmap")
    return asked.format(prometheus.PromQueryFormat.Heatmap).legendFormat(query.legend);
  return drawn.kind === "table"
    ? asked.format(prometheus.PromQueryFormat.Table)
    : asked.format(prometheus.PromQueryFormat.TimeSeries).legendFormat(query.legend);
}

/** The SDK's default shows no legend. */
function legend(few: boolean): common.VizLegendOptionsBuilder {
  const built = new common.VizLegendOptionsBuilder()
    .showLegend(true)
    .placement(common.LegendPlacement.Bottom);
  return few
    ? built.displayMode(common.LegendDisplayMode.List).calcs([])
    : built
        .displayMode(common.LegendDisplayMode.Table)
        .calcs(["lastNotNull", "mean", "max"])
        .sortBy("Last *")
        .sortDesc(true);
}

/** The SDK's default shows one series only. */
function tooltip(): common.VizTooltipOptionsBuilder {
  return new common.VizTooltipOptionsBuilder()
    .mode(common.TooltipDisplayMode.Multi)
    .sort(common.SortOrder.Descending);
}

/** The SDK's default is no calculation at all, which Grafana takes as the last value even if that is empty. */
function newest(): common.ReduceDataOptionsBuilder {
  return new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]);
}

function byThreshold(): sdk.FieldColorBuilder {
  return new sdk.FieldColorBuilder().mode(sdk.FieldColorModeId.Thresholds);
}
