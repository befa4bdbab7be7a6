import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { kubernetesPorts } from "./ports";
import { callerSecrets, scrapeClient, serving, webConfigArgs } from "./secured";
import { bucketAccess, grpcServerArgs, thanosArgs } from "./thanos";
import { mebibytes } from "./units";

/** The store gateway: answers the querier from the blocks in object storage. */
export function thanosStore(settings: Settings, site: Site): Component {
  const at = site.place("thanos-store");
  const served = serving(site, "thanos-store", { password: false });
  const { args, secrets, ...access } = bucketAccess(settings, site, "thanos-store");
  const { replicas, memory, cpu, disk } = settings.thanos.store;
  return {
    workload: {
      name: "thanos-store",
      server: "thanos",
      args: [
        "store",
        ...thanosArgs,
        `--data-dir=${at.data}`,
        `--http-address=${at.listen("http")}`,
        `--grpc-address=${at.listen("grpc")}`,
        ...grpcServerArgs(site, "thanos-store"),
        ...webConfigArgs(served, "--http.config"),
        // By default the two may take 2.25 GB together, whatever the limit is.
        `--index-cache-size=${Math.floor(mebibytes(memory) / 8)}MiB`,
        `--chunk-pool-size=${Math.floor(mebibytes(memory) / 4)}MiB`,
        ...args,
      ],
      ...access,
      secrets: [...secrets, ...served.secrets, ...callerSecrets(site, "thanos-store")],
      // Headers of the blocks' indexes: made again when lost, which takes a while.
      data: { size: disk },
      ports: kubernetesPorts(settings)["thanos-store"] ?? {},
      // It is ready when it has seen every block once.
      health: { port: "http", path: "/-/ready", withinSeconds: 900, ...served.health },
      replicas,
      memory,
      cpu,
      stopGraceSeconds: 150,
    },
    scrape: [
      { job: "thanos-store", port: "http", client: scrapeClient(site, "thanos-store", { password: false }) },
    ],
  };
}
