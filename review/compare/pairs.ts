/** What stands on both sides, and what on one only, by key. */
export interface Pairs<T> {
  readonly added: ReadonlyMap<string, T>;
  readonly removed: ReadonlyMap<string, T>;
  readonly kept: ReadonlyMap<string, readonly [before: T, after: T]>;
}

export function pairs<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Pairs<T> {
  const kept = new Map<string, readonly [T, T]>();
  for (const [key, value] of before) {
    const other = after.get(key);
    if (other !== undefined) kept.set(key, [value, other]);
  }
  const only = (one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>) =>
    new Map([...one].filter(([key]) => !other.has(key)));
  return { added: only(after, before), removed: only(before, after), kept };
}

/**
 * Finds what went under one name and came back under another. `likeness` is 0 for strangers and 1 for the same; the best
 * pairs above a half are taken, each once.
 */
export function renamed<T>(
  { added, removed }: Pick<Pairs<T>, "added" | "removed">,
  likeness: (before: T, after: T) => number,
): ReadonlyMap<string, string> {
  const all = [...removed].flatMap(([from, before]) =>
    [...added].map(([to, after]) => ({ from, to, like: likeness(before, after) })),
  );
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of all
    .filter(({ like }) => like > 0.5)
    .sort((a, b) => b.like - a.like || (a.from + a.to < b.from + b.to ? -1 : 1))) {
    if (found.has(from) || taken.has(to)) continue;
    found.set(from, to);
    taken.add(to);
  }
  return found;
}

/** The same with what was renamed brought under its new name: afterwards it counts as kept. */
export function withNames<T>(
  before: ReadonlyMap<string, T>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, T> {
  return new Map([...before].map(([key, value]) => [names.get(key) ?? key, value]));
}
