import { type BoardPanel, type BoardRow, type ReadBoard } from "../compare/read-boards";

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Columns of Grafana's grid. */
export const columns = 24;
/** Width of a column, height of a unit of the grid, and height of headings, in pixels. */
const column = 24;
const unit = 14;
const heading = 22;
/** Room around the grid, and above it for the title and the variables, in pixels. */
const margin = 8;
const head = 40;
/** Width of every wireframe in pixels. */
export const boardWidth = columns * column + 2 * margin;

/** Which closed rows are drawn with their panels. @default none */
export type Unfold = (row: BoardRow) => boolean;

/** Where the parts of a dashboard are drawn. */
export interface BoardLayout {
  readonly width: number;
  readonly height: number;
  readonly head: Box;
  readonly rows: readonly { readonly row: BoardRow; readonly box: Box; readonly open: boolean }[];
  readonly panels: readonly { readonly panel: BoardPanel; readonly box: Box }[];
}

/**
 * Places of headings and panels: panels of a row keep the grid of Grafana, rows follow one another, and a closed row is its
 * heading. A panel that reaches out of the grid is cut to it.
 */
export function boardLayout(board: ReadBoard, unfold: Unfold = () => false): BoardLayout {
  const rows: BoardLayout["rows"][number][] = [];
  const panels: BoardLayout["panels"][number][] = [];
  let y = head;
  for (const row of board.rows) {
    const open = !row.collapsed || unfold(row);
    if (row.title !== "" || row.collapsed) {
      rows.push({ row, open, box: { x: margin, y, width: columns * column, height: heading - 2 } });
      y += heading;
    }
    if (!open) continue;
    const top = Math.min(...row.panels.map(({ gridPos }) => gridPos.y));
    for (const panel of row.panels) panels.push({ panel, box: placed(panel.gridPos, top, y) });
    const units = row.panels.map(({ gridPos }) => gridPos.y - top + gridPos.h);
    y += Math.max(0, ...units) * unit;
  }
  return {
    width: boardWidth,
    height: y + margin,
    head: { x: margin, y: 0, width: columns * column, height: head },
    rows,
    panels,
  };
}

function placed({ x, y, w, h }: BoardPanel["gridPos"], top: number, offset: number): Box {
  const left = Math.min(Math.max(x, 0), columns - 1);
  const wide = Math.max(1, Math.min(w, columns - left));
  return {
    x: margin + left * column + 1,
    y: offset + (y - top) * unit + 1,
    width: wide * column - 2,
    height: Math.max(1, h) * unit - 2,
  };
}
