import { COLUMNS, type GridPos } from "../model/layout";
import { panelsOf, sections, type Complaint, type Subject } from "./finding";

/** Panels that a browser loads at once, at most. */
const MOST_VISIBLE = 15;

/** Places on the grid: nothing overlaps, nothing sticks out, every line is full, and not too much loads at once. */
export function gridComplaints({ board }: Subject): readonly Complaint[] {
  const open = board.panels.filter((each) => each.type !== "row");
  const closed = sections(board).filter((each) => each.row.collapsed);
  return [
    ...overlaps(board.panels),
    ...closed.flatMap((each) => overlaps([each.row, ...each.panels])),
    ...sections(board).flatMap((each) => incompleteLines(each.row.title, each.panels)),
    ...panelsOf(board)
      .filter((each) => each.gridPos.x + each.gridPos.w > COLUMNS)
      .map((each) => ({ rule: "off-grid", panel: each.title, message: "sticks out on the right" })),
    ...(board.panels[0]?.type === "row"
      ? []
      : [{ rule: "row", message: "the first panel stands under no heading" }]),
    ...(open.length > MOST_VISIBLE
      ? [
          {
            rule: "visible-panels",
            message: `${open.length} panels load at once, more than ${MOST_VISIBLE}; put some into closed rows`,
          },
        ]
      : []),
    ...statusRow(board.panels.slice(1, (sections(board)[0]?.panels.length ?? 0) + 1)),
  ];
}

interface Placed {
  readonly title: string;
  readonly type: string;
  readonly gridPos: GridPos;
}

function overlaps(panels: readonly Placed[]): readonly Complaint[] {
  return panels.flatMap((a, at) =>
    panels
      .slice(at + 1)
      .filter((b) => overlap(a.gridPos, b.gridPos))
      .map((b) => ({ rule: "overlap", panel: a.title, message: `overlaps with "${b.title}"` })),
  );
}

/** Whether two places share a cell of the grid. */
export function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function incompleteLines(row: string, panels: readonly Placed[]): readonly Complaint[] {
  const lines = new Map<number, Placed[]>();
  for (const each of panels) lines.set(each.gridPos.y, [...(lines.get(each.gridPos.y) ?? []), each]);
  return [...lines.values()].flatMap((line) => {
    const [first] = line;
    const width = line.reduce((sum, each) => sum + each.gridPos.w, 0);
    const heights = new Set(line.map((each) => each.gridPos.h));
    return [
      ...(width === COLUMNS
        ? []
        : [
            {
              rule: "full-line",
              message: `the line of "${first?.title ?? ""}" in "${row}" is ${width} columns wide, not ${COLUMNS}`,
            },
          ]),
      ...(heights.size <= 1
        ? []
        : [{ rule: "equal-height", message: `the line of "${first?.title ?? ""}" has several heights` }]),
    ];
  });
}

function statusRow(first: readonly Placed[]): readonly Complaint[] {
  const fine = first.length >= 4 && first.length <= 6 && first.every((each) => each.type === "stat");
  return fine
    ? []
    : [{ rule: "status-row", message: "the first row is not 4 to 6 stats that tell whether all is well" }];
}
