import { z } from "zod";
import { type Course } from "./firings";

const answer = z.object({
  status: z.literal("success"),
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

/** Most points that Prometheus gives of one series in one answer. */
const mostPoints = 11_000;

/** What is asked, in seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * When an expression had a result, by series, asked of a Prometheus in as many parts as its limit wants.
 * Throws an Error with Prometheus' own words where it refuses.
 */
export async function courses(
  prometheus: string,
  expr: string,
  { from, to, step }: Stretch,
): Promise<readonly Course[]> {
  const found = new Map<string, { labels: Record<string, string>; times: number[] }>();
  for (let start = from; start <= to; start += mostPoints * step) {
    const end = Math.min(to, start + (mostPoints - 1) * step);
    for (const { metric, values } of await ask(prometheus, expr, start, end, step)) {
      const labels = Object.fromEntries(Object.entries(metric).filter(([name]) => name !== "__name__"));
      const key = JSON.stringify(Object.entries(labels).sort());
      const course = found.get(key) ?? { labels, times: [] };
      found.set(key, course);
      course.times.push(...values.map(([time]) => time));
    }
  }
  return [...found.values()];
}

async function ask(prometheus: string, query: string, start: number, end: number, step: number) {
  const url = `${prometheus.replace(/\/+$/, "")}/api/v1/query_range`;
  const body = new URLSearchParams({ query, start: String(start), end: String(end), step: String(step) });
  const response = await fetch(url, { method: "POST", body });
  const json: unknown = await response.json().catch(() => undefined);
  const parsed = answer.safeParse(json);
  if (parsed.success) return parsed.data.data.result;
  const told = z.object({ error: z.string() }).safeParse(json);
  throw new Error(
    told.success ? told.data.error : `${url} answers ${response.status}, and not as Prometheus does`,
  );
}
