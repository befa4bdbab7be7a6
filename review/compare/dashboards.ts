import { type Change } from "./change";
import { pairs, renamed, withNames } from "./pairs";
import { moved, resized } from "./places";
import { panelChanges } from "./panels";
import { panelsById, type ReadBoard } from "./read-boards";
import { count, list, textChange } from "./words";

type Boards = ReadonlyMap<string, ReadBoard>;

/** What happens to dashboards, by panel: a panel that only makes room for another is not mentioned. */
export function dashboardChanges(before: Boards, after: Boards): readonly Change[] {
  const names = renamed(pairs(before, after), likeness);
  const { added, removed, kept } = pairs(withNames(before, names), after);
  return [
    ...[...names].map(([from, to]) =>
      change(from, `is renamed to ${to}; links and bookmarks to ${from} lead nowhere`),
    ),
    ...[...added].map(([uid, board]) => change(uid, `is new: “${board.title}”, ${sizeOf(board)}`)),
    ...[...removed].map(([uid, board]) => change(uid, `is gone: “${board.title}”, ${sizeOf(board)}`)),
    ...[...kept].flatMap(([uid, [old, now]]) => boardChanges(uid, old, now)),
  ];
}

function change(uid: string, text: string, panel?: string): Change {
  return {
    consequence: "dashboard",
    subject: panel === undefined ? `dashboard ${uid}` : `dashboard ${uid}, panel “${panel}”`,
    text,
  };
}

function sizeOf(board: ReadBoard): string {
  return count(panelsById(board).size, "panel");
}

/** The same panels: the same dashboard under another uid. */
export function likeness(before: ReadBoard, after: ReadBoard): number {
  const [ids, others] = [panelsById(before), panelsById(after)];
  const both = [...ids.keys()].filter((id) => others.has(id)).length;
  return both / Math.max(ids.size, others.size, 1);
}

function boardChanges(uid: string, old: ReadBoard, now: ReadBoard): readonly Change[] {
  const { added, removed, kept } = pairs(panelsById(old), panelsById(now));
  const rowOf = (board: ReadBoard, id: string) =>
    board.rows.find(({ panels }) => panels.some((each) => String(each.id) === id))?.title ?? "";
  return [
    ...headChanges(old, now).map((text) => change(uid, text)),
    ...rowChanges(old, now).map((text) => change(uid, text)),
    ...variableChanges(old, now).map((text) => change(uid, text)),
    ...[...added].map(([id, panel]) =>
      change(uid, `is new: ${panel.type} in “${rowOf(now, id)}”`, panel.title),
    ),
    ...[...removed].map(([id, panel]) =>
      change(uid, `is gone: ${panel.type} in “${rowOf(old, id)}”`, panel.title),
    ),
    ...moved(old, now).map(({ title, text }) => change(uid, text, title)),
    ...resized(old, now).map(({ title, text }) => change(uid, text, title)),
    ...[...kept.values()].flatMap(([before, after]) =>
      panelChanges(before, after).map((text) => change(uid, text, after.title)),
    ),
  ];
}

function headChanges(old: ReadBoard, now: ReadBoard): readonly string[] {
  const links = ({ links: all }: ReadBoard) =>
    new Map(all.map((each) => [each.url ?? each.title, each.title]));
  const { added, removed } = pairs(links(old), links(now));
  const range = (from: string) => from.replace(/^now-/, "the last ");
  return [
    ...(old.title === now.title ? [] : [`is retitled: “${old.title}” → “${now.title}”`]),
    ...(old.description === now.description
      ? []
      : [`is described otherwise: ${textChange(old.description, now.description)}`]),
    ...(old.refresh === now.refresh
      ? []
      : [`asks again every ${old.refresh || "never"} → ${now.refresh || "never"}`]),
    ...(old.time.from === now.time.from
      ? []
      : [`shows ${range(old.time.from)} → ${range(now.time.from)} at first`]),
    ...(old.tags.join() === now.tags.join() ? [] : [`has the tags ${list(old.tags)} → ${list(now.tags)}`]),
    ...(added.size === 0 ? [] : [`links to ${list([...added.values()])}`]),
    ...(removed.size === 0 ? [] : [`no longer links to ${list([...removed.values()])}`]),
  ];
}

function rowChanges(old: ReadBoard, now: ReadBoard): readonly string[] {
  const rows = (board: ReadBoard) => new Map(board.rows.map((each) => [String(each.id), each]));
  const all = pairs(rows(old), rows(now));
  const ids = ({ panels }: ReadBoard["rows"][number]) => panels.map(({ id }) => id).join();
  // A heading's id comes from its title: one with the same panels has a new title.
  const titles = renamed(all, (before, after) => (ids(before) === ids(after) ? 1 : 0));
  const { added, removed, kept } = pairs(withNames(rows(old), titles), rows(now));
  return [
    ...[...titles].map(
      ([from, to]) =>
        `row “${rows(old).get(from)?.title ?? ""}” is retitled “${rows(now).get(to)?.title ?? ""}”`,
    ),
    ...[...added.values()].map(
      ({ title, panels }) => `has a new row “${title}” of ${count(panels.length, "panel")}`,
    ),
    ...[...removed.values()].map(({ title }) => `has lost the row “${title}”`),
    ...[...kept.values()].flatMap(([before, after]) =>
      before.collapsed === after.collapsed
        ? []
        : [
            `row “${after.title}” is ${after.collapsed ? "closed: its panels ask only when it is opened" : "open at first: its panels ask on load"}`,
          ],
    ),
  ];
}

function variableChanges(old: ReadBoard, now: ReadBoard): readonly string[] {
  const variables = ({ templating }: ReadBoard) =>
    new Map(templating.list.map((each) => [String(each["name"]), each]));
  const { added, removed, kept } = pairs(variables(old), variables(now));
  return [
    ...[...added.keys()].map((name) => `has the new variable ${name}`),
    ...[...removed.keys()].map((name) => `has lost the variable ${name}: links that set it no longer do`),
    ...[...kept].flatMap(([name, [before, after]]) => {
      const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
        .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
        .sort();
      return keys.length === 0 ? [] : [`variable ${name} changes in ${list(keys)}`];
    }),
  ];
}
