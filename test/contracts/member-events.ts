/** What makes servers of a cluster's stack count: many of their metrics come up with the first event of their kind. */
import { setTimeout as wait } from "node:timers/promises";

const json = { "content-type": "application/json" };

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: "POST", headers: json, body: JSON.stringify(body) });

/** Silences one alert, and sends one that is none. */
export async function silence(alertmanager: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await fetch(`${alertmanager}/-/ready`).catch(() => undefined);
    if (answer?.ok === true) break;
    await wait(500);
  }
  const now = Date.now();
  await post(`${alertmanager}/api/v2/silences`, {
    matchers: [{ name: "alertname", value: "Silenced", isRegex: false }],
    ...{ startsAt: new Date(now).toISOString(), endsAt: new Date(now + 3_600_000).toISOString() },
    ...{ createdBy: "capture", comment: "capture" },
  });
  await post(`${alertmanager}/api/v2/alerts`, [{ labels: { alertname: "" } }]);
}

/** Queries that are answered, by Prometheus and from the bucket, and one that is none. */
export async function askThanos(query: string): Promise<void> {
  const end = Math.floor(Date.now() / 1000);
  const ask = (path: string): Promise<unknown> => fetch(`${query}/api/v1/${path}`).catch(() => undefined);
  for (let round = 0; round < 3; round++) {
    await ask("query?query=up");
    await ask(`query_range?query=old&start=${end - 5 * 86_400}&end=${end}&step=3600`);
    await ask(
      `query_range?query=old&start=${end - 5 * 86_400}&end=${end}&step=3600&max_source_resolution=1h`,
    );
    await ask("query?query=up%20up");
    await ask("labels");
    await ask("series?match[]=up");
    await wait(3000);
  }
}

/** Entries that Loki takes, and others that it turns away for each reason that can be had from outside. */
export async function fillLoki(loki: string): Promise<void> {
  const push = (stream: Record<string, string>, values: readonly (readonly [string, string])[]) =>
    post(`${loki}/loki/api/v1/push`, { streams: [{ stream, values }] });
  const at = (milliseconds: number): string => `${milliseconds}000000`;
  const now = Date.now();
  const day = 86_400_000;
  const labels = { service_name: "basket" };
  for (let round = 0; round < 10; round++) await push(labels, [[at(now + round), "it works"]]);
  // Too old, from the future, without labels, too long, and with too many labels.
  await push(labels, [[at(now - 30 * day), "old"]]);
  await push(labels, [[at(now + day), "early"]]);
  await push({}, [[at(now), "whose"]]);
  await push(labels, [[at(now), "x".repeat(300_000)]]);
  await push(Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`label_${number}`, "x"])), [
    [at(now), "labels"],
  ]);
  // Older than what the stream has by more than an hour.
  await push(labels, [[at(now - 3 * 3_600_000), "late"]]);
  // More than one stream may have at once, 15 MB, and then more than all may have, in pieces that are not too large.
  const lines = Array.from({ length: 10 }, (_, line) => [at(now + line), "x".repeat(200_000)] as const);
  for (let count = 0; count < 9; count++) await push({ service_name: "big" }, lines);
  const many = Array.from({ length: 12 }, (_, number) => ({ service_name: `big-${number}` }));
  await Promise.all(many.map((stream) => push(stream, lines)));
  const query = (path: string): Promise<unknown> => fetch(loki + path).catch(() => undefined);
  for (let round = 0; round < 5; round++) {
    await query(`/loki/api/v1/query_range?query=${encodeURIComponent('{service_name="basket"}')}`);
    const rate = encodeURIComponent('sum(rate({service_name="basket"}[5m]))');
    await query(`/loki/api/v1/query_range?query=${rate}`);
    await query("/loki/api/v1/query?query=nonsense");
    await query("/loki/api/v1/labels");
    await query(`/loki/api/v1/index/stats?query=${encodeURIComponent('{service_name="basket"}')}`);
    await wait(1000);
  }
  const deletion = new URLSearchParams({
    query: '{service_name="basket"} |= "it"',
    start: "1",
    end: String(Math.floor(now / 1000)),
  });
  await fetch(`${loki}/loki/api/v1/delete?${deletion.toString()}`, { method: "POST" }).catch(() => undefined);
  await fetch(`${loki}/flush`, { method: "POST" }).catch(() => undefined);
}
