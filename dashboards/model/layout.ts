/** Columns of Grafana's grid. */
export const COLUMNS = 24;

/** What a panel asks for. */
export interface Size {
  /** Columns, 1 to 24. A line that is not full is stretched. */
  readonly width: number;
  /** Grid rows of about 30 pixels. All panels of a line get the height of the tallest. */
  readonly height: number;
}

/** Where a panel or a row's heading lies, in Grafana's own terms. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A row of a dashboard: its heading, and its panels below. */
export interface RowSizes {
  readonly collapsed: boolean;
  readonly panels: readonly Size[];
}

export interface RowPlaces {
  readonly heading: GridPos;
  readonly panels: readonly GridPos[];
}

/**
 * Places rows of panels on the grid: in order, no overlap, every line exactly 24 columns, equal heights in a line.
 * Panels of a collapsed row lie below its heading, and the next row follows the heading directly: Grafana moves it
 * when somebody opens the row. Throws an Error for a width or height that the grid does not have.
 */
export function layout(rows: readonly RowSizes[]): readonly RowPlaces[] {
  let y = 0;
  return rows.map((row) => {
    const heading = { x: 0, y, w: COLUMNS, h: 1 };
    const { places, end } = placed(row.panels, y + 1);
    y = row.collapsed ? y + 1 : end;
    return { heading, panels: places };
  });
}

function placed(panels: readonly Size[], top: number): { places: readonly GridPos[]; end: number } {
  panels.forEach(legal);
  const places: GridPos[] = [];
  let y = top;
  for (const line of lines(panels)) {
    const h = Math.max(...line.map((each) => each.height));
    let x = 0;
    for (const w of stretched(line.map((each) => each.width))) {
      places.push({ x, y, w, h });
      x += w;
    }
    y += h;
  }
  return { places, end: y };
}

/** The size, if the grid has it. Throws an Error for one that it has not. */
export function legal(size: Size): Size {
  const { width, height } = size;
  if (!Number.isInteger(width) || width < 1 || width > COLUMNS)
    throw new Error(`A panel is ${width} columns wide. Write a whole number from 1 to ${COLUMNS}.`);
  if (!Number.isInteger(height) || height < 1)
    throw new Error(`A panel is ${height} grid rows high. Write a whole number from 1 on.`);
  return size;
}

/** Breaks panels into lines so that the empty space is spread evenly: four panels of 8 become 2 + 2, not 3 + 1. */
function lines(panels: readonly Size[]): readonly (readonly Size[])[] {
  // best[n]: the cheapest way to break the panels from n on. The cost is the sum of squared empty columns.
  const best: { cost: number; next: number }[] = [];
  best[panels.length] = { cost: 0, next: panels.length };
  for (let from = panels.length - 1; from >= 0; from--) {
    let choice = { cost: Infinity, next: from + 1 };
    let used = 0;
    for (let to = from; to < panels.length; to++) {
      used += panels[to]?.width ?? 0;
      if (used > COLUMNS) break;
      const cost = (COLUMNS - used) ** 2 + (best[to + 1]?.cost ?? 0);
      // At equal cost the fuller line comes first.
      if (cost <= choice.cost) choice = { cost, next: to + 1 };
    }
    best[from] = choice;
  }
  const result: (readonly Size[])[] = [];
  for (let from = 0; from < panels.length;) {
    const next = best[from]?.next ?? panels.length;
    result.push(panels.slice(from, next));
    from = next;
  }
  return result;
}

/** Widths that fill the line, in the proportions asked for. The columns that do not divide go to the first panels. */
function stretched(widths: readonly number[]): readonly number[] {
  const total = widths.reduce((sum, each) => sum + each, 0);
  const floors = widths.map((each) => Math.floor((each * COLUMNS) / total));
  const missing = COLUMNS - floors.reduce((sum, each) => sum + each, 0);
  return floors.map((each, index) => (index < missing ? each + 1 : each));
}
