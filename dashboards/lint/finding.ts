import { type Alert } from "../../rules/rule";
import { type Definition } from "../model/dashboard";
import { panelName } from "../model/render";
import { type Panel } from "../model/panel";
import { panelId } from "../model/panel-id";
import { type Board, type BoardPanel, type BoardRow, type MeasuringPanel } from "./shape";

/** Something that is wrong with a dashboard. */
export interface Finding {
  /** Name of the rule, for example "overlap". */
  readonly rule: string;
  /** uid */
  readonly dashboard: string;
  /** Title of the panel, where it is about one. */
  readonly panel?: string;
  readonly message: string;
  /** Bad form that may have a reason, which exceptions.ts then states. @default false: it is a mistake */
  readonly warning?: boolean;
}

/** A finding before it is known where it belongs. */
export type Complaint = Omit<Finding, "dashboard">;

/** A dashboard as it is written and as it is provisioned. */
export interface Subject {
  readonly definition: Definition;
  readonly board: Board;
}

/** A metric that some program, recording rule or Prometheus itself gives. */
export interface KnownMetric {
  /** Values of the label `job` under which it is found; undefined where any may have it. */
  readonly jobs?: readonly string[];
  readonly labels: ReadonlySet<string>;
  /** Values of labels, where they are a closed set. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is true outside of the dashboards. */
export interface World {
  readonly metrics: ReadonlyMap<string, KnownMetric>;
  readonly alerts: readonly Alert[];
}

/** A heading and what stands under it, whether it is closed or open. */
export interface Section {
  readonly row: BoardRow;
  readonly panels: readonly BoardPanel[];
}

/** The sections of a dashboard. Panels before the first heading belong to none and are left out. */
export function sections(board: Board): readonly Section[] {
  const found: { row: BoardRow; panels: BoardPanel[] }[] = [];
  for (const each of board.panels)
    if (each.type === "row") found.push({ row: each, panels: [...each.panels] });
    else found.at(-1)?.panels.push(each);
  return found;
}

/** All panels, without headings. */
export function panelsOf(board: Board): readonly BoardPanel[] {
  return board.panels.flatMap((each) => (each.type === "row" ? each.panels : [each]));
}

/** Panels that ask for data. */
export function measuringPanels(board: Board): readonly MeasuringPanel[] {
  return panelsOf(board).filter((each) => each.type !== "text");
}

/** The panel as it is written that became this one. */
export function writtenPanel(definition: Definition, id: number): Panel | undefined {
  return definition.rows.flatMap((each) => each.panels).find((each) => panelId(panelName(each)) === id);
}
