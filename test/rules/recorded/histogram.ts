import { type Recorded } from "./recorded";

/**
 * A histogram of 100 observations in each 15 seconds, half of them up to `limit` and the others up to twice as much, by its
 * buckets: 99 % are within 1.98 of the limit.
 */
export function halves(metric: string, labels: string, limit: number): Recorded["input"] {
  const bucket = (le: number | string) => `${metric}_bucket{${labels}, le="${le}"}`;
  return {
    [bucket(limit)]: "0+50x60",
    [bucket(2 * limit)]: "0+100x60",
    [bucket("+Inf")]: "0+100x60",
  };
}
