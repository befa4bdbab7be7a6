/** Made-up series of many hosts, in the form in which promtool makes blocks of them. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { parseExposition } from "../test/contracts/exposition";

/** How many hosts there are, and when they were scraped. */
export interface Extent {
  readonly hosts: number;
  /** Time of the last sample, in seconds since 1970. */
  readonly end: number;
  readonly samples: number;
  /** Seconds between two samples. */
  readonly spacing: number;
}

/** Contracts that hosts are made after, by the job of their targets. */
const contracts: Readonly<Record<string, string>> = {
  node: "node-exporter.prom",
  "kube-state-metrics": "kube-state-metrics.prom",
};

/**
 * How many of each a host has. Contracts hold one series where a host has one for each CPU, disk or network, so these
 * numbers are those of a host with 8 CPUs and a few disks and networks.
 */
export const eachOf: Readonly<Record<string, number>> = {
  cpu: 8,
  device: 3,
  mountpoint: 3,
  chip: 3,
  name: 3,
};

/** One series of a host, without the host's name. */
interface Template {
  readonly metric: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly counter: boolean;
}

function templates(file: string, wanted: ReadonlySet<string>): readonly Template[] {
  const text = readFileSync(join(__dirname, "..", "test", "contracts", file), "utf8");
  return parseExposition(text).flatMap(({ type, samples }) =>
    samples
      .filter(({ name }) => wanted.has(name))
      .flatMap(({ name, labels }) => {
        const pairs = Object.entries(labels);
        const count = Math.max(
          1,
          ...pairs.map(([label, value]) => (value === "x" ? (eachOf[label] ?? 1) : 1)),
        );
        return Array.from({ length: count }, (_, index) => ({
          metric: name,
          labels: pairs.map(([label, value]) => [label, value === "x" ? `x${index}` : value] as const),
          counter: type === "counter" || type === "histogram" || type === "summary",
        }));
      }),
  );
}

/** A gauge: sizes are 100 and what is left of them 60, so that shares look like those of a host that is well. */
function level(metric: string, time: number): number {
  if (metric === "node_time_seconds") return time;
  if (/avail|free|Free|Cached|Buffers/.test(metric)) return 60;
  return /size|Total|maximum|limit|allocatable|capacity/.test(metric) ? 100 : 1;
}

/**
 * Writes the series of all hosts for these metrics as OpenMetrics text. Answers how many series and samples there are.
 * In a cluster each host stands for a node with one object of each kind: their names end in the host's number.
 */
export function writeSeries(
  file: string,
  { hosts, end, samples, spacing }: Extent,
  wanted: ReadonlySet<string>,
): { readonly series: number; readonly samples: number } {
  const all = Object.entries(contracts).map(([job, contract]) => [job, templates(contract, wanted)] as const);
  const target = openSync(file, "w");
  let series = 0;
  let text = "";
  for (let host = 0; host < hosts; host++) {
    for (const [job, list] of all)
      for (const { metric, labels, counter } of list) {
        const instance = job === "node" ? `host-${host}` : "cluster";
        const named = labels.map(
          ([name, value]) => `,${name}="${job === "node" ? value : renamed(name, value, host)}"`,
        );
        const selector = `${metric}{job="${job}",instance="${instance}"${named.join("")}}`;
        series++;
        for (let sample = 0; sample < samples; sample++) {
          const time = end - (samples - 1 - sample) * spacing;
          const value = counter ? (sample * spacing * (1 + (series % 7))) / 100 : level(metric, time);
          text += `${selector} ${value} ${time}\n`;
        }
      }
    if (text.length > 1e6) {
      writeSync(target, text);
      text = "";
    }
  }
  writeSync(target, `${text}# EOF\n`);
  closeSync(target);
  return { series, samples: series * samples };
}

/** Objects of a cluster have a name of their own; namespaces are shared by many. */
function renamed(label: string, value: string, host: number): string {
  if (!/^x\d+$/.test(value)) return value;
  return label === "namespace" ? `${value}-${host % 20}` : `${value}-${host}`;
}
