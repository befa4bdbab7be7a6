/** Cases of the alerts on kubelets. */
import { fires, quiet, type Series } from "./case";
import { buckets, fast, otherPod, pod, seriesOf, slow, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter } from "./series";

export const times = {
  certificate: { for: "5m", keepFiringFor: "15m" },
  evicting: { for: "1m", keepFiringFor: "15m" },
  missing: { for: "5m", keepFiringFor: "5m" },
  relist: { for: "5m", keepFiringFor: "10m" },
  renewal: { for: "15m", keepFiringFor: "15m" },
  runtime: { for: "10m", keepFiringFor: "10m" },
  start: { for: "15m", keepFiringFor: "10m" },
  unmeasured: { for: "1h", keepFiringFor: "15m" },
} as const satisfies Readonly<Record<string, Timing>>;

const kubelet = seriesOf("kubelet");
const one = { instance: "node-1" } as const;
const two = { instance: "node-2" } as const;
const steady = (rate: number): string => counter([["4h", rate]]);

export const missing = [
  ...proof(times.missing, {
    over: 0,
    under: 1,
    series: (values) => ({
      ...state("kube_node_info", { node: "node-1" }, 1),
      ...kubelet("up", one, values),
      ...seriesOf("node")("up", one, 1),
      ...state("kube_node_info", { node: "node-2" }, 1),
      ...kubelet("up", two, 1),
    }),
    labels: { node: "node-1" },
    text: {
      summary: "Node node-1: its kubelet is not measured",
      description:
        "The cluster knows the node node-1, and for 5 minutes Prometheus has had no answer from a kubelet of that name. Nothing of its containers and volumes is known; alerts on them are blind.",
    },
  }),
  fires("no target at all", {
    series: state("kube_node_info", { node: "node-1" }, 1),
    at: "10m",
    labels: [{ node: "node-1" }],
  }),
];

export const relist = proof(times.relist, {
  ...slow,
  series: (values) => ({
    ...buckets("kubelet", "kubelet_pleg_relist_duration_seconds", one, 5, values),
    ...buckets("kubelet", "kubelet_pleg_relist_duration_seconds", two, 5, steady(fast)),
  }),
  labels: one,
  text: {
    summary: "node-1: the kubelet takes 5.098s to look at its containers",
    description:
      "For 5 minutes the kubelet of node-1 has taken more than 5 s to ask its runtime for the state of all containers. After 3 minutes without an answer the node counts as not ready. Disk or CPU of the node are overloaded, or the runtime hangs.",
  },
});

export const start = proof(times.start, {
  ...slow,
  series: (values) => ({
    ...buckets("kubelet", "kubelet_pod_start_sli_duration_seconds", one, 60, values),
    ...buckets("kubelet", "kubelet_pod_start_sli_duration_seconds", two, 60, steady(fast)),
  }),
  labels: one,
  text: {
    summary: "node-1: pods take up to 1m 1s to start",
    description:
      "For 15 minutes one in a hundred pods on node-1 has taken more than 60 s to start, images and init containers not counted. Volumes, the network plugin or the runtime are slow.",
  },
});

const left = (kind: string, values: string | number, of: object = one): Series =>
  kubelet(`kubelet_certificate_manager_${kind}_ttl_seconds`, { ...of }, values);

export const clientCertificate = [
  ...proof(times.certificate, {
    over: 169_200,
    under: 176_400,
    series: (values) => ({
      ...left("client", values),
      ...left("client", "Inf ".repeat(200), two),
      ...left("server", 1),
    }),
    labels: one,
    text: {
      summary: "node-1: the client certificate of the kubelet ends in 1d 23h 0m 0s",
      description:
        "The certificate by which the kubelet of node-1 shows the API server who it is has less than 2 d left, and it was not renewed. When it ends, the node is lost to the cluster.",
    },
  }),
  fires("it has ended", { series: left("client", -600), at: "10m", labels: [one] }),
];

export const serverCertificate = [
  ...proof(times.certificate, {
    over: 169_200,
    under: 176_400,
    series: (values) => ({
      ...left("server", values),
      ...left("server", "Inf ".repeat(200), two),
      ...left("client", 1),
    }),
    labels: one,
    text: {
      summary: "node-1: the server certificate of the kubelet ends in 1d 23h 0m 0s",
      description:
        "The certificate by which the kubelet of node-1 answers has less than 2 d left, and it was not renewed. When it ends, logs, exec and metrics of the node are refused.",
    },
  }),
  fires("it has ended", { series: left("server", -600), at: "10m", labels: [one] }),
];

export const renewal = [
  ...proof(times.renewal, {
    over: 0.51 / 3600,
    under: 0.49 / 3600,
    shape: counter,
    since: "3540s",
    good: 0,
    lag: "60s",
    series: (values) => ({
      ...kubelet("kubelet_certificate_manager_client_expiration_renew_errors", one, values),
      ...kubelet("kubelet_server_expiration_renew_errors", two, 3),
    }),
    labels: one,
    text: {
      summary: "node-1: the kubelet cannot renew a certificate",
      description:
        "The kubelet of node-1 failed 510m times in an hour to renew one of its certificates, for 15 minutes now. Nobody approves its request, or the API server refuses it. The old certificate goes on until it ends.",
    },
  }),
  fires("the one that it answers by", {
    series: kubelet("kubelet_server_expiration_renew_errors", one, steady(0.001)),
    at: "2h",
    labels: [one],
  }),
];

const calls = (errors: string | number, all: string | number, operation = "create_container"): Series => ({
  ...kubelet("kubelet_runtime_operations_errors_total", { ...one, operation_type: operation }, errors),
  ...kubelet("kubelet_runtime_operations_total", { ...one, operation_type: operation }, all),
});

export const runtime = [
  ...proof(times.runtime, {
    over: 0.102,
    under: 0.098,
    shape: counter,
    // Ten failures take some time to come together.
    since: "105s",
    good: 0,
    series: (values) => ({ ...calls(values, steady(1)), ...calls(steady(0.01), steady(1), "pull_image") }),
    labels: { ...one, operation_type: "create_container" },
    text: {
      summary: "node-1: 10.2% of the calls create_container to the runtime fail",
      description:
        "For 10 minutes the container runtime of node-1 has refused more than 10 % of the calls create_container, and more than 10 in 15 minutes. Pods do not start there, or do not end.",
    },
  }),
  fires("just enough failures", {
    series: calls(steady(10.2 / 900), steady(0.05)),
    at: "30m",
    labels: [{ ...one, operation_type: "create_container" }],
  }),
  quiet("few failures of few calls", { series: calls(steady(9.8 / 900), steady(0.05)), at: "1h" }),
  quiet("no calls at all", { series: calls(5, 5), at: "1h" }),
];

const evicted = (values: string, signal = "memory.available"): Series =>
  kubelet("kubelet_evictions", { ...one, eviction_signal: signal }, values);

export const evicting = proof(times.evicting, {
  over: 0.51 / 900,
  under: 0.49 / 900,
  shape: counter,
  since: "885s",
  good: 0,
  lag: "15s",
  series: (values) => ({ ...evicted(values), ...evicted("3x240", "nodefs.available") }),
  labels: { ...one, eviction_signal: "memory.available" },
  text: {
    summary: "node-1 evicts pods for want of memory.available",
    description:
      "The kubelet of node-1 ended 510m pods in 15 minutes because memory.available fell below its limit. They are started elsewhere; more follow as long as the node is short.",
  },
});

const uses = (of: object, claim: string): Series =>
  state(
    "kube_pod_spec_volumes_persistentvolumeclaims_info",
    { ...of, persistentvolumeclaim: claim, volume: "x" },
    1,
  );

export const unmeasured = [
  ...proof(times.unmeasured, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...uses(pod, "data-db-0"),
      ...state("kube_pod_status_phase", { ...pod, phase: "Running" }, values),
      ...state("kube_pod_status_phase", { ...pod, phase: "Succeeded" }, 0),
      ...uses(otherPod, "data-db-1"),
      ...state("kube_pod_status_phase", { ...otherPod, phase: "Running" }, 1),
      ...kubelet(
        "kubelet_volume_stats_capacity_bytes",
        { ...one, namespace: "shop", persistentvolumeclaim: "data-db-1" },
        1000,
      ),
    }),
    labels: { namespace: "shop", persistentvolumeclaim: "data-db-0" },
    text: {
      summary: "shop/data-db-0: nobody measures how full the volume is",
      description:
        "A running pod has used the volume of the claim data-db-0 for 1 hour, and no kubelet says how full it is: its driver does not tell, or the kubelet is not scraped. Alerts on full volumes are blind for it.",
    },
  }),
  quiet("the pod is done", {
    series: {
      ...uses(pod, "data-db-0"),
      ...state("kube_pod_status_phase", { ...pod, phase: "Succeeded" }, 1),
    },
    at: "2h",
  }),
];
