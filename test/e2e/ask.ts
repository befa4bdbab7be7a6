/** Questions to the running servers, over their real APIs. */

/** Samples of an instant query: labels and value. */
export type Samples = readonly {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}[];

interface VectorAnswer {
  readonly data: {
    readonly result: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[];
  };
}

/** Instant query to Prometheus. */
export async function promQuery(base: string, query: string): Promise<Samples> {
  const { data } = await json<VectorAnswer>(`${base}/api/v1/query?query=${encodeURIComponent(query)}`);
  return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
}

/** The one value of an instant query. Throws where there is none or several. */
export async function promValue(base: string, query: string): Promise<number> {
  const samples = await promQuery(base, query);
  if (samples.length !== 1 || samples[0] === undefined)
    throw new Error(`${query} has ${samples.length} results, not one`);
  return samples[0].value;
}

/** Timestamps, in seconds, of the raw samples that a range selector finds. */
export async function promTimestamps(base: string, rangeSelector: string): Promise<readonly number[]> {
  const answer = await json<{ data: { result: readonly { values: readonly [number, string][] }[] } }>(
    `${base}/api/v1/query?query=${encodeURIComponent(rangeSelector)}`,
  );
  return answer.data.result.flatMap(({ values }) => values.map(([time]) => time));
}

/** Log lines that Loki finds in the last hour. */
export async function lokiLines(base: string, query: string): Promise<readonly string[]> {
  const start = (Date.now() - 3_600_000) * 1e6;
  const answer = await json<{ data: { result: readonly { values: readonly [string, string][] }[] } }>(
    `${base}/loki/api/v1/query_range?query=${encodeURIComponent(query)}&start=${start}&limit=1000`,
  );
  return answer.data.result.flatMap(({ values }) => values.map(([, line]) => line));
}

export async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), ...init });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Asks until the answer is right; returns it. Throws with the last answer when the time, in seconds, is over. */
export async function until<T>(
  within: number,
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + within * 1000;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (isRight(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(
    `not so within ${within} s; last answer: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
  );
}
