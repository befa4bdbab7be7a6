/**
 * Widths of texts without a font at hand. Widths are those of DejaVu Sans in shares of the font size, rounded up: of the
 * fonts that a browser takes for sans-serif it is the widest in use, so what fits with it fits with the others.
 */
const widths: readonly (readonly [signs: RegExp, width: number])[] = [
  [/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]/u, 1.05],
  [/[\u{10000}-\u{10ffff}]/u, 1.4],
  [/[iljI|'.,:; ]/u, 0.34],
  [/[ftr!()[\]/\\"-]/u, 0.46],
  [/[mMWw%@\u2014\u2026\u2192≠]/u, 1],
  [/[GHNOQUDCK+=<>~^&#_±×−–]/u, 0.84],
  [/[A-Z$*?“”]/u, 0.7],
  [/[a-z0-9]/u, 0.64],
];

/** Bold letters are wider. */
const bolder = 1.14;

/** Upper bound of the width of a text in pixels. `size` is the font size in pixels. */
export function widthOf(text: string, size: number, bold = false): number {
  let width = 0;
  for (const sign of text) width += widths.find(([signs]) => signs.test(sign))?.[1] ?? 0.9;
  return width * size * (bold ? bolder : 1);
}

/** A text cut to a width, with "…" where something is missing; "" where not even that fits. Spaces and line ends are one space. */
export function cut(text: string, width: number, size: number, bold = false): string {
  const whole = text.replace(/\s+/g, " ").trim();
  if (widthOf(whole, size, bold) <= width) return whole;
  const signs = [...whole];
  while (signs.length > 0) {
    signs.pop();
    const shorter = `${signs.join("").trimEnd()}…`;
    if (widthOf(shorter, size, bold) <= width) return signs.length === 0 ? "" : shorter;
  }
  return "";
}

/** A text in lines of a width, at most `most` of them; the last one is cut. Breaks at spaces. */
export function wrapped(
  text: string,
  width: number,
  size: number,
  most: number,
  bold = false,
): readonly string[] {
  const lines: string[] = [];
  let rest = text.replace(/\s+/g, " ").trim();
  while (rest !== "" && lines.length < most) {
    if (lines.length === most - 1) {
      lines.push(cut(rest, width, size, bold));
      break;
    }
    const words = rest.split(" ");
    let taken = 1;
    while (taken < words.length && widthOf(words.slice(0, taken + 1).join(" "), size, bold) <= width) taken++;
    lines.push(cut(words.slice(0, taken).join(" "), width, size, bold));
    rest = words.slice(taken).join(" ");
  }
  return lines;
}
