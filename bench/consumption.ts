import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** What servers take of this machine. */
export interface Consumption {
  /** Resident memory; the average of the start and the end. */
  readonly mebibytes: number;
  /** Share of one core in percent. */
  readonly corePercent: number;
}

/** The kernel's unit of CPU time in /proc: 100 a second on Linux. */
const ticksPerSecond = 100;

/** Memory and CPU of groups of processes over some seconds. */
export async function consumption(
  groups: ReadonlyMap<string, readonly number[]>,
  seconds: number,
): Promise<Consumption & { readonly each: readonly (Consumption & { readonly name: string })[] }> {
  const before = new Map(
    [...groups].map(([name, pids]) => [name, { ticks: sum(pids, ticks), bytes: sum(pids, resident) }]),
  );
  await sleep(seconds * 1000);
  const each = [...groups].map(([name, pids]) => {
    const start = before.get(name) ?? { ticks: 0, bytes: 0 };
    return {
      name,
      mebibytes: (start.bytes + sum(pids, resident)) / 2 / 2 ** 20,
      corePercent: ((sum(pids, ticks) - start.ticks) / ticksPerSecond / seconds) * 100,
    };
  });
  return {
    each,
    mebibytes: sum(each, ({ mebibytes }) => mebibytes),
    corePercent: sum(each, ({ corePercent }) => corePercent),
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function ticks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

function resident(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}

/** A process and all that it started. */
export function processTree(root: number): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (pid: number): number[] => [
    pid,
    ...pairs.filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(root);
}
