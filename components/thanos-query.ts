import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { kubernetesPorts, prometheusShards } from "./ports";
import { memberLabels, thanosArgs } from "./thanos";

/** The querier: one answer from all replicas and shards of Prometheus, and from what lies in object storage. */
export function thanosQuery(settings: Settings, site: Site): Component {
  const at = site.place("thanos-query");
  const shards = prometheusShards(settings);
  const stored = settings.objectStorage !== undefined;
  const { replicas, memory, cpu } = settings.thanos.query;
  const addresses = [
    ...shards.flatMap((shard) => site.members(shard, "thanosGrpc", settings.prometheus.replicas)),
    ...(stored ? site.members("thanos-store", "grpc", settings.thanos.store.replicas) : []),
  ];
  return {
    workload: {
      name: "thanos-query",
      server: "thanos",
      args: [
        "query",
        ...thanosArgs,
        `--http-address=${at.listen("http")}`,
        `--grpc-address=${at.listen("grpc")}`,
        `--endpoint.sd-config-file=${at.file("endpoints.yml")}`,
        // What several servers have scraped from the same target is one series.
        ...memberLabels.map((label) => `--query.replica-label=${label}`),
        "--query.auto-downsampling",
        // Half of the truth, with a warning, is better than none while a member is away.
        "--query.partial-response",
      ],
      files: [
        {
          name: "endpoints.yml",
          // Each by its own name: a member that is away costs its own part of an answer only.
          content: toYaml({ endpoints: addresses.map((address) => ({ address })) }),
          onChange: "restart",
        },
      ],
      ports: kubernetesPorts(settings)["thanos-query"] ?? {},
      health: { port: "http", path: "/-/ready" },
      replicas,
      memory,
      cpu,
      calls: [
        ...shards.map((workload) => ({ workload, port: "thanosGrpc" })),
        ...(stored ? [{ workload: "thanos-store", port: "grpc" }] : []),
      ],
      // Queries that are being answered.
      stopGraceSeconds: 150,
    },
    scrape: [{ job: "thanos-query", port: "http" }],
    rules: [],
    dashboards: [],
  };
}
