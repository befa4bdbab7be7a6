/** What several processes of Loki need to work as one. */
import { type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { kubernetesPorts, portOf } from "./ports";
import { authorityFile } from "./secured";
import { mebibytes } from "./units";

/** Workload whose members hold what is not in object storage yet; everyone meets there. */
export const ingesters = ({ loki }: Settings): string =>
  loki.mode === "distributed" ? "loki-ingester" : "loki";

/** True where Loki is more than one process. */
export const isRing = ({ loki }: Settings): boolean => loki.mode === "distributed" || loki.replicas > 1;

/**
 * How many of the processes get each log entry. With three, one can die and nothing is lost and nothing stops; fewer
 * processes than that can keep no more copies than they are.
 */
export const copies = ({ loki }: Settings): number => Math.min(3, loki.replicas);

/** Sections of loki.yml that bring the processes together; `${…}` is filled in by Loki, from its pod. */
export function ringConfig(settings: Settings, site: Site) {
  const table = kubernetesPorts(settings);
  const where = ingesters(settings);
  const distributed = settings.loki.mode === "distributed";
  return {
    common: {
      replication_factor: copies(settings),
      // Found by itself, it could be that of another network of the pod.
      instance_addr: "${POD_IP}",
      ring: { instance_id: "${POD_NAME}", kvstore: { store: "memberlist" } },
      ...(distributed ? { compactor_grpc_address: site.address("loki-compactor", "grpc") } : {}),
    },
    sections: {
      memberlist: {
        // Another stack's members never join by mistake.
        cluster_label: `observatory-${settings.stack}`,
        advertise_addr: "${POD_IP}",
        bind_port: portOf(table, where, "gossip"),
        join_members: site.members(where, "gossip", settings.loki.replicas),
        // Members that lost sight of each other find together again.
        rejoin_interval: "30s",
      },
      frontend: {
        address: "${POD_IP}",
        ...(distributed
          ? {
              tail_proxy_url: site.url("loki-querier", "http"),
              tail_tls_config: { tls_ca_path: authorityFile(site, "loki-query-frontend") },
            }
          : {}),
      },
      // Whoever asks and whoever works finds all schedulers through the ring, so that one may die.
      query_scheduler: { use_scheduler_ring: true },
      // Its ring would expect three gateways and refuse queries where there are fewer.
      ...(distributed
        ? { index_gateway: { mode: "ring", ring: { replication_factor: copies(settings) } } }
        : {}),
    },
    // Reading its log of the last hours again, Loki gives memory back before it is ended for want of it.
    wal: { replay_memory_ceiling: `${Math.floor(mebibytes(settings.loki.memory) / 2)}MB` },
  };
}

/** What all hosts together may send: by default 4 MB a second and 5,000 streams, which a cluster can exceed. */
export function volumeLimits({ loki }: Settings) {
  const distributed = loki.mode === "distributed";
  const rate = distributed ? 64 : 16;
  return {
    ingestion_rate_mb: rate,
    ingestion_burst_size_mb: 2 * rate,
    max_global_streams_per_user: distributed ? 100_000 : 50_000,
  };
}
