import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { toYaml } from "../stacks/yaml";
import { kubernetesPorts, prometheusShards } from "./ports";
import { authorityFile, callerSecrets, scrapeClient, serving, webConfigArgs } from "./secured";
import { memberLabels, thanosArgs } from "./thanos";

/** The querier: one answer from all replicas and shards of Prometheus, and from what lies in object storage. */
export function thanosQuery(settings: Settings, site: Site): Component {
  const at = site.place("thanos-query");
  const served = serving(site, "thanos-query", { password: true });
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
        ...webConfigArgs(served, "--http.config"),
        ...grpcClientArgs(site),
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
      secrets: [...served.secrets, ...callerSecrets(site, "thanos-query")],
      ports: kubernetesPorts(settings)["thanos-query"] ?? {},
      health: { port: "http", path: "/-/ready", ...served.health },
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
    scrape: [{ job: "thanos-query", port: "http", client: scrapeClient(site, "thanos-query") }],
  };
}

/** The querier shows its own certificate to whom it asks. */
function grpcClientArgs(site: Site): readonly string[] {
  const authority = authorityFile(site, "thanos-query");
  const { certificate, key } = serving(site, "thanos-query", { password: true });
  if (authority === undefined) return [];
  return [
    "--grpc-client-tls-secure",
    `--grpc-client-tls-ca=${authority}`,
    `--grpc-client-tls-cert=${certificate}`,
    `--grpc-client-tls-key=${key}`,
  ];
}
