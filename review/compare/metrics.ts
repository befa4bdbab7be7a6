import { byText } from "../../signals/by-text";
import { selectors, toPromql } from "../../signals/promql";
import { type Change } from "./change";
import { type ReadBoard } from "./read-boards";
import { type Readers } from "./recordings";
import { type RenderedRules } from "./read-rules";
import { list } from "./words";

/** What a stack asks Prometheus for. */
export interface Asked {
  readonly rules: RenderedRules;
  readonly boards: ReadonlyMap<string, ReadBoard>;
}

/** Every metric that is asked for, with who asks, sorted. */
export function readersOf({ rules, boards }: Asked): Readers {
  const found = new Map<string, Set<string>>();
  const read = (expr: string, reader: string) => {
    for (const metric of metricsOf(expr)) {
      const readers = found.get(metric) ?? new Set();
      found.set(metric, readers.add(reader));
    }
  };
  for (const [name, all] of [...rules.alerts, ...rules.recordings])
    for (const { expr } of all) read(expr, name);
  for (const [uid, board] of boards)
    for (const panel of board.rows.flatMap(({ panels }) => panels))
      for (const { expr } of panel.targets) read(expr, `dashboard ${uid}`);
  return new Map([...found].map(([metric, readers]) => [metric, [...readers].sort()]));
}

/** The metrics of an expression; none of a log query, which is no PromQL. */
const metricsOf = byText((expr): readonly string[] => {
  try {
    return selectors(toPromql(expr)).flatMap(({ metric }) => metric ?? []);
  } catch {
    return [];
  }
});

/** Jobs whose targets give a metric, by metric: from the contracts of the programs. */
export type Emitters = ReadonlyMap<string, readonly string[]>;

/** Metrics that are asked for now and were not, and the other way round. Recorded ones are told of with their rules. */
export function metricChanges(before: Readers, after: Readers, emitters: Emitters): readonly Change[] {
  const own = (metric: string) => metric.includes(":") || metric.startsWith("ALERTS");
  const only = (one: Readers, other: Readers) =>
    [...one.keys()].filter((metric) => !other.has(metric) && !own(metric));
  const from = (metric: string) => {
    const jobs = emitters.get(metric);
    return jobs === undefined || jobs.length === 0 ? "" : `, from ${list(jobs)}`;
  };
  const change = (metric: string, text: string): Change => ({
    consequence: "metric",
    subject: `metric ${metric}`,
    text,
  });
  return [
    ...only(after, before).map((metric) =>
      change(metric, `is needed now${from(metric)}: ${list(after.get(metric) ?? [], 3)}`),
    ),
    ...only(before, after).map((metric) => change(metric, `is no longer needed${from(metric)}`)),
  ];
}
