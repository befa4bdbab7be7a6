/** What the collectors of a cluster know of pods: whose a log entry or a span is, and what it is called. */
import { type ClusterAccess } from "../platforms/workload";
import { type Settings } from "../stacks/settings";

/** What `podAttributes` asks of the Kubernetes API. Names of Deployments and CronJobs follow from those of their pods. */
export const podAccess: readonly ClusterAccess[] = [
  { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
];

/** Attributes that live inside of a collector only. */
const labelName = "observatory.label.name";
const labelApp = "observatory.label.app";

const byUid = { sources: [{ from: "resource_attribute", name: "k8s.pod.uid" }] };
const byName = {
  sources: [
    { from: "resource_attribute", name: "k8s.pod.name" },
    { from: "resource_attribute", name: "k8s.namespace.name" },
  ],
};
const byIp = { sources: [{ from: "resource_attribute", name: "k8s.pod.ip" }] };
const byConnection = { sources: [{ from: "connection" }] };

/** Where entries come from: files of one node's pods, or connections of any pod. */
export type PodSource = "files" | "connections";

/** The processor that adds what the Kubernetes API tells of a pod. */
export function podAttributes(source: PodSource) {
  return {
    auth_type: "serviceAccount",
    // Entries that were read before the pods are known would get other names than those after them.
    wait_for_metadata: true,
    wait_for_metadata_timeout: "30s",
    // Changes are watched; to go through all pods again every few minutes is work without a use.
    watch_sync_period: "0s",
    ...(source === "files" ? { filter: { node_from_env_var: "NODE_NAME" } } : {}),
    extract: {
      metadata: [
        "k8s.cronjob.name",
        "k8s.daemonset.name",
        "k8s.deployment.name",
        "k8s.job.name",
        "k8s.namespace.name",
        "k8s.node.name",
        "k8s.pod.ip",
        "k8s.pod.name",
        "k8s.pod.uid",
        "k8s.statefulset.name",
      ],
      labels: [
        { tag_name: labelName, key: "app.kubernetes.io/name", from: "pod" },
        { tag_name: labelApp, key: "app", from: "pod" },
      ],
    },
    // Only the first is used of which all attributes are there. Files of static pods carry another uid than the API tells.
    pod_association: source === "files" ? [byName] : [byUid, byIp, byConnection],
  };
}

/** Attributes of a pod that make the best name of a service, best first. */
const names = [
  labelName,
  labelApp,
  "k8s.deployment.name",
  "k8s.statefulset.name",
  "k8s.daemonset.name",
  "k8s.cronjob.name",
  "k8s.job.name",
  "k8s.container.name",
  // By a connection its container is not known.
  "k8s.pod.name",
];

const attribute = (name: string): string => `resource.attributes["${name}"]`;

const copy = (from: string, to: string): string =>
  `set(${attribute(to)}, ${attribute(from)}) where ${attribute(to)} == nil and ${attribute(from)} != nil`;

const state = (name: string, value: string): string =>
  `set(${attribute(name)}, "${value}") where ${attribute(name)} == nil`;

/** Statements that give the attributes `cluster` and `host`, which become labels in Loki. */
export const placeStatements = ({ cluster }: Settings, host: string): readonly string[] => [
  state("host", host),
  state("cluster", cluster),
];

/** Statements that give `service.name`, `host` and `cluster` to what pods wrote or sent. */
export function podStatements({ cluster }: Settings): readonly string[] {
  return [
    // Libraries write this where nobody told them a name.
    `delete_key(resource.attributes, "service.name") where IsMatch(${attribute("service.name")}, "^unknown_service")`,
    ...names.map((name) => copy(name, "service.name")),
    // Who is no pod of the cluster either. Loki would call it so by itself; spans without a name would not be counted.
    state("service.name", "unknown_service"),
    copy("k8s.node.name", "host"),
    // Who is no pod of the cluster may say where it runs.
    copy("host.name", "host"),
    state("cluster", cluster),
    // What was needed above only, or is in `host`, would be kept with every line.
    `delete_matching_keys(resource.attributes, "^(observatory\\\\..+|k8s\\\\.node\\\\.name|k8s\\\\.pod\\\\.(ip|uid))$")`,
  ];
}

/** Statements of the transform processor for resources of logs or spans. */
export const ofResources = (statements: readonly string[]) => [{ context: "resource", statements }];
