import { type ClusterAccess, type Component, type Site } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { kubernetesPorts, portOf } from "./ports";
import { scrapeClient, serving, webConfigArgs } from "./secured";

const name = "kube-state-metrics";

/** Kinds of objects that alerts and dashboards need, by API group. Nothing that holds what people keep secret. */
const resources: Readonly<Record<string, readonly string[]>> = {
  "": ["namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "resourcequotas"],
  apps: ["daemonsets", "deployments", "replicasets", "statefulsets"],
  autoscaling: ["horizontalpodautoscalers"],
  batch: ["cronjobs", "jobs"],
  policy: ["poddisruptionbudgets"],
};

/** Labels of objects that become labels of `kube_…_labels`: where a node is and what it is, and what a pod is called. */
const labels: Readonly<Record<string, readonly string[]>> = {
  nodes: ["node.kubernetes.io/instance-type", "topology.kubernetes.io/region", "topology.kubernetes.io/zone"],
  pods: ["app", "app.kubernetes.io/name"],
};

/** Metrics that no alert or dashboard uses and that are many: one or more for each pod, container or old ReplicaSet. */
const denied = [
  "kube_pod_(completion_time|created|ips|restart_policy|scheduler|service_account|spec_volumes_persistentvolumeclaims_readonly|start_time|tolerations)",
  "kube_pod_status_(container_ready_time|initialized_time|qos_class|ready_time|scheduled|scheduled_time)",
  "kube_pod_(container|init_container)_state_started",
  "kube_pod_init_container_(info|resource_.+|status_(last_terminated_reason|ready|running|terminated|terminated_reason|waiting))",
  "kube_replicaset_(created|metadata_generation|status_.+)",
  "kube_.+_annotations",
];

/** kube-state-metrics: what the objects of the cluster are like, and what they should be like. */
export function kubeStateMetrics(settings: Settings, site: Site): Component {
  const { memory, cpu } = settings.kubeStateMetrics;
  const ports = kubernetesPorts(settings)[name] ?? {};
  const served = serving(site, name, { password: true });
  return {
    workload: {
      name,
      server: name,
      args: [
        `--port=${portOf({ [name]: ports }, name, "http")}`,
        `--telemetry-port=${portOf({ [name]: ports }, name, "telemetry")}`,
        ...webConfigArgs(served, "--tls-config"),
        `--resources=${Object.values(resources).flat().sort().join(",")}`,
        `--metric-labels-allowlist=${Object.entries(labels)
          .map(([kind, keys]) => `${kind}=[${keys.join(",")}]`)
          .join(",")}`,
        `--metric-denylist=${denied.map((pattern) => `^${pattern}$`).join(",")}`,
        // The first lists come from the API server's memory, not from etcd.
        "--use-apiserver-cache",
        "--auto-gomemlimit",
        "--enable-gzip-encoding",
      ],
      ports,
      // Not /livez, which asks the API server: a restart here does not repair that one.
      secrets: served.secrets,
      health: { port: "http", path: "/healthz", ...served.health },
      memory,
      cpu,
      // Each tells of all objects: two would double every series, and every count of objects.
      replicas: 1,
      clusterAccess: Object.entries(resources).map(([group, kinds]): ClusterAccess => ({
        apiGroups: [group],
        resources: kinds,
        verbs: ["list", "watch"],
      })),
    },
    scrape: [
      {
        job: name,
        port: "http",
        client: scrapeClient(site, name),
        // The same for every pod that it ever runs as, so that its series go on where those of another pod end.
        labels: { instance: name },
        // Namespace, pod and node are those of the objects.
        honorLabels: true,
        // Rules join what a target tells with what its pod is.
        shards: "every",
      },
      {
        job: `${name}-telemetry`,
        port: "telemetry",
        labels: { instance: name },
        client: scrapeClient(site, name),
      },
    ],
  };
}
