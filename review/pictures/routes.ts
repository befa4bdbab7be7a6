import { type Route, type Routing } from "../compare/routes";
import { count, list } from "../compare/words";
import { type MarkKind, signs } from "./marks";
import { element, escaped, type Picture, textAt } from "./svg";
import { cut, widthOf, wrapped } from "./text";

/** How a tree is drawn. */
export interface RouteTreeOptions {
  /** @default "routes" */
  readonly id?: string;
  /** The other side: routes and receivers that it does not have, or has otherwise, are marked. @default nothing is marked */
  readonly comparedWith?: Routing;
  /** @default added */
  readonly mark?: Extract<MarkKind, "added" | "removed">;
}

/** Sizes in pixels: of boxes, of the room between the columns that the lines take, and of the fonts. */
const route = { width: 280, line: 13, pad: 8 };
const receiver = { width: 180, height: 26 };
const indent = 28;
const gap = 10;
const margin = 12;
const size = { name: 10, meta: 8.5 };
/** Most lines of matchers in a box; what is beyond is counted. */
const mostMatchers = 6;
/** What Alertmanager does where a configuration says nothing. https://prometheus.io/docs/alerting/latest/configuration/#route */
const defaults: Inherited = {
  receiver: "",
  group_by: [],
  group_wait: "30s",
  group_interval: "5m",
  repeat_interval: "4h",
};

interface Inherited {
  readonly receiver: string;
  readonly group_by: readonly string[];
  readonly group_wait: string;
  readonly group_interval: string;
  readonly repeat_interval: string;
}

/** A route with what it has from its parents, and its place in the picture. */
interface Drawn {
  readonly depth: number;
  readonly lines: readonly { readonly style: "name" | "meta"; readonly text: string }[];
  readonly receiver: string;
  readonly y: number;
  readonly height: number;
  /** Index of its parent; -1 for the root. */
  readonly parent: number;
  readonly goesOn: boolean;
}

/**
 * Alertmanager's routes as a picture, read from the top: an alert goes into the first route whose matchers hold, and on to
 * the next ones where the route says so. Receivers stand to the right of the route that tells them; those that no route
 * tells stand below.
 */
export function routeTree({ route: root, receivers }: Routing, options: RouteTreeOptions = {}): Picture {
  const { id = "routes", comparedWith, mark = "added" } = options;
  const known = comparedWith === undefined ? undefined : new Set(placed(comparedWith.route).map(keyOf));
  const knownReceivers = new Set((comparedWith?.receivers ?? receivers).map(({ name }) => name));
  const markOf = (isKnown: boolean) => (isKnown ? undefined : mark);
  const receiverMark = (name: string) => markOf(knownReceivers.has(name));
  const drawn = placed(root);
  const deepest = Math.max(...drawn.map(({ depth }) => depth));
  const column = margin + deepest * indent + route.width + 50;
  const told = new Set(drawn.map((each) => each.receiver));
  const untold = receivers.map(({ name }) => name).filter((name) => !told.has(name));
  const bottom = Math.max(...drawn.map(({ y, height }) => y + height));
  const width = column + receiver.width + margin;
  const rest = untold.map((name, at) => {
    const y = bottom + gap + at * (receiver.height + 6);
    return receiverBox(name, column, y, receiverMark(name), "told by no route");
  });
  const height = bottom + margin + (untold.length === 0 ? 0 : gap + untold.length * (receiver.height + 6));
  return {
    id,
    title: "Routes of Alertmanager",
    description: `${count(drawn.length, "route")}, ${count(receivers.length, "receiver")}: ${list([...told], 20)}.`,
    width,
    height,
    body: [
      ...drawn.map((each) => branch(each, drawn)),
      ...drawn.map((each, at) =>
        routeBox(each, at, column, markOf(known?.has(keyOf(each)) ?? true), receiverMark(each.receiver)),
      ),
      ...rest,
    ].join(""),
  };
}

function placed(root: Route): readonly Drawn[] {
  const drawn: Drawn[] = [];
  let y = margin;
  const walk = (of: Route, inherited: Inherited, depth: number, parent: number) => {
    const own = inheriting(of, inherited);
    const lines = linesOf(of, own, depth === 0 ? undefined : inherited);
    const height = lines.length * route.line + route.pad;
    const at = drawn.length;
    drawn.push({ depth, lines, receiver: own.receiver, y, height, parent, goesOn: of.continue });
    y += height + gap;
    for (const child of of.routes) walk(child, own, depth + 1, at);
  };
  walk(root, defaults, 0, -1);
  return drawn;
}

function inheriting(of: Route, inherited: Inherited): Inherited {
  return {
    receiver: of.receiver ?? inherited.receiver,
    group_by: of.group_by ?? inherited.group_by,
    group_wait: of.group_wait ?? inherited.group_wait,
    group_interval: of.group_interval ?? inherited.group_interval,
    repeat_interval: of.repeat_interval ?? inherited.repeat_interval,
  };
}

/** What the box of a route says: its matchers, then what it does otherwise than its parent. */
function linesOf(of: Route, own: Inherited, parent: Inherited | undefined): Drawn["lines"] {
  const room = route.width - 2 * route.pad - 16;
  const matchers =
    of.matchers.length > 0
      ? of.matchers
      : [parent === undefined ? "every alert" : "every alert that comes here"];
  const shown =
    matchers.length <= mostMatchers
      ? matchers
      : [...matchers.slice(0, mostMatchers - 1), `and ${matchers.length - mostMatchers + 1} more conditions`];
  const grouping = own.group_by.includes("...")
    ? "by all labels: each alert alone"
    : own.group_by.length === 0
      ? "all together"
      : `by ${own.group_by.join(", ")}`;
  const waits = `waits ${own.group_wait}, then every ${own.group_interval}`;
  const changes = (key: keyof Inherited) => String(own[key]) !== String(parent?.[key] ?? "");
  const facts = [
    ...(changes("group_by") || parent === undefined ? [`grouped ${grouping}`] : []),
    ...(changes("group_wait") || changes("group_interval") ? [waits] : []),
    ...(changes("repeat_interval") ? [`repeated every ${own.repeat_interval}`] : []),
    ...(of.mute_time_intervals.length === 0 ? [] : [`muted in ${of.mute_time_intervals.join(", ")}`]),
    ...(of.active_time_intervals.length === 0 ? [] : [`only in ${of.active_time_intervals.join(", ")}`]),
    ...(of.continue ? ["and on to the routes below"] : []),
  ];
  return [
    ...shown
      .flatMap((text) => wrapped(text, room, size.name, 2, true))
      .map((text) => ({ style: "name" as const, text })),
    ...facts
      .flatMap((text) => wrapped(text, room, size.meta, 2))
      .map((text) => ({ style: "meta" as const, text })),
  ];
}

/** What makes a route the same on both sides: where it stands, what it says, and whom it tells. */
function keyOf({ depth, lines, receiver: told }: Drawn): string {
  return [depth, told, ...lines.map(({ text }) => text)].join("\n");
}

function badge(mark: MarkKind | undefined, x: number, y: number): string {
  if (mark === undefined) return "";
  return (
    element("rect", { class: "badge", x, y, width: 14, height: 14, rx: 2 }) +
    textAt(x + 7, y + 11, "sign", signs[mark])
  );
}

function left({ depth }: Drawn): number {
  return margin + depth * indent;
}

/** Lines come down from the parent at the left of its children: none of them crosses a box or a text. */
function branch(each: Drawn, all: readonly Drawn[]): string {
  const parent = all[each.parent];
  if (parent === undefined) return "";
  const x = left(parent) + indent / 2;
  const y = each.y + each.height / 2;
  return element("path", {
    class: "edge",
    d: `M${x} ${parent.y + parent.height}V${y}H${left(each)}`,
    "marker-end": "url(#arrow)",
  });
}

function routeBox(
  each: Drawn,
  at: number,
  column: number,
  mark: MarkKind | undefined,
  receiverMark: MarkKind | undefined,
): string {
  const [x, middle] = [left(each), each.y + each.height / 2];
  return (
    element("path", {
      class: "edge",
      d: `M${x + route.width} ${middle}H${column}`,
      "marker-end": "url(#arrow)",
    }) +
    element(
      "svg",
      {
        x,
        y: each.y,
        width: route.width,
        height: each.height,
        "data-route": at,
        class: mark,
        "data-marks": mark,
      },
      element("title", {}, escaped(each.lines.map(({ text }) => text).join("; "))),
      element("rect", { class: "box", x: 1, y: 1, width: route.width - 2, height: each.height - 2, rx: 3 }),
      ...each.lines.map(({ style, text }, line) =>
        textAt(route.pad, route.pad / 2 + 10 + line * route.line, style, text),
      ),
      badge(mark, route.width - 18, 2),
    ) +
    receiverBox(each.receiver, column, middle - receiver.height / 2, receiverMark)
  );
}

function receiverBox(name: string, x: number, y: number, mark: MarkKind | undefined, note = ""): string {
  const { width, height } = receiver;
  const room = width - 2 * route.pad - (mark === undefined ? 0 : 20);
  const text = cut(name, note === "" ? room : room - widthOf(note, size.meta) - 6, size.name, true);
  return element(
    "svg",
    {
      x,
      y,
      width,
      height,
      "data-receiver": name,
      class: [note === "" ? "" : "outside", mark ?? ""].join(" ").trim() || undefined,
      "data-marks": mark,
    },
    element("title", {}, escaped(`receiver ${name}${note === "" ? "" : `, ${note}`}`)),
    element("rect", { class: "box", x: 1, y: 1, width: width - 2, height: height - 2, rx: height / 2 }),
    textAt(route.pad + 2, 17, "name", text),
    note === ""
      ? ""
      : textAt(
          width - route.pad - (mark === undefined ? 0 : 20) - widthOf(note, size.meta),
          17,
          "meta",
          note,
        ),
    badge(mark, width - 24, 6),
  );
}
