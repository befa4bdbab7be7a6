import { prometheusShards } from "../../components/ports";
import { type Stack } from "../../stacks/observatory";
import { type Settings } from "../../stacks/settings";
import { type ScrapeJob, type Workload } from "../workload";

/** A call of one workload at a port of another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

/**
 * Every call inside of the stack: each Prometheus calls what its jobs scrape, and each workload whom it says. Sorted, each
 * once.
 *
 * @throws Error for a call at a workload or a port that is not there
 */
export function edges({ settings, workloads, jobs }: Stack): readonly Edge[] {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]));
  const scraped = jobs.flatMap(({ workload, job }) => {
    const { port } = job;
    if (port === undefined || job.discover !== undefined) return [];
    const scrapers = scrapersOf(job, settings).filter((name) => byName.has(name));
    return scrapers.flatMap((name) => edgesTo(name, byName, workload, port));
  });
  const called = workloads.flatMap(({ name, calls = [] }) =>
    calls.flatMap((call) => ("workload" in call ? edgesTo(name, byName, call.workload, call.port) : [])),
  );
  const all = new Map([...scraped, ...called].map((edge) => [JSON.stringify(edge), edge]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

/** The shards of Prometheus that scrape a job. */
function scrapersOf({ shards = "first" }: ScrapeJob, settings: Settings): readonly string[] {
  const all = prometheusShards(settings);
  return shards === "first" ? all.slice(0, 1) : all;
}

function edgesTo(from: string, byName: ReadonlyMap<string, Workload>, to: string, port: string): Edge[] {
  const called = byName.get(to);
  if (called === undefined) throw new Error(`${from} calls ${to}, which this stack does not have`);
  const number = portsOf(called)[port];
  if (number === undefined)
    throw new Error(`${from} calls the port ${port} of ${to}, which has none of that name`);
  const tcp: Edge = { from, to, port: number, protocol: "TCP" };
  return called.udpPorts?.includes(port) === true ? [tcp, { ...tcp, protocol: "UDP" }] : [tcp];
}

/** Ports of a workload and of what runs beside it in the same pod. */
function portsOf({ ports, sidecars = [] }: Workload): Readonly<Record<string, number>> {
  return Object.assign({}, ports, ...sidecars.map((one) => one.ports)) as Record<string, number>;
}
