/**
 * Seconds as Go prints a duration: 60 → "1m0s". Docker gives durations back in this form; written any other way
 * they would differ from what is read back, and the container would be replaced at every `up`.
 */
export function goDuration(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < 0)
    throw new Error(`${seconds} is not a whole number of seconds; write 0 or more`);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${seconds % 60}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}

const mebibytes: Readonly<Record<string, number>> = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 };

/** "2Gi" → 2048: Docker's provider counts memory in MiB. */
export function inMebibytes(size: string): number {
  const [, count, unit] = /^(\d+)(Mi|Gi|Ti)$/.exec(size) ?? [];
  const factor = mebibytes[unit ?? ""];
  if (factor === undefined)
    throw new Error(`${size} is not a size; write a number and Mi, Gi or Ti, for example 512Mi`);
  return Number(count) * factor;
}
