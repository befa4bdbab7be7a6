/** The kubelets: what they tell of themselves. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const kubelet = (s: Scope): string => s.select("kubelet");

/** Nodes whose kubelet answers Prometheus. A kubelet's instance is the name of its node. */
export const kubeletsUp = (s: Scope): Promql =>
  promql`max by (node) (label_replace(up{${kubelet(s)}} == 1, "node", "$1", "instance", "(.+)"))`;

export const kubeletsMissing = signal({
  title: "Nodes without a kubelet",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Nodes that the cluster knows and whose kubelet does not answer Prometheus.",
  value: (s) =>
    promql`count(max by (node) (kube_node_info{${objects(s)}}) unless on (node) ${kubeletsUp(s)}) or vector(0)`,
});

export const relistTime = signal({
  title: "Look at all containers, 99 %",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Time that a kubelet takes to ask its runtime for the state of all containers (PLEG), in 99 % of the cases.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (instance, le) (rate(kubelet_pleg_relist_duration_seconds_bucket{${kubelet(s)}}[${s.range}])))`,
});

export const podStartTime = signal({
  title: "Start of a pod, 99 %",
  unit: "s",
  by: ["instance"],
  min: 0,
  meaning:
    "Time from when a node is given a pod until it runs, without pulling of images and init containers, in 99 % of the cases.",
  value: (s) =>
    promql`histogram_quantile(0.99, sum by (instance, le) (rate(kubelet_pod_start_sli_duration_seconds_bucket{${kubelet(s)}}[${s.range}])))`,
});

export const kubeletClientCertificate = signal({
  title: "Client certificate of a kubelet",
  unit: "s",
  by: ["instance"],
  meaning:
    "Time until the certificate ends by which a kubelet shows the API server who it is. Below 0 it has ended.",
  value: (s) => promql`min by (instance) (kubelet_certificate_manager_client_ttl_seconds{${kubelet(s)}})`,
});

export const kubeletServerCertificate = signal({
  title: "Server certificate of a kubelet",
  unit: "s",
  by: ["instance"],
  meaning:
    "Time until the certificate ends by which a kubelet answers. Kubelets with one that they made themselves have no value.",
  value: (s) => promql`min by (instance) (kubelet_certificate_manager_server_ttl_seconds{${kubelet(s)}})`,
});

export const renewalErrors = signal({
  title: "Certificates not renewed",
  unit: "short",
  by: ["instance"],
  tone: "error",
  min: 0,
  meaning: "Times that a kubelet could not renew one of its certificates.",
  value: (s) =>
    promql`sum by (instance) (increase(kubelet_certificate_manager_client_expiration_renew_errors{${kubelet(s)}}[${s.range}]) or increase(kubelet_server_expiration_renew_errors{${kubelet(s)}}[${s.range}]))`,
});

export const runtimeErrors = signal({
  title: "Runtime errors",
  unit: "percentunit",
  by: ["instance", "operation_type"],
  tone: "error",
  min: 0,
  max: 1,
  meaning: "Share of the calls of a kubelet to its container runtime that failed, by what it asked for.",
  value: (s) =>
    promql`sum by (instance, operation_type) (rate(kubelet_runtime_operations_errors_total{${kubelet(s)}}[${s.range}])) / (sum by (instance, operation_type) (rate(kubelet_runtime_operations_total{${kubelet(s)}}[${s.range}])) > 0)`,
});

/** Failed calls in 15 minutes, by the labels of `runtimeErrors`. */
export const runtimeFailures = (s: Scope): Promql =>
  promql`sum by (instance, operation_type) (increase(kubelet_runtime_operations_errors_total{${kubelet(s)}}[15m]))`;

export const evictions = signal({
  title: "Evictions",
  unit: "short",
  by: ["instance", "eviction_signal"],
  tone: "error",
  min: 0,
  meaning: "Pods that a kubelet ended because its node was short of something, by what that was.",
  value: (s) =>
    promql`sum by (instance, eviction_signal) (increase(kubelet_evictions{${kubelet(s)}}[${s.range}]))`,
});

export const runningPods = signal({
  title: "Pods on a node",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Pods that a kubelet runs.",
  value: (s) => promql`max by (instance) (kubelet_running_pods{${kubelet(s)}})`,
});

/** Claims that a running pod uses and of whose volume no kubelet tells anything. */
export const volumesUnmeasured = (s: Scope): Promql =>
  promql`max by (namespace, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info{${objects(s)}} and on (namespace, pod) kube_pod_status_phase{${objects(s)}, phase="Running"} == 1) unless max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{${kubelet(s)}})`;
