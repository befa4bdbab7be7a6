import { versions } from "../stacks/versions";
import { type Settings } from "../stacks/settings";

/** Ports of every workload that a stack may have, before the stack's port offset. */
export type PortTable = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Which port each workload listens on. Kept in one table, because workloads call each other. */
export function portTable(settings: Pick<Settings, "postgres">): PortTable {
  const postgres = settings.postgres.map(({ name, port }, index) => [
    postgresExporterName(name),
    { http: port ?? versions["postgres-exporter"].port + index },
  ]);
  return {
    alertmanager: { http: versions.alertmanager.port },
    "blackbox-exporter": { http: versions["blackbox-exporter"].port },
    cadvisor: { http: versions.cadvisor.port },
    collector: { health: versions.collector.port, metrics: 8888, otlpGrpc: 4317, otlpHttp: 4318 },
    "dcgm-exporter": { http: versions["dcgm-exporter"].port },
    demo: { http: versions.demo.port },
    "docker-socket-proxy": { http: versions["docker-socket-proxy"].port },
    grafana: { http: versions.grafana.port },
    loki: { grpc: 9096, http: versions.loki.port },
    "node-exporter": { http: versions["node-exporter"].port },
    "process-exporter": { http: versions["process-exporter"].port },
    prometheus: { http: versions.prometheus.port },
    ...(Object.fromEntries(postgres) as PortTable),
  };
}

/**
 * Ports on Kubernetes, where every pod has an address of its own: more workloads, and some have ports for their peers and
 * for the servers that run beside them.
 */
export function kubernetesPorts(settings: Pick<Settings, "postgres" | "prometheus">): PortTable {
  const table = portTable(settings);
  const thanos = { grpc: 10901, http: versions.thanos.port };
  const prometheus = { ...table["prometheus"], thanosGrpc: thanos.grpc, thanosHttp: thanos.http };
  const loki = { ...table["loki"], gossip: 7946 };
  return {
    ...table,
    alertmanager: { ...table["alertmanager"], gossip: 9094 },
    "collector-gateway": table["collector"] ?? {},
    "kube-state-metrics": { http: versions["kube-state-metrics"].port, telemetry: 8081 },
    loki,
    ...Object.fromEntries(lokiParts.map((part) => [`loki-${part}`, loki])),
    ...Object.fromEntries(prometheusShards(settings).map((name) => [name, prometheus])),
    "thanos-compact": thanos,
    "thanos-query": thanos,
    "thanos-store": thanos,
  };
}

/** The parts of Loki where each runs by itself; the name is that of its `-target`. */
export const lokiParts = [
  "compactor",
  "distributor",
  "index-gateway",
  "ingester",
  "pattern-ingester",
  "querier",
  "query-frontend",
  "query-scheduler",
] as const;

/**
 * Workload names of the shards of Prometheus. The first keeps the name of the only one, so that its data stays when
 * shards are added.
 */
export function prometheusShards({ prometheus }: Pick<Settings, "prometheus">): readonly string[] {
  return Array.from({ length: prometheus.shards }, (_, shard) =>
    shard === 0 ? "prometheus" : `prometheus-shard-${shard}`,
  );
}

/** Workload name of the exporter of one database. */
export function postgresExporterName(database: string): string {
  return `postgres-exporter-${database}`;
}

/** The port of a workload by name. Throws for one that is not in the table: a slip of the program, not of the settings. */
export function portOf(table: PortTable, workload: string, port: string): number {
  const found = table[workload]?.[port];
  if (found === undefined) throw new Error(`${workload} has no port ${port}; add it in components/ports.ts`);
  return found;
}
