import { type BoardPanel, type ReadBoard } from "../compare/read-boards";
import { count } from "../compare/words";
import { boardLayout, type BoardLayout, type Box, type Unfold } from "./board-layout";
import { type Mark, type MarkKind, type Marks, noMarks, signs } from "./marks";
import { sketchOf, typeWords } from "./sketches";
import { element, escaped, type Picture, textAt } from "./svg";
import { cut, wrapped } from "./text";

/** How a dashboard is drawn. */
export interface WireframeOptions {
  /** Names of parts begin with it; unique in a page. @default the uid of the dashboard */
  readonly id?: string;
  /** @default no marks */
  readonly marks?: Marks;
  /** Closed rows that are drawn with their panels. @default none */
  readonly unfold?: Unfold;
  /** Stands before the title: "Before". @default nothing */
  readonly caption?: string;
}

/** Sizes of fonts in pixels, as the style has them. */
const size = { head: 13, row: 11, name: 10, meta: 8.5, small: 9.5 };
/** Room at the sides within a box, and of a mark's sign, in pixels. */
const inside = 5;
const badge = 15;
/** Height of a line of text in a panel, in pixels. */
const step = 11;

/** A dashboard as a picture: its grid, headings, and of each panel title, type, unit and number of queries. */
export function wireframe(board: ReadBoard, options: WireframeOptions = {}): Picture {
  const { id = board.uid, marks = noMarks, unfold, caption } = options;
  const layout = boardLayout(board, unfold);
  const name = caption === undefined ? board.title : `${caption}: ${board.title}`;
  return {
    id,
    title: `Dashboard ${name}`,
    description: describe(board, layout, marks),
    width: layout.width,
    height: layout.height,
    body: [
      headOf(board, layout.head, name),
      ...layout.rows.map(({ row, box, open }) => {
        const sign = open ? "▾" : "▸";
        const text = `${sign} ${row.title}${open && !row.collapsed ? "" : ` (${count(row.panels.length, "panel")}${row.collapsed ? ", closed" : ""})`}`;
        return part(box, marks.rows.get(row.id), `row: ${row.title}`, { "data-row": row.id }, (room) => [
          textAt(inside, 14, "row", cut(text, room, size.row, true)),
        ]);
      }),
      ...layout.panels.map(({ panel, box }) => panelOf(panel, box, marks.panels.get(panel.id))),
    ].join(""),
  };
}

function headOf(board: ReadBoard, { x, width }: Box, name: string): string {
  const variables = board.templating.list.map((each) => String(each["name"])).filter((each) => each !== "");
  const facts = [
    variables.length === 0 ? "no variables" : `variables: ${variables.join(", ")}`,
    ...(board.time.from === "" ? [] : [`the last ${board.time.from.replace(/^now-/, "")}`]),
    ...(board.refresh === "" ? [] : [`asks again every ${board.refresh}`]),
  ].join(" · ");
  return (
    textAt(x, 17, "head", cut(name, width, size.head, true)) +
    textAt(x, 32, "small", cut(facts, width, size.small))
  );
}

/** What a panel shows, in a few words. */
function metaOf({ type, fieldConfig, targets }: BoardPanel): readonly string[] {
  const unit = fieldConfig.defaults["unit"];
  return [
    typeWords(type),
    ...(targets.length === 0 ? [] : [targets.length === 1 ? "1 query" : `${targets.length} queries`]),
    ...(typeof unit === "string" && unit !== "" ? [unit] : []),
  ];
}

function panelOf(panel: BoardPanel, box: Box, mark: Mark | undefined): string {
  const meta = metaOf(panel).join(" · ");
  const width = box.width - 2 * inside;
  return part(box, mark, `${panel.title}: ${meta}`, { "data-panel": panel.id }, (room) => {
    const names = wrapped(panel.title, room, size.name, 2, true);
    const lines = [
      ...names.map((text) => ["name", text] as const),
      ...wrapped(meta, width, size.meta, 2).map((text) => ["meta", text] as const),
    ].slice(0, Math.max(1, Math.floor((box.height - 8) / step)));
    const top = 8 + lines.length * step;
    const height = box.height - top - inside;
    return [
      ...lines.map(([style, text], at) => textAt(inside, 13 + at * step, style, text)),
      ...(height < 8 || width < 8
        ? []
        : [element("use", { href: `#${sketchOf(panel.type)}`, x: inside, y: top, width, height })]),
    ];
  });
}

/** A box with a mark. It is an <svg> of its own, so that nothing in it is ever drawn outside. */
function part(
  { x, y, width, height }: Box,
  mark: Mark | undefined,
  says: string,
  data: Readonly<Record<string, number>>,
  content: (room: number) => readonly string[],
): string {
  const kinds = mark?.kinds ?? [];
  const room = width - 2 * inside - kinds.length * badge;
  const words = mark === undefined ? says : `${says}. It ${mark.words.join("; ")}.`;
  const [colour] = kinds;
  return element(
    "svg",
    { x, y, width, height, ...data, class: colour, "data-marks": kinds.join(" ") || undefined },
    element("title", {}, escaped(words)),
    element("rect", { class: "box", x: 1, y: 1, width: width - 2, height: height - 2, rx: 2 }),
    ...content(room),
    ...kinds.map((kind, at) => sign(kind, width - (kinds.length - at) * badge - 1)),
    ...(colour === "changed" || colour === "added"
      ? [element("rect", { x: 1, y: height - 4, width: width - 2, height: 3, class: "stripe" })]
      : []),
    ...(colour === "changed"
      ? [element("rect", { x: 1, y: height - 4, width: width - 2, height: 3, fill: "url(#hatch)" })]
      : []),
  );
}

function sign(kind: MarkKind, x: number): string {
  return (
    element("rect", { class: "badge", x, y: 2, width: 14, height: 14, rx: 2 }) +
    textAt(x + 7, 13, "sign", signs[kind])
  );
}

function describe(board: ReadBoard, layout: BoardLayout, marks: Marks): string {
  const all = board.rows.reduce((sum, { panels }) => sum + panels.length, 0);
  const marked = [...marks.panels.values()];
  const told = (Object.keys(signs) as MarkKind[]).flatMap((kind) => {
    const number = marked.filter(({ kinds }) => kinds.includes(kind)).length;
    return number === 0 ? [] : [`${number} ${kind}`];
  });
  const shown = layout.panels.length === all ? "" : `, ${layout.panels.length} of them drawn`;
  return `${count(all, "panel")} in ${count(board.rows.length, "row")}${shown}${told.length === 0 ? "" : `; ${told.join(", ")}`}.`;
}
