import { type Rules } from "../../rules/rule";
import { selectors, toPromql, type Promql } from "../../signals/promql";
import { type Item } from "./items";

/** What is there to watch with. */
export interface Watched {
  /** Names of all metrics that targets give. */
  readonly collected: readonly string[];
  /** Queries of dashboards. Those that are not PromQL are passed over. */
  readonly queries: readonly string[];
  readonly rules: readonly Rules[];
}

/** What of an item there is. */
export interface Covered {
  readonly item: Item;
  readonly collected: boolean;
  readonly shown: boolean;
  /** Undefined where no alert is wanted. */
  readonly alerted: boolean | undefined;
}

/** Looks each item up in what is collected, shown and alerted. */
export function cover(items: readonly Item[], { collected, queries, rules }: Watched): readonly Covered[] {
  const recordings = new Map(
    rules.flatMap((group) => group.recordings.map(({ record, expr }) => [record, expr()] as const)),
  );
  const behind = (exprs: readonly Promql[]): ReadonlySet<string> => metricsBehind(exprs, recordings);
  const shown = behind(queries.flatMap(parsed));
  const alerted = behind(rules.flatMap((group) => group.alerts.map((alert) => alert.expr())));
  return items.map((item) => {
    const fits = new RegExp(`^(?:${item.metrics.join("|")})$`);
    const anyOf = (names: Iterable<string>): boolean => [...names].some((name) => fits.test(name));
    return {
      item,
      collected: anyOf(collected),
      shown: anyOf(shown),
      alerted: item.onlyShown === true ? undefined : anyOf(alerted),
    };
  });
}

function parsed(query: string): readonly Promql[] {
  try {
    return [toPromql(query)];
  } catch {
    return [];
  }
}

/** Names of the metrics that expressions read, those behind recorded series included. */
function metricsBehind(
  exprs: readonly Promql[],
  recordings: ReadonlyMap<string, Promql>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const read = (expr: Promql): void => {
    for (const { metric } of selectors(expr)) {
      if (metric === undefined || found.has(metric)) continue;
      found.add(metric);
      const recorded = recordings.get(metric);
      if (recorded !== undefined) read(recorded);
    }
  };
  exprs.forEach(read);
  return found;
}

/** Share of what is wanted that is there, between 0 and 1; 1 where nothing is wanted. */
export function share(covered: readonly Covered[]): number {
  const wanted = covered.flatMap(({ collected, shown, alerted }) => [
    collected,
    shown,
    ...(alerted === undefined ? [] : [alerted]),
  ]);
  return wanted.length === 0 ? 1 : wanted.filter(Boolean).length / wanted.length;
}
