/** What Grafana puts into a query before it asks: the time, the intervals that follow from it, and the choices. */
import { type Choice } from "./board";

/** A time range that somebody looks at. */
export interface Moment {
  /** Ends of the range, in whole seconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** How often targets are scraped, in seconds: the data source's `timeInterval`. */
  readonly scrape: number;
}

/** Width of a browser window in pixels; Grafana asks for as many points as a panel has. */
const windowWidth = 1600;

/** Distance of two points in a panel of so many of 24 columns, in whole seconds: never below `least`. */
export function stepOf({ from, to }: Moment, width: number, least: number): number {
  return Math.max(least, Math.ceil((to - from) / ((windowWidth * width) / 24)));
}

/**
 * The query as it is asked. `chosen` has the text for each variable.
 *
 * @param step distance of two points in seconds
 * @param auto what `$__auto` is: the step, or for a newest value the whole range
 * @throws Error for a variable that is neither Grafana's nor chosen
 */
export function filledIn(
  query: string,
  chosen: ReadonlyMap<string, string>,
  { from, to, scrape }: Moment,
  step: number,
  auto: number,
): string {
  const range = to - from;
  const own = new Map([
    ["__auto", `${auto}s`],
    ["__from", String(from * 1000)],
    ["__interval", `${step}s`],
    ["__interval_ms", String(step * 1000)],
    ["__range", `${range}s`],
    ["__range_ms", String(range * 1000)],
    ["__range_s", String(range)],
    ["__rate_interval", `${Math.max(step + scrape, 4 * scrape)}s`],
    ["__to", String(to * 1000)],
  ]);
  return query.replace(
    /\$\{([A-Za-z_]\w*)(?::\w+)?\}|\$([A-Za-z_]\w*)/g,
    (_, braced?: string, plain?: string) => {
      const name = braced ?? plain ?? "";
      const value = own.get(name) ?? chosen.get(name);
      if (value === undefined) throw new Error(`$${name} is not a variable of the dashboard`);
      return value;
    },
  );
}

/** What `label_values(selector, label)` or `label_values(label)` asks for. Throws an Error for any other question. */
export function labelValues(query: string): { readonly label: string; readonly selector?: string } {
  const [, selector, label] = /^label_values\((?:(.+),)?\s*(\w+)\)$/.exec(query.trim()) ?? [];
  if (label === undefined) throw new Error(`this test knows no variables that ask ${query}. Teach it those.`);
  return selector === undefined ? { label } : { label, selector };
}

/** What is chosen when a dashboard is opened for the first time; undefined where there is nothing to choose. */
export function firstChoice({ multi, all }: Choice, values: readonly string[]): string | undefined {
  return multi ? all : [...values].sort()[0];
}
