/**
 * Prints what the evaluation of the alerts and recording rules costs on the pinned Prometheus, for a number of hosts:
 *
 *     npm run bench:rules -- --hosts 1,100,1000 --peer node.yaml --peer kubernetes.yaml --job node-exporter=node
 *
 * `--peer` takes another project's rules, to be measured over the same series; `--job` renames the values of the label
 * `job` that they ask for. Never fails for a figure.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensure } from "../tools/build";
import { aboutHosts, metricsOf, ownRules, readsOf, recordingFile, rulesOf, type Rule } from "./rule-sets";
import { writeSeries, type Extent } from "./series";

const port = 19_790;
const url = `http://127.0.0.1:${port}`;
const spacing = 30;
const samples = 14;
const rounds = 3;

interface Programs {
  readonly prometheus: string;
  readonly promtool: string;
}

async function start({ prometheus }: Programs, folder: string): Promise<ChildProcess> {
  const config = join(folder, "prometheus.yml");
  writeFileSync(config, "global: {}\n");
  const server = spawn(
    prometheus,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
    ],
    // It complains of work on its blocks that was not over when it was ended.
    { stdio: ["ignore", "ignore", "ignore"] },
  );
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null)
      throw new Error(`Prometheus ended with ${server.exitCode}. Is port ${port} free?`);
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok === true) return server;
    await sleep(200);
  }
  throw new Error(
    "Prometheus was not ready within 2 minutes. Start it by hand over a folder of its own to see why.",
  );
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}

/** CPU time of a process in seconds, from the kernel's ticks of 10 ms. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Waits until Prometheus has put its blocks in order, which is no part of what rules cost; at most 5 minutes. */
async function settled(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const before = cpuSeconds(pid);
    await sleep(3000);
    if (attempt > 0 && cpuSeconds(pid) - before < 0.1) return;
  }
}

interface Asked {
  readonly rule: Rule;
  /** Seconds in which Prometheus evaluated the expression. */
  readonly seconds: number;
  readonly results: number;
}

interface Answer {
  readonly result: readonly unknown[];
  readonly stats: { readonly timings: { readonly evalTotalTime: number } };
}

/** Throws an Error with Prometheus' own words for a query that it refuses. */
async function query(expr: string, time: number): Promise<Answer> {
  const body = new URLSearchParams({ query: expr, time: String(time), stats: "true" });
  const answer = (await (await fetch(`${url}/api/v1/query`, { method: "POST", body })).json()) as {
    readonly status: string;
    readonly error?: string;
    readonly data?: Answer;
  };
  if (answer.data === undefined) throw new Error(answer.error ?? answer.status);
  return answer.data;
}

async function ask(rule: Rule, time: number): Promise<Asked> {
  const { result, stats } = await query(rule.expr, time);
  return { rule, seconds: stats.timings.evalTotalTime, results: result.length };
}

/** Seconds between two scrapes of a stack, for what windows would hold that are longer than the made-up series. */
const scrapeSeconds = 15;

/**
 * How many samples each rule reads in an evaluation once its windows are full. The series are counted; their history is
 * reckoned, because days of it for many hosts take too long to make.
 */
async function samplesRead(rules: readonly Rule[], time: number): Promise<ReadonlyMap<Rule, number>> {
  const counts = new Map<string, number>();
  const seriesOf = async (selector: string): Promise<number> => {
    const known = counts.get(selector);
    if (known !== undefined) return known;
    const [first] = (await query(`count(${selector})`, time)).result as readonly {
      readonly value: readonly [number, string];
    }[];
    const count = Number(first?.value[1] ?? 0);
    counts.set(selector, count);
    return count;
  };
  const read = new Map<Rule, number>();
  for (const rule of rules) {
    let samples = 0;
    for (const { selector, seconds } of readsOf(rule.expr))
      samples += (await seriesOf(selector)) * Math.max(1, seconds / scrapeSeconds);
    read.set(rule, samples);
  }
  return read;
}

/** Evaluates all rules once for the caches, then some times; the least of each rule's times counts. */
async function measure(what: string, rules: readonly Rule[], time: number, pid: number): Promise<void> {
  const failed: string[] = [];
  const good: Rule[] = [];
  for (const rule of rules)
    await ask(rule, time).then(
      () => good.push(rule),
      (error: unknown) =>
        failed.push(`${rule.name}: ${error instanceof Error ? error.message : String(error)}`),
    );
  const before = cpuSeconds(pid);
  const best = new Map<Rule, Asked>();
  for (let round = 0; round < rounds; round++)
    for (const rule of good) {
      const asked = await ask(rule, time);
      if (asked.seconds < (best.get(rule)?.seconds ?? Infinity)) best.set(rule, asked);
    }
  const cpu = (cpuSeconds(pid) - before) / rounds;
  const all = [...best.values()];
  const seconds = all.reduce((sum, each) => sum + each.seconds, 0);
  const firing = all.filter(({ rule, results }) => rule.kind === "alert" && results > 0).length;
  const alerts = rules.filter(({ kind }) => kind === "alert").length;
  console.log(
    `${what.padEnd(34)} ${String(alerts).padStart(4)} alerts ${String(rules.length - alerts).padStart(4)} recordings  ` +
      `${seconds.toFixed(3).padStart(8)} s evaluation  ${cpu.toFixed(2).padStart(7)} s CPU  ${firing} alerts with a result`,
  );
  const slowest = all.sort((a, b) => b.seconds - a.seconds).slice(0, 3);
  console.log(
    `    slowest: ${slowest.map(({ rule, seconds: each }) => `${rule.name} ${(each * 1000).toFixed(1)} ms`).join(", ")}`,
  );
  const read = await samplesRead(good, time);
  const most = [...read].sort(([, a], [, b]) => b - a).slice(0, 5);
  const total = [...read.values()].reduce((sum, each) => sum + each, 0);
  console.log(
    `    samples read with full windows: ${millions(total)}; most by ${most.map(([{ name }, each]) => `${name} ${millions(each)}`).join(", ")}`,
  );
  for (const message of failed) console.log(`    not evaluated: ${message}`);
}

const millions = (count: number): string => `${(count / 1e6).toFixed(3)} million`;

async function trial(
  hosts: number,
  sets: ReadonlyMap<string, readonly Rule[]>,
  programs: Programs,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-rules-"));
  let server: ChildProcess | undefined;
  try {
    const data = join(folder, "data");
    mkdirSync(data);
    // A block of Prometheus holds two hours: all samples lie in one that is over.
    const end = Math.floor(Date.now() / 7_200_000) * 7200 - 3600;
    const extent: Extent = { hosts, end, samples, spacing };
    const text = join(folder, "series.txt");
    const all = [...sets.values()].flat();
    const started = performance.now();
    const written = writeSeries(text, extent, metricsOf(all));
    execFileSync(programs.promtool, ["tsdb", "create-blocks-from", "openmetrics", "--quiet", text, data]);
    const took = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `\n${hosts} hosts: ${written.series} series, ${written.samples} samples, ${(statSync(text).size / 2 ** 20).toFixed(0)} MiB of text, made in ${took} s`,
    );
    rmSync(text);
    const recordings = join(folder, "recordings.yml");
    writeFileSync(recordings, recordingFile(all));
    // What is recorded may be recorded from again, so two passes.
    for (let pass = 0; pass < 2; pass++) {
      server = await start(programs, folder);
      const range = [`--start=${end - 4 * spacing}`, `--end=${end}`, `--eval-interval=${spacing}s`];
      execFileSync(
        programs.promtool,
        ["tsdb", "create-blocks-from", "rules", `--url=${url}`, ...range, `--output-dir=${data}`, recordings],
        { stdio: "ignore" },
      );
      await stop(server);
    }
    server = await start(programs, folder);
    await settled(server.pid ?? 0);
    for (const [name, rules] of sets) {
      await measure(`${name}, all`, rules, end, server.pid ?? 0);
      await measure(`${name}, about hosts`, aboutHosts(rules), end, server.pid ?? 0);
    }
  } finally {
    if (server !== undefined && server.exitCode === null) await stop(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      hosts: { type: "string", default: "1,100,1000" },
      peer: { type: "string", multiple: true, default: [] },
      job: { type: "string", multiple: true, default: [] },
    },
  });
  const jobs = Object.fromEntries(values.job.map((each) => each.split("=") as [string, string]));
  const peers = values.peer.flatMap((file) => rulesOf(file, jobs));
  const sets = new Map([["ours", ownRules()], ...(peers.length === 0 ? [] : [["peer", peers] as const])]);
  const programs = {
    prometheus: await ensure("prometheus", console.error),
    promtool: await ensure("promtool", console.error),
  };
  console.log(`${cpus().length} CPUs, ${cpus()[0]?.model ?? "of an unknown model"}`);
  for (const hosts of values.hosts.split(",").map(Number)) await trial(hosts, sets, programs);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
