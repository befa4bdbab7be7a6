import { get } from "node:http";
import { existsSync, openSync, closeSync, fstatSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits until a condition holds. Returns false where it does not within the time, in milliseconds. */
export async function waitFor(
  condition: () => Promise<boolean>,
  withinMilliseconds: number,
  everyMilliseconds = 100,
): Promise<boolean> {
  const end = Date.now() + withinMilliseconds;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > end) return false;
    await sleep(everyMilliseconds);
  }
}

/** GET of a URL: status and body; status 0 if nobody answers within 2 s. */
export function fetchText(url: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve) => {
    const sent = get(url, { timeout: 2000, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
      response.on("error", () => resolve({ status: 0, body: "" }));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve({ status: 0, body: "" }));
  });
}

/** True if a health URL answers 2xx. */
export async function isHealthy(url: string): Promise<boolean> {
  const { status } = await fetchText(url);
  return status >= 200 && status < 300;
}

/** Value of a metric without labels in an exposition; undefined where it is missing. */
export function metricValue(exposition: string, metric: string): number | undefined {
  const line = exposition.split("\n").find((text) => text.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.slice(metric.length + 1));
}

/** The last lines of a log file, of at most 16 KiB. */
export function lastLines(path: string, count: number): string[] {
  if (!existsSync(path)) return [];
  const file = openSync(path, "r");
  try {
    const size = Math.min(fstatSync(file).size, 16 * 1024);
    const buffer = Buffer.alloc(size);
    readSync(file, buffer, 0, size, fstatSync(file).size - size);
    return buffer
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-count);
  } finally {
    closeSync(file);
  }
}
