import { kubernetesPorts, portOf } from "../../components/ports";
import { isSecured } from "../../components/secured";
import { type Settings } from "../../stacks/settings";
import { type ServerName, versions } from "../../stacks/versions";
import { type Discovery, type Place, type Site } from "../workload";
import { headlessName, hostNamespaceOf, hostWorkloads, namespaceOf, portName, selectorLabels } from "./names";

/** Folder of the configuration in every container: a folder of its own for each folder of the files. */
export const configFolder = "/etc/observatory";

/** Folder below it for files that are in no folder. */
export const plainFolder = "main";

/**
 * Path of a configuration file, or of a folder of them, which has no dot in its name. A volume cannot be mounted inside
 * of another that is read-only, so that files without a folder need one as well.
 */
function configPath(name: string): string {
  const isPlain = !name.includes("/") && name.includes(".");
  return isPlain ? `${configFolder}/${plainFolder}/${name}` : `${configFolder}/${name}`;
}

/** Folder of the secret files in every container. */
export const secretsFolder = "/run/secrets/observatory";

/** Where every server finds its data. */
export const dataFolder = "/data";

/** Servers that a cluster has another way: the kubelet tells of containers, and there is no Docker socket. */
const elsewhere: readonly ServerName[] = ["cadvisor", "docker-socket-proxy"];

/** Where things lie and how they are reached in a cluster. */
export function kubernetesSite(settings: Settings): Site {
  const table = kubernetesPorts(settings);
  const namespace = (workload: string): string =>
    hostWorkloads.has(workload) ? hostNamespaceOf(settings) : namespaceOf(settings);
  // Without the domain of the cluster, which need not be cluster.local.
  const address = (workload: string, port: string): string =>
    `${workload}.${namespace(workload)}.svc:${portOf(table, workload, port)}`;
  const url = (workload: string, port: string): string =>
    `${port === "http" && isSecured(workload) ? "https" : "http"}://${address(workload, port)}`;
  const place = (workload: string): Place => ({
    config: configFolder,
    data: dataFolder,
    file: configPath,
    secret: (name) => `${secretsFolder}/${name}`,
    listen: (port) => `:${portOf(table, workload, port)}`,
    self: (port) => `127.0.0.1:${portOf(table, workload, port)}`,
  });
  return {
    target: "kubernetes",
    place,
    address,
    url,
    members: (workload, port, replicas) =>
      Array.from(
        { length: replicas },
        (_, member) =>
          `${workload}-${member}.${headlessName(workload)}.${namespace(workload)}.svc:${portOf(table, workload, port)}`,
      ),
    discovery: (workload, port) => ownDiscovery(settings, namespace(workload), workload, port),
    publicUrl: (workload, port) => {
      const { entry } = settings.kubernetes;
      if (workload !== "grafana" || entry === undefined) return url(workload, port);
      return `${entry.gateway === undefined && entry.tlsSecret === undefined ? "http" : "https"}://${entry.host}`;
    },
    identity: (workload) => ({
      name: workload,
      names: [
        `${workload}.${namespace(workload)}.svc`,
        `*.${headlessName(workload)}.${namespace(workload)}.svc`,
        "localhost",
      ],
    }),
    hostRoot: "/host",
    runs: (server) => versions[server].image !== undefined && !elsewhere.includes(server),
    serverLogs: { files: ["/host/var/log/pods/*/*/*.log"], format: "kubernetes" },
  };
}

/** The pods of one workload; what runs on each host is known by the host's name, all else by the pod's. */
function ownDiscovery(settings: Settings, namespace: string, workload: string, port: string): Discovery {
  const label = Object.entries(selectorLabels(workload, settings))
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const instance = hostWorkloads.has(workload)
    ? "__meta_kubernetes_pod_node_name"
    : "__meta_kubernetes_pod_name";
  return {
    role: "pod",
    namespaces: [namespace],
    selectors: [{ role: "pod", label }],
    relabel: [
      {
        action: "keep",
        source_labels: ["__meta_kubernetes_pod_container_port_name"],
        regex: portName(port),
      },
      // A pod that is done is no target any more, and one whose image is still fetched is none yet.
      { action: "drop", source_labels: ["__meta_kubernetes_pod_phase"], regex: "Failed|Pending|Succeeded" },
      { source_labels: [instance], target_label: "instance" },
    ],
  };
}
