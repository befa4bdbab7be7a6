import { boardPairs } from "../pictures/board-pairs";
import { type MarkKind, markKinds, type Marks, marksBetween, signs } from "../pictures/marks";
import { routeTree } from "../pictures/routes";
import { boardPair } from "../pictures/side-by-side";
import { stackPicture } from "../pictures/stack";
import { readStackGraph } from "../pictures/stack-graph";
import { element, escaped, inline, type Picture } from "../pictures/svg";
import { wireframe } from "../pictures/wireframe";
import { byStack } from "./by-stack";
import { type Review } from "./compare";
import { type Sides } from "./html";
import { readBoards } from "./read-boards";
import { readResources } from "./read-resources";
import { readRouting, type Routing } from "./routes";
import { type Files } from "../render";
import { list } from "./words";

/** Dashboards are seen at once where there are few; otherwise each opens with a click or a key. */
const fewBoards = 4;

/** Wider pictures stand below each other, in pixels. */
const widest = 640;

/** A picture of each side; one side only where the other has none. */
interface Shown {
  readonly heading: string;
  readonly counts: string;
  readonly before: Picture | undefined;
  readonly after: Picture | undefined;
}

type Draw = (stack: string, before: Files, after: Files) => readonly Shown[];

/** Pictures by the consequence under whose heading they stand. */
export function picturesOf(review: Review, sides: Sides): ReadonlyMap<string, string> {
  const all: readonly (readonly [string, string, Draw])[] = [
    ["dashboard", "Pictures of the dashboards", boards(review)],
    ["notification", "Routes", routes],
    ["server", "Servers and what flows between them", servers(review)],
  ];
  return new Map(
    all.flatMap(([consequence, title, draw]) => {
      if (!review.changes.some((each) => each.consequence === consequence)) return [];
      const shown = overStacks(sides, review.stacks, consequence, draw);
      if (shown.length === 0) return [];
      const content = element("h3", {}, title) + legend() + shown.join("\n");
      return [[consequence, content]];
    }),
  );
}

/** The same pictures in several stacks stand there once, with the names of the stacks. */
function overStacks(
  { before, after }: Sides,
  all: readonly string[],
  prefix: string,
  draw: Draw,
): readonly string[] {
  const [old, now] = [byStack(before), byStack(after)];
  const groups = new Map<string, { readonly shown: Shown; readonly stacks: string[] }>();
  for (const stack of all) {
    const [one, other] = [old.get(stack), now.get(stack)];
    if (one === undefined || other === undefined) continue;
    for (const shown of draw(stack, one, other)) {
      const key = [shown.heading, shown.before?.body, shown.after?.body].join("\n");
      const group = groups.get(key) ?? { shown, stacks: [] };
      group.stacks.push(stack);
      groups.set(key, group);
    }
  }
  const ordered = [...groups.values()].sort((a, b) =>
    a.shown.heading < b.shown.heading ? -1 : a.shown.heading > b.shown.heading ? 1 : 0,
  );
  return ordered.map(({ shown, stacks }, at) =>
    details(shown, stacks.length === all.length ? [] : stacks, `${prefix}-${at}`, ordered.length),
  );
}

function details(shown: Shown, stacks: readonly string[], id: string, of: number): string {
  const sides = [shown.before, shown.after].flatMap((picture, at) =>
    picture === undefined ? [] : [{ ...picture, id: `${id}-${at}`, side: at === 0 ? "Before" : "After" }],
  );
  return element(
    "details",
    { class: "board", open: of <= fewBoards ? "" : undefined },
    element(
      "summary",
      {},
      escaped(shown.heading),
      " ",
      stacks.length === 0 ? "" : element("span", { class: "stacks" }, escaped(`(${list(stacks, 8)})`)),
      " ",
      element("span", { class: "counts" }, escaped(shown.counts)),
    ),
    element(
      "div",
      { class: sides.length === 1 || sides.some(({ width }) => width > widest) ? "sides one" : "sides" },
      ...sides.map(({ side, ...picture }) =>
        element(
          "figure",
          {},
          element("figcaption", {}, side),
          element(
            "div",
            { class: "frame", tabindex: 0, role: "region", "aria-label": `${side}: ${shown.heading}` },
            inline(picture),
          ),
        ),
      ),
    ),
  );
}

/** Dashboards that the words speak of, in the stacks in which they do. */
function boards({ changes }: Review): Draw {
  const spoken = new Map<string, Set<string>>();
  for (const { consequence, subject, stacks } of changes) {
    const uid = consequence === "dashboard" ? /^dashboard ([^\s,]+)/.exec(subject)?.[1] : undefined;
    if (uid === undefined) continue;
    const own = spoken.get(uid) ?? new Set();
    spoken.set(uid, own);
    for (const stack of stacks) own.add(stack);
  }
  return (stack, before, after) =>
    boardPairs(readBoards(before), readBoards(after)).flatMap(([old, now]): readonly Shown[] => {
      if (![old, now].some((board) => board !== undefined && spoken.get(board.uid)?.has(stack) === true))
        return [];
      const heading = `${now?.title ?? old?.title ?? ""} (${now?.uid ?? old?.uid ?? ""})`;
      if (old === undefined || now === undefined) {
        const board = now ?? old;
        if (board === undefined) return [];
        const picture = wireframe(board, { unfold: () => true });
        return now === undefined
          ? [{ heading, counts: `${signs.removed} is gone`, before: picture, after: undefined }]
          : [{ heading, counts: `${signs.added} is new`, before: undefined, after: picture }];
      }
      const marks = marksBetween(old, now);
      const [one, other] = boardPair(old, now, "", { marks, captions: false });
      return [{ heading, counts: counted(marks), before: one, after: other }];
    });
}

function counted({ before, after }: { readonly before: Marks; readonly after: Marks }): string {
  const number = (kind: MarkKind) =>
    [...(kind === "removed" ? before : after).panels.values()].filter(({ kinds }) => kinds.includes(kind))
      .length;
  return markKinds
    .filter((kind) => number(kind) > 0)
    .map((kind) => `${signs[kind]} ${number(kind)} ${kind}`)
    .join("  ");
}

function routingOf(files: Files): { readonly text: string; readonly routing: Routing } | undefined {
  const text = files.get("alertmanager/alertmanager.yml");
  return text === undefined ? undefined : { text, routing: readRouting(text) };
}

const routes: Draw = (_, before, after) => {
  const [old, now] = [routingOf(before), routingOf(after)];
  if (old?.text === now?.text) return [];
  const draw = (side: typeof old, other: typeof old, mark: "added" | "removed") =>
    side === undefined
      ? undefined
      : routeTree(side.routing, other === undefined ? {} : { comparedWith: other.routing, mark });
  const [one, other] = [draw(old, now, "removed"), draw(now, old, "added")];
  // Inhibitions and settings of receivers are no part of the tree.
  return one?.body === other?.body
    ? []
    : [{ heading: "Routes of Alertmanager", counts: "", before: one, after: other }];
};

function servers({ changes }: Review): Draw {
  const comeOrGo = changes.filter(
    ({ consequence, text }) => consequence === "server" && /^is (new|gone)\b/.test(text),
  );
  return (stack, before, after) => {
    if (!comeOrGo.some(({ stacks }) => stacks.includes(stack))) return [];
    const [old, now] = [before, after].map((files) =>
      readStackGraph(files, readResources(files.get("resources.yaml") ?? "")),
    );
    if (old === undefined || now === undefined) return [];
    return [
      {
        heading: `Stack ${stack}`,
        counts: "",
        before: stackPicture(old, { comparedWith: now, mark: "removed" }),
        after: stackPicture(now, { comparedWith: old, mark: "added" }),
      },
    ];
  };
}

function legend(): string {
  return element(
    "ul",
    { class: "legend", "aria-label": "Signs in the pictures" },
    ...markKinds.map((kind) =>
      element("li", {}, element("span", { class: `mark ${kind}` }, signs[kind]), ` ${kind}`),
    ),
  );
}
