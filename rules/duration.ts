import { type Duration } from "../platforms/workload";

const units = {
  ms: { seconds: 0.001, word: "millisecond" },
  s: { seconds: 1, word: "second" },
  m: { seconds: 60, word: "minute" },
  h: { seconds: 3600, word: "hour" },
  d: { seconds: 86_400, word: "day" },
  w: { seconds: 604_800, word: "week" },
  y: { seconds: 31_536_000, word: "year" },
};

function split(duration: string): { readonly count: number; readonly unit: keyof typeof units } {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d|w|y)$/.exec(duration) ?? [];
  if (count === undefined || unit === undefined)
    throw new Error(
      `"${duration}" is not a duration. Write a whole number and a unit, for example 90s or 15m.`,
    );
  return { count: Number(count), unit: unit as keyof typeof units };
}

/** Length in seconds. Throws an Error for text that is not a duration. */
export function toSeconds(duration: Duration): number {
  const { count, unit } = split(duration);
  return count * units[unit].seconds;
}

/** "15m" → "15 minutes". Throws an Error for text that is not a duration. */
export function inWords(duration: Duration): string {
  const { count, unit } = split(duration);
  return `${count} ${units[unit].word}${count === 1 ? "" : "s"}`;
}
