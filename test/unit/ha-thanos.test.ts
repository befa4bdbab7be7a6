/** Replicas of Prometheus, joined and kept by Thanos. */
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { dockerSite } from "../../platforms/docker/site";
import { kubernetesSite } from "../../platforms/kubernetes/site";
import { prometheus } from "../../components/prometheus";
import { clustered, file, names, objectStorage, prometheusYml, workload } from "./ha-stack";

const plain = clustered();
const stored = clustered({ objectStorage });

describe("the replicas of Prometheus", () => {
  it("are as many as the settings say, each with its data", () => {
    expect(workload(plain, "prometheus")).toMatchObject({ replicas: 2, data: { size: "50Gi" } });
    expect(workload(clustered({ prometheus: { replicas: 3 } }), "prometheus").replicas).toBe(3);
  });

  it("differ in one label, which each takes from its own name", () => {
    expect(prometheusYml(plain).global.external_labels).toEqual({
      cluster: "production",
      replica: "${POD_NAME}",
      shard: "0",
    });
    expect(workload(plain, "prometheus").memberEnv).toContain("POD_NAME");
  });

  it("have labels that no other server has, in any shard", () => {
    const sharded = clustered({ prometheus: { shards: 4, replicas: 2 } });
    const members = names(sharded)
      .filter((name) => /^prometheus/.test(name))
      .flatMap((name) =>
        [0, 1].map((member) => {
          const { replica = "", shard = "" } = prometheusYml(sharded, name).global.external_labels;
          return `${shard}/${replica.replace("${POD_NAME}", `${name}-${member}`)}`;
        }),
      );
    expect(new Set(members).size).toBe(8);
  });

  it("send alerts without what tells them apart, so that the same fault is one alert", () => {
    const [rule] = prometheusYml(plain).alerting.alert_relabel_configs ?? [];
    expect(rule?.action).toBe("labeldrop");
    for (const label of ["replica", "shard", "of_replica", "of_shard"])
      expect(label).toMatch(new RegExp(`^(?:${rule?.regex})$`));
    for (const label of ["cluster", "instance", "job", "replicaset"])
      expect(label).not.toMatch(new RegExp(`^(?:${rule?.regex})$`));
  });

  it("know every Alertmanager by its own name", () => {
    expect(
      prometheusYml(plain).alerting.alertmanagers.flatMap((one) => one.static_configs[0]?.targets),
    ).toEqual([
      "alertmanager-0.alertmanager-headless.observatory.svc:9093",
      "alertmanager-1.alertmanager-headless.observatory.svc:9093",
      "alertmanager-2.alertmanager-headless.observatory.svc:9093",
    ]);
  });

  it("have none of it on a single host", () => {
    const { settings } = plain;
    const { workload: single } = prometheus(settings, dockerSite(settings), { jobs: [], ruleFiles: [] });
    expect(single).not.toHaveProperty("sidecars");
    expect(single.files?.[0]?.content).not.toMatch(/replica|shard/);
  });
});

describe("without object storage", () => {
  it("there is the querier, and nothing that reads or writes a bucket", () => {
    expect(names(plain).filter((name) => name.startsWith("thanos"))).toEqual(["thanos-query"]);
    const [sidecar] = workload(plain, "prometheus").sidecars ?? [];
    expect(sidecar).toMatchObject({ name: "thanos-sidecar", shares: ["config", "secrets"] });
    expect(sidecar?.args.join(" ")).not.toContain("objstore");
  });

  it("Prometheus joins its blocks as it likes", () => {
    expect(workload(plain, "prometheus").args.join(" ")).not.toContain("delay-compact");
  });
});

describe("with object storage", () => {
  it("there are a querier, store gateways and a compactor, and no ruler", () => {
    expect(names(stored).filter((name) => name.startsWith("thanos"))).toEqual([
      "thanos-compact",
      "thanos-query",
      "thanos-store",
    ]);
  });

  it("there is one compactor, whatever the size", () => {
    for (const size of ["small", "medium", "large"] as const)
      expect(workload(clustered({ objectStorage, size }), "thanos-compact").replicas).toBe(1);
  });

  it("the compactor keeps each resolution for as long as the settings say", () => {
    const described = clustered({
      objectStorage,
      thanos: { retention: { raw: "90d", fiveMinutes: "1y", oneHour: "5y" } },
    });
    expect(workload(described, "thanos-compact").args).toEqual(
      expect.arrayContaining([
        "--retention.resolution-raw=90d",
        "--retention.resolution-5m=1y",
        "--retention.resolution-1h=5y",
      ]),
    );
  });

  it("the compactor takes blocks that overlap, as late samples make them", () => {
    expect(workload(stored, "thanos-compact").args).toContain("--compact.enable-vertical-compaction");
  });

  it("Prometheus joins only blocks that the sidecar has noted as uploaded, in the same file", () => {
    const { args, sidecars = [] } = workload(stored, "prometheus");
    expect(args).toContain("--storage.tsdb.delay-compact-file.path=/data/thanos.shipper.json");
    expect(sidecars[0]?.args).toEqual(
      expect.arrayContaining(["--tsdb.path=/data", "--shipper.meta-file-name=thanos.shipper.json"]),
    );
    expect(sidecars[0]?.shares).toEqual(["config", "data", "secrets"]);
  });

  it("all of them use the bucket for metrics", () => {
    for (const name of ["prometheus", "thanos-compact", "thanos-store"])
      expect(parse(file(stored, name, "object-storage.yml"))).toEqual({
        type: "S3",
        config: {
          aws_sdk_auth: true,
          bucket: "our-metrics",
          endpoint: "s3.example.com:9000",
          insecure: false,
          region: "eu-central-1",
        },
      });
  });

  it("whoever uses it may call it, on its port, and nobody else", () => {
    const storage = { outside: "object storage", ports: [9000] };
    const callers = stored.stack.workloads.filter(({ calls = [] }) =>
      calls.some((call) => JSON.stringify(call) === JSON.stringify(storage)),
    );
    expect(callers.map(({ name }) => name)).toEqual(["loki", "prometheus", "thanos-compact", "thanos-store"]);
  });
});

describe("the querier", () => {
  it("asks every member of every shard, and every store gateway, by its own name", () => {
    const described = clustered({
      objectStorage,
      prometheus: { shards: 2, replicas: 2 },
      thanos: { store: { replicas: 2 } },
    });
    const { endpoints } = parse(file(described, "thanos-query", "endpoints.yml")) as {
      endpoints: { address: string }[];
    };
    expect(endpoints.map(({ address }) => address.replace(/-headless.*/, ""))).toEqual([
      "prometheus-0.prometheus",
      "prometheus-1.prometheus",
      "prometheus-shard-1-0.prometheus-shard-1",
      "prometheus-shard-1-1.prometheus-shard-1",
      "thanos-store-0.thanos-store",
      "thanos-store-1.thanos-store",
    ]);
  });

  it("takes series of replicas and shards for one, and answers with what it can get", () => {
    expect(workload(plain, "thanos-query").args).toEqual(
      expect.arrayContaining([
        "--query.replica-label=replica",
        "--query.replica-label=shard",
        "--query.partial-response",
        "--query.auto-downsampling",
      ]),
    );
  });
});

describe("growth", () => {
  it("leaves the names of all that holds data, and how it is asked for", () => {
    const holding = ({ stack }: typeof plain) =>
      new Map(stack.workloads.flatMap(({ name, data }) => (data === undefined ? [] : [[name, data.size]])));
    const before = holding(clustered({ objectStorage, prometheus: { disk: "50Gi" } }));
    const after = holding(clustered({ objectStorage, prometheus: { disk: "50Gi", shards: 4, replicas: 3 } }));
    for (const [name, size] of before) expect(after.get(name)).toBe(size);
  });

  it("keeps the labels of the first shard", () => {
    const labels = (shards: number) =>
      prometheusYml(clustered({ prometheus: { shards } })).global.external_labels;
    expect(labels(4)).toEqual(labels(1));
  });
});

it("addresses are those of the site", () => {
  expect(kubernetesSite(plain.settings).members("prometheus", "thanosGrpc", 1)).toEqual([
    "prometheus-0.prometheus-headless.observatory.svc:10901",
  ]);
});
