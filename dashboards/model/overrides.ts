import { type DrawnTable, type Field, type Query } from "./drawing";
import { colours } from "./colours";
import { type State } from "./panel";
import { type Step } from "./thresholds";

/** A setting of Grafana's for one field, by the setting's id. Grafana does not type these; this file does. */
export interface Property {
  readonly id: string;
  readonly value: unknown;
}

/** Settings for the fields of one name. */
export interface Override {
  readonly field: string;
  readonly properties: readonly Property[];
}

/** A step of Grafana's between the answers and the picture. */
export interface Transformation {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Words and colours for values, in Grafana's form: one mapping that holds all. */
export function valueMapping(
  states: Readonly<Record<string, State>>,
): Readonly<Record<string, { readonly text: string; readonly color: string; readonly index: number }>> {
  return Object.fromEntries(
    Object.entries(states).map(([value, state], index) => [
      value,
      { text: state.text, color: colours[state.colour], index },
    ]),
  );
}

/** Steps in Grafana's form. The first is from minus infinity, which is null there. */
export function thresholdSteps(steps: readonly Step[]): { value: number | null; color: string }[] {
  return steps.map((each) => ({ value: each.value, color: each.colour }));
}

/** What differs for one query of a panel. */
export function queryProperties(query: Query): readonly Property[] {
  return [
    ...(query.unit === undefined ? [] : [{ id: "unit", value: query.unit }]),
    ...(query.colour === undefined
      ? []
      : [{ id: "color", value: { mode: "fixed", fixedColor: query.colour } }]),
    ...(query.mirrored ? [{ id: "custom.transform", value: "negative-Y" }] : []),
  ];
}

/** Titles, links, units and colours of a table's columns. */
export function columnOverrides(table: DrawnTable): readonly Override[] {
  const labels = table.labels.map((each) => ({
    field: each.name,
    properties: [
      { id: "displayName", value: each.title },
      ...(each.links.length === 0 ? [] : [{ id: "links", value: each.links }]),
      ...(Object.keys(each.states).length === 0
        ? []
        : [
            { id: "mappings", value: [{ type: "value", options: valueMapping(each.states) }] },
            { id: "custom.cellOptions", value: { type: "color-text" } },
          ]),
    ],
  }));
  const values = table.values
    .filter((each) => !table.hidden.includes(each.name))
    .map((each) => ({ field: each.name, properties: valueProperties(each) }));
  return [...labels, ...values];
}

function valueProperties(column: Field & { readonly title: string }): readonly Property[] {
  const ends = (["decimals", "min", "max"] as const).flatMap((id) =>
    column[id] === undefined ? [] : [{ id, value: column[id] }],
  );
  // A share of a whole reads best as a bar.
  const bar = column.unit === "percentunit" && column.max !== undefined;
  const cell = bar ? { type: "gauge", mode: "basic" } : column.coloured ? { type: "color-text" } : undefined;
  return [
    { id: "displayName", value: column.title },
    { id: "unit", value: column.unit },
    { id: "thresholds", value: { mode: "absolute", steps: thresholdSteps(column.steps) } },
    ...ends,
    ...(cell === undefined ? [] : [{ id: "custom.cellOptions", value: cell }]),
  ];
}

/** One table from the answers of several queries, without the fields that nobody asked for, in the order written. */
export function tableTransformations(table: DrawnTable): readonly Transformation[] {
  const shown = [...table.labels, ...table.values].map((each) => each.name);
  return [
    ...(table.values.length > 1 ? [{ id: "merge", options: {} }] : []),
    {
      id: "organize",
      options: {
        excludeByName: Object.fromEntries(table.hidden.map((each) => [each, true])),
        indexByName: Object.fromEntries(shown.map((each, index) => [each, index])),
        renameByName: {},
      },
    },
  ];
}
