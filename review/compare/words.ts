/** "a", "a and b", "a, b and c"; from `most` on the rest is counted: "a, b and 7 more". @default 5 */
export function list(all: readonly string[], most = 5): string {
  if (all.length > most) return `${all.slice(0, most - 1).join(", ")} and ${all.length - most + 1} more`;
  const last = all.at(-1) ?? "";
  return all.length < 2 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 alert", "3 alerts". */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

/** Longest part of an expression that is shown on one side, in characters. */
const window = 70;

/**
 * How a text changed, as the part that differs with a little of what surrounds it: both sides whole where they are short.
 * The first and the last word that differ bound it; the rest is "…".
 */
export function textChange(before: string, after: string): string {
  if (before.length <= window && after.length <= window) return `${before} → ${after}`;
  const [a, b] = [before, after].map((each) => each.split(/(?<=[\s(){}[\],])|(?=[\s(){}[\],])/)) as [
    string[],
    string[],
  ];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const part = (words: readonly string[]) => {
    const from = Math.max(0, start - 4);
    const to = Math.min(words.length, words.length - end + 4);
    const text = words.slice(from, to).join("").trim();
    const short = text.length > 2 * window ? `${text.slice(0, 2 * window)}…` : text;
    return `${from > 0 ? "…" : ""}${short}${to < words.length ? "…" : ""}`;
  };
  return `${part(a)} → ${part(b)}`;
}
