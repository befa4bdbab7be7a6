import { type Alert, type Tuning } from "../../rules/rule";
import { type LogSignal } from "../../signals/logs";
import { type Signal, type Tone } from "../../signals/signal";
import { tones } from "./colours";
import { type DrawnNumbers, type DrawnPanel, type Field, type Query, type Source } from "./drawing";
import { drawTable } from "./draw-table";
import { type GridPos } from "./layout";
import { drillLinks, linesThatLeadSomewhere, type Destinations } from "./links";
import { type Panel } from "./panel";
import { badFrom, limit, limitInWords, steps, type Limit } from "./thresholds";
import { panelLogScope, panelScope, type Variable } from "./variables";

/** What a dashboard is drawn for. */
export interface Surroundings extends Destinations {
  /** Changes to alerts from the stack file, by alert name. */
  readonly alerts: Readonly<Record<string, Tuning>>;
}

/** A panel that measures something. */
export type Measuring = Exclude<Panel, { kind: "text" }>;
type AnySignal = Signal | LogSignal;

const instantKinds: readonly Panel["kind"][] = ["stat", "table", "barGauge"];

/**
 * Decides everything about a panel. Throws an Error for a line whose alert is about another signal, for a signal that
 * Loki answers beside one that Prometheus answers, and for more queries than there are letters.
 */
export function drawPanel(
  panel: Panel,
  id: number,
  place: GridPos,
  variables: readonly Variable[],
  around: Surroundings,
): DrawnPanel {
  if (panel.kind === "heatmap" && panel.signals.some((each) => each.by.join() !== "le"))
    throw new Error(
      `The panel "${panel.title}" is a heatmap of a signal that does not keep the buckets. Give it one whose by is ["le"].`,
    );
  if (panel.kind === "text")
    return {
      kind: "text",
      id,
      title: panel.title,
      place,
      markdown: linesThatLeadSomewhere(panel.markdown, around),
    };
  const without = panel.signals.find((each) => (each.unit as string) === "");
  if (without !== undefined)
    throw new Error(`"${without.title}" has no unit. Give the signal one; "none" is for bare numbers.`);
  const limits = limitsOf(panel, around);
  const field = fieldOf(panel, limits, around);
  return {
    kind: panel.kind,
    id,
    title: panel.title,
    place,
    description: describe(panel, limits),
    source: sourceOf(panel),
    queries: queriesOf(panel, variables),
    noValue: panel.noValue,
    field,
    fewSeries: panel.signals.every((each) => legendLabels(panel, each, variables).length === 0),
    sparkline: panel.kind === "stat" && panel.sparkline,
    stack: panel.kind === "timeseries" && panel.stack,
    ...(panel.kind === "table"
      ? { table: drawTable(panel, field, (signal) => limitsOf(panel, around, signal), around) }
      : {}),
  } satisfies DrawnNumbers;
}

/** Colours of a graph's signals by what they are about: of each that is one line, and the only one of its tone. */
function lineColours(panel: Measuring, variables: readonly Variable[]): readonly (string | undefined)[] {
  if (panel.kind !== "timeseries") return [];
  const toneOf = panel.signals.map((each) => panel.tone ?? toneBy(each));
  return panel.signals.map((each, index) => {
    const tone = toneOf[index];
    const alone = tone !== undefined && toneOf.filter((other) => other === tone).length === 1;
    return alone && legendLabels(panel, each, variables).length === 0 ? tones[tone] : undefined;
  });
}

/** What a signal is about, where it does not say so itself: times and rates say it by their unit. */
function toneBy({ tone, unit }: AnySignal): Tone | undefined {
  if (tone !== undefined) return tone;
  if (unit === "s") return "latency";
  return ["reqps", "ops", "cps", "pps", "Bps"].includes(unit) ? "traffic" : undefined;
}

/** The data source that a panel asks. */
export function sourceOf(panel: Measuring): Source {
  const inLoki = panel.signals.filter(isLogSignal).length;
  if (inLoki !== 0 && inLoki !== panel.signals.length)
    throw new Error(`The panel "${panel.title}" mixes metrics and logs. Make it two panels.`);
  return inLoki === 0 ? "datasource" : "loki_datasource";
}

/** The labels that tell a signal's series apart on this dashboard. */
export function legendLabels(
  panel: Measuring,
  of: AnySignal,
  variables: readonly Variable[],
): readonly string[] {
  if (panel.legend !== undefined) return panel.legend;
  const only = variables.filter((each) => !each.multi && !(panel.past ?? []).includes(each.name));
  return of.by.filter((label) => !only.some((each) => each.name === label));
}

function queriesOf(panel: Measuring, variables: readonly Variable[]): readonly Query[] {
  const past = panel.past ?? [];
  const unit = panel.unit ?? panel.signals[0]?.unit;
  const colours = lineColours(panel, variables);
  return panel.signals.map((each, index) => ({
    refId: refId(panel, index),
    expr: isLogSignal(each)
      ? each.lines(panelLogScope(variables, past))
      : each.value(panelScope(variables, past, each.by)),
    legend: legendOf(panel, each, variables),
    instant: instantKinds.includes(panel.kind) && !(panel.kind === "stat" && panel.sparkline),
    mirrored: panel.kind === "timeseries" && panel.mirrored.includes(each.title),
    ...(panel.unit === undefined && each.unit !== unit ? { unit: each.unit } : {}),
    ...(colours[index] === undefined ? {} : { colour: colours[index] }),
  }));
}

function refId(panel: Measuring, index: number): string {
  if (index > 25) throw new Error(`The panel "${panel.title}" has more than 26 signals. Make it two panels.`);
  return String.fromCharCode("A".charCodeAt(0) + index);
}

function legendOf(panel: Measuring, of: AnySignal, variables: readonly Variable[]): string {
  // Grafana reads the bounds of the buckets from the names of their series.
  if (panel.kind === "heatmap") return "{{le}}";
  const labels = legendLabels(panel, of, variables).map((label) => `{{${label}}}`);
  return [...(panel.signals.length > 1 || labels.length === 0 ? [of.title] : []), ...labels].join(" ");
}

function fieldOf(panel: Measuring, limits: readonly Limit[], around: Surroundings): Field {
  const mirrored = panel.kind === "timeseries" && panel.mirrored.length > 0;
  const min = panel.min ?? (mirrored ? undefined : end(panel.signals, "min", Math.min));
  const max = panel.max ?? end(panel.signals, "max", Math.max);
  return {
    unit: panel.unit ?? panel.signals[0]?.unit ?? "none",
    ...(panel.decimals === undefined ? {} : { decimals: panel.decimals }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...judgement(panel, limits),
    states: panel.states ?? {},
    links: drillLinks(panel.drill ?? [], panel.kind === "table" ? "__data.fields" : "__field.labels", around),
  };
}

function judgement(
  panel: Measuring,
  limits: readonly Limit[],
): Pick<Field, "steps" | "limited" | "coloured"> {
  const limited = limits.length > 0;
  const coloured = limited || panel.badFrom !== undefined || panel.states !== undefined;
  if (limited) return { steps: steps(limits), limited, coloured };
  const neutral = [{ value: null, colour: "text" }];
  return { steps: panel.badFrom === undefined ? neutral : badFrom(panel.badFrom), limited, coloured };
}

/** The end of the axis, where every signal has one. */
function end(
  signals: readonly AnySignal[],
  which: "min" | "max",
  choose: (...values: number[]) => number,
): number | undefined {
  const values = signals.map((each) => each[which]).filter((each) => each !== undefined);
  return values.length > 0 && values.length === signals.length ? choose(...values) : undefined;
}

function limitsOf(panel: Measuring, around: Surroundings, signal?: AnySignal): readonly Limit[] {
  return lineAlerts(panel)
    .filter((alert) => signal === undefined || isOf(signal, alert))
    .flatMap((alert) => limit(alert, around.alerts[alert.name]) ?? []);
}

function lineAlerts(panel: Measuring): readonly Alert[] {
  const alerts: readonly Alert[] =
    panel.line === undefined
      ? []
      : Array.isArray(panel.line)
        ? (panel.line as readonly Alert[])
        : [panel.line as Alert];
  for (const alert of alerts)
    if (!panel.signals.some((each) => isOf(each, alert)))
      throw new Error(
        `The panel "${panel.title}" draws the line of ${alert.name}, which is about ${
          alert.signal === undefined ? "no signal" : `"${alert.signal.title}"`
        }. A line belongs to a panel of the same signal.`,
      );
  return alerts;
}

/** Whether an alert is about a signal, or about what the signal is a recording of. */
function isOf(signal: AnySignal, alert: Alert): boolean {
  if (alert.signal === undefined) return false;
  return alert.signal === signal || (!isLogSignal(signal) && signal.recordingOf === alert.signal);
}

function describe(panel: Measuring, limits: readonly Limit[]): string {
  const [only] = panel.signals;
  const meaning =
    panel.signals.length === 1 && only !== undefined
      ? only.meaning
      : panel.signals.map((each) => `- ${each.title}: ${each.meaning}`).join("\n");
  const unit = panel.signals[0]?.unit ?? "none";
  // A table has signals of many units.
  const unitOf = (limit: Limit) => lineAlerts(panel).find(({ name }) => name === limit.alert)?.unit;
  return [
    meaning,
    `**Why it matters:** ${panel.why}`,
    `**What to do:** ${panel.act}`,
    ...limits.map((each) => limitInWords(each, unitOf(each) ?? unit)),
  ].join("\n\n");
}

function isLogSignal(signal: AnySignal): signal is LogSignal {
  return "lines" in signal;
}
