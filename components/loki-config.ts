/** loki.yml as plain data; only keys that Loki 3.7 and 4.0 both read. */
import { type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { isRing, ringConfig, volumeLimits } from "./loki-ring";
import { serving } from "./secured";

/** One process waits for no other member of a ring: ready at once, and ends without the pause that others would need. */
const lifecycler = { min_ready_duration: "0s", final_sleep: "0s" };

/** The configuration of the one process, or of every part: the same file for all. */
export function lokiConfig(settings: Settings, site: Site) {
  const at = site.place("loki");
  const ring = isRing(settings) ? ringConfig(settings, site) : undefined;
  const store = settings.objectStorage === undefined ? "filesystem" : "s3";
  return {
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    server: {
      ...serverAddresses(at.listen("http"), at.listen("grpc")),
      ...tls(site),
      log_level: "warn",
    },
    common: {
      path_prefix: at.data,
      ...(ring?.common ?? {
        replication_factor: 1,
        instance_addr: "127.0.0.1",
        ring: { kvstore: { store: "inmemory" } },
      }),
    },
    ...(ring?.sections ?? {
      // Without it the querier dials the host's outer address, where nothing listens, and every query hangs.
      // It looks for its scheduler at start and then at this interval, before which Loki is not ready; 10 s by default.
      frontend: { address: "127.0.0.1", scheduler_dns_lookup_period: "1s" },
    }),
    ingester: {
      ...(ring === undefined ? { lifecycler } : {}),
      wal: { dir: `${at.data}/wal`, enabled: true, ...ring?.wal },
    },
    schema_config: {
      configs: [
        {
          from: "2024-04-01",
          store: "tsdb",
          object_store: store,
          schema: "v13",
          index: { prefix: "index_", period: "24h" },
        },
      ],
    },
    storage_config: {
      use_thanos_objstore: true,
      object_store: objectStore(settings, `${at.data}/chunks`),
      tsdb_shipper: { active_index_directory: `${at.data}/index`, cache_location: `${at.data}/index-cache` },
    },
    compactor: {
      working_directory: `${at.data}/compactor`,
      retention_enabled: true,
      delete_request_store: store,
    },
    limits_config: {
      retention_period: hours(settings.loki.retention),
      allow_structured_metadata: true,
      discover_log_levels: true,
      volume_enabled: true,
      ...(site.target === "kubernetes" ? volumeLimits(settings) : {}),
    },
    distributor: {
      otlp_config: {
        default_resource_attributes_as_index_labels: [
          "service.name",
          "host",
          "cluster",
          ...(site.target === "kubernetes" ? ["k8s.namespace.name"] : []),
        ],
      },
    },
    pattern_ingester: { enabled: true, ...(ring === undefined ? { lifecycler } : {}) },
  };
}

/** Chunks and index: in the bucket for logs, else on the server's own disk. */
function objectStore({ objectStorage }: Settings, folder: string) {
  if (objectStorage === undefined) return { filesystem: { dir: folder } };
  const { endpoint, region, logsBucket, insecure } = objectStorage;
  return { s3: { bucket_name: logsBucket, endpoint, insecure, native_aws_auth_enabled: true, region } };
}

/** The same paths in every part; what lies there is the part's own. */
function tls(site: Site) {
  const { certificate, key } = serving(site, "loki", { password: false });
  return certificate === undefined ? {} : { http_tls_config: { cert_file: certificate, key_file: key } };
}

function serverAddresses(http: string, grpc: string) {
  const [httpHost, httpPort] = hostAndPort(http);
  const [grpcHost, grpcPort] = hostAndPort(grpc);
  return {
    http_listen_address: httpHost,
    http_listen_port: httpPort,
    grpc_listen_address: grpcHost,
    grpc_listen_port: grpcPort,
  };
}

/** ":3100" means all addresses, as Go programs write it. */
function hostAndPort(listen: string): [string, number] {
  const colon = listen.lastIndexOf(":");
  return [listen.slice(0, colon) || "0.0.0.0", Number(listen.slice(colon + 1))];
}

/** Loki's own durations know no days: 7d → 168h. */
function hours(duration: string): string {
  const [, count, unit] = /^(\d+)(d|w|y)$/.exec(duration) ?? [];
  const perUnit: Readonly<Record<string, number>> = { d: 24, w: 168, y: 8760 };
  return unit === undefined ? duration : `${Number(count) * (perUnit[unit] ?? Number.NaN)}h`;
}
