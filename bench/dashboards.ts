/**
 * What the dashboards cost: how long they take to be made, how large they are, and what each of them asks when it is
 * opened. `npx tsx bench/dashboards.ts` prints the table of docs/dashboards-cost.md.
 */
import { allDashboards } from "../dashboards/catalogue";
import { type Dashboard } from "../dashboards/model/dashboard";
import { selectors, toPromql } from "../signals/promql";
import { boardOf } from "../test/e2e/dashboards/board";
import { labelValues } from "../test/e2e/dashboards/moment";
import { readSeries, total, type Found, type Series } from "./dashboard-series";

/** Numbers of hosts that are reckoned for. */
const sizes = [1, 1000] as const;

/** What one dashboard costs. */
export interface Cost {
  readonly uid: string;
  readonly bytes: number;
  /** Panels in rows that are open at first. */
  readonly panels: number;
  /** Queries of those panels, of the variables and of the marks. */
  readonly queries: number;
  /** Series that these queries to Prometheus find, by number of hosts: with recording rules, and if there were none. */
  readonly series: readonly { readonly hosts: number; readonly recorded: number; readonly raw: number }[];
}

/** Seconds to make all dashboards. Only the first call in a process says something: later ones find what that one made. */
export function buildSeconds(): number {
  const started = performance.now();
  allDashboards();
  return (performance.now() - started) / 1000;
}

/** The costs of all dashboards, in the order of the catalogue. */
export function dashboardCosts(dashboards: readonly Dashboard[] = allDashboards()): readonly Cost[] {
  const found = readSeries();
  return dashboards.map((each) => costOf(each, found));
}

function costOf({ uid, json }: Dashboard, found: Found): Cost {
  const { panels, choices, marks } = boardOf(json);
  const open = panels.filter(({ onLoad }) => onLoad);
  const lists = choices.filter((each) => each.kind === "list");
  const queries = [...open.flatMap((panel) => panel.queries), ...marks];
  const exprs = [
    ...queries.filter(({ source }) => source === "prometheus").map(({ expr }) => expr),
    ...lists
      .filter(({ source }) => source === "prometheus")
      .flatMap(({ query }) => labelValues(query).selector ?? []),
  ];
  const asked = exprs.flatMap((expr) => selectors(toPromql(expr)));
  const recorded: readonly Series[] = asked.flatMap(found.recorded);
  const raw: readonly Series[] = asked.flatMap(found.raw);
  return {
    uid,
    bytes: Buffer.byteLength(json),
    panels: open.length,
    queries: queries.length + lists.length,
    series: sizes.map((hosts) => ({ hosts, recorded: total(recorded, hosts), raw: total(raw, hosts) })),
  };
}

/** The costs as a table in Markdown, the last line with the sums. */
export function costTable(costs: readonly Cost[]): string {
  const sum = (value: (cost: Cost) => number): number =>
    costs.reduce((result, cost) => result + value(cost), 0);
  const all: Cost = {
    uid: "all",
    bytes: sum(({ bytes }) => bytes),
    panels: sum(({ panels }) => panels),
    queries: sum(({ queries }) => queries),
    series: sizes.map((hosts, at) => ({
      hosts,
      recorded: sum(({ series }) => series[at]?.recorded ?? 0),
      raw: sum(({ series }) => series[at]?.raw ?? 0),
    })),
  };
  const heads = sizes.flatMap((hosts) => {
    const of = hosts === 1 ? "1 host" : `${number(hosts)} hosts`;
    return [of, `${of}, nothing recorded`];
  });
  const rows = [...costs, all].map(({ uid, bytes, panels, queries, series }) => [
    uid,
    `${(bytes / 1024).toFixed(0)} KiB`,
    number(panels),
    number(queries),
    ...series.flatMap(({ recorded, raw }) => [number(recorded), number(raw)]),
  ]);
  const head = ["dashboard", "size", "panels", "queries", ...heads];
  return [head, head.map((_, at) => (at === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

const number = (value: number): string => value.toLocaleString("en-GB");

/** Prints everything. */
export function printDashboards(): void {
  console.log(`all dashboards made: ${buildSeconds().toFixed(2)} s, every query parsed\n`);
  console.log(`${costTable(dashboardCosts())}\n`);
}

if (require.main === module) printDashboards();
