import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { mebibytes } from "../../components/units";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Size } from "../../platforms/workload";
import { toPromql } from "../../signals/promql";
import { bySize, lokiAlone, type SizeName, sizing } from "../../stacks/sizing";
import { costOf, rawDays } from "../../stacks/sizing-cost";
import { leastSeriesPerShard, load, maxShards } from "../../stacks/sizing-load";
import { needs } from "../../stacks/sizing-needs";
import { sizes, sizingPage, sizingPageFile } from "../../stacks/sizing-page";
import { questions } from "../../stacks/sizing-text";
import { checkout } from "../../tools/cache";
import { settings, stackOf, variants } from "../render/kubernetes-stack";

const GiB = 1024 ** 3;

/** "2Gi" in bytes, "500m" in cores. */
const amount = (text: string): number =>
  text.endsWith("m") ? Number.parseInt(text, 10) / 1000 : mebibytes(text as Size) * 1024 ** 2;

describe("the load of a size", () => {
  it("is that of its nodes and their pods", () => {
    // 100 nodes × 3,000, 3,000 pods × 250, and 50,000.
    expect(load("medium")).toMatchObject({ nodes: 100, pods: 3000, series: 1_100_000, streams: 4500 });
    expect(load("medium").samplesPerSecond).toBeCloseTo(73_333, 0);
    // 3,000 pods × 1 line × 400 bytes × 86,400 s.
    expect(load("medium").logBytesPerDay).toBe(103_680_000_000);
  });

  it("is divided among shards, but for what each of them has", () => {
    // A quarter of 500 × 3,000 and 15,000 × 200; 15,000 × 50 and 50,000 in full.
    expect(load("large").seriesPerShard).toBe(1_925_000);
    expect(load("large").seriesOfShards).toBe(4_500_000 + 4 * 750_000 + 50_000);
    expect(load("small").seriesPerShard).toBe(load("small").series);
  });

  it("is one that a single process of Loki takes up to about 20 GB of logs a day, and no further", () => {
    for (const size of sizes)
      expect(bySize[size].loki.mode).toBe(load(size).logBytesPerDay < 21e9 ? "single" : "distributed");
  });
});

describe("each entry of the table", () => {
  const cases = sizes.flatMap((size) => needs.map((need) => ({ ...need, size })));

  it.each(cases)("$size: $entry is what is needed, and not many times that", ({ size, least, given }) => {
    const needed = least(load(size), bySize[size]);
    const is = amount(given(bySize[size], size));
    expect(is).toBeGreaterThanOrEqual(needed);
    expect(is).toBeLessThan(4 * needed);
  });

  it("is reckoned as the page says", () => {
    const needed = (entry: string, size: SizeName) =>
      needs.find((need) => need.entry === entry)?.least(load(size), bySize[size]) ?? Number.NaN;
    expect(needed("prometheus.memory", "medium")).toBeCloseTo((1_100_000 * (2.5e9 / 3e5) + 2 ** 26) * 1.5, 0);
    expect(needed("prometheus.cpu", "large")).toBeCloseTo(1_925_000 / 300_000 / 2, 6);
    expect(needed("prometheus.disk", "small")).toBeCloseTo(
      ((260_000 / 15) * (15 * 86_400 * 1.5 + 3 * 3600 * 12)) / 0.85,
      0,
    );
    expect(needed("alertmanager.memory", "large")).toBeCloseTo(2 ** 26 + 0.5e9, 0);
    // Of 22,500 streams, three copies on six ingesters; 6 MB a second likewise.
    expect(needed("loki.memory", "large")).toBeCloseTo(
      (11_250 * 131_072 + (3_000_000 * 7200) / 5 / 2) * 2,
      0,
    );
    expect(needed("loki.disk", "medium")).toBeCloseTo(1_200_000 * 8 * 3600, 0);
    expect(needed("loki.disk, alone", "small")).toBeCloseTo((20.736e9 * 7) / 5 / 0.85, 0);
    // Two of three queriers answer 60 queries a second.
    expect(needed("thanos.query.memory", "large")).toBeCloseTo(4.5e9, 0);
    expect(needed("thanos.store.memory", "small")).toBeCloseTo(1.6e9, 0);
    expect(needed("thanos.store.disk", "large")).toBeCloseTo(8 * 100 * 30e6, 0);
    expect(needed("thanos.compact.disk", "medium")).toBeCloseTo((1_100_000 / 15) * 86_400 * 1.5 * 28, 0);
    expect(needed("kubeStateMetrics.memory", "large")).toBeCloseTo(1250 * 1024 ** 2 * 1.5, 0);
  });

  it("never shrinks from one size to the next", () => {
    const flat = (value: object): number[] =>
      Object.values(value).flatMap((inner: unknown) =>
        typeof inner === "object" && inner !== null
          ? flat(inner)
          : typeof inner === "number"
            ? [inner]
            : /^\d/.test(String(inner))
              ? [amount(String(inner))]
              : [],
      );
    const [small, medium, large] = sizes.map((size) => flat(bySize[size]));
    expect(small).toHaveLength(33);
    small?.forEach((value, index) => {
      expect(value).toBeLessThanOrEqual(medium?.[index] ?? Number.NaN);
      expect(medium?.[index]).toBeLessThanOrEqual(large?.[index] ?? Number.NaN);
    });
  });
});

describe("without a place that several servers share", () => {
  it.each(sizes)("one Loki keeps all logs of %s, with a disk for them", (size) => {
    const { loki, grafana } = sizing({
      target: "kubernetes",
      size,
      objectStorage: false,
      grafanaDatabase: false,
    });
    expect(loki).toEqual(lokiAlone[size]);
    expect([loki.mode, loki.replicas, grafana.replicas]).toEqual(["single", 1, 1]);
    expect(amount(loki.disk)).toBeGreaterThan((load(size).logBytesPerDay * 7) / 5);
  });
});

describe("shards", () => {
  it.each(sizes)("of %s are worth their cost, and its own are among them", (size) => {
    expect(maxShards(size)).toBeGreaterThanOrEqual(bySize[size].prometheus.shards);
    expect(load(size).series / maxShards(size)).toBeGreaterThanOrEqual(leastSeriesPerShard);
  });
});

describe("the cost of a size", () => {
  it("is what the objects of the cluster ask for", () => {
    const objects = manifests(stackOf(settings(variants["medium"])));
    const servers = costOf("medium").servers;
    const pods = objects.flatMap(({ kind, spec }) => {
      if (kind !== "Deployment" && kind !== "StatefulSet") return [];
      const { replicas = 1, template } = spec as PodSpecs;
      return template.spec.containers.map(({ resources: { requests } }) => ({ replicas, requests }));
    });
    const sum = (of: (requests: Requests) => string) =>
      pods.reduce((all, { replicas, requests }) => all + replicas * amount(of(requests)), 0);
    expect(servers.cpu).toBeCloseTo(
      sum(({ cpu }) => cpu),
      6,
    );
    expect(servers.memory).toBeCloseTo(sum(({ memory }) => memory) / GiB, 6);
    const claims = objects.flatMap(({ kind, spec }) =>
      kind === "PersistentVolumeClaim" ? [(spec as ClaimSpec).resources.requests.storage] : [],
    );
    expect(servers.disk).toBeCloseTo(claims.reduce((all, size) => all + amount(size), 0) / GiB, 6);
  });

  it("counts averages for what they take beside full samples", () => {
    // In 5 minutes, 20 samples of 1.5 bytes against five averages of 2.
    expect(rawDays({ raw: 30, fiveMinutes: 0, oneHour: 0 })).toBe(30);
    expect(rawDays({ raw: 0, fiveMinutes: 30, oneHour: 0 })).toBeCloseTo(10, 6);
    expect(rawDays({ raw: 0, fiveMinutes: 0, oneHour: 360 })).toBeCloseTo(10, 6);
  });

  it("has metrics from both replicas, and logs for a week", () => {
    const { metrics, logs } = costOf("small");
    const perDay = ((260_000 / 15) * 86_400 * 1.5 * 2) / GiB;
    expect(metrics).toBeCloseTo(perDay * (30 + 180 / 3 + 730 / 36), 3);
    expect(logs).toBeCloseTo((20.736 * 7) / 5 / 1.073741824, 3);
  });
});

interface Requests {
  readonly cpu: string;
  readonly memory: string;
}

interface PodSpecs {
  readonly replicas?: number;
  readonly template: {
    readonly spec: {
      readonly containers: readonly { readonly resources: { readonly requests: Requests } }[];
    };
  };
}

interface ClaimSpec {
  readonly resources: { readonly requests: { readonly storage: string } };
}

describe("the page of sizes", () => {
  let page = "";
  beforeAll(() => {
    page = readFileSync(join(checkout, sizingPageFile), "utf8");
  });

  it("is committed as it is now (if not: ./observatory render)", () => {
    expect(page).toBe(sizingPage());
  });

  it("shows in every line of its arithmetic that what is given is enough", () => {
    const cells = [...page.matchAll(/(\d+\.\d\d) (GiB|cores): (\w+)/g)];
    expect(cells).toHaveLength(needs.length * sizes.length);
    for (const [cell, needed, unit, given = ""] of cells) {
      const is = amount(given) / (unit === "GiB" ? GiB : 1);
      expect({ cell, enough: is >= Number(needed) }).toEqual({ cell, enough: true });
    }
  });

  it("asks questions that Prometheus and Loki's own metrics can be asked", () => {
    for (const [, query] of questions) {
      expect(() => toPromql(query)).not.toThrow();
      expect(page).toContain(`\`${query}\``);
    }
  });
});
