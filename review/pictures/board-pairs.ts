import { likeness } from "../compare/dashboards";
import { pairs, renamed, withNames } from "../compare/pairs";
import { type ReadBoard } from "../compare/read-boards";

type Boards = ReadonlyMap<string, ReadBoard>;

/** Dashboards of both sides that belong together, by uid; one that has the panels of another is that one under a new uid. */
export function boardPairs(
  before: Boards,
  after: Boards,
): readonly (readonly [before: ReadBoard | undefined, after: ReadBoard | undefined])[] {
  const names = renamed(pairs(before, after), likeness);
  const { added, removed, kept } = pairs(withNames(before, names), after);
  const all = [
    ...[...kept].map(([uid, [one, other]]) => ({ uid, pair: [one, other] as const })),
    ...[...added].map(([uid, board]) => ({ uid, pair: [undefined, board] as const })),
    ...[...removed].map(([uid, board]) => ({ uid, pair: [board, undefined] as const })),
  ];
  return all.sort((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0)).map(({ pair }) => pair);
}
