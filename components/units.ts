import { type Cpu, type Size } from "../platforms/workload";

const perUnit = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 };

/** "2Gi" → 2048. */
export function mebibytes(size: Size): number {
  return Number.parseInt(size, 10) * perUnit[size.slice(-2) as keyof typeof perUnit];
}

/** A part of some memory, in whole MiB; at least 64Mi, below which no server of ours starts. */
export function partOfSize(size: Size, part: number): Size {
  return `${Math.max(64, Math.round(mebibytes(size) * part))}Mi`;
}

/** A part of some CPU; at least 10m. */
export function partOfCpu(cpu: Cpu, part: number): Cpu {
  return `${Math.max(10, Math.round(Number.parseInt(cpu, 10) * part))}m`;
}
