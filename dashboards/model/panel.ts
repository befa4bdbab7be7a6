import { type Alert } from "../../rules/rule";
import { type LogSignal } from "../../signals/logs";
import { type Signal, type Tone, type Unit } from "../../signals/signal";
import { type Past } from "./variables";

/** What a panel tells its reader beside the numbers. The signal's own meaning comes first. */
export interface Words {
  /** @default the signal's title */
  readonly title?: string;
  /** Why somebody should look: what follows from a bad value. */
  readonly why: string;
  /** What to do about a bad value. */
  readonly act: string;
  /** Shown when there is no data. Says whether that is good: "No errors", or what is missing. */
  readonly noValue: string;
}

/** How a panel looks. */
export interface Look {
  /** Name within the dashboard, from which the panel's id is made. Set it to keep the id when a title changes. @default from the title */
  readonly id?: string;
  /** Columns of 24. @default by kind: stat 4, timeseries, heatmap and barGauge 8, stateTimeline 12, others 24 */
  readonly width?: number;
  /** Grid rows. @default by kind: stat 4, others 8 */
  readonly height?: number;
  /** @default the unit of the (first) signal */
  readonly unit?: Unit;
  readonly decimals?: number;
  /** Ends of the axis. @default those of the signals */
  readonly min?: number;
  readonly max?: number;
  /** Alerts of this signal, whose thresholds give the lines and colours, as the stack file has tuned them. */
  readonly line?: Alert | readonly Alert[];
  /** From this value on it is bad, where no alert holds the number: 1 for a count that should be 0. */
  readonly badFrom?: number;
  /** Words and colours for values, for states. */
  readonly states?: Readonly<Record<number, State>>;
  /** What its lines are about, where it is not what the signals say. @default that of each signal */
  readonly tone?: Tone;
  /** Labels to tell series apart by. @default the signal's `by`, without what the dashboard has only one of */
  readonly legend?: readonly string[];
  /** Variables whose choice does not count here. */
  readonly past?: Past;
  /** Dashboards or pages that say more about a value that is clicked. */
  readonly drill?: readonly Drill[];
}

export interface State {
  readonly text: string;
  readonly colour: Colour;
}

/** Colours by what they say. */
export type Colour = "good" | "warning" | "bad" | "neutral";

/** A way from a value to a dashboard, for the value's own instance, job …: variable → label. */
export interface Drill {
  readonly title: string;
  readonly uid: string;
  /** Variables of that dashboard, and the labels of this value that they are set from. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A column of a table that shows a label. */
export interface Column {
  readonly title?: string;
  /** Where a click leads: a dashboard that the cell's value names ("dashboard"), or the page of an alert ("runbook"). */
  readonly link?: "dashboard" | "runbook";
  /** Variables of the dashboard behind the link, and the columns that they are set from. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly states?: Readonly<Record<string, State>>;
}

/** What panels of all kinds hold. Plain data: the same panel may stand on any number of dashboards. */
export interface Measured extends Words, Look {
  readonly title: string;
  readonly signals: readonly (Signal | LogSignal)[];
}

export type Panel =
  | (Measured & { readonly kind: "stat"; readonly sparkline: boolean })
  | (Measured & {
      readonly kind: "timeseries";
      readonly stack: boolean;
      readonly mirrored: readonly string[];
    })
  | (Measured & { readonly kind: "table" } & TableLook)
  | (Measured & { readonly kind: "heatmap" })
  | (Measured & { readonly kind: "logs" })
  | (Measured & { readonly kind: "stateTimeline" })
  | (Measured & { readonly kind: "barGauge" })
  | ({
      readonly kind: "text";
      readonly title: string;
      readonly markdown: string;
      readonly id?: string;
    } & Partial<Size>);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a table looks: labels first, then one column for each signal. */
export interface TableLook {
  /** Labels that are shown, in this order. @default the first signal's `by` */
  readonly columns?: Readonly<Record<string, Column>>;
  /** Title of the column to sort by, largest first. @default the first signal */
  readonly sortBy?: string;
  /** Leaves out the numbers, for series whose value says nothing (ALERTS is always 1). @default false */
  readonly labelsOnly?: boolean;
}

type Signals<S> = S | readonly S[];
type Any = Signal | LogSignal;

/** One number or a few. `sparkline` draws its course behind it; then the query runs over the whole time range. */
export function stat(signals: Signals<Any>, look: Words & Look & { readonly sparkline?: boolean }): Panel {
  return { ...look, ...measured(signals, look), kind: "stat", sparkline: look.sparkline ?? false };
}

/**
 * Lines over time. `stack` is for parts of a whole only. `mirrored` signals are drawn below zero, as sent beside
 * received.
 */
export function timeseries(
  signals: Signals<Any>,
  look: Words & Look & { readonly stack?: boolean; readonly mirrored?: Signals<Any> },
): Panel {
  const below = list(look.mirrored ?? []);
  return {
    ...look,
    ...measured([...list(signals), ...below], look),
    kind: "timeseries",
    stack: look.stack ?? false,
    mirrored: below.map((each) => each.title),
  };
}

/** One line for each set of labels, one column for each signal. */
export function table(signals: Signals<Signal>, look: Words & Look & TableLook): Panel {
  return { ...look, ...measured(signals, look), kind: "table" };
}

/** How many observations fell into each bucket of a histogram, over time. The signal's one label is `le`. */
export function heatmap(signal: Signal, look: Words & Look): Panel {
  return { ...look, ...measured(signal, look), kind: "heatmap" };
}

/** Log lines, newest first. */
export function logs(signal: LogSignal, look: Words & Look): Panel {
  return { ...look, ...measured(signal, look), kind: "logs" };
}

/** Which state each series was in, over time. */
export function stateTimeline(
  signals: Signals<Any>,
  look: Words & Look & { readonly states: Readonly<Record<number, State>> },
): Panel {
  return { ...look, ...measured(signals, look), kind: "stateTimeline" };
}

/** A bar for each series, for comparison. */
export function barGauge(signals: Signals<Any>, look: Words & Look): Panel {
  return { ...look, ...measured(signals, look), kind: "barGauge" };
}

/** Words, in Markdown. */
export function text(title: string, markdown: string, size: { id?: string } & Partial<Size> = {}): Panel {
  return { ...size, kind: "text", title, markdown };
}

function measured<S extends Any>(
  signals: Signals<S>,
  words: Words,
): { title: string; signals: readonly S[] } {
  const all = list(signals);
  const title = words.title ?? all[0]?.title;
  if (title === undefined) throw new Error("A panel has no signal. Give it one, or use text().");
  return { title, signals: all };
}

function list<S>(signals: Signals<S>): readonly S[] {
  return Array.isArray(signals) ? (signals as readonly S[]) : [signals as S];
}
