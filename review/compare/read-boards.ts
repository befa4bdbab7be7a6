import { z } from "zod";
import { byText } from "../../signals/by-text";
import { type Files } from "../render";

const target = z.object({
  refId: z.string().default(""),
  expr: z.string().default(""),
  legendFormat: z.string().default(""),
});

const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().default(""),
  description: z.string().default(""),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
  options: z.record(z.string(), z.unknown()).default({}),
  fieldConfig: z
    .object({
      defaults: z.record(z.string(), z.unknown()).default({}),
      overrides: z.array(z.unknown()).default([]),
    })
    .default({ defaults: {}, overrides: [] }),
  transformations: z.array(z.unknown()).default([]),
});

const row = z.object({
  id: z.number(),
  type: z.literal("row"),
  title: z.string().default(""),
  collapsed: z.boolean().default(false),
  gridPos: panel.shape.gridPos,
  panels: z.array(panel).default([]),
});

const board = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().default(""),
  refresh: z.string().default(""),
  tags: z.array(z.string()).default([]),
  time: z.object({ from: z.string() }).default({ from: "" }),
  links: z.array(z.object({ title: z.string(), url: z.string().optional() })).default([]),
  templating: z.object({ list: z.array(z.record(z.string(), z.unknown())) }).default({ list: [] }),
  panels: z.array(z.union([row, panel])),
});

export type BoardPanel = z.output<typeof panel>;
type RawBoard = z.output<typeof board>;

/** A heading with the panels under it, whether it is closed or open. */
export interface BoardRow {
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly y: number;
  readonly panels: readonly BoardPanel[];
}

/** A provisioned dashboard as far as a reader sees it. */
export interface ReadBoard extends Omit<RawBoard, "panels"> {
  readonly rows: readonly BoardRow[];
}

/** Most files are the same on both sides and in several stacks. */
const parsed = byText((content) => board.safeParse(JSON.parse(content)));

/** The dashboards of a stack, by uid. Throws an Error for a file that is none, with its path. */
export function readBoards(files: Files): ReadonlyMap<string, ReadBoard> {
  const found = new Map<string, ReadBoard>();
  for (const [path, content] of files) {
    if (!/(^|\/)dashboards\/[^/]+\.json$/.test(path)) continue;
    const read = parsed(content);
    if (!read.success) throw new Error(`${path} is not a dashboard: ${z.prettifyError(read.error)}`);
    const { panels, ...rest } = read.data;
    found.set(rest.uid, { ...rest, rows: rowsOf(panels) });
  }
  return found;
}

function rowsOf(panels: RawBoard["panels"]): readonly BoardRow[] {
  const rows: { id: number; title: string; collapsed: boolean; y: number; panels: BoardPanel[] }[] = [];
  for (const each of panels) {
    if ("panels" in each) {
      const { id, title, collapsed, gridPos } = each;
      rows.push({ id, title, collapsed, y: gridPos.y, panels: [...each.panels] });
    } else {
      if (rows.length === 0) rows.push({ id: 0, title: "", collapsed: false, y: 0, panels: [] });
      rows.at(-1)?.panels.push(each);
    }
  }
  return rows;
}

/** All panels of a dashboard by id. */
export function panelsById({ rows }: ReadBoard): ReadonlyMap<string, BoardPanel> {
  return new Map(rows.flatMap(({ panels }) => panels).map((each) => [String(each.id), each]));
}
