import { type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { kubernetesPorts, portOf } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";
import { bucketAccess, thanosArgs } from "./thanos";

/**
 * The compactor: joins blocks in object storage, thins out old ones and deletes what is too old. Always one: two would
 * join the same blocks twice, and then neither could go on.
 */
export function thanosCompact(settings: Settings, site: Site): Component {
  const at = site.place("thanos-compact");
  const served = serving(site, "thanos-compact", { password: false });
  const { args, secrets, ...access } = bucketAccess(settings, site, "thanos-compact");
  const { memory, cpu, disk } = settings.thanos.compact;
  const { raw, fiveMinutes, oneHour } = settings.thanos.retention;
  return {
    workload: {
      name: "thanos-compact",
      server: "thanos",
      args: [
        "compact",
        ...thanosArgs,
        "--wait",
        `--data-dir=${at.data}`,
        `--http-address=${at.listen("http")}`,
        ...webConfigArgs(served, "--http.config"),
        `--retention.resolution-raw=${raw}`,
        `--retention.resolution-5m=${fiveMinutes}`,
        `--retention.resolution-1h=${oneHour}`,
        // Prometheus takes late samples and puts them into blocks of their own, which overlap with the others. Without
        // this the compactor stops at the first of them for good.
        "--compact.enable-vertical-compaction",
        // Its page can mark blocks for deletion, and asks nobody who he is.
        "--disable-admin-operations",
        ...args,
      ],
      ...access,
      secrets: [...secrets, ...served.secrets],
      // Room to join the largest blocks.
      data: { size: disk },
      ports: { http: portOf(kubernetesPorts(settings), "thanos-compact", "http") },
      health: { port: "http", path: "/-/ready", ...served.health },
      replicas: 1,
      memory,
      cpu,
      stopGraceSeconds: 150,
    },
    scrape: [
      {
        job: "thanos-compact",
        port: "http",
        client: scrapeClient(site, "thanos-compact", { password: false }),
      },
    ],
  };
}
