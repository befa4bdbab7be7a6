/**
 * Every server, once: where it comes from, under which licence, and how it is asked whether it works.
 * The Go modules are what the local target and the tests build; tools/<folder>/go.mod pins the same version
 * with checksums (a test compares the two).
 */
export interface Server {
  /** Image without tag. */
  readonly image?: string;
  readonly tag?: string;
  /** sha256 of the image's manifest list, where it is known; rendered as image:tag@digest. */
  readonly digest?: `sha256:${string}`;
  /** Go module and version of the program. */
  readonly module?: { readonly path: string; readonly version: string };
  /** Name of the executable. */
  readonly program?: string;
  readonly licence: string;
  readonly healthPath: string;
  /** Port that the server listens on unless told otherwise. */
  readonly port: number;
  /** uid:gid that the image runs as. */
  readonly user?: string;
  /**
   * Folder of the image that belongs to `user`. Docker gives an empty volume the owner of the folder that it is
   * mounted over, so the data volume goes here; a server with data and without such a folder must run as root.
   */
  readonly dataPath?: string;
  /** Command inside of the image that answers 0 when the server is healthy; for images without wget. */
  readonly healthCommand?: readonly string[];
  /** The image holds the program alone: the health check borrows a static wget (see `clientImage`). */
  readonly bareImage?: true;
}

const servers = {
  prometheus: {
    image: "quay.io/prometheus/prometheus",
    tag: "v3.14.0",
    module: { path: "github.com/prometheus/prometheus", version: "v0.314.0" },
    program: "prometheus",
    licence: "Apache-2.0",
    healthPath: "/-/ready",
    port: 9090,
    user: "65534:65534",
    dataPath: "/prometheus",
  },
  alertmanager: {
    image: "quay.io/prometheus/alertmanager",
    tag: "v0.34.0",
    // The last version whose module holds everything that a build needs; 0.34 reads the same configuration.
    module: { path: "github.com/prometheus/alertmanager", version: "v0.31.1" },
    program: "alertmanager",
    licence: "Apache-2.0",
    healthPath: "/-/ready",
    port: 9093,
    user: "65534:65534",
    dataPath: "/alertmanager",
  },
  loki: {
    image: "docker.io/grafana/loki",
    tag: "3.7.8",
    module: { path: "github.com/grafana/loki/v3", version: "v3.7.8" },
    program: "loki",
    licence: "AGPL-3.0",
    healthPath: "/ready",
    port: 3100,
    user: "10001:10001",
    dataPath: "/loki",
    // The image has no shell and no wget; Loki asks itself.
    healthCommand: ["/usr/bin/loki", "-health", "-health.url=http://127.0.0.1:3100/ready"],
  },
  collector: {
    image: "docker.io/otel/opentelemetry-collector-contrib",
    tag: "0.160.0",
    module: { path: "go.opentelemetry.io/collector/cmd/builder", version: "v0.160.0" },
    program: "otelcol",
    licence: "Apache-2.0",
    healthPath: "/",
    port: 13133,
    user: "10001:10001",
    bareImage: true,
  },
  grafana: {
    image: "docker.io/grafana/grafana",
    tag: "13.2.3",
    program: "grafana",
    licence: "AGPL-3.0",
    healthPath: "/api/health",
    port: 3000,
    user: "472:0",
    dataPath: "/var/lib/grafana",
  },
  "node-exporter": {
    image: "quay.io/prometheus/node-exporter",
    tag: "v1.12.1",
    module: { path: "github.com/prometheus/node_exporter", version: "v1.12.1" },
    program: "node_exporter",
    licence: "Apache-2.0",
    healthPath: "/",
    port: 9100,
    user: "65534:65534",
  },
  "postgres-exporter": {
    image: "quay.io/prometheuscommunity/postgres-exporter",
    tag: "v0.19.1",
    module: { path: "github.com/prometheus-community/postgres_exporter", version: "v0.19.1" },
    program: "postgres_exporter",
    licence: "Apache-2.0",
    healthPath: "/",
    port: 9187,
    user: "65534:65534",
  },
  "dcgm-exporter": {
    image: "nvcr.io/nvidia/k8s/dcgm-exporter",
    tag: "4.5.3-4.8.2-distroless",
    program: "dcgm-exporter",
    licence: "Apache-2.0",
    healthPath: "/health",
    port: 9400,
    // The image has bash, for its entry point, and no other client.
    healthCommand: [
      "bash",
      "-c",
      'exec 3<>/dev/tcp/127.0.0.1/9400 && printf "GET /health HTTP/1.0\\r\\n\\r\\n" >&3 && read -r _ code _ <&3 && [ "$code" = 200 ]',
    ],
  },
  "blackbox-exporter": {
    image: "quay.io/prometheus/blackbox-exporter",
    tag: "v0.28.0",
    module: { path: "github.com/prometheus/blackbox_exporter", version: "v0.28.0" },
    program: "blackbox_exporter",
    licence: "Apache-2.0",
    healthPath: "/-/healthy",
    port: 9115,
    user: "65534:65534",
  },
  "process-exporter": {
    image: "docker.io/ncabatoff/process-exporter",
    tag: "0.8.7",
    module: { path: "github.com/ncabatoff/process-exporter", version: "v0.8.7" },
    program: "process-exporter",
    licence: "MIT",
    healthPath: "/",
    port: 9256,
    bareImage: true,
  },
  cadvisor: {
    image: "ghcr.io/google/cadvisor",
    tag: "0.60.5",
    program: "cadvisor",
    licence: "Apache-2.0",
    healthPath: "/healthz",
    port: 8080,
  },
  "kube-state-metrics": {
    image: "registry.k8s.io/kube-state-metrics/kube-state-metrics",
    tag: "v2.20.0",
    module: { path: "k8s.io/kube-state-metrics/v2", version: "v2.20.0" },
    program: "kube-state-metrics",
    licence: "Apache-2.0",
    healthPath: "/livez",
    port: 8080,
    user: "65534:65534",
  },
  thanos: {
    image: "quay.io/thanos/thanos",
    tag: "v0.42.4",
    module: { path: "github.com/thanos-io/thanos", version: "v0.42.4" },
    program: "thanos",
    licence: "Apache-2.0",
    healthPath: "/-/healthy",
    port: 10902,
    user: "1001:1001",
  },
  "docker-socket-proxy": {
    image: "docker.io/wollomatic/socket-proxy",
    tag: "1.11.0",
    program: "socket-proxy",
    licence: "MIT",
    healthPath: "/",
    port: 2375,
    user: "65534:65534",
    // Brought by the image; needs the server's flag -allowhealthcheck.
    healthCommand: ["/healthcheck"],
  },
  demo: {
    image: "docker.io/library/node",
    tag: "20.20.2-bookworm-slim",
    program: "node",
    licence: "Apache-2.0",
    healthPath: "/health",
    port: 8088,
    user: "1000:1000",
    // The image has no wget, but it has Node.
    healthCommand: [
      "node",
      "-e",
      "fetch('http://127.0.0.1:8088/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))",
    ],
  },
} as const satisfies Record<string, Server>;

/**
 * Image whose /bin is lent to containers that have no client for their health check, and which stands in for the
 * containers that only carry files into volumes. The musl build is linked statically, so that it runs in any image.
 */
export const clientImage = {
  image: "docker.io/library/busybox",
  tag: "1.37.0-musl",
  licence: "GPL-2.0",
} as const;

export type ServerName = keyof typeof servers;

/** Servers by name. */
export const versions: Readonly<Record<ServerName, Server>> = servers;

/** image:tag, with the digest where it is known. Throws for a server that has no image. */
export function imageOf(name: ServerName): string {
  const { image, tag, digest } = versions[name];
  if (image === undefined || tag === undefined)
    throw new Error(`${name} has no image; add image and tag in stacks/versions.ts`);
  return digest === undefined ? `${image}:${tag}` : `${image}:${tag}@${digest}`;
}
