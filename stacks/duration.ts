import { type Duration } from "../platforms/workload";
import { toSeconds } from "../rules/duration";

/** Length of a duration in whole milliseconds. Throws an Error for text that is not a duration. */
export function milliseconds(duration: Duration): number {
  return Math.round(toSeconds(duration) * 1000);
}
