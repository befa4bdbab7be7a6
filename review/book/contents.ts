import { type Alert } from "../../rules/rule";
import { type Emitters } from "../compare/metrics";
import { type BoardPanel, type ReadBoard, readBoards } from "../compare/read-boards";
import { type RenderedRules, readRules } from "../compare/read-rules";
import { type Delivery, deliveries, readRouting, type Routing } from "../compare/routes";
import { type Files } from "../render";
import { metricsIn } from "./expression";

/** What a book is made of: the files that a stack renders to, and what the checkout knows beside them. */
export interface Source {
  readonly stack: string;
  /** Rendered files by path: "prometheus/rules/host.yml". */
  readonly files: Files;
  /** Alerts by name, with the numbers in force. */
  readonly alerts: Readonly<Record<string, Alert>>;
  /** Alerts that the stack does not have, with the reason. */
  readonly off: ReadonlyMap<string, string>;
  /** Pages of runbooks by alert, in Markdown. */
  readonly runbooks: ReadonlyMap<string, string>;
  /** Jobs whose targets give a metric, by metric: from the contracts of the programs. */
  readonly emitters: Emitters;
  /** The page of all settings, in Markdown. */
  readonly settings: string;
  /** What the file of the stack says, without secrets. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** Who reads a metric. */
export interface Uses {
  readonly alerts: ReadonlySet<string>;
  readonly recordings: ReadonlySet<string>;
  /** Panels by the uid of their dashboard. */
  readonly panels: ReadonlyMap<string, readonly BoardPanel[]>;
}

/** A book before it is written: what there is, and how it hangs together. */
export interface Contents extends Source {
  readonly boards: ReadonlyMap<string, ReadBoard>;
  readonly rules: RenderedRules;
  /** Names of scrape jobs. */
  readonly scraped: ReadonlySet<string>;
  /** Undefined for a stack without an Alertmanager. */
  readonly routing: Routing | undefined;
  /** Every metric that is asked for or recorded, sorted by name. */
  readonly metrics: ReadonlyMap<string, Uses>;
  /** Notifications of each alert, by its name. */
  readonly told: ReadonlyMap<string, readonly Delivery[]>;
}

const unread: Uses = { alerts: new Set(), recordings: new Set(), panels: new Map() };

/** Reads a stack. Throws an Error for a file that is not what its path says. */
export function contentsOf(source: Source): Contents {
  const rules = readRules(source.files);
  const boards = sorted(readBoards(source.files), ({ title }) => title);
  const routing = [...source.files]
    .filter(([path]) => isRouting(path))
    .map(([, text]) => readRouting(text))[0];
  return {
    ...source,
    boards,
    scraped: scrapedBy(source.files),
    rules: { alerts: sorted(rules.alerts), recordings: sorted(rules.recordings) },
    routing,
    metrics: usesOf(boards, rules),
    told: new Map([...rules.alerts].map(([name]) => [name, tellings(name, rules, routing)])),
  };
}

/** The jobs that give a metric: those that the stack scrapes, or all that can where it scrapes none of them. */
export function jobsOf({ emitters, scraped }: Contents, metric: string): readonly string[] {
  const jobs = emitters.get(metric) ?? [];
  const here = jobs.filter((job) => scraped.has(job));
  return here.length > 0 ? here : jobs;
}

/** Names of the scrape jobs of every configuration, Prometheus' and the collector's alike. */
function scrapedBy(files: Files): ReadonlySet<string> {
  const named = [...files.values()].flatMap((text) => [...text.matchAll(/^\s*-? *job_name: (\S+)$/gm)]);
  return new Set(named.map(([, job = ""]) => job.replace(/^"(.*)"$/, "$1")));
}

function isRouting(path: string): boolean {
  return /(^|\/)alertmanager\.ya?ml$/.test(path) && !/(^|\/)rules\//.test(path);
}

function tellings(
  name: string,
  { alerts }: RenderedRules,
  routing: Routing | undefined,
): readonly Delivery[] {
  if (routing === undefined) return [];
  const all = (alerts.get(name) ?? []).flatMap(({ labels }) =>
    deliveries(routing, { ...labels, alertname: name }),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function usesOf(boards: Contents["boards"], { alerts, recordings }: RenderedRules): Contents["metrics"] {
  const uses = new Map<string, Uses>();
  const of = (metric: string) => uses.get(metric) ?? unread;
  const add = (metric: string, more: Partial<Uses>) => uses.set(metric, { ...of(metric), ...more });
  for (const record of recordings.keys()) add(record, {});
  for (const [kind, all] of [["alerts", alerts] as const, ["recordings", recordings] as const])
    for (const [name, rules] of all)
      for (const metric of rules.flatMap(({ expr }) => metricsIn(expr)))
        add(metric, { [kind]: new Set([...of(metric)[kind], name].sort()) });
  for (const [uid, { rows }] of boards)
    for (const panel of rows.flatMap(({ panels }) => panels))
      for (const metric of new Set(panel.targets.flatMap(({ expr }) => metricsIn(expr)))) {
        const { panels } = of(metric);
        add(metric, { panels: new Map([...panels, [uid, [...(panels.get(uid) ?? []), panel]]]) });
      }
  return sorted(uses);
}

/** By a text of the value. @default by name */
function sorted<T>(all: ReadonlyMap<string, T>, text?: (value: T) => string): ReadonlyMap<string, T> {
  const key = ([name, value]: readonly [string, T]) => (text === undefined ? name : text(value));
  return new Map([...all].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)));
}
