/** The control plane of the cluster, and its DNS. */
import { type Discovery, type ScrapeJob } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { apiServerClient, uncheckedClient } from "./cluster-client";
import { dropLibraries } from "./cluster-nodes";
import { copyTo, drop, keep, podPort, runningContainers } from "./cluster-relabel";

/** The API server, CoreDNS, and of the rest what the settings say that it can be scraped. */
export function controlPlaneJobs({ kubernetes: { controlPlane } }: Settings): readonly ScrapeJob[] {
  return [
    apiServer,
    coreDns,
    ...(controlPlane.controllerManager
      ? [{ ...fromNode("kube-controller-manager", 10257), client: uncheckedClient }]
      : []),
    // Its port for metrics alone speaks plain HTTP.
    ...(controlPlane.etcd ? [fromNode("etcd", 2381)] : []),
    ...(controlPlane.scheduler ? [{ ...fromNode("kube-scheduler", 10259), client: uncheckedClient }] : []),
  ];
}

/** Every cluster has it, also one that is managed: each server is an address of the service `kubernetes`. */
export const apiServer: ScrapeJob = {
  job: "kube-apiserver",
  discover: {
    role: "endpointslice",
    namespaces: ["default"],
    selectors: [{ role: "endpointslice", label: "kubernetes.io/service-name=kubernetes" }],
    relabel: [keep(["__meta_kubernetes_endpointslice_port_name"], "https")],
  },
  client: apiServerClient,
  metricRelabel: [
    dropLibraries,
    // By kind of object, operation and limit: thousands of series on an idle cluster. Sum and count stay.
    drop(
      ["__name__"],
      [
        "apiserver_(admission_(controller|step)_admission_duration_seconds|flowcontrol_.+|request_body_size_bytes|request_duration_seconds|request_filter_duration_seconds|response_sizes|watch_cache_read_wait_seconds|watch_events_sizes|watch_list_duration_seconds)_bucket",
        "(etcd_request_duration|field_validation_request_duration|workqueue_(queue|work)_duration)_seconds_bucket",
      ].join("|"),
    ),
    // The latency without the time in webhooks of others keeps every second or third limit, 1, 5 and 30 s among them,
    // which Kubernetes' own objectives are stated at.
    drop(
      ["__name__", "le"],
      "apiserver_request_sli_duration_seconds_bucket;(0\\.05|0\\.2|0\\.6|0\\.8|1\\.25|1\\.5|3(\\.0)?|4(\\.0)?|6(\\.0)?|8(\\.0)?|15(\\.0)?|20(\\.0)?|45(\\.0)?)",
    ),
  ],
};

/** The label is the older name of the service, which CoreDNS has kept everywhere. */
const coreDns: ScrapeJob = {
  job: "coredns",
  discover: {
    role: "pod",
    namespaces: ["kube-system"],
    selectors: [{ role: "pod", label: "k8s-app=kube-dns" }],
    relabel: [
      keep(["__meta_kubernetes_pod_container_port_number"], "9153"),
      ...runningContainers,
      copyTo("instance", "__meta_kubernetes_pod_name"),
    ],
  },
  // Some providers run another DNS server, or hide theirs. kube-state-metrics tells of one that should run and does not.
  mayBeEmpty: true,
};

/** A part that runs on nodes of the control plane as a static pod, as kubeadm sets it up. */
function fromNode(component: string, port: number): ScrapeJob {
  const discover: Discovery = {
    role: "pod",
    namespaces: ["kube-system"],
    selectors: [{ role: "pod", label: `component=${component}` }],
    relabel: [...runningContainers, ...podPort(port), copyTo("instance", "__meta_kubernetes_pod_node_name")],
  };
  return { job: component, discover, metricRelabel: [dropLibraries] };
}
