import { type BoardRow, type ReadBoard } from "../compare/read-boards";
import { type Marks, marksBetween } from "./marks";
import { element, type Picture } from "./svg";
import { wireframe } from "./wireframe";

/** Room between the two sides, in pixels. */
const gap = 16;

export interface PairOptions {
  /** @default what `marksBetween` finds */
  readonly marks?: { readonly before: Marks; readonly after: Marks };
  /** Whether "Before" and "After" stand in the pictures. @default true */
  readonly captions?: boolean;
}

/** Both sides of a changed dashboard. Closed rows are unfolded where something in them changed. */
export function boardPair(
  before: ReadBoard,
  after: ReadBoard,
  id: string,
  { marks = marksBetween(before, after), captions = true }: PairOptions = {},
): readonly [Picture, Picture] {
  const side = (board: ReadBoard, own: Marks, caption: string) =>
    wireframe(board, {
      id: `${id}-${caption.toLowerCase()}`,
      marks: own,
      ...(captions ? { caption } : {}),
      unfold: (row: BoardRow) => row.panels.some((panel) => own.panels.has(panel.id)),
    });
  return [side(before, marks.before, "Before"), side(after, marks.after, "After")];
}

/** Two pictures beside each other, as one. */
export function sideBySide(left: Picture, right: Picture, id: string): Picture {
  const at = (picture: Picture, x: number) =>
    element("svg", { x, y: 0, width: picture.width, height: picture.height }, picture.body);
  return {
    id,
    title: `${left.title}, and ${right.title}`,
    description: `Left: ${left.description} Right: ${right.description}`,
    width: left.width + gap + right.width,
    height: Math.max(left.height, right.height),
    body: at(left, 0) + at(right, left.width + gap),
  };
}
