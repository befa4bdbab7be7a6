/** Service level objectives in a stack file. */
import { describe, expect, it } from "vitest";
import { settingsNotices } from "../../stacks/notices";
import { parseSettings } from "../../stacks/parse-settings";
import { SettingsError } from "../../stacks/settings-errors";

const settingsOf = (slos: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) =>
  parseSettings({
    stack: "local",
    catalogue: { alerts: [], dashboards: [] },
    secretKeys: [],
    values: {
      target: "local",
      probes: [{ name: "shop", target: "https://shop.example.com" }],
      slos,
      ...more,
    },
  });

function mistakesOf(
  slos: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  try {
    settingsOf(slos, more);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.mistakes.map(({ text }) => text.replace(/\s+/g, " "));
  }
}

const shop = {
  name: "shop-reachable",
  service: "shop",
  objective: 0.995,
  sli: { probe: "shop" },
};
const billing = {
  name: "billing",
  service: "billing",
  objective: 0.999,
  sli: {
    queries: {
      errors: 'rate(jobs_total{result="failed"}[$window])',
      total: "rate(jobs_total[$window])",
    },
  },
};

describe("objectives in a stack file", () => {
  it("are taken, each kind of them, and kept over 30 days where nothing is said", () => {
    const http = { ...shop, name: "http", sli: { http: { job: "shop" } } };
    const latency = {
      ...shop,
      name: "latency",
      window: "28d",
      sli: { http: { job: "shop", below: 0.5 } },
    };
    const { slos } = settingsOf([shop, billing, http, latency]);
    expect(slos.map(({ name, window }) => [name, window])).toEqual([
      ["shop-reachable", "30d"],
      ["billing", "30d"],
      ["http", "30d"],
      ["latency", "28d"],
    ]);
  });

  it.each<readonly [string, readonly unknown[], RegExp]>([
    [
      "two of one name",
      [shop, shop],
      /slos\[0\] and slos\[1\] have the same name shop-reachable\. Give each/,
    ],
    [
      "the name of one of the demo's",
      [{ ...shop, name: "demo-latency" }],
      /slos\[0\] is called demo-latency, as an objective of the demo service/,
    ],
    ["a percentage", [{ ...shop, objective: 99.5 }], /slos\[0\]\.objective is 99\.5/],
    ["nothing may fail", [{ ...shop, objective: 1 }], /slos\[0\]\.objective is 1/],
    [
      "a window of hours",
      [{ ...shop, window: "36h" }],
      /slos\[0\]\.window is 36h, but an objective is kept over whole days, from 7d to 90d/,
    ],
    ["a window that is too short", [{ ...shop, window: "6d" }], /slos\[0\]\.window is 6d/],
    ["a window that is too long", [{ ...shop, window: "91d" }], /slos\[0\]\.window is 91d/],
    [
      "a probe that is nearly there",
      [{ ...shop, sli: { probe: "shopp" } }],
      /slos\[0\]\.sli\.probe is shopp, which is not a probe\. Did you mean shop\?/,
    ],
    [
      "a probe that is not there",
      [{ ...shop, sli: { probe: "warehouse" } }],
      /is warehouse, which is not a probe\. The probes are shop\. Add one under probes: observatory:probes:/,
    ],
    [
      "a query that does not parse",
      [{ ...billing, sli: { queries: { ...billing.sli.queries, errors: "rate(" } } }],
      /slos\[0\]\.sli\.queries\.errors is not PromQL: .*Write, for example: errors: 'rate\(jobs_total/,
    ],
    [
      "a query with a window of its own",
      [{ ...billing, sli: { queries: { ...billing.sli.queries, total: "rate(jobs_total[5m])" } } }],
      /slos\[0\]\.sli\.queries\.total looks at \[5m\] whatever window is asked for; write \[\$window\]/,
    ],
    [
      "nothing to count",
      [{ ...shop, sli: {} }],
      /slos\[0\]\.sli counts nothing\. Write one of http, probe and queries/,
    ],
    [
      "two things to count",
      [{ ...shop, sli: { probe: "shop", http: { job: "shop" } } }],
      /slos\[0\]\.sli has http and probe, but an objective counts one thing/,
    ],
    ["a kind that is not there", [{ ...shop, sli: { https: { job: "shop" } } }], /slos\[0\]\.sli/],
    ["a key that is not there", [{ ...shop, target: 0.9 }], /slos\[0\]/],
  ])("%s", (_, slos, text) => {
    const told = mistakesOf(slos);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(text);
  });

  it("are noticed where Prometheus forgets before their window is over", () => {
    const noticed = (retention: string) =>
      settingsNotices(settingsOf([shop], { prometheus: { retention } })).filter((text) =>
        text.includes("slos."),
      );
    expect(noticed("30d")).toEqual([]);
    expect(noticed("15d")).toEqual([
      "Prometheus keeps 15d, less than the window of slos.shop-reachable: what failed before that is forgotten. Set prometheus.retention to 30d.",
    ]);
  });

  it("are for servers that exist, too, with the probes that these have", () => {
    expect(
      mistakesOf([{ ...shop, sli: { probe: "theirs" } }], { target: "content", probes: undefined }),
    ).toEqual([]);
  });

  it("may have the names of the demo's where it does not run", () => {
    expect(mistakesOf([{ ...shop, name: "demo-latency" }], { demo: false })).toEqual([]);
  });
});
