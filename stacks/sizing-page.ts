/** docs/sizing.md: what each size is made for and gives, with the arithmetic; its tables are made from the figures. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StackCost, costOf } from "./sizing-cost";
import { assumed, leastSeriesPerShard, load, maxShards } from "./sizing-load";
import { needs } from "./sizing-needs";
import { bySize, lokiAlone, type SizeName } from "./sizing";
import { cost, introduction, nextSize, override, questions, sources } from "./sizing-text";

/** Place of the committed page, from the root of the checkout. */
export const sizingPageFile = "docs/sizing.md";

export const sizes: readonly SizeName[] = ["small", "medium", "large"];

/** Writes the committed page below the root of a checkout. */
export function writeSizingPage(rootFolder: string): void {
  writeFileSync(join(rootFolder, sizingPageFile), sizingPage());
}

/** The page. */
export function sizingPage(): string {
  return `${[
    introduction,
    table(["", ...sizes], loadRows()),
    assumptions(),
    "## What each size gives",
    table(["", ...sizes], givenRows()),
    "Without `objectStorage`, one Loki keeps all logs on its own disk, and of Thanos only the sidecars and the querier run; without `grafana.database`, there is one Grafana:",
    table(["", ...sizes], aloneRows()),
    "## The arithmetic",
    "Each entry is the next usual size above what is reckoned. In each column: what is needed at least, and what is given.",
    table(["entry", "how it is reckoned", ...sizes], needRows()),
    sources,
    shards(),
    cost,
    table(["", ...sizes], costRows()),
    override,
    table(
      ["question", "PromQL"],
      questions.map(([question, query]) => [question, `\`${query}\``]),
    ),
    nextSize,
  ].join("\n\n")}\n`;
}

function loadRows(): string[][] {
  const loads = sizes.map(load);
  const row = (what: string, of: (one: (typeof loads)[number]) => number) => [
    what,
    ...loads.map((one) => count(of(one))),
  ];
  return [
    row("nodes", ({ nodes }) => nodes),
    row("pods", ({ pods }) => pods),
    row("series", ({ series }) => series),
    row("series of the fullest shard", ({ seriesPerShard }) => seriesPerShard),
    row("samples a second", ({ samplesPerSecond }) => samplesPerSecond),
    row("logs a day, in GB", ({ logBytesPerDay }) => logBytesPerDay / 1e9),
    row("log streams", ({ streams }) => streams),
    row("queries a second", ({ queriesPerSecond }) => queriesPerSecond),
  ];
}

function assumptions(): string {
  const a = assumed;
  return `These follow from ${a.podsPerNode} pods on a node; ${count(a.seriesPerNode)} series of a node and ${a.seriesPerPod} of a pod,
which shards divide among them; ${a.objectSeriesPerPod} series of a pod from kube-state-metrics, which every shard has, as rules join
with them; ${count(a.seriesOfServers)} of the control plane and of the stack itself; a scrape each ${a.scrapeInterval} s; and of each pod
${a.linesPerPod} log line a second of ${a.bytesPerLine} bytes, in ${a.streamsPerPod} streams. The number of pods is the density at which kube-state-metrics
was measured; the others are our own estimates, and vary widely from one cluster to the next.`;
}

/** Every entry of the table, by its place in the settings. */
function givenRows(): string[][] {
  const columns = sizes.map((size) => new Map(entries(bySize[size])));
  return [...(columns[0]?.keys() ?? [])].map((entry) => [
    `\`${entry}\``,
    ...columns.map((column) => String(column.get(entry))),
  ]);
}

function aloneRows(): string[][] {
  const columns = sizes.map((size) => new Map(entries({ loki: lokiAlone[size] })));
  return [
    ...[...(columns[0]?.keys() ?? [])].map((entry) => [
      `\`${entry}\``,
      ...columns.map((column) => String(column.get(entry))),
    ]),
    ["`grafana.replicas`", ...sizes.map(() => "1")],
  ];
}

function entries(value: object, path = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, unknown][] =>
    typeof inner === "object" && inner !== null ? entries(inner, `${path}${key}.`) : [[path + key, inner]],
  );
}

function needRows(): string[][] {
  return needs.map(({ entry, how, least, given }) => [
    entry.replace(/^[\w.]+/, "`$&`"),
    how,
    ...sizes.map((size) => {
      const needed = least(load(size), bySize[size]);
      const is = given(bySize[size], size);
      return `${is.endsWith("m") ? `${needed.toFixed(2)} cores` : `${(needed / 1024 ** 3).toFixed(2)} GiB`}: ${is}`;
    }),
  ]);
}

function shards(): string {
  return `## Shards

A shard is worth it from about ${count(leastSeriesPerShard)} series on: so many take as much memory as a Prometheus and its sidecar with
nothing to do. More than ${list(sizes.map((size) => `${maxShards(size)} (${size})`))} are a mistake in the settings therefore. Long before
that, one more shard is worth less than the one before it, because each has the series of kube-state-metrics.`;
}

function costRows(): string[][] {
  const costs = sizes.map((size) => ({ ...costOf(size), nodes: load(size).nodes }));
  const per100 = (one: StackCost & { nodes: number }, of: "cpu" | "disk" | "memory") =>
    (one.servers[of] * 100) / one.nodes + one.eachNode[of] * 100;
  const row = (what: string, of: (one: (typeof costs)[number]) => number) => [
    what,
    ...costs.map((one) => count(of(one))),
  ];
  return [
    row("servers: CPU, cores", ({ servers }) => servers.cpu),
    row("servers: memory, GiB", ({ servers }) => servers.memory),
    row("servers: volumes, GiB", ({ servers }) => servers.disk),
    row("each node: CPU, thousandths of a core", ({ eachNode }) => eachNode.cpu * 1000),
    row("each node: memory, MiB", ({ eachNode }) => eachNode.memory * 1024),
    row("object storage: metrics, GiB", ({ metrics }) => metrics),
    row("object storage: logs, GiB", ({ logs }) => logs),
    row("**per 100 nodes**: CPU, cores", (one) => per100(one, "cpu")),
    row("**per 100 nodes**: memory, GiB", (one) => per100(one, "memory")),
    row("**per 100 nodes**: volumes, GiB", (one) => per100(one, "disk")),
    row("**per 100 nodes**: object storage, GiB", (one) => ((one.metrics + one.logs) * 100) / one.nodes),
  ];
}

/** A table as Prettier writes it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** 1100000 → "1,100,000"; small numbers keep one digit behind the point. */
function count(value: number): string {
  const digits = value < 100 && !Number.isInteger(value) ? 1 : 0;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

const list = (words: readonly string[]): string =>
  `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
