/** What is right and wrong about panels, given what was found in them. */

/** A panel and what it showed. */
export interface Shown {
  readonly uid: string;
  readonly panel: string;
  /** The queries as they stand in the file. */
  readonly queries: readonly string[];
  /** Series over all queries. */
  readonly series: number;
  /** What servers said of queries that they did not answer. */
  readonly errors: readonly string[];
}

/** A panel that has nothing to show on a fresh stack. */
export interface MayBeEmpty {
  readonly uid: string;
  readonly panel: string;
  /** Why, in words. */
  readonly reason: string;
  /**
   * What is missing here, as PromQL, where another machine or another moment has it: the panel has to be filled where
   * this has a result. @default it is missing everywhere
   */
  readonly lacks?: string;
}

/** True for a panel that shows something and whose queries were all answered. */
export const isWell = ({ series, errors }: Shown): boolean => series > 0 && errors.length === 0;

/** The panel on the list. */
export function entryOf(list: readonly MayBeEmpty[], { uid, panel }: Shown): MayBeEmpty | undefined {
  return list.find((each) => each.uid === uid && each.panel === panel);
}

/**
 * Everything that is wrong, a line or a few for each. `present` says which of the entries' missing things are there after
 * all.
 */
export function complaints(
  shown: readonly Shown[],
  list: readonly MayBeEmpty[],
  present: ReadonlySet<string>,
): readonly string[] {
  const there = ({ lacks }: MayBeEmpty): boolean => lacks !== undefined && present.has(lacks);
  const named = list.map(({ uid, panel }) => `${uid} / ${panel}`);
  return [
    ...shown.flatMap((each) => {
      const { uid, panel, queries, series, errors } = each;
      const name = `${uid} / ${panel}`;
      const asked = queries.map((query) => `\n    ${query}`).join("");
      if (errors.length > 0) return [`${name}: not answered:\n    ${errors.join("\n    ")}`];
      const entry = entryOf(list, each);
      if (series > 0)
        return entry === undefined || there(entry)
          ? []
          : [`${name}: shows ${series} series, so take it off the list of panels that may be empty`];
      if (entry === undefined) return [`${name}: stays empty${asked}`];
      return there(entry) ? [`${name}: stays empty, although there is ${entry.lacks}${asked}`] : [];
    }),
    ...list
      .filter(({ uid, panel }) => !shown.some((each) => each.uid === uid && each.panel === panel))
      .map(
        ({ uid, panel }) => `${uid} / ${panel}: is on the list of panels that may be empty, and is no panel`,
      ),
    ...named
      .filter((name, at) => named.indexOf(name) !== at)
      .map((name) => `${name}: is twice on the list of panels that may be empty`),
  ];
}
