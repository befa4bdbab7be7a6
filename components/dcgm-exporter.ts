import { type Component, type Site } from "../platforms/workload";
import { milliseconds } from "../stacks/duration";
import { type Settings } from "../stacks/settings";
import { countersFile, dcgmCounters } from "./dcgm-counters";
import { portTable } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

/** Where the kubelet tells which pod has which GPU. */
const podResources = "/var/lib/kubelet/pod-resources";

/** dcgm-exporter: the NVIDIA GPUs of this host, or of each node that has some. Needs the NVIDIA Container Toolkit there. */
export function dcgmExporter(settings: Settings, site: Site): Component {
  const at = site.place("dcgm-exporter");
  const served = serving(site, "dcgm-exporter", { password: true });
  const inCluster = site.target === "kubernetes";
  return {
    workload: {
      name: "dcgm-exporter",
      server: "dcgm-exporter",
      args: [
        `--address=${at.listen("http")}`,
        ...webConfigArgs(served, "--web-config-file"),
        `--collectors=${at.file("counters.csv")}`,
        `--collect-interval=${milliseconds(settings.scrapeInterval)}`,
        // Inside of a container it would be the container's; the label `instance` names the host.
        "--no-hostname",
        // How long an XID error and a reason for throttling stay in their counts: 5 minutes, the exporter's default,
        // stated because alerts build on it.
        "--xid-count-window-size=300000",
        "--clock-events-count-window-size=300000",
      ],
      ...(inCluster ? { env: { DCGM_EXPORTER_KUBERNETES: "true" } } : {}),
      files: [{ name: "counters.csv", content: countersFile(dcgmCounters), onChange: "restart" }],
      ports: portTable(settings)["dcgm-exporter"] ?? {},
      // Loading the driver's libraries takes its time on hosts with many GPUs.
      secrets: served.secrets,
      health: { port: "http", path: "/health", withinSeconds: 120, ...served.health },
      memory: "1Gi",
      cpu: "100m",
      eachHost: { labels: inCluster ? settings.kubernetes.gpuLabels : {} },
      host: {
        ...(inCluster ? { mounts: [{ from: podResources, to: podResources }] } : {}),
        gpus: true,
        // The profiling fields (SM activity and the like) are given to root with this capability only.
        user: "0:0",
      },
      capabilities: ["CAP_SYS_ADMIN"],
    },
    // Namespace, pod and container are those that use the GPU: the scrape adds no labels of these names.
    scrape: [
      {
        job: "dcgm",
        port: "http",
        instance: settings.host,
        shards: "split",
        client: scrapeClient(site, "dcgm-exporter"),
      },
    ],
  };
}
