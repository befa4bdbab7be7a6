import { type LogSignal } from "../../signals/logs";
import { type Signal } from "../../signals/signal";
import { type DrawnColumn, type DrawnTable, type Field } from "./drawing";
import { dashboardUrl, type Destinations, type Link } from "./links";
import { type Column, type Panel } from "./panel";
import { steps, type Limit } from "./thresholds";

type TablePanel = Extract<Panel, { kind: "table" }>;

/**
 * The columns of a table: the labels first, then a value for each signal, coloured by the limits of that signal.
 * Throws an Error for a column whose label no signal has.
 */
export function drawTable(
  panel: TablePanel,
  field: Field,
  limitsOf: (signal: Signal | LogSignal) => readonly Limit[],
  to: Destinations,
): DrawnTable {
  const labels = [...new Set(panel.signals.flatMap((each) => each.by))];
  const columns: Readonly<Record<string, Column>> =
    panel.columns ?? Object.fromEntries(labels.map((label) => [label, {}]));
  const unknown = Object.keys(columns).find((label) => !labels.includes(label));
  if (unknown !== undefined)
    throw new Error(
      `The table "${panel.title}" has a column ${unknown}, which its signals do not have. They have: ${labels.join(", ")}.`,
    );
  const names = panel.signals.map((_, index) => valueName(index, panel.signals.length));
  const sortBy = panel.sortBy ?? (panel.labelsOnly === true ? undefined : panel.signals[0]?.title);
  return {
    labels: Object.entries(columns).map(([label, column]) => drawColumn(label, column, to)),
    hidden: [
      "Time",
      ...labels.filter((label) => columns[label] === undefined),
      ...(panel.labelsOnly === true ? names : []),
    ],
    values: panel.signals.map((signal, index) => {
      const limits = limitsOf(signal);
      return {
        ...(field.decimals === undefined ? {} : { decimals: field.decimals }),
        name: names[index] ?? "Value",
        title: signal.title,
        unit: signal.unit,
        ...(signal.min === undefined ? {} : { min: signal.min }),
        ...(signal.max === undefined ? {} : { max: signal.max }),
        steps: limits.length === 0 ? [{ value: null, colour: "text" }] : steps(limits),
        limited: limits.length > 0,
        coloured: limits.length > 0,
        states: {},
        links: [],
      };
    }),
    ...(sortBy === undefined ? {} : { sortBy }),
  };
}

/** What Grafana calls the value of a query: it adds the query's letter where there are several. */
function valueName(index: number, count: number): string {
  return count === 1 ? "Value" : `Value #${String.fromCharCode("A".charCodeAt(0) + index)}`;
}

function drawColumn(name: string, column: Column, to: Destinations): DrawnColumn {
  return {
    name,
    title: column.title ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/_/g, " ")}`,
    links: columnLinks(column, to),
    states: column.states ?? {},
  };
}

function columnLinks(column: Column, to: Destinations): readonly Link[] {
  if (column.link === "dashboard")
    return [
      {
        title: "Open the dashboard",
        url: dashboardUrl("${__value.raw}", column.variables ?? {}, "__data.fields"),
      },
    ];
  return column.link === "runbook" && to.runbook !== undefined
    ? [{ title: "What to do", url: to.runbook.replace("{alert}", "${__value.raw}") }]
    : [];
}
