import { objects } from "../signals/kubernetes-containers";
import * as signals from "../signals/kubernetes-kubelet";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-kubelet";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-node", variables: ["instance"] },
} as const;

// Also where the target is missing altogether, which a look at targets cannot tell.
export const KubeletMissing = alert("KubeletMissing", {
  ...told,
  dashboard: { uid: "kubernetes-nodes", variables: ["node"] },
  event: (s) =>
    promql`max by (node) (kube_node_info{${objects(s)}}) unless on (node) ${signals.kubeletsUp(s)}`,
  by: ["node"],
  selectable: [],
  ...cases.times.missing,
  severity: "warning",
  summary: "Node {{ $labels.node }}: its kubelet is not measured",
  description:
    "The cluster knows the node {{ $labels.node }}, and for {for} Prometheus has had no answer from a kubelet of that name. Nothing of its containers and volumes is known; alerts on them are blind.",
  cases: cases.missing,
});

export const KubeletRelistSlow = alert("KubeletRelistSlow", {
  ...told,
  signal: signals.relistTime,
  above: 5,
  ...cases.times.relist,
  severity: "warning",
  summary: "{{ $labels.instance }}: the kubelet takes {value} to look at its containers",
  description:
    "For {for} the kubelet of {{ $labels.instance }} has taken more than {threshold} to ask its runtime for the state of all containers. After 3 minutes without an answer the node counts as not ready. Disk or CPU of the node are overloaded, or the runtime hangs.",
  cases: cases.relist,
});

export const KubeletPodStartSlow = alert("KubeletPodStartSlow", {
  ...told,
  signal: signals.podStartTime,
  above: 60,
  ...cases.times.start,
  severity: "warning",
  summary: "{{ $labels.instance }}: pods take up to {value} to start",
  description:
    "For {for} one in a hundred pods on {{ $labels.instance }} has taken more than {threshold} to start, images and init containers not counted. Volumes, the network plugin or the runtime are slow.",
  cases: cases.start,
});

export const KubeletClientCertificateExpiring = alert("KubeletClientCertificateExpiring", {
  ...told,
  signal: signals.kubeletClientCertificate,
  below: 172_800,
  ...cases.times.certificate,
  severity: "critical",
  summary: "{{ $labels.instance }}: the client certificate of the kubelet ends in {value}",
  description:
    "The certificate by which the kubelet of {{ $labels.instance }} shows the API server who it is has less than {threshold} left, and it was not renewed. When it ends, the node is lost to the cluster.",
  cases: cases.clientCertificate,
});

export const KubeletServerCertificateExpiring = alert("KubeletServerCertificateExpiring", {
  ...told,
  signal: signals.kubeletServerCertificate,
  below: 172_800,
  ...cases.times.certificate,
  severity: "warning",
  summary: "{{ $labels.instance }}: the server certificate of the kubelet ends in {value}",
  description:
    "The certificate by which the kubelet of {{ $labels.instance }} answers has less than {threshold} left, and it was not renewed. When it ends, logs, exec and metrics of the node are refused.",
  cases: cases.serverCertificate,
});

export const KubeletCertificateRenewalFailing = alert("KubeletCertificateRenewalFailing", {
  ...told,
  signal: signals.renewalErrors,
  range: "1h",
  above: 0.5,
  ...cases.times.renewal,
  severity: "warning",
  summary: "{{ $labels.instance }}: the kubelet cannot renew a certificate",
  description:
    "The kubelet of {{ $labels.instance }} failed {value} times in an hour to renew one of its certificates, for {for} now. Nobody approves its request, or the API server refuses it. The old certificate goes on until it ends.",
  cases: cases.renewal,
});

export const KubeletRuntimeErrors = alert("KubeletRuntimeErrors", {
  ...told,
  signal: signals.runtimeErrors,
  above: 0.1,
  and: (s, n) => promql`${signals.runtimeFailures(s)} > ${n("floor")}`,
  parameters: { floor: { value: 10, unit: "none", meaning: "failures in 15 minutes that it takes as well" } },
  ...cases.times.runtime,
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the calls {{ $labels.operation_type }} to the runtime fail",
  description:
    "For {for} the container runtime of {{ $labels.instance }} has refused more than {threshold} of the calls {{ $labels.operation_type }}, and more than {floor} in 15 minutes. Pods do not start there, or do not end.",
  cases: cases.runtime,
});

export const KubeletEvicting = alert("KubeletEvicting", {
  ...told,
  signal: signals.evictions,
  range: "15m",
  above: 0.5,
  ...cases.times.evicting,
  severity: "warning",
  summary: "{{ $labels.instance }} evicts pods for want of {{ $labels.eviction_signal }}",
  description:
    "The kubelet of {{ $labels.instance }} ended {value} pods in 15 minutes because {{ $labels.eviction_signal }} fell below its limit. They are started elsewhere; more follow as long as the node is short.",
  cases: cases.evicting,
});

export const KubeVolumeNotMeasured = alert("KubeVolumeNotMeasured", {
  ...told,
  dashboard: { uid: "kubernetes-storage", variables: ["namespace", "persistentvolumeclaim"] },
  event: signals.volumesUnmeasured,
  by: ["namespace", "persistentvolumeclaim"],
  selectable: ["namespace"],
  optIn: true,
  ...cases.times.unmeasured,
  severity: "info",
  summary:
    "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: nobody measures how full the volume is",
  description:
    "A running pod has used the volume of the claim {{ $labels.persistentvolumeclaim }} for {for}, and no kubelet says how full it is: its driver does not tell, or the kubelet is not scraped. Alerts on full volumes are blind for it.",
  cases: cases.unmeasured,
});

/** The kubelet of each node. */
export const kubernetesKubeletRules: Rules = {
  name: "kubernetes-kubelet",
  needs: ["kubernetes"],
  recordings: [
    recording("instance:kubelet_pleg_relist_duration_seconds:p99_rate5m", signals.relistTime),
    recording("instance:kubelet_pod_start_sli_duration_seconds:p99_rate5m", signals.podStartTime),
  ],
  alerts: [
    KubeletCertificateRenewalFailing,
    KubeletClientCertificateExpiring,
    KubeletEvicting,
    KubeletMissing,
    KubeletPodStartSlow,
    KubeletRelistSlow,
    KubeletRuntimeErrors,
    KubeletServerCertificateExpiring,
    KubeVolumeNotMeasured,
  ],
};
