import { z } from "zod";

/**
 * What a dashboard's file may hold: the part of Grafana's classic schema that we write, and not a key more. A key that
 * Grafana does not know is a setting that silently does nothing.
 */
const gridPos = z.strictObject({
  h: z.int().min(1),
  w: z.int().min(1),
  x: z.int().min(0),
  y: z.int().min(0),
});

const source = z.union([
  z.strictObject({ type: z.literal("prometheus"), uid: z.literal("${datasource}") }),
  z.strictObject({ type: z.literal("loki"), uid: z.literal("${loki_datasource}") }),
]);

const prometheusTarget = z.strictObject({
  datasource: z.strictObject({ type: z.literal("prometheus"), uid: z.literal("${datasource}") }),
  editorMode: z.literal("code"),
  expr: z.string().min(1),
  format: z.enum(["time_series", "table", "heatmap"]),
  instant: z.boolean(),
  legendFormat: z.string().optional(),
  range: z.boolean(),
  refId: z.string(),
});

const lokiTarget = z.strictObject({
  datasource: z.strictObject({ type: z.literal("loki"), uid: z.literal("${loki_datasource}") }),
  expr: z.string().min(1),
  legendFormat: z.string().optional(),
  maxLines: z.int().optional(),
  queryType: z.enum(["range", "instant"]),
  refId: z.string(),
});

const link = z.strictObject({
  asDropdown: z.boolean(),
  icon: z.string(),
  includeVars: z.boolean(),
  keepTime: z.boolean(),
  tags: z.array(z.string()),
  targetBlank: z.boolean(),
  title: z.string().min(1),
  tooltip: z.string(),
  type: z.enum(["link", "dashboards"]),
  url: z.string().optional(),
});

const thresholds = z.strictObject({
  mode: z.literal("absolute"),
  steps: z
    .array(z.strictObject({ color: z.string(), value: z.number().nullable() }))
    .min(1)
    .refine((steps) => steps[0]?.value === null, "the first step has a value; Grafana wants null there")
    .refine(
      (steps) => steps.every((step, at) => at < 2 || (step.value ?? 0) > (steps[at - 1]?.value ?? 0)),
      "the steps do not rise",
    ),
});

const property = z.strictObject({
  id: z.enum([
    "custom.cellOptions",
    "color",
    "custom.transform",
    "decimals",
    "displayName",
    "links",
    "mappings",
    "max",
    "min",
    "thresholds",
    "unit",
  ]),
  value: z.unknown(),
});

const fieldConfig = z.strictObject({
  defaults: z.strictObject({
    color: z.record(z.string(), z.unknown()).optional(),
    custom: z.record(z.string(), z.unknown()).optional(),
    decimals: z.number().optional(),
    links: z.array(link),
    mappings: z.array(z.unknown()).optional(),
    max: z.number().optional(),
    min: z.number().optional(),
    noValue: z.string().min(1),
    thresholds,
    unit: z.string().min(1),
  }),
  overrides: z.array(
    z.strictObject({
      matcher: z.strictObject({ id: z.enum(["byName", "byFrameRefID"]), options: z.string() }),
      properties: z.array(property).min(1),
    }),
  ),
});

const common = { gridPos, id: z.int().min(1), title: z.string().min(1) };

const textPanel = z.strictObject({
  ...common,
  options: z.strictObject({ content: z.string().min(1), mode: z.literal("markdown") }),
  transparent: z.boolean(),
  type: z.literal("text"),
});

const measuringPanel = z.strictObject({
  ...common,
  datasource: source,
  description: z.string().min(1),
  fieldConfig,
  options: z.record(z.string(), z.unknown()),
  targets: z.array(z.union([prometheusTarget, lokiTarget])).min(1),
  transformations: z
    .array(z.strictObject({ id: z.enum(["merge", "organize"]), options: z.record(z.string(), z.unknown()) }))
    .optional(),
  transparent: z.boolean(),
  type: z.enum(["stat", "timeseries", "table", "logs", "state-timeline", "bargauge", "heatmap"]),
});

const panel = z.discriminatedUnion("type", [textPanel, measuringPanel]);

const rowPanel = z.strictObject({
  ...common,
  collapsed: z.boolean(),
  panels: z.array(panel),
  type: z.literal("row"),
});

const words = z.strictObject({
  current: z.unknown(),
  label: z.string().min(1),
  name: z.string().min(1),
  options: z.unknown().optional(),
  query: z.string(),
  skipUrlSync: z.literal(false),
  type: z.literal("textbox"),
});

const variable = z.strictObject({
  allValue: z.literal(".+").optional(),
  allowCustomValue: z.boolean(),
  current: z.unknown().optional(),
  datasource: source.optional(),
  definition: z.string().optional(),
  includeAll: z.boolean(),
  label: z.string().min(1),
  multi: z.boolean(),
  name: z.string().min(1),
  query: z.union([
    z.string(),
    z.strictObject({ query: z.string(), refId: z.string() }),
    z.strictObject({ label: z.string(), refId: z.string(), stream: z.literal(""), type: z.literal(1) }),
  ]),
  refresh: z.literal(2, "it does not ask again when the time range changes").optional(),
  skipUrlSync: z.literal(false),
  sort: z.literal(1).optional(),
  type: z.enum(["datasource", "query"]),
});

const annotation = z.strictObject({
  builtIn: z.literal(0),
  datasource: source,
  enable: z.boolean(),
  expr: z.string(),
  hide: z.boolean(),
  iconColor: z.string(),
  name: z.string(),
  step: z.string(),
  textFormat: z.string(),
  titleFormat: z.string(),
});

export const boardShape = z.strictObject({
  annotations: z.strictObject({ list: z.array(annotation) }),
  description: z.string().min(1),
  editable: z.literal(false),
  fiscalYearStartMonth: z.literal(0),
  graphTooltip: z.literal(1),
  links: z.array(link),
  panels: z.array(z.union([rowPanel, panel])),
  refresh: z.string(),
  schemaVersion: z.literal(42),
  tags: z.array(z.string()).min(1),
  templating: z.strictObject({ list: z.array(z.union([words, variable])) }),
  time: z.strictObject({ from: z.string().regex(/^now-\d+[smhdw]$/), to: z.literal("now") }),
  timezone: z.literal("browser"),
  title: z.string().min(1),
  uid: z.string(),
});

/** A dashboard's file, read. */
export type Board = z.output<typeof boardShape>;
export type BoardRow = z.output<typeof rowPanel>;
export type BoardPanel = z.output<typeof panel>;
export type MeasuringPanel = z.output<typeof measuringPanel>;
export type BoardTarget = MeasuringPanel["targets"][number];
