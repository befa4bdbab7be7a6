import * as signals from "../signals/kubernetes-containers";
import { promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-pods";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-pods", variables: ["namespace", "pod"] },
} as const;

const { objects, podsIn, podsWaiting } = signals;
const by = ["namespace", "pod"] as const;

const pods = (s: Scope, metric: string, matchers = "") =>
  promql`max by (namespace, pod) (${metric}{${objects(s)}${matchers}} == 1)`;

// What has an alert of its own is left out, and what is no trouble: pods that are being deleted, and pods of jobs, which
// are not ready once one of their containers is done.
export const KubePodNotReady = alert("KubePodNotReady", {
  ...told,
  event: (s) =>
    promql`${pods(s, "kube_pod_status_ready", ', condition="false"')} and ${podsIn(s, "Running")} unless ${podsWaiting(s)} unless max by (namespace, pod) (kube_pod_deletion_timestamp{${objects(s)}}) unless max by (namespace, pod) (kube_pod_owner{${objects(s)}, owner_kind="Job"})`,
  by,
  ...cases.times.notReady,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }} runs, but has not been ready for {for}",
  description:
    "The containers of the pod run, and for {for} a readiness probe has failed. Services send it no requests; the other pods carry its share, if there are others.",
  cases: cases.notReady,
});

export const KubePodUnschedulable = alert("KubePodUnschedulable", {
  ...told,
  event: (s) => pods(s, "kube_pod_status_unschedulable"),
  by,
  ...cases.times.unschedulable,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }} fits on no node",
  description:
    "For {for} the scheduler has found no node for the pod: none has enough CPU or memory that is not requested, or its selectors, taints, volumes or ports rule all of them out. It waits until that changes.",
  cases: cases.unschedulable,
});

export const KubePodPending = alert("KubePodPending", {
  ...told,
  event: (s) =>
    promql`${podsIn(s, "Pending")} unless ${pods(s, "kube_pod_status_unschedulable")} unless ${podsWaiting(s)} unless max by (namespace, pod) (kube_pod_init_container_status_waiting_reason{${objects(s)}, reason!~"ContainerCreating|PodInitializing"} == 1)`,
  by,
  ...cases.times.pending,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }} has been pending for {for}",
  description:
    "For {for} the pod has been accepted and does not run, and nobody says why: the scheduler has not looked at it, or an init container does not come to its end.",
  cases: cases.pending,
});

export const KubePodStuckTerminating = alert("KubePodStuckTerminating", {
  ...told,
  signal: signals.podTerminating,
  above: 900,
  ...cases.times.terminating,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }} should have been gone for {value}",
  description:
    "The pod was deleted, and more than {threshold} after the end of its grace period it is still there. Its node is gone or its kubelet hangs, a volume cannot be unmounted, or a finalizer waits. A StatefulSet starts no other pod in its place meanwhile.",
  cases: cases.terminating,
});

export const KubePodEvicted = alert("KubePodEvicted", {
  ...told,
  dashboard: { uid: "kubernetes-workloads", variables: ["namespace"] },
  event: (s, n) => {
    const evicted = (offset: string) =>
      promql`max by (namespace, pod) (kube_pod_status_reason{${objects(s)}, reason="Evicted"}${offset} == 1)`;
    return promql`count by (namespace) (${evicted("")} unless ${evicted(` offset ${n("window")}s`)})`;
  },
  by: ["namespace"],
  parameters: { window: { value: 900, unit: "s", meaning: "how long ago it may have been" } },
  for: "0s",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.namespace }}: {value} pods evicted by their node",
  description:
    "In the last {window} a node ended pods of this namespace because it ran short of memory, disk or process ids. Others of the same node may follow.",
  cases: cases.evicted,
});

export const KubePodsFailedLeftOver = alert("KubePodsFailedLeftOver", {
  ...told,
  dashboard: { uid: "kubernetes-workloads", variables: ["namespace"] },
  signal: signals.podsFailed,
  above: 50,
  ...cases.times.failed,
  severity: "info",
  summary: "{{ $labels.namespace }}: {value} failed pods are left over",
  description:
    "More than {threshold} pods of this namespace ended with an error and are still kept, for {for} now. They cost no CPU, but room in the API server, and they hide new failures.",
  cases: cases.failed,
});
