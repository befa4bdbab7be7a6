import { type Unit } from "../../signals/signal";
import { type GridPos } from "./layout";
import { type Link } from "./links";
import { type State } from "./panel";
import { type Step } from "./thresholds";

/**
 * A dashboard with everything decided: places, ids, queries, limits. Still plain data that knows nothing of the form
 * in which Grafana wants it.
 */
export interface Drawing {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly refresh: string;
  readonly time: string;
  readonly sources: readonly Source[];
  readonly variables: readonly DrawnVariable[];
  readonly links: readonly Link[];
  /** The alerts that are marked in the graphs. */
  readonly alerts: string;
  readonly rows: readonly DrawnRow[];
}

/** A data source, chosen by a variable of this name. */
export type Source = "datasource" | "loki_datasource";

export interface DrawnVariable {
  readonly name: string;
  readonly label: string;
  /** Who knows the choices; "words" for text that the reader types. */
  readonly source: Source | "words";
  /** Query of the choices; of Loki the label. Empty for words. */
  readonly query: string;
  readonly multi: boolean;
}

export interface DrawnRow {
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly place: GridPos;
  readonly panels: readonly DrawnPanel[];
}

export interface DrawnText {
  readonly kind: "text";
  readonly id: number;
  readonly title: string;
  readonly place: GridPos;
  readonly markdown: string;
}

export interface DrawnNumbers {
  readonly kind: "stat" | "timeseries" | "heatmap" | "table" | "logs" | "stateTimeline" | "barGauge";
  readonly id: number;
  readonly title: string;
  readonly place: GridPos;
  readonly description: string;
  readonly source: Source;
  readonly queries: readonly Query[];
  readonly noValue: string;
  readonly field: Field;
  /** One or a few series that are known beforehand; else as many as there are things to measure. */
  readonly fewSeries: boolean;
  readonly sparkline: boolean;
  readonly stack: boolean;
  readonly table?: DrawnTable;
}

export type DrawnPanel = DrawnText | DrawnNumbers;

export interface Query {
  readonly refId: string;
  readonly expr: string;
  readonly legend: string;
  /** Only the newest value. */
  readonly instant: boolean;
  readonly mirrored: boolean;
  /** Where it differs from the panel's. */
  readonly unit?: Unit;
  /** Of the only line of its kind in a graph. @default Grafana's own, by name */
  readonly colour?: string;
}

/** How a value is shown. */
export interface Field {
  readonly unit: Unit;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly steps: readonly Step[];
  /** The steps come from alerts: draw them as lines. */
  readonly limited: boolean;
  /** The colour says whether the value is good. */
  readonly coloured: boolean;
  readonly states: Readonly<Record<string, State>>;
  readonly links: readonly Link[];
}

export interface DrawnTable {
  readonly labels: readonly DrawnColumn[];
  /** Fields that are in the answer and not in the table. */
  readonly hidden: readonly string[];
  /** One for each query. */
  readonly values: readonly (Field & { readonly name: string; readonly title: string })[];
  readonly sortBy?: string;
}

/** A column of labels. `name` is the label. */
export interface DrawnColumn {
  readonly name: string;
  readonly title: string;
  readonly links: readonly Link[];
  readonly states: Readonly<Record<string, State>>;
}
