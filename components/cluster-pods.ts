/** Pods of the users that say themselves that they have metrics, by the annotations that are common for it. */
import { hostNamespaceOf, namespaceOf } from "../platforms/kubernetes/names";
import { type ScrapeJob } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { guarded } from "./cluster-client";
import { reservedJobs } from "./cluster-job-names";
import {
  copyTo,
  drop,
  keep,
  literal,
  metaName,
  podAddress,
  podLabels,
  type Relabel,
  runningContainers,
} from "./cluster-relabel";
import { withoutServices } from "./cluster-services";

const annotation = (name: string): string => metaName("annotation", `prometheus.io/${name}`);

/**
 * One job for all such pods; the label `job` of each is the name of what it belongs to. The same annotations of a Service
 * are not read: it would have Prometheus watch all endpoints of the cluster as well, and find most pods a second time.
 */
export function annotatedPodsJob(settings: Settings): ScrapeJob {
  return {
    job: "pods",
    discover: {
      role: "pod",
      relabel: [
        keep([annotation("scrape")], "true"),
        ...runningContainers,
        ...elsewhere(settings),
        ...endpoint,
        ...podLabels,
        ...declaredPort,
        ...jobName,
      ],
    },
    // Where pods speak TLS, their certificates name a service at best, never the address of a pod. Nothing secret is sent.
    client: { ...guarded, tls_config: { insecure_skip_verify: true } },
    shards: "split",
    mayBeEmpty: true,
  };
}

/** Pods that other jobs scrape. */
function elsewhere(settings: Settings): readonly Relabel[] {
  const own = [namespaceOf(settings), hostNamespaceOf(settings)].map(literal).join("|");
  const label = (name: string): string => metaName("label", name);
  const { scheduler, controllerManager, etcd } = settings.kubernetes.controlPlane;
  const components = [
    ...(controllerManager ? ["kube-controller-manager"] : []),
    ...(etcd ? ["etcd"] : []),
    ...(scheduler ? ["kube-scheduler"] : []),
  ];
  return [
    drop(["__meta_kubernetes_namespace"], own),
    // Every pod with this label that declares CoreDNS' port; another DNS server under the same label has other ports.
    drop(["__meta_kubernetes_namespace", label("k8s-app"), annotation("port")], "kube-system;kube-dns;9153"),
    drop(
      [
        "__meta_kubernetes_namespace",
        label("k8s-app"),
        annotation("port"),
        "__meta_kubernetes_pod_container_port_number",
      ],
      "kube-system;kube-dns;;9153",
    ),
    ...(components.length === 0
      ? []
      : [drop(["__meta_kubernetes_namespace", label("component")], `kube-system;(${components.join("|")})`)]),
    ...withoutServices(settings),
  ];
}

/** Where the metrics are. Without an annotation for the port, every TCP port that the pod declares is one. */
const endpoint: readonly Relabel[] = [
  { source_labels: [annotation("scheme")], regex: "(https?)", target_label: "__scheme__" },
  copyTo("__metrics_path__", annotation("path")),
  drop([annotation("port"), "__meta_kubernetes_pod_container_port_protocol"], ";(UDP|SCTP)"),
  ...podAddress(annotation("port"), "([0-9]+)"),
];

/** With a port of its own for each target its container is known, and the port tells targets of one pod apart. */
const declaredPort: readonly Relabel[] = [
  ["container", "__meta_kubernetes_pod_container_name"],
  ["port", "__meta_kubernetes_pod_container_port_number"],
].map(([target_label, source]) => ({
  source_labels: [annotation("port"), source],
  regex: ";(.+)",
  target_label,
}));

const controller = ["__meta_kubernetes_pod_controller_kind", "__meta_kubernetes_pod_controller_name"];

/** The label `job`, each rule stronger than those before it. */
const jobName: readonly Relabel[] = [
  copyTo("job", "__meta_kubernetes_pod_name"),
  copyTo("job", "__meta_kubernetes_pod_controller_name"),
  // What made the controller: shop-6d4cf56db6 is of the Deployment shop, report-28912345 of the CronJob report.
  { source_labels: controller, regex: "ReplicaSet;(.+)-[a-z0-9]+", target_label: "job" },
  { source_labels: controller, regex: "Job;(.+)-[0-9]+", target_label: "job" },
  copyTo("job", metaName("label", "app")),
  copyTo("job", metaName("label", "app.kubernetes.io/name")),
  // A job of this stack has alerts and dashboards that are made for what the stack runs.
  {
    source_labels: ["job", "__meta_kubernetes_namespace"],
    regex: `(${reservedJobs.map(literal).join("|")});(.+)`,
    replacement: "$2/$1",
    target_label: "job",
  },
];
