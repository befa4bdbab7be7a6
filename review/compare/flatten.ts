/** Keys by which the items of a list are known, in the order in which they are looked for. */
const identities = [
  "name",
  "label",
  "file",
  "containerPath",
  "target",
  "mountPath",
  "key",
  "internal",
  "containerPort",
  "port",
];

/**
 * A value as its leaves by path: spec.containers[prometheus].args. Items of a list are known by what identifies them, not
 * by their place; a list of bare values is one leaf.
 */
export function flatten(value: unknown, path = ""): ReadonlyMap<string, unknown> {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== "object" || each === null)) return new Map([[path, value]]);
    const items = value as readonly Readonly<Record<string, unknown>>[];
    const key = identities.find((name) => new Set(items.map((each) => each[name])).size === items.length);
    return joined(
      items.map((each, at) => flatten(each, `${path}[${String(key === undefined ? at : each[key])}]`)),
    );
  }
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return joined(
    Object.entries(value).map(([key, inner]) => flatten(inner, path === "" ? key : `${path}.${key}`)),
  );
}

function joined(maps: readonly ReadonlyMap<string, unknown>[]): ReadonlyMap<string, unknown> {
  return new Map(maps.flatMap((each) => [...each]));
}

/** A leaf that differs; undefined where a side does not have it. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The leaves in which two values differ, sorted by path. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [one, other] = [flatten(before), flatten(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .sort()
    .map((path) => ({ path, before: one.get(path), after: other.get(path) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}
