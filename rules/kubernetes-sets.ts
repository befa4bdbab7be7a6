import * as signals from "../signals/kubernetes-workloads";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-sets";

const told = {
  team: "platform",
  service: "kubernetes",
} as const;

const statefulSets = { uid: "kubernetes-workloads", variables: ["namespace", "statefulset"] } as const;
const daemonSets = { uid: "kubernetes-workloads", variables: ["namespace", "daemonset"] } as const;

export const KubeStatefulSetDown = alert("KubeStatefulSetDown", {
  ...told,
  dashboard: statefulSets,
  event: signals.statefulSetsDown,
  by: ["namespace", "statefulset"],
  ...cases.times.statefulSetDown,
  severity: "critical",
  summary: "{{ $labels.namespace }}/{{ $labels.statefulset }}: no replica is available",
  description:
    "The StatefulSet {{ $labels.statefulset }} has had no available replica for {for}, and had some within the last day. What it stores cannot be read or written.",
  cases: cases.statefulSetDown,
});

export const KubeStatefulSetReplicasMissing = alert("KubeStatefulSetReplicasMissing", {
  ...told,
  dashboard: statefulSets,
  signal: signals.statefulSetMissing,
  above: 0,
  and: (s) => signals.unchanged(s, "statefulset", "kube_statefulset_status_replicas_updated"),
  unless: signals.statefulSetsDown,
  ...cases.times.statefulSetMissing,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.statefulset }}: {value} replicas are missing",
  description:
    "The StatefulSet {{ $labels.statefulset }} has had fewer available replicas than it should for {for}, and no rollout is under way. Each replica has data of its own: a quorum may be at stake.",
  cases: cases.statefulSetMissing,
});

export const KubeStatefulSetRolloutStuck = alert("KubeStatefulSetRolloutStuck", {
  ...told,
  dashboard: statefulSets,
  signal: signals.statefulSetOutdated,
  above: 0,
  and: (s) => signals.unchanged(s, "statefulset", "kube_statefulset_status_replicas_updated"),
  ...cases.times.statefulSetRollout,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.statefulset }}: the rollout does not get on, {value} replicas are old",
  description:
    "The StatefulSet {{ $labels.statefulset }} was changed, and for {for} no further replica has taken the change. Replicas are replaced one by one: the first that does not become ready stops all others.",
  cases: cases.statefulSetRollout,
});

export const KubeDaemonSetPodsMissing = alert("KubeDaemonSetPodsMissing", {
  ...told,
  dashboard: daemonSets,
  signal: signals.daemonSetMissing,
  above: 0,
  and: (s) => signals.unchanged(s, "daemonset", "kube_daemonset_status_number_available"),
  ...cases.times.daemonSetMissing,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.daemonset }} is not available on {value} nodes",
  description:
    "For {for} pods of the DaemonSet {{ $labels.daemonset }} have not been available on nodes where they should run. What it does for a node, network, storage or collection of logs, is missing there.",
  cases: cases.daemonSetMissing,
});

export const KubeDaemonSetNotScheduled = alert("KubeDaemonSetNotScheduled", {
  ...told,
  dashboard: daemonSets,
  signal: signals.daemonSetNotScheduled,
  above: 0,
  ...cases.times.notScheduled,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.daemonset }} has no pod on {value} nodes",
  description:
    "For {for} the DaemonSet {{ $labels.daemonset }} has had no pod at all on nodes where it should have one. Its controller could not create them: a quota, an admission webhook or a policy refuses.",
  cases: cases.notScheduled,
});

export const KubeDaemonSetMisscheduled = alert("KubeDaemonSetMisscheduled", {
  ...told,
  dashboard: daemonSets,
  signal: signals.daemonSetMisscheduled,
  above: 0,
  ...cases.times.misscheduled,
  severity: "info",
  summary: "{{ $labels.namespace }}/{{ $labels.daemonset }} runs on {value} nodes where it should not",
  description:
    "For {for} pods of the DaemonSet {{ $labels.daemonset }} have been running on nodes that its selectors and tolerations no longer name. They use up room there and end with the next restart.",
  cases: cases.misscheduled,
});

export const KubeDaemonSetRolloutStuck = alert("KubeDaemonSetRolloutStuck", {
  ...told,
  dashboard: daemonSets,
  signal: signals.daemonSetOutdated,
  above: 0,
  and: (s) => signals.unchanged(s, "daemonset", "kube_daemonset_status_updated_number_scheduled"),
  ...cases.times.daemonSetRollout,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.daemonset }}: the rollout does not get on, {value} nodes run the old one",
  description:
    "The DaemonSet {{ $labels.daemonset }} was changed, and for {for} no further node has taken the change. Nodes are updated a few at a time: those that do not become ready stop the others.",
  cases: cases.daemonSetRollout,
});
