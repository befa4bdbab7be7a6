import { pairs, renamed, withNames } from "../compare/pairs";
import { panelChanges } from "../compare/panels";
import { moved, resized } from "../compare/places";
import { panelsById, type ReadBoard } from "../compare/read-boards";

/** What happened to a part of a dashboard. A part that is changed and moved is both. */
export type MarkKind = "added" | "removed" | "changed" | "moved";

/** Kinds in the order in which they give a part its colour. */
export const markKinds: readonly MarkKind[] = ["added", "removed", "changed", "moved"];

/** Signs of marks, for who sees no colours. */
export const signs: Readonly<Record<MarkKind, string>> = {
  added: "+",
  removed: "−",
  changed: "≠",
  moved: "↕",
};

/** What happened to one part, and in which words. */
export interface Mark {
  /** At least one, in the order of `markKinds`. */
  readonly kinds: readonly MarkKind[];
  readonly words: readonly string[];
}

/** Marks of panels and headings of one side, by id. */
export interface Marks {
  readonly panels: ReadonlyMap<number, Mark>;
  readonly rows: ReadonlyMap<number, Mark>;
}

export const noMarks: Marks = { panels: new Map(), rows: new Map() };

/** The marks of both sides. What is gone is marked before, what is new after, and what changed on both. */
export function marksBetween(before: ReadBoard, after: ReadBoard): { before: Marks; after: Marks } {
  const rows = rowMarks(before, after);
  const { added, removed, kept } = pairs(panelsById(before), panelsById(after));
  const places = new Map<string, string[]>();
  // Two panels may have one title: here each is called by its id.
  const [old, now] = [calledById(before), calledById(after)];
  for (const { title, text } of [...moved(old, now), ...resized(old, now)])
    places.set(title, [...(places.get(title) ?? []), text]);
  const both = [...kept].flatMap(([id, [one, other]]) => {
    const words = panelChanges(one, other);
    const place = places.get(id) ?? [];
    const kinds: readonly MarkKind[] = [
      ...(words.length > 0 ? (["changed"] as const) : []),
      ...(place.length > 0 ? (["moved"] as const) : []),
    ];
    return kinds.length === 0 ? [] : [[Number(id), { kinds, words: [...words, ...place] }] as const];
  });
  const one = (kind: MarkKind, text: string, ids: Iterable<string>) =>
    [...ids].map((id) => [Number(id), { kinds: [kind], words: [text] }] as const);
  return {
    before: {
      panels: new Map([...both, ...one("removed", "is gone", removed.keys())]),
      rows: rows.before,
    },
    after: { panels: new Map([...both, ...one("added", "is new", added.keys())]), rows: rows.after },
  };
}

function calledById(board: ReadBoard): ReadBoard {
  return {
    ...board,
    rows: board.rows.map((row) => ({
      ...row,
      panels: row.panels.map((panel) => ({ ...panel, title: String(panel.id) })),
    })),
  };
}

function rowMarks(before: ReadBoard, after: ReadBoard) {
  const rows = (board: ReadBoard) =>
    new Map(board.rows.filter(({ title }) => title !== "").map((each) => [String(each.id), each]));
  const ids = ({ panels }: ReadBoard["rows"][number]) => panels.map(({ id }) => id).join();
  // A heading's id comes from its title: one with the same panels has a new title.
  const names = renamed(pairs(rows(before), rows(after)), (a, b) => (ids(a) === ids(b) ? 1 : 0));
  const { added, removed, kept } = pairs(withNames(rows(before), names), rows(after));
  const found = { before: new Map<number, Mark>(), after: new Map<number, Mark>() };
  for (const row of added.values()) found.after.set(row.id, { kinds: ["added"], words: ["is new"] });
  for (const row of removed.values()) found.before.set(row.id, { kinds: ["removed"], words: ["is gone"] });
  for (const [old, now] of kept.values()) {
    const words = [
      ...(old.title === now.title ? [] : [`is retitled; it was “${old.title}”`]),
      ...(old.collapsed === now.collapsed ? [] : [now.collapsed ? "is closed" : "is open at first"]),
    ];
    if (words.length === 0) continue;
    found.before.set(old.id, { kinds: ["changed"], words });
    found.after.set(now.id, { kinds: ["changed"], words });
  }
  return found;
}
