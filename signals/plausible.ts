import { type Signal, type Unit } from "./signal";

/**
 * Highest value that is believed, by unit, where a signal says nothing else. Drivers and exporters write numbers at the
 * end of their range where they have none: DCGM 2147483632 and 9223372036854775794, the kernel 18446744073709551615
 * for "no limit". An alert that took them at their word would fire on what is not there.
 */
const byUnit: Readonly<Partial<Record<Unit, number>>> = {
  // A share of something can be more than the whole (CPU time of several CPUs), but not a million times.
  percentunit: 1e6,
  // 4 EiB and its second part: half of a 63-bit sentinel.
  bytes: 2 ** 62,
  Bps: 2 ** 62,
  // A hundred years.
  s: 100 * 365 * 86_400,
  dtdurations: 100 * 365 * 86_400,
  celsius: 250,
  watt: 1e5,
};

/** Counts and rates: below the 63-bit sentinels. */
const count = 1e15;

/**
 * Highest value of a signal that is believed, in its unit. A share with a highest value is believed up to ten times
 * of it: a rate between two late scrapes may come out a little above the whole, and that is no reason to be silent.
 */
export function plausible(signal: Pick<Signal, "unit" | "max" | "plausible">): number {
  if (signal.plausible !== undefined) return signal.plausible;
  return signal.max === undefined ? (byUnit[signal.unit] ?? count) : 10 * Math.max(1, signal.max);
}
