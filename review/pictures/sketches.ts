/**
 * What the kinds of panels look like, drawn once and referred to: a page of pictures has hundreds of them. Those of charts
 * are stretched to their panel; those of single values keep their proportions.
 */
const width = 100;
const height = 40;

const drawings: Readonly<Record<string, string>> = {
  timeseries: `${path("soft", "M0 39H100M0 20H100")}${path("line", "M0 30L12 22L24 26L36 12L50 18L62 8L76 16L88 11L100 15")}${path("line", "M0 35L14 33L28 34L42 28L56 31L70 26L84 29L100 27")}`,
  stat: rounded(30, 14, 10, 18) + rounded(44, 14, 10, 18) + rounded(58, 28, 4, 4) + rounded(66, 14, 10, 18),
  table: `${area(0, 0, 100, 9)}${path("soft", "M0 17H100M0 25H100M0 33H100M40 0V40M70 0V40")}`,
  heatmap: [0, 1, 2, 3]
    .flatMap((line) =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((column) => [line, column, (line * 7 + column * 3) % 5] as const),
    )
    .map(([line, column, heat]) => (heat < 2 ? "" : cell(column * 10, line * 10, heat)))
    .join(""),
  bars: [
    [4, 86],
    [16, 61],
    [28, 37],
  ]
    .map(([y = 0, long = 0]) => area(0, y, 100, 8) + full(0, y, long, 8))
    .join(""),
  gauge: `${path("soft", "M30 34A20 20 0 0 1 70 34")}${path("line", "M30 34A20 20 0 0 1 58 16")}`,
  states:
    full(0, 4, 34, 12) +
    area(36, 4, 30, 12) +
    full(68, 4, 32, 12) +
    area(0, 22, 18, 12) +
    full(20, 22, 56, 12) +
    area(78, 22, 22, 12),
  logs: [3, 11, 19, 27, 35]
    .map((y, at) => `${full(0, y, 3, 4)}${area(6, y, [82, 64, 90, 51, 73][at] ?? 60, 4)}`)
    .join(""),
  text: [6, 14, 22, 30].map((y, at) => area(0, y, [92, 84, 96, 50][at] ?? 60, 3)).join(""),
  columns: [0, 1, 2, 3, 4, 5, 6]
    .map((at) => full(at * 15, 40 - ([22, 31, 14, 36, 27, 18, 33][at] ?? 20), 9, 40))
    .join(""),
  pie: `<circle class="area" cx="50" cy="20" r="17"/><path class="full" d="M50 20V3A17 17 0 0 1 65 28Z"/>`,
  other: path("soft", "M0 0L100 40M100 0L0 40"),
};

/** Drawings of single things: they are not stretched. */
const proportional = ["stat", "gauge", "pie"];

/** Types of panels in Grafana's words, as a reader calls them, and their drawings. */
const types: Readonly<Record<string, readonly [words: string, drawing: string]>> = {
  stat: ["stat", "stat"],
  timeseries: ["time series", "timeseries"],
  graph: ["time series", "timeseries"],
  table: ["table", "table"],
  heatmap: ["heatmap", "heatmap"],
  bargauge: ["bar gauge", "bars"],
  gauge: ["gauge", "gauge"],
  "state-timeline": ["state timeline", "states"],
  "status-history": ["status history", "states"],
  logs: ["logs", "logs"],
  text: ["text", "text"],
  barchart: ["bar chart", "columns"],
  histogram: ["histogram", "columns"],
  piechart: ["pie chart", "pie"],
};

/** What a reader calls a type of panel. */
export function typeWords(type: string): string {
  return types[type]?.[0] ?? type;
}

/** Id of the drawing of a type of panel. */
export function sketchOf(type: string): string {
  return `sketch-${types[type]?.[1] ?? "other"}`;
}

/** Elements that pictures refer to by id, as content of a <defs>. */
export const patternsAndSymbols = `<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" markerWidth="9" markerHeight="9" orient="auto-start-reverse"><path class="arrow" d="M0 0L8 4L0 8Z"/></marker>${Object.entries(
  drawings,
)
  .map(
    ([name, drawing]) =>
      `<symbol id="sketch-${name}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="${proportional.includes(name) ? "xMidYMid" : "none"}">${drawing}</symbol>`,
  )
  .join("")}`;

function path(style: string, d: string): string {
  return `<path class="${style}" d="${d}"/>`;
}

function area(x: number, y: number, w: number, h: number): string {
  return `<rect class="area" x="${x}" y="${y}" width="${w}" height="${h}"/>`;
}

function full(x: number, y: number, w: number, h: number): string {
  return `<rect class="full" x="${x}" y="${y}" width="${w}" height="${h}"/>`;
}

function rounded(x: number, y: number, w: number, h: number): string {
  return `<rect class="full" x="${x}" y="${y}" width="${w}" height="${h}" rx="2"/>`;
}

function cell(x: number, y: number, heat: number): string {
  return heat === 4 ? full(x, y, 9, 9) : area(x, y, 9, 9);
}
