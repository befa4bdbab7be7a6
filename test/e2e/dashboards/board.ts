/** Dashboards as they were provisioned: what each of them asks, read from the files that Grafana reads. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A query of a panel or of a mark in the graphs. */
export interface Query {
  readonly source: "prometheus" | "loki";
  readonly expr: string;
  /** Only the newest value. */
  readonly instant: boolean;
}

export interface Panel {
  readonly title: string;
  /** Columns of 24. */
  readonly width: number;
  /** False in a row that is closed at first. */
  readonly onLoad: boolean;
  /** Empty for a panel of words. */
  readonly queries: readonly Query[];
}

/** A choice at the top of a dashboard, without those of data sources. */
export interface Choice {
  readonly kind: "list";
  readonly name: string;
  /** What the choices are. */
  readonly query: string;
  readonly source: Query["source"];
  /** Several at once; all of them at first. */
  readonly multi: boolean;
  /** What stands for all of them. */
  readonly all: string;
}

/** A field at the top of a dashboard into which somebody writes. */
export interface Words {
  readonly kind: "words";
  readonly name: string;
  /** What stands there at first. */
  readonly text: string;
}

export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly choices: readonly (Choice | Words)[];
  readonly panels: readonly Panel[];
  /** Annotations. */
  readonly marks: readonly Query[];
}

interface Source {
  readonly type?: string;
}
interface PanelFile {
  readonly title: string;
  readonly datasource?: Source;
  readonly gridPos: { readonly w: number };
  readonly panels?: readonly PanelFile[];
  readonly targets?: readonly TargetFile[];
}
interface TargetFile {
  readonly datasource?: Source;
  readonly expr: string;
  readonly instant?: boolean;
  readonly queryType?: string;
}
interface VariableFile {
  readonly name: string;
  readonly type: string;
  readonly datasource?: Source;
  readonly definition?: string;
  readonly query: unknown;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
}
interface BoardFile {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly PanelFile[];
  readonly templating: { readonly list: readonly VariableFile[] };
  readonly annotations: { readonly list: readonly TargetFile[] };
}

/** Every dashboard in a folder, by uid. */
export function readBoards(folder: string): readonly Board[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => boardOf(readFileSync(join(folder, name), "utf8")));
}

/** What a dashboard's file asks. Throws an Error for a data source or a variable of a kind that dashboards do not have. */
export function boardOf(json: string): Board {
  const { uid, title, panels, templating, annotations } = JSON.parse(json) as BoardFile;
  return {
    uid,
    title,
    choices: templating.list.filter(({ type }) => type !== "datasource").map((each) => choiceOf(uid, each)),
    panels: panels
      .flatMap((each) => [
        { panel: each, onLoad: true },
        ...(each.panels ?? []).map((panel) => ({ panel, onLoad: false })),
      ])
      .filter(({ panel }) => panel.targets !== undefined)
      .map(({ panel, onLoad }) => panelOf(uid, panel, onLoad)),
    marks: annotations.list.map((each) => ({ ...queryOf(uid, each), instant: false })),
  };
}

function panelOf(uid: string, panel: PanelFile, onLoad: boolean): Panel {
  const { title, datasource, gridPos, targets = [] } = panel;
  return {
    title,
    width: gridPos.w,
    onLoad,
    queries: targets.map((each) =>
      queryOf(uid, { ...(datasource === undefined ? {} : { datasource }), ...each }),
    ),
  };
}

function queryOf(uid: string, { datasource, expr, instant, queryType }: TargetFile): Query {
  return { source: sourceOf(uid, datasource), expr, instant: instant ?? queryType === "instant" };
}

function choiceOf(uid: string, of: VariableFile): Choice | Words {
  const { type, name, definition, query } = of;
  if (type === "textbox" && typeof query === "string") return { kind: "words", name, text: query };
  if (type !== "query" || definition === undefined)
    throw new Error(`${uid}: this test knows no variables of type ${type} (${name}). Teach it those.`);
  return {
    kind: "list",
    name,
    query: definition,
    source: sourceOf(uid, of.datasource),
    multi: of.multi === true || of.includeAll === true,
    all: of.allValue ?? ".*",
  };
}

function sourceOf(uid: string, source: Source | undefined): Query["source"] {
  const type = source?.type;
  if (type === "prometheus" || type === "loki") return type;
  throw new Error(`${uid} asks a data source of type ${type ?? "none"}. Teach this test how to ask it.`);
}
