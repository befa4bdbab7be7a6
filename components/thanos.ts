/** What the servers of Thanos have in common, and the one that runs beside each Prometheus. */
import { type Call, type ConfigFile, type SecretFile, type Sidecar, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import {
  bucketFile,
  metricsBucket,
  objectStorageCall,
  objectStorageEnv,
  objectStorageKeys,
} from "./object-storage";
import { kubernetesPorts, portOf } from "./ports";
import { clientPath } from "./prometheus-client";
import { authorityFile, serving } from "./secured";

/** One host has one Prometheus, which nothing has to be joined with. */
export const hasThanos = (site: Site): boolean => site.target === "kubernetes";

/** Label by which the replicas of one Prometheus differ, and the one by which its shards do. */
export const memberLabels = ["replica", "shard"] as const;

/** Arguments of every server of Thanos. */
export const thanosArgs = ["--enable-auto-gomemlimit", "--log.level=warn"] as const;

/** What a server needs that reads or writes the bucket for metrics; nothing where there is no object storage. */
export interface BucketAccess {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly ConfigFile[];
  readonly secrets: readonly SecretFile[];
  readonly calls: readonly Call[];
}

export const noBucket: BucketAccess = { args: [], env: {}, files: [], secrets: [], calls: [] };

export function bucketAccess({ objectStorage }: Settings, site: Site, workload: string): BucketAccess {
  if (objectStorage === undefined) return noBucket;
  const at = site.place(workload);
  return {
    args: [`--objstore.config-file=${at.file(bucketFile)}`],
    env: objectStorageEnv(at),
    files: [{ name: bucketFile, content: metricsBucket(objectStorage), onChange: "restart" }],
    secrets: [objectStorageKeys],
    calls: [objectStorageCall(objectStorage)],
  };
}

/** Name of the file in which the sidecar notes which blocks are in object storage. */
const uploadedFile = "thanos.shipper.json";

/**
 * Prometheus may join blocks only after they were uploaded: the sidecar uploads none that were joined. Where nothing
 * is uploaded, it joins them as it likes.
 */
export function compactionArgs({ objectStorage }: Settings, site: Site, workload: string): readonly string[] {
  if (objectStorage === undefined || !hasThanos(site)) return [];
  return [`--storage.tsdb.delay-compact-file.path=${site.place(workload).data}/${uploadedFile}`];
}

/** How the sidecar calls its Prometheus. */
function prometheusArgs(site: Site, workload: string): readonly string[] {
  const own = site.place(workload).self("http");
  if (site.identity === undefined) return [`--prometheus.url=http://${own}`];
  return [
    `--prometheus.url=https://localhost:${own.split(":").at(-1)}`,
    `--prometheus.http-client-file=${clientPath(site, workload)}`,
  ];
}

/** Who answers the querier takes calls of the stack's own servers only: they have a certificate of its authority. */
export function grpcServerArgs(site: Site, workload: string): readonly string[] {
  const authority = authorityFile(site, workload);
  const { certificate, key } = serving(site, workload, { password: false });
  if (authority === undefined) return [];
  return [
    `--grpc-server-tls-cert=${certificate}`,
    `--grpc-server-tls-client-ca=${authority}`,
    `--grpc-server-tls-key=${key}`,
  ];
}

/** Runs beside a Prometheus: answers the querier for it, and uploads its blocks where there is object storage. */
export function thanosSidecar(settings: Settings, site: Site, workload: string): Sidecar {
  const at = site.place(workload);
  const bucket = bucketAccess(settings, site, workload);
  const uploads = settings.objectStorage !== undefined;
  const port = (name: string) => portOf(kubernetesPorts(settings), workload, name);
  return {
    name: "thanos-sidecar",
    server: "thanos",
    args: [
      "sidecar",
      ...thanosArgs,
      ...prometheusArgs(site, workload),
      ...grpcServerArgs(site, workload),
      `--grpc-address=${at.listen("thanosGrpc")}`,
      `--http-address=${at.listen("thanosHttp")}`,
      ...(uploads ? [`--tsdb.path=${at.data}`, `--shipper.meta-file-name=${uploadedFile}`] : []),
      ...bucket.args,
    ],
    env: bucket.env,
    ports: { thanosGrpc: port("thanosGrpc"), thanosHttp: port("thanosHttp") },
    health: { port: "thanosHttp", path: "/-/ready", withinSeconds: 900 },
    // To answer for Prometheus it asks Prometheus, which wants a password; only who uploads blocks has to see them.
    shares: ["config", ...(uploads ? (["data"] as const) : []), "secrets"],
    memory: "512Mi",
    cpu: "100m",
  };
}
