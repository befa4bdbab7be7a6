import { type BoardPanel, type BoardRow, type ReadBoard } from "./read-boards";

/** A panel and what happened to its place. */
export interface Placed {
  readonly title: string;
  readonly text: string;
}

/**
 * Panels that stand under another heading, or before or behind others than before. A panel that others came before, or
 * that lost a neighbour, has not moved: only the fewest panels count whose leaving makes the order of the rest the same.
 */
export function moved(old: ReadBoard, now: ReadBoard): readonly Placed[] {
  const rowOf = ({ rows }: ReadBoard) =>
    new Map(rows.flatMap((row) => row.panels.map(({ id }) => [id, row] as const)));
  const [before, after] = [rowOf(old), rowOf(now)];
  const same = (a: BoardRow, b: BoardRow) => a.id === b.id || sharesMost(a, b);
  return now.rows.flatMap((row) => {
    const stayed = row.panels.filter(({ id }) => {
      const was = before.get(id);
      return was !== undefined && same(was, row);
    });
    const came = row.panels.filter(({ id }) => before.has(id) && !stayed.some((each) => each.id === id));
    const place = (panel: BoardPanel) =>
      before.get(panel.id)?.panels.findIndex(({ id }) => id === panel.id) ?? 0;
    const inOrder = longestRising(stayed.map(place));
    return [
      ...came.map((panel) => ({
        title: panel.title,
        text: `moves from “${before.get(panel.id)?.title ?? ""}” to “${after.get(panel.id)?.title ?? ""}”`,
      })),
      ...stayed
        .filter((_, at) => !inOrder.has(at))
        .map((panel) => ({ title: panel.title, text: `has another place in “${row.title}”` })),
    ];
  });
}

function sharesMost(a: BoardRow, b: BoardRow): boolean {
  const both = a.panels.filter(({ id }) => b.panels.some((each) => each.id === id)).length;
  return both * 2 > Math.max(a.panels.length, b.panels.length);
}

/** Indices of a longest rising run of values, not necessarily side by side. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const best: number[][] = [];
  values.forEach((value, at) => {
    const before = best
      .slice(0, at)
      .filter((run) => (values[run.at(-1) ?? 0] ?? 0) < value)
      .reduce<readonly number[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    best[at] = [...before, at];
  });
  return new Set(
    best.reduce<readonly number[]>((longest, run) => (run.length > longest.length ? run : longest), []),
  );
}

/** Panels with another size, where the line that they stand on has the same panels as before: nobody else made room. */
export function resized(old: ReadBoard, now: ReadBoard): readonly Placed[] {
  const lines = ({ rows }: ReadBoard) =>
    new Map(
      rows.flatMap(({ panels }) =>
        panels.map(
          (panel) =>
            [
              panel.id,
              {
                panel,
                line: panels
                  .filter(({ gridPos }) => gridPos.y === panel.gridPos.y)
                  .map(({ id }) => id)
                  .join(),
              },
            ] as const,
        ),
      ),
    );
  const [before, after] = [lines(old), lines(now)];
  return [...after].flatMap(([id, { panel, line }]) => {
    const was = before.get(id);
    if (was === undefined || was.line !== line) return [];
    const [a, b] = [was.panel.gridPos, panel.gridPos];
    return a.w === b.w && a.h === b.h
      ? []
      : [{ title: panel.title, text: `is resized: ${a.w} × ${a.h} → ${b.w} × ${b.h}` }];
  });
}
