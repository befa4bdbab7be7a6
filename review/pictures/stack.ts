import { count } from "../compare/words";
import { layered, type Point, type Room } from "./layered";
import { type MarkKind, signs } from "./marks";
import { type Flow, type FlowKind, type StackGraph, type StackNode } from "./stack-graph";
import { element, escaped, type Picture, short, textAt } from "./svg";
import { cut, wrapped } from "./text";

const room: Room = { width: 168, across: 46, down: 14, margin: 12 };
const size = { name: 10, meta: 8.5 };
const pad = 8;
const line = 12;
/** Most lines of parts and of notes in a box; what is beyond is in its title. */
const mostParts = 9;
const mostNotes = 2;
/** Height of the key above the picture, in pixels. */
const key = 26;

/** Lines by what flows along them: words, and how the line is drawn, for who sees no colours. */
const kinds: Readonly<Record<FlowKind, readonly [words: string, dashes: string | undefined, width: number]>> =
  {
    scrape: ["is scraped by", undefined, 1.2],
    send: ["sends to", undefined, 2.6],
    read: ["is read by", "7 4", 1.4],
    alert: ["alerts", "2 3", 2],
    store: ["blocks and chunks", "10 3 2 3", 1.4],
  };

/** How a stack is drawn. */
export interface StackPictureOptions {
  /** @default "stack" */
  readonly id?: string;
  /** The other side: what it does not have is marked. @default nothing is marked */
  readonly comparedWith?: StackGraph;
  /** @default added */
  readonly mark?: Extract<MarkKind, "added" | "removed">;
}

/** A stack as a picture: data flows from left to right, from where it arises to who reads it. */
export function stackPicture(graph: StackGraph, options: StackPictureOptions = {}): Picture {
  const { id = "stack", comparedWith, mark = "added" } = options;
  const boxes = graph.nodes.map((node) => ({ node, id: node.id, lines: linesOf(node) }));
  const pairs = [
    ...new Map(graph.flows.map((flow) => [`${flow.from}\n${flow.to}\n${flow.kind}`, flow])).values(),
  ];
  const drawing = layered(
    boxes.map((box) => ({ id: box.id, height: pad + box.lines.length * line + pad / 2 })),
    pairs,
    room,
  );
  const [keys, least] = keyOf(pairs);
  const width = Math.max(drawing.width, least);
  const known = new Set(comparedWith?.nodes.map((node) => node.id) ?? graph.nodes.map((node) => node.id));
  const knownFlows = new Set((comparedWith ?? graph).flows.map(pairOf));
  const servers = graph.nodes.filter(({ outside }) => !outside);
  return {
    id,
    title: "Servers and what flows between them",
    description: `${count(servers.length, "node")} of the stack and ${graph.nodes.length - servers.length} outside. ${graph.flows
      .map(({ from, to, kind }) => `${from} ${kinds[kind][0]} ${to}`)
      .join("; ")}.`,
    width,
    height: drawing.height + key,
    body:
      keys +
      element(
        "g",
        { transform: `translate(${short((width - drawing.width) / 2)} ${key})` },
        ...drawing.lines.map((points, at) => {
          const flow = pairs[at];
          return flow === undefined
            ? ""
            : flowLine(flow, points, knownFlows.has(pairOf(flow)) ? undefined : mark);
        }),
        ...boxes.map((box) => {
          const place = drawing.nodes.get(box.id) ?? { x: 0, y: 0 };
          return nodeBox(box.node, box.lines, place, known.has(box.id) ? undefined : mark);
        }),
      ),
  };
}

function pairOf({ from, to, kind }: Flow): string {
  return [from, to, kind].join("\n");
}

interface TextLine {
  readonly style: "name" | "meta";
  readonly text: string;
}

function linesOf({ title, parts, notes }: StackNode): readonly TextLine[] {
  const width = room.width - 2 * pad;
  const meta = (text: string) => ({ style: "meta" as const, text });
  const shown = parts.length <= mostParts ? parts : parts.slice(0, mostParts - 1);
  return [
    ...wrapped(title, width - 16, size.name, 2, true).map((text) => ({ style: "name" as const, text })),
    ...shown.map((part) => meta(cut(part, width, size.meta))),
    ...(shown.length === parts.length ? [] : [meta(`and ${parts.length - shown.length} more`)]),
    ...wrapped(notes.join("; "), width, size.meta, mostNotes).map(meta),
  ];
}

function nodeBox(
  node: StackNode,
  lines: readonly TextLine[],
  { x, y }: Point,
  mark: MarkKind | undefined,
): string {
  const height = pad + lines.length * line + pad / 2;
  const says = [node.title, ...node.parts, ...node.notes, ...(mark === undefined ? [] : [mark])].join("; ");
  const style = [node.outside ? "outside" : "", mark ?? ""].filter((each) => each !== "").join(" ");
  return element(
    "svg",
    { x, y, width: room.width, height, "data-node": node.id, class: style || undefined, "data-marks": mark },
    element("title", {}, escaped(says)),
    element("rect", {
      class: "box",
      x: 1,
      y: 1,
      width: room.width - 2,
      height: height - 2,
      rx: node.outside ? 12 : 3,
    }),
    ...lines.map(({ style: own, text }, at) => textAt(pad, pad / 2 + 11 + at * line, own, text)),
    ...(mark === undefined
      ? []
      : [
          element("rect", { class: "badge", x: room.width - 17, y: 2, width: 14, height: 14, rx: 2 }),
          textAt(room.width - 10, 13, "sign", signs[mark]),
        ]),
  );
}

function flowLine(flow: Flow, points: readonly Point[], mark: MarkKind | undefined): string {
  const [words, dashes, width] = kinds[flow.kind];
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let from = first;
  const curves = rest.map((to) => {
    const bend = (to.x - from.x) / 2;
    const d =
      from.y === to.y
        ? `H${short(to.x)}`
        : `C${short(from.x + bend)} ${short(from.y)} ${short(to.x - bend)} ${short(to.y)} ${short(to.x)} ${short(to.y)}`;
    from = to;
    return d;
  });
  return element(
    "path",
    {
      class: mark === undefined ? "edge" : `edge edge-${mark}`,
      d: `M${short(first.x)} ${short(first.y)}${curves.join("")}`,
      "stroke-dasharray": dashes,
      style: `stroke-width:${width + (mark === undefined ? 0 : 1)}`,
      "marker-end": "url(#arrow)",
      "data-flow": `${flow.from} ${flow.kind} ${flow.to}`,
    },
    element(
      "title",
      {},
      escaped(`${flow.from} ${words} ${flow.to}: ${flow.says}${mark === undefined ? "" : `; ${mark}`}`),
    ),
  );
}

/** What the lines mean, and its width. */
function keyOf(flows: readonly Flow[]): readonly [markup: string, width: number] {
  let x = room.margin;
  const used = (Object.keys(kinds) as FlowKind[]).filter((kind) => flows.some((flow) => flow.kind === kind));
  const all = used.map((kind) => {
    const [words, dashes, width] = kinds[kind];
    const at = x;
    x += 40 + 6 * words.length + 18;
    return (
      element("path", {
        class: "edge",
        d: `M${at} 13H${at + 34}`,
        "stroke-dasharray": dashes,
        style: `stroke-width:${width}`,
        "marker-end": "url(#arrow)",
      }) + textAt(at + 40, 16, "small", words)
    );
  });
  return [all.join(""), x];
}
