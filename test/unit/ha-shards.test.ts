/** Targets divided among several servers. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { promql } from "../../signals/promql";
import { describe, expect, it } from "vitest";
import { scrapeConfigs, type WorkloadJob } from "../../components/scrape-config";
import { type ScrapeJob } from "../../platforms/workload";
import { inShard } from "../../rules/shards";
import { clustered, file, names, prometheusYml, type ScrapeConfig, workload } from "./ha-stack";

const sharded = clustered({ prometheus: { shards: 3 } });

const job = (more: Partial<ScrapeJob>): WorkloadJob => ({
  workload: "prometheus",
  job: { job: "trial", targets: [{ address: "10.0.0.1:80", instance: "a" }], ...more },
});

const configs = (jobs: readonly WorkloadJob[], number = 0, of = 1): readonly ScrapeConfig[] =>
  scrapeConfigs(sharded.settings, sharded.site, jobs, { number, of }) as readonly ScrapeConfig[];

/** Whether a configuration keeps a target, with the arithmetic of Prometheus: the last eight bytes of the MD5. */
function keeps(config: ScrapeConfig | undefined, labels: Readonly<Record<string, string>>): boolean {
  const now: Record<string, string> = { ...labels };
  for (const rule of config?.relabel_configs ?? []) {
    const value = (rule.source_labels ?? []).map((label) => now[label] ?? "").join(";");
    if (rule.action === "hashmod") {
      const hash = createHash("md5").update(value).digest().readBigUInt64BE(8);
      now[rule.target_label ?? ""] = String(hash % BigInt(rule.modulus ?? 1));
    } else if (rule.action === "keep" && !new RegExp(`^(?:${rule.regex})$`).test(value)) return false;
    else if (rule.action === undefined)
      now[rule.target_label ?? ""] = rule.source_labels === undefined ? (rule.replacement ?? "") : value;
  }
  return true;
}

describe("a job that is split", () => {
  it("has each target in exactly one shard", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 32 }), fc.webAuthority({ withPort: true }), (of, address) => {
        const keeping = Array.from({ length: of }, (_, number) => number).filter((number) =>
          keeps(configs([job({ shards: "split" })], number, of)[0], { __address__: address }),
        );
        expect(keeping).toHaveLength(1);
      }),
    );
  });

  it("spreads targets over all shards", () => {
    const counts = [0, 1, 2, 3].map((number) => {
      const [config] = configs([job({ shards: "split" })], number, 4);
      return Array.from({ length: 400 }, (_, host) => `10.0.${host >> 8}.${host & 255}:9100`).filter(
        (address) => keeps(config, { __address__: address }),
      ).length;
    });
    expect(counts.reduce((a, b) => a + b)).toBe(400);
    expect(Math.min(...counts)).toBeGreaterThan(60);
  });

  it("also has each target in exactly one shard that is asked about through an exporter", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.webUrl(), (of, url) => {
        const probes = {
          ...job({ shards: "split", through: true, port: "http" }),
          workload: "blackbox-exporter",
        };
        const keeping = Array.from({ length: of }, (_, number) => number).filter((number) =>
          keeps(configs([probes], number, of)[0], { __address__: url }),
        );
        expect(keeping).toHaveLength(1);
      }),
    );
  });
});

describe("the kinds of jobs", () => {
  it.each([
    ["first", [true, false, false]],
    [undefined, [true, false, false]],
    ["every", [true, true, true]],
    ["split", [true, true, true]],
  ] as const)("%s is in these shards: %j", (shards, expected) => {
    const one = job(shards === undefined ? {} : { shards });
    expect([0, 1, 2].map((number) => configs([one], number, 3).length === 1)).toEqual(expected);
  });

  it("leave no trace where there is one server", () => {
    for (const shards of ["first", "every", "split"] as const)
      expect(configs([job({ shards })])).toEqual(configs([job({})]));
    const { scrape_configs } = prometheusYml(clustered());
    expect(scrape_configs.filter(({ metrics_path }) => metrics_path === "/federate")).toEqual([]);
    expect(
      scrape_configs
        .flatMap(({ relabel_configs = [] }) => relabel_configs)
        .filter(({ action }) => action === "hashmod"),
    ).toEqual([]);
  });

  it("are refused where two have one name", () => {
    expect(() => configs([job({}), job({})])).toThrow("are called trial");
  });
});

describe("the stack", () => {
  it("has one server for each shard, the first of which keeps the name of the only one", () => {
    const servers = (described: typeof sharded) =>
      names(described).filter((name) => /^prometheus/.test(name));
    expect(servers(clustered())).toEqual(["prometheus"]);
    expect(servers(sharded)).toEqual(["prometheus", "prometheus-shard-1", "prometheus-shard-2"]);
  });

  it("scrapes every shard from the first one", () => {
    const jobNames = prometheusYml(sharded).scrape_configs.map(({ job_name }) => job_name);
    expect(jobNames).toEqual(
      expect.arrayContaining(["prometheus", "prometheus-shard-1", "prometheus-shard-2"]),
    );
  });

  it("brings recorded parts of a whole from the others to the first shard, with the labels that they have", () => {
    const federation = (name: string) =>
      prometheusYml(sharded, name).scrape_configs.filter(({ metrics_path }) => metrics_path === "/federate");
    expect(federation("prometheus").map(({ job_name }) => job_name)).toEqual([
      "federation-prometheus-shard-1",
      "federation-prometheus-shard-2",
    ]);
    for (const one of federation("prometheus")) {
      expect(one.honor_labels).toBe(true);
      expect(one.params).toEqual({ "match[]": ['{of_shard!=""}'] });
      // Two replicas of a shard would write one series in turns.
      expect(one.metric_relabel_configs?.[0]).toEqual({
        source_labels: ["replica"],
        target_label: "of_replica",
      });
    }
    expect(federation("prometheus-shard-1")).toEqual([]);
  });

  it("evaluates the same groups of rules in every shard, but for the watchdog, whose silence tells of the first", () => {
    const groups = (name: string) =>
      (workload(sharded, name).files ?? [])
        .map((one) => one.name)
        .filter((path) => path.startsWith("rules/"));
    const first = groups("prometheus");
    expect(first).toContain("rules/watchdog.yml");
    expect(groups("prometheus-shard-2")).toEqual(first.filter((path) => path !== "rules/watchdog.yml"));
  });

  it("judges in the first shard alone whether a job has targets", () => {
    expect(file(sharded, "prometheus", "rules/targets.yml")).toContain("TargetMissing");
    expect(file(sharded, "prometheus-shard-1", "rules/targets.yml")).not.toContain("TargetMissing");
    expect(file(sharded, "prometheus-shard-1", "rules/targets.yml")).toContain("TargetDown");
  });
});

describe("a recording in a shard", () => {
  const rules = {
    name: "trial",
    alerts: [],
    recordings: [
      "instance:cpu:ratio",
      "instance_device:bytes:rate5m",
      "job:up:avg",
      "namespace:pods:count",
    ].map((record) => ({ record, expr: () => promql`up` })),
  };

  it("says whose part it is, unless it is about one target", () => {
    expect(inShard(rules, { number: 2, of: 3 }).recordings.map(({ labels }) => labels?.["of_shard"])).toEqual(
      [undefined, undefined, "2", "2"],
    );
  });

  it("stays as it is where there is one server", () => {
    expect(inShard(rules, { number: 0, of: 1 })).toBe(rules);
  });
});
