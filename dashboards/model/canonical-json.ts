/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text of a value: keys in order, two spaces, a newline at the end. The way through JSON drops functions,
 * undefined and everything else that a file cannot hold. Throws a TypeError for a value that JSON cannot express.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(plain(value)), null, 2)}\n`;
}

/** A copy that is plain data and shares nothing with the original. */
export function plain(value: unknown): Json {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`A ${typeof value} cannot be written as JSON.`);
  return JSON.parse(text) as Json;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
