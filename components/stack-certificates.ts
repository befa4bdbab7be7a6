/**
 * The certificates of the stack's own servers, as others see them: the blackbox exporter shakes hands with each pod that
 * has one, and checks it against the stack's own authority.
 */
import { type Call, type Component, type ScrapeJob, type Site } from "../platforms/workload";
import { prometheusShards } from "./ports";
import { clientOf, scrapeClient } from "./secured";
import { type Settings } from "../stacks/settings";

/** Label `job` of the series. */
const job = "stack-certificates";

/** The exporter that calls, which has a certificate itself. */
const caller = "blackbox-exporter";

/** Port of every server that has a certificate; those of gRPC show the same one. */
const port = "http";

/** What is kept of a probe. Most of what it tells is about the network, and there is one for each pod. */
export const certificateMetrics = [
  "probe_ssl_earliest_cert_expiry",
  "probe_ssl_last_chain_expiry_timestamp_seconds",
  "probe_success",
] as const;

/**
 * Names of the servers with a certificate of the stack's authority, sorted. Every Prometheus and the blackbox exporter,
 * which are made from the answer, are among them. Empty on one host, where there are no certificates.
 */
export function certified(
  settings: Settings,
  site: Site,
  others: readonly Pick<Component, "workload">[],
): readonly string[] {
  if (site.identity === undefined) return [];
  const serving = others.filter(({ workload: { secrets = [] } }) =>
    secrets.some(({ from }) => "certificate" in from && from.is === "certificate"),
  );
  return [caller, ...prometheusShards(settings), ...serving.map(({ workload }) => workload.name)].sort();
}

/** A module for each server: who is called by address has to be told which name the certificate must have. */
export function certificateModules(
  site: Site,
  servers: readonly string[],
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    servers.map((called) => [
      moduleOf(called),
      {
        prober: "tcp",
        timeout: "5s",
        tcp: {
          preferred_ip_protocol: "ip4",
          ip_protocol_fallback: true,
          tls: true,
          ...clientOf(site, caller, { called, password: false }),
        },
      },
    ]),
  );
}

/** The calls that the probes are. */
export function certificateCalls(servers: readonly string[]): readonly Call[] {
  return servers.map((workload) => ({ workload, port }));
}

/**
 * A scrape configuration for each server, all of one job. Each pod is asked by itself: one that has not taken up a new
 * certificate shows the old one. So `instance` is the pod, on nodes as well, where several servers share the node's name.
 */
export function certificateJobs(site: Site, servers: readonly string[]): readonly ScrapeJob[] {
  return servers.flatMap((server): ScrapeJob[] => {
    const discovery = site.discovery(server, port);
    if (discovery === undefined) return [];
    const [namespace] = discovery.namespaces ?? [];
    return [
      {
        job,
        name: `${job}-${server}`,
        port,
        through: true,
        client: scrapeClient(site, caller),
        path: "/probe",
        // Certificates last for months. A series is taken for gone after five minutes.
        interval: "1m",
        params: { module: [moduleOf(server)] },
        labels: { server, ...(namespace === undefined ? {} : { namespace }) },
        discover: {
          ...discovery,
          relabel: [
            ...discovery.relabel,
            { source_labels: ["__meta_kubernetes_pod_name"], target_label: "instance" },
          ],
        },
        metricRelabel: [
          { action: "keep", source_labels: ["__name__"], regex: certificateMetrics.join("|") },
          // Not a label of the target itself: one with a pod is taken for the users'.
          { source_labels: ["instance"], target_label: "pod" },
        ],
      },
    ];
  });
}

const moduleOf = (server: string): string => `certificate-${server}`;
