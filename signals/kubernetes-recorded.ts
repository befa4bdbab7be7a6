/**
 * A cluster as its recording rules have it: for pages over whole clusters, and for long times. Recorded series have the labels of
 * their level only; a panel that asks for namespaces or nodes asks past the cluster.
 */
import { promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope, type Signal } from "./signal";
import * as apiserver from "./kubernetes-apiserver";
import * as containers from "./kubernetes-containers";
import * as dns from "./kubernetes-coredns";
import * as etcd from "./kubernetes-etcd";
import * as kubelet from "./kubernetes-kubelet";
import * as nodes from "./kubernetes-nodes";
import * as resources from "./kubernetes-resources";

/** Recorded for the whole of what is watched, or by instance: no other choice of a page selects among it. */
const ofAll = (of: Signal, record: string): Signal => recorded(of, record, ofRecorded);

/** Recorded by namespace or by node. */
const chosen = (of: Signal, record: string): Signal => recorded(of, record, (s) => s.any);

/** The signal as its rule records it: every 15 seconds, its rates over 5 minutes. */
function recorded(of: Signal, record: string, selector: (s: Scope) => string): Signal {
  return signal({
    ...of,
    value: (s) =>
      of.by.length === 0
        ? promql`max(${record}${selector(s)})`
        : promql`max by (${of.by.join(", ")}) (${record}${selector(s)})`,
  });
}

export const podsByPhaseRecorded = ofAll(containers.podsByPhase, "phase:kube_pods:count");
export const containersWaitingRecorded = ofAll(
  containers.containersWaiting,
  "reason:kube_containers_waiting:count",
);
export const podsNotReadyRecorded = chosen(containers.podsNotReady, "namespace:kube_pods_not_ready:count");
export const restartsRecorded = chosen(
  signal({
    ...containers.restartsByNamespace,
    title: "Restarts in 6 hours",
    meaning: "How often containers of a namespace were started again in the last 6 hours, all together.",
  }),
  "namespace:kube_container_restarts:increase6h",
);

export const namespaceCpuRecorded = chosen(
  resources.namespaceCpu,
  "namespace:container_cpu_usage:sum_rate5m",
);
export const namespaceMemoryRecorded = chosen(
  resources.namespaceMemory,
  "namespace:container_memory_working_set_bytes:sum",
);
export const namespaceCpuRequestedRecorded = chosen(
  resources.namespaceCpuRequested,
  "namespace:kube_cpu_requests:sum",
);
export const namespaceMemoryRequestedRecorded = chosen(
  resources.namespaceMemoryRequested,
  "namespace:kube_memory_requests_bytes:sum",
);

export const namespaceCpuOfRequest = signal({
  title: "CPU of the requests",
  unit: "percentunit",
  by: ["namespace"],
  tone: "saturation",
  min: 0,
  meaning:
    "CPUs that the pods of a namespace keep busy, as a share of those that they asked for. Far below 100 % is room that nobody can use.",
  value: (s) => promql`${namespaceCpuRecorded.value(s)} / (${namespaceCpuRequestedRecorded.value(s)} > 0)`,
});

export const namespaceMemoryOfRequest = signal({
  title: "Memory of the requests",
  unit: "percentunit",
  by: ["namespace"],
  tone: "saturation",
  min: 0,
  meaning:
    "Memory of the pods of a namespace, as a share of what they asked for. Above 100 % they live on what others do not use.",
  value: (s) =>
    promql`${namespaceMemoryRecorded.value(s)} / (${namespaceMemoryRequestedRecorded.value(s)} > 0)`,
});

export const nodeCpuRequestedRecorded = chosen(resources.nodeCpuRequested, "node:kube_cpu_requested:ratio");
export const nodeMemoryRequestedRecorded = chosen(
  resources.nodeMemoryRequested,
  "node:kube_memory_requested:ratio",
);
export const podsOfCapacityRecorded = chosen(nodes.podsOfCapacity, "node:kube_pods_of_capacity:ratio");
export const nodesReadyRecorded = ofAll(nodes.nodesReady, nodes.recordedReady);
export const nodesByConditionRecorded = ofAll(nodes.nodesByCondition, "condition:kube_nodes:count");

export const relistTimeRecorded = ofAll(
  kubelet.relistTime,
  "instance:kubelet_pleg_relist_duration_seconds:p99_rate5m",
);
export const podStartTimeRecorded = ofAll(
  kubelet.podStartTime,
  "instance:kubelet_pod_start_sli_duration_seconds:p99_rate5m",
);

export const apiRequestsRecorded = ofAll(apiserver.apiRequests, "verb:apiserver_request:rate5m");
export const apiErrorsRecorded = ofAll(apiserver.apiErrors, "cluster:apiserver_request_errors:ratio_rate5m");
export const apiLatencyRecorded = ofAll(
  apiserver.apiLatency,
  "verb:apiserver_request_sli_duration_seconds:p99_rate5m",
);

/** Name of the series that record how long requests take. */
export const recordedDurations = "le:apiserver_request_sli_duration_seconds:rate5m";

export const apiDurations = signal({
  title: "How long API requests take",
  unit: "s",
  by: ["le"],
  min: 0,
  meaning:
    "How many requests a second took how long, without the time in webhooks of others. Watches and connections are left out.",
  value: (s) => promql`max by (le) (${recordedDurations}${ofRecorded(s)})`,
});

export const etcdFsyncRecorded = ofAll(
  etcd.etcdFsync,
  "instance:etcd_disk_wal_fsync_duration_seconds:p99_rate5m",
);
export const dnsRequestsRecorded = ofAll(dns.dnsRequests, "cluster:coredns_dns_requests:rate5m");
export const dnsLatencyRecorded = ofAll(
  dns.dnsLatency,
  "cluster:coredns_dns_request_duration_seconds:p99_rate5m",
);
