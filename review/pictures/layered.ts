/**
 * A layered drawing of a graph: every node stands right of all that lead to it, lines run between columns, and a line that
 * passes a column gets room of its own there, so that it crosses no box. The order within columns comes from the mean
 * places of neighbours, which leaves few crossings.
 */
export interface Sized {
  readonly id: string;
  /** Height in pixels. */
  readonly height: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
}

/** Widths and gaps in pixels. */
export interface Room {
  readonly width: number;
  /** Between columns. */
  readonly across: number;
  /** Between boxes of a column. */
  readonly down: number;
  readonly margin: number;
}

/** A point of a line. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LayeredDrawing {
  readonly width: number;
  readonly height: number;
  /** Left upper corners. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** For each line the points that it runs through, from left to right; those of a line that would run back are reversed. */
  readonly lines: readonly (readonly Point[])[];
}

/** A node, or the room of a line that passes a column. */
interface Slot {
  readonly id: string;
  readonly layer: number;
  readonly height: number;
  readonly left: string[];
  readonly right: string[];
  y: number;
}

/** Height that a passing line takes in a column, in pixels. */
const passing = 10;
const rounds = 12;

/** Draws a graph. Lines from or to what is no node throw an Error. */
export function layered(nodes: readonly Sized[], lines: readonly Line[], room: Room): LayeredDrawing {
  const heights = new Map(nodes.map(({ id, height }) => [id, height]));
  for (const { from, to } of lines)
    for (const end of [from, to]) if (!heights.has(end)) throw new Error(`There is no node ${end}.`);
  const forward = withoutCycles(nodes, lines);
  const layers = layersOf(nodes, forward);
  const slots = new Map<string, Slot>(
    nodes.map(({ id, height }) => [
      id,
      { id, height, layer: layers.get(id) ?? 0, left: [], right: [], y: 0 },
    ]),
  );
  const chains = forward.map(({ from, to }, at) => chain(from, to, at, slots));
  const columns = ordered([...slots.values()]);
  place(columns, slots, room);
  const top = Math.min(...[...slots.values()].map(({ y }) => y));
  const bottom = Math.max(...[...slots.values()].map(({ y, height }) => y + height));
  const x = (layer: number) => room.margin + layer * (room.width + room.across);
  const y = (slot: Slot) => slot.y - top + room.margin;
  return {
    width: x(columns.length - 1) + room.width + room.margin,
    height: bottom - top + 2 * room.margin,
    nodes: new Map(
      nodes.map(({ id }) => {
        const slot = of(slots, id);
        return [id, { x: x(slot.layer), y: y(slot) }];
      }),
    ),
    lines: chains.map((ids) => points(ids, slots, x, y, room)),
  };
}

function of(slots: ReadonlyMap<string, Slot>, id: string): Slot {
  const slot = slots.get(id);
  if (slot === undefined) throw new Error(`There is no node ${id}.`);
  return slot;
}

/** Lines that would close a circle are turned round. */
function withoutCycles(nodes: readonly Sized[], lines: readonly Line[]): readonly Line[] {
  const forward: Line[] = [];
  const reaches = (from: string, to: string): boolean =>
    from === to || forward.some((line) => line.from === from && reaches(line.to, to));
  for (const line of lines)
    forward.push(reaches(line.to, line.from) ? { from: line.to, to: line.from } : line);
  return forward;
}

/** Columns: behind all that lead to a node; what nothing leads to stands close to what it leads to. */
function layersOf(nodes: readonly Sized[], lines: readonly Line[]): ReadonlyMap<string, number> {
  const layers = new Map(nodes.map(({ id }) => [id, 0]));
  const at = (id: string) => layers.get(id) ?? 0;
  for (let round = 0; round < nodes.length; round++)
    for (const { from, to } of lines) layers.set(to, Math.max(at(to), at(from) + 1));
  for (const { id } of nodes) {
    const targets = lines.filter((line) => line.from === id).map(({ to }) => at(to));
    if (targets.length > 0 && !lines.some((line) => line.to === id)) layers.set(id, Math.min(...targets) - 1);
  }
  return layers;
}

/** A line as the slots that it runs through. */
function chain(from: string, to: string, line: number, slots: Map<string, Slot>): readonly string[] {
  const ids = [from];
  for (let layer = of(slots, from).layer + 1; layer < of(slots, to).layer; layer++) {
    const id = `\n${line}\n${layer}`;
    slots.set(id, { id, layer, height: passing, left: [], right: [], y: 0 });
    ids.push(id);
  }
  ids.push(to);
  ids.slice(1).forEach((id, at) => {
    of(slots, ids[at] ?? from).right.push(id);
    of(slots, id).left.push(ids[at] ?? from);
  });
  return ids;
}

function ordered(slots: readonly Slot[]): Slot[][] {
  const columns: Slot[][] = [];
  for (const slot of slots) (columns[slot.layer] ??= []).push(slot);
  for (let layer = 0; layer < columns.length; layer++) columns[layer] ??= [];
  const rank = new Map<string, number>();
  const number = (column: readonly Slot[]) =>
    column.forEach(({ id }, at) => rank.set(id, (at + 0.5) / column.length));
  columns.forEach(number);
  let best = columns.map((column) => [...column]);
  let fewest = crossings(best);
  for (let round = 0; round < rounds; round++) {
    const back = round % 2 === 1;
    for (const column of back ? [...columns].reverse() : columns) {
      const mean = (slot: Slot) => {
        const near = back ? slot.right : slot.left;
        return near.length === 0
          ? (rank.get(slot.id) ?? 0)
          : near.reduce((sum, id) => sum + (rank.get(id) ?? 0), 0) / near.length;
      };
      const means = new Map(column.map((slot) => [slot.id, mean(slot)]));
      column.sort((a, b) => (means.get(a.id) ?? 0) - (means.get(b.id) ?? 0));
      number(column);
    }
    const now = crossings(columns);
    if (now < fewest) [best, fewest] = [columns.map((column) => [...column]), now];
  }
  return best;
}

/** Pairs of lines between two columns that cross. */
function crossings(columns: readonly (readonly Slot[])[]): number {
  let found = 0;
  columns.forEach((column, layer) => {
    const next = new Map((columns[layer + 1] ?? []).map(({ id }, at) => [id, at]));
    const ends = column.flatMap(({ right }, at) => right.map((id) => [at, next.get(id) ?? 0] as const));
    for (const [a, b] of ends) for (const [c, d] of ends) if (a < c && b > d) found++;
  });
  return found;
}

/** Heights: each slot towards the middle of its neighbours, as far as those above and below it leave room. */
function place(columns: readonly (readonly Slot[])[], slots: ReadonlyMap<string, Slot>, room: Room): void {
  const middle = (slot: Slot) => slot.y + slot.height / 2;
  for (const column of columns) {
    const all = column.reduce((sum, { height }) => sum + height + room.down, -room.down);
    let y = -all / 2;
    for (const slot of column) {
      slot.y = y;
      y += slot.height + room.down;
    }
  }
  for (let round = 0; round < rounds; round++)
    for (const column of round % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = column.map((slot) => {
        const near = [...slot.left, ...slot.right].map((id) => middle(of(slots, id)));
        return near.length === 0
          ? slot.y
          : near.reduce((sum, y) => sum + y, 0) / near.length - slot.height / 2;
      });
      spread(column, wanted, room.down);
    }
}

/** Moves slots as close to the wanted places as their order and the gap between them allow: blocks that touch share the error. */
function spread(column: readonly Slot[], wanted: readonly number[], gap: number): void {
  interface Block {
    readonly slots: Slot[];
    sum: number;
    height: number;
  }
  const blocks: Block[] = [];
  const top = ({ sum, slots }: Block) => sum / slots.length;
  column.forEach((slot, at) => {
    let block: Block = { slots: [slot], sum: wanted[at] ?? 0, height: slot.height };
    for (let above = blocks.at(-1); above !== undefined; above = blocks.at(-1)) {
      const end = top(above) + above.height + gap;
      if (end <= top(block)) break;
      blocks.pop();
      const shift = above.height + gap;
      block = {
        slots: [...above.slots, ...block.slots],
        sum: above.sum + block.sum - shift * block.slots.length,
        height: shift + block.height,
      };
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    let y = top(block);
    for (const slot of block.slots) {
      slot.y = y;
      y += slot.height + gap;
    }
  }
}

function points(
  ids: readonly string[],
  slots: ReadonlyMap<string, Slot>,
  x: (layer: number) => number,
  y: (slot: Slot) => number,
  { width }: Room,
): readonly Point[] {
  const middle = (id: string) => y(of(slots, id)) + of(slots, id).height / 2;
  /** Lines that end at one side of a box are spread over it in the order of their other ends. */
  const port = (id: string, other: string, side: "left" | "right") => {
    const slot = of(slots, id);
    const ends = [...slot[side]].sort((a, b) => middle(a) - middle(b) || (a < b ? -1 : 1));
    return y(slot) + (slot.height * (ends.indexOf(other) + 1)) / (ends.length + 1);
  };
  return ids.flatMap((id, at) => {
    const { layer } = of(slots, id);
    const [before, after] = [ids[at - 1], ids[at + 1]];
    if (before === undefined) return [{ x: x(layer) + width, y: port(id, after ?? id, "right") }];
    if (after === undefined) return [{ x: x(layer), y: port(id, before, "left") }];
    return [
      { x: x(layer), y: middle(id) },
      { x: x(layer) + width, y: middle(id) },
    ];
  });
}
