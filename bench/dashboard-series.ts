/** How many series a selector finds in a stack of so many hosts, reckoned from the contracts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allRules } from "../rules/catalogue";
import { type Recording } from "../rules/rule";
import { selectors, type Selector } from "../signals/promql";
import { parseExposition } from "../test/contracts/exposition";
import { contracts } from "../test/contracts/read";
import { eachOf } from "./series";

type Matcher = Selector["matchers"][number];

/** A series of one host, or of the whole stack, with the labels whose values differ from host to host. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly varies: ReadonlySet<string>;
}

/** Jobs with a target on every host. All others have one target, and what they tell of is there once. */
const onEveryHost = ["cadvisor", "collector", "dcgm", "kubelet", "node", "process"];

/** Of these there are several on a host, beside CPUs, disks and networks. */
const eachOfJob: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cadvisor: { container: 20, id: 20, name: 20, pod: 20 },
  dcgm: { gpu: 8 },
  node: eachOf,
  process: { groupname: 30 },
};

/** How many namespaces the objects of a cluster are in. */
const namespaces = 20;

/** How many there are of a series when there are so many hosts. */
export function times({ varies }: Series, hosts: number): number {
  if (varies.size === 0) return 1;
  return varies.size === 1 && varies.has("namespace") ? Math.min(namespaces, hosts) : hosts;
}

/** How many series there are when there are so many hosts. */
export const total = (series: readonly Series[], hosts: number): number =>
  series.reduce((sum, each) => sum + times(each, hosts), 0);

/** Answers what selectors find. */
export interface Found {
  /** The series that a selector asks for, recorded ones as they are recorded. */
  recorded(selector: Selector): readonly Series[];
  /** The series that it would ask for if nothing were recorded: those that the recording rules read, with its matchers. */
  raw(selector: Selector): readonly Series[];
}

/** Reads all contracts and recording rules. */
export function readSeries(): Found {
  const scraped = scrapedSeries();
  const recordings = new Map<string, Recording[]>();
  for (const each of allRules().flatMap((rules) => rules.recordings))
    recordings.set(each.record, [...(recordings.get(each.record) ?? []), each]);
  const known = new Map<string, readonly Series[]>();
  const recorded = ({ metric = "", matchers }: Selector): readonly Series[] =>
    chosen(seriesOf(metric), matchers);
  const seriesOf = (metric: string): readonly Series[] => {
    const found = known.get(metric);
    if (found !== undefined) return found;
    const made = recordings.get(metric)?.flatMap((each) => results(each, recorded));
    const series = made ?? scraped.get(metric) ?? [];
    known.set(metric, series);
    return series;
  };
  const raw = (selector: Selector): readonly Series[] => {
    const of = recordings.get(selector.metric ?? "");
    if (of === undefined) return recorded(selector);
    return of.flatMap(({ expr }) =>
      selectors(expr()).flatMap((inner) => chosenWherePossible(raw(inner), selector.matchers)),
    );
  };
  return { recorded, raw };
}

/** Every series that is scraped, by metric. */
function scrapedSeries(): ReadonlyMap<string, readonly Series[]> {
  // By metric and labels: what several files of a job have is there once.
  const found = new Map<string, Map<string, Series>>();
  const add = (metric: string, series: readonly Series[]): void => {
    const known = found.get(metric) ?? new Map<string, Series>();
    found.set(metric, known);
    for (const each of series) known.set(JSON.stringify(Object.entries(each.labels).sort()), each);
  };
  for (const { job, file } of contracts)
    for (const { samples } of parseExposition(
      readFileSync(join(__dirname, "..", "test", "contracts", file), "utf8"),
    ))
      for (const { name, labels } of samples) add(name, expanded(job, labels));
  for (const job of new Set(contracts.map((each) => each.job)))
    for (const metric of ["up", "scrape_samples_post_metric_relabeling", "scrape_duration_seconds"])
      add(metric, expanded(job, {}));
  return new Map([...found].map(([metric, series]) => [metric, [...series.values()]]));
}

/** A contract has one series where a host has one for each disk; here are all of them. */
function expanded(job: string, labels: Readonly<Record<string, string>>): readonly Series[] {
  const each = eachOfJob[job] ?? {};
  const open = Object.keys(labels).filter((label) => labels[label] === "x");
  const count = Math.max(1, ...open.map((label) => each[label] ?? 1));
  // Every host stands for a node, with one object of each kind.
  const perHost = onEveryHost.includes(job) ? ["instance"] : job === "kube-state-metrics" ? open : [];
  return Array.from({ length: count }, (_, at) => ({
    labels: {
      cluster: "x0",
      instance: "x0",
      job,
      ...labels,
      ...Object.fromEntries(open.map((label) => [label, `x${at}`])),
    },
    varies: new Set(perHost),
  }));
}

/** What a rule records: of all selectors in it that one's series which has most, by the labels in the rule's name. */
function results(
  { record, expr, labels = {} }: Recording,
  ask: (selector: Selector) => readonly Series[],
): readonly Series[] {
  const level = (record.split(":")[0] ?? "").split("_");
  const sets = selectors(expr()).map((each) => grouped(ask(each), level));
  const most = sets.reduce<readonly Series[]>((a, b) => (total(b, 1000) > total(a, 1000) ? b : a), []);
  return most.map((each) => ({ ...each, labels: { ...each.labels, ...labels } }));
}

function grouped(series: readonly Series[], by: readonly string[]): readonly Series[] {
  const groups = new Map<string, Series>();
  for (const { labels, varies } of series) {
    // A label that the rule makes itself differs where anything does.
    const made = by.filter((label) => labels[label] === undefined && varies.size > 0);
    const kept = Object.fromEntries(by.flatMap((label) => [[label, labels[label] ?? "x0"]]));
    const group = { labels: kept, varies: new Set([...made, ...by.filter((label) => varies.has(label))]) };
    groups.set(JSON.stringify([kept, [...group.varies].sort()]), group);
  }
  return [...groups.values()];
}

/** The series that meet all matchers. */
function chosen(series: readonly Series[], matchers: readonly Matcher[]): readonly Series[] {
  return series.flatMap((each) => matchers.reduce<readonly Series[]>(narrowed, [each]));
}

/** The same, without those matchers whose labels the series do not have. */
function chosenWherePossible(series: readonly Series[], matchers: readonly Matcher[]): readonly Series[] {
  return series.flatMap((each) =>
    chosen(
      [each],
      matchers.filter(({ label }) => each.labels[label] !== undefined),
    ),
  );
}

function narrowed(series: readonly Series[], { label, op, value }: Matcher): readonly Series[] {
  return series.flatMap(({ labels, varies }) => {
    const is = labels[label] ?? "";
    const open = /^x\d*$/.test(is);
    if (op === "=" && open)
      // One of those that there are: on one host, the first.
      return is === "x0" || is === "x"
        ? [{ labels, varies: new Set([...varies].filter((each) => each !== label)) }]
        : [];
    // A choice of several is all at first.
    if (open || value.startsWith("$")) return is === "" && op === "=~" ? [] : [{ labels, varies }];
    const equal = op.endsWith("~") ? new RegExp(`^(?:${value})$`).test(is) : is === value;
    return equal === op.startsWith("=") ? [{ labels, varies }] : [];
  });
}
