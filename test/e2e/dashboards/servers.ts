/** The servers that the dashboards ask, as Grafana was told of them, and the questions that it would ask. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { json } from "../ask";
import { type Board, type Choice, type Query } from "./board";
import { filledIn, firstChoice, labelValues, stepOf, type Moment } from "./moment";

/** Where data comes from. */
export interface Servers {
  readonly prometheus: string;
  readonly loki: string;
  /** Seconds between two scrapes. */
  readonly scrape: number;
}

interface SourcesFile {
  readonly datasources: readonly {
    readonly type: string;
    readonly url: string;
    readonly jsonData: { readonly timeInterval?: string };
  }[];
}

/** Reads the file from which Grafana has its data sources. */
export function readServers(file: string): Servers {
  const { datasources } = parse(readFileSync(file, "utf8")) as SourcesFile;
  const urlOf = (type: string): string => {
    const url = datasources.find((each) => each.type === type)?.url;
    if (url === undefined) throw new Error(`${file} has no data source of type ${type}`);
    return url;
  };
  const interval = datasources.find(({ type }) => type === "prometheus")?.jsonData.timeInterval ?? "15s";
  return { prometheus: urlOf("prometheus"), loki: urlOf("loki"), scrape: Number.parseInt(interval, 10) };
}

/** The last so many seconds. */
export function last(seconds: number, { scrape }: Servers): Moment {
  const to = Math.floor(Date.now() / 1000);
  return { from: to - seconds, to, scrape };
}

interface Answer {
  readonly data: { readonly result: readonly unknown[] };
}

/** How many series or streams a query finds. */
export async function count(
  servers: Servers,
  { source, expr, instant }: Query,
  chosen: Chosen,
  moment: Moment,
  width: number,
): Promise<number> {
  const step = stepOf(moment, width, source === "prometheus" ? moment.scrape : 1);
  const query = filledIn(expr, chosen, moment, step, instant ? moment.to - moment.from : step);
  const base = source === "prometheus" ? `${servers.prometheus}/api/v1` : `${servers.loki}/loki/api/v1`;
  const when = instant
    ? { time: String(moment.to) }
    : {
        // Grafana asks for times that are whole steps, so that a graph does not flicker.
        start: String(Math.floor(moment.from / step) * step),
        end: String(Math.floor(moment.to / step) * step),
        step: String(step),
      };
  const asked = new URLSearchParams({ query, ...when });
  const { data } = await json<Answer>(`${base}/${instant ? "query" : "query_range"}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: asked.toString(),
  });
  return data.result.length;
}

/** What is chosen at the top of a dashboard: the text of each variable, by name. */
export type Chosen = ReadonlyMap<string, string>;

/**
 * The choices of a dashboard as it opens, each by what is chosen before it; "" where there is nothing to choose.
 *
 * @param instead choices that somebody has made, by name
 */
export async function choose(
  servers: Servers,
  board: Board,
  moment: Moment,
  instead: Chosen = new Map(),
): Promise<Chosen> {
  const chosen = new Map<string, string>();
  for (const each of board.choices) {
    const value =
      instead.get(each.name) ??
      (each.kind === "words" ? each.text : firstChoice(each, await values(servers, each, chosen, moment)));
    chosen.set(each.name, value ?? "");
  }
  return chosen;
}

/** Other choices than those at first: of one variable after the other every further value. */
export async function otherChoices(
  servers: Servers,
  board: Board,
  moment: Moment,
  first: Chosen,
): Promise<readonly Chosen[]> {
  const found: Chosen[] = [];
  for (const each of board.choices) {
    if (each.kind === "words" || each.multi) continue;
    const others = await values(servers, each, first, moment);
    for (const value of others.filter((other) => other !== first.get(each.name)))
      found.push(await choose(servers, board, moment, new Map([[each.name, value]])));
  }
  return found;
}

async function values(
  servers: Servers,
  { source, query }: Choice,
  chosen: Chosen,
  moment: Moment,
): Promise<readonly string[]> {
  const { label, selector } = labelValues(filledIn(query, chosen, moment, moment.scrape, moment.scrape));
  const [base, matching] =
    source === "prometheus"
      ? [`${servers.prometheus}/api/v1`, "match[]"]
      : [`${servers.loki}/loki/api/v1`, "query"];
  const asked = new URLSearchParams({
    start: String(moment.from),
    end: String(moment.to),
    ...(selector === undefined ? {} : { [matching]: selector }),
  });
  return (await json<{ data?: readonly string[] }>(`${base}/label/${label}/values?${asked}`)).data ?? [];
}
