import { toSeconds } from "../rules/duration";
import { type Settings } from "./settings";
import { list } from "./settings-errors";

/** What is allowed and still worth a line at every `up`: one sentence each, with what to do about it. */
export function settingsNotices(settings: Settings): string[] {
  return [
    ...silent(settings),
    ...published(settings),
    ...forgotten(settings),
    ...(settings.target === "kubernetes" ? cluster(settings) : []),
  ];
}

function silent({ target, routes }: Settings): string[] {
  // Content comes without an Alertmanager.
  if (target === "content" || routes.critical.length > 0) return [];
  return [
    "Nobody is told about critical alerts: routes.critical is empty. Add a receiver, see docs/settings.md.",
  ];
}

function published({ listen }: Settings): string[] {
  if (listen.startsWith("127.")) return [];
  return [
    `Grafana is published on ${listen} without TLS: passwords cross the network in clear. Set listen to 127.0.0.1 and put a TLS proxy in front of it.`,
  ];
}

/** What happened before the retention counts for no objective. */
function forgotten({ target, slos, prometheus: { retention } }: Settings): string[] {
  const longer = slos.filter(({ window }) => toSeconds(window) > toSeconds(retention));
  const [longest] = [...longer].sort((a, b) => toSeconds(b.window) - toSeconds(a.window));
  if (target === "content" || longest === undefined) return [];
  return [
    `Prometheus keeps ${retention}, less than the window of ${list(
      longer.map(({ name }) => `slos.${name}`),
      "and",
    )}: what failed before that is forgotten. Set prometheus.retention to ${longest.window}.`,
  ];
}

function cluster({ size, objectStorage, grafana, kubernetes }: Settings): string[] {
  const { entry } = kubernetes;
  return [
    ...(size !== "small" && objectStorage === undefined
      ? [
          `The size ${size} is made for more logs than one Loki, and without objectStorage there is one. Add objectStorage, see docs/sizing.md.`,
        ]
      : []),
    ...(objectStorage?.insecure === true && !inCluster(objectStorage.endpoint)
      ? [
          `Metrics and logs go to ${objectStorage.endpoint} without TLS: objectStorage.insecure is true. Take it away unless the storage is inside of the cluster.`,
        ]
      : []),
    ...(grafana.database?.sslMode === "disable" && !inCluster(grafana.database.address)
      ? [
          `Grafana's password crosses the network to ${grafana.database.address} in clear: grafana.database.sslMode is disable. Set it to require or verify-full.`,
        ]
      : []),
    ...(entry !== undefined && entry.gateway === undefined && entry.tlsSecret === undefined
      ? [
          `Nothing says that ${entry.host} has a certificate: without one, passwords cross the network in clear. Set kubernetes.entry.tlsSecret, unless the Ingress controller has a certificate of its own.`,
        ]
      : []),
  ];
}

/** Names of services of a cluster: minio, minio.storage.svc, minio.storage.svc.cluster.local. */
function inCluster(address: string): boolean {
  const host = address.replace(/:\d+$/, "");
  return /^[a-z0-9-]+(\.[a-z0-9-]+\.svc(\..+)?)?$/.test(host);
}
