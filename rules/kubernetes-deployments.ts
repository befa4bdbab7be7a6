import * as signals from "../signals/kubernetes-workloads";
import { objects } from "../signals/kubernetes-containers";
import { promql } from "../signals/promql";
import { type Scope } from "../signals/signal";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-deployments";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-workloads", variables: ["namespace", "deployment"] },
} as const;

const by = ["namespace", "deployment"] as const;

// One that was never available is a mistake of its first rollout, which has an alert of its own.
export const KubeDeploymentDown = alert("KubeDeploymentDown", {
  ...told,
  event: signals.deploymentsDown,
  by,
  ...cases.times.down,
  severity: "critical",
  summary: "{{ $labels.namespace }}/{{ $labels.deployment }}: no replica is available",
  description:
    "The Deployment {{ $labels.deployment }} has had no available replica for {for}, and had some within the last day. Whoever uses it gets no answer.",
  cases: cases.down,
});

export const KubeDeploymentReplicasMissing = alert("KubeDeploymentReplicasMissing", {
  ...told,
  signal: signals.deploymentMissing,
  above: 0,
  and: (s) => signals.unchanged(s, "deployment", "kube_deployment_status_replicas_updated"),
  unless: signals.deploymentsDown,
  ...cases.times.missing,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.deployment }}: {value} replicas are missing",
  description:
    "The Deployment {{ $labels.deployment }} has had fewer available replicas than it should for {for}, and no rollout is under way. The others carry the load, and there is less room for the next failure.",
  cases: cases.missing,
});

export const KubeDeploymentRolloutStuck = alert("KubeDeploymentRolloutStuck", {
  ...told,
  event: (s) =>
    promql`max by (namespace, deployment) (kube_deployment_status_condition{${objects(s)}, condition="Progressing", status="false"} == 1) unless max by (namespace, deployment) (kube_deployment_spec_paused{${objects(s)}} == 1)`,
  by,
  ...cases.times.rollout,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.deployment }}: the rollout does not get on",
  description:
    "The new pods of the Deployment {{ $labels.deployment }} did not become available within its progress deadline. The old ones still run, as far as the strategy keeps them; what was to be delivered is not there.",
  cases: cases.rollout,
});

export const KubeDeploymentPaused = alert("KubeDeploymentPaused", {
  ...told,
  event: (s) => promql`max by (namespace, deployment) (kube_deployment_spec_paused{${objects(s)}} == 1)`,
  by,
  ...cases.times.paused,
  severity: "info",
  summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has been paused for {for}",
  description:
    "Changes of the Deployment {{ $labels.deployment }} have had no effect for {for}, because its rollout was paused. That is easily forgotten, and the next security update then does not arrive.",
  cases: cases.paused,
});

export const KubeDeploymentSingleReplica = alert("KubeDeploymentSingleReplica", {
  ...told,
  event: (s) => promql`max by (namespace, deployment) (kube_deployment_spec_replicas{${objects(s)}}) == 1`,
  by,
  optIn: true,
  ...cases.times.single,
  severity: "info",
  summary: "{{ $labels.namespace }}/{{ $labels.deployment }} has one replica only",
  description:
    "The Deployment {{ $labels.deployment }} has been asked for a single replica for {for}. Each update of its node interrupts the service.",
  cases: cases.single,
});

interface Workload {
  readonly kind: string;
  readonly label: string;
}

const workloads: readonly Workload[] = [
  { kind: "DaemonSet", label: "daemonset" },
  { kind: "Deployment", label: "deployment" },
  { kind: "StatefulSet", label: "statefulset" },
];

/** Workloads whose last change their controller has not taken up, by kind and name. */
function notObserved(s: Scope, { kind, label }: Workload) {
  const behind = promql`max by (namespace, ${label}) (kube_${label}_metadata_generation{${objects(s)}}) != max by (namespace, ${label}) (kube_${label}_status_observed_generation{${objects(s)}})`;
  return promql`max by (namespace, kind, workload) (label_replace(label_replace(${behind}, "workload", "$1", "${label}", "(.+)"), "kind", "${kind}", "workload", ".*"))`;
}

export const KubeWorkloadNotObserved = alert("KubeWorkloadNotObserved", {
  ...told,
  dashboard: { uid: "kubernetes-workloads", variables: ["namespace"] },
  event: (s) =>
    workloads.map((each) => notObserved(s, each)).reduce((all, each) => promql`${all} or ${each}`),
  by: ["namespace", "kind", "workload"],
  selectable: ["namespace"],
  ...cases.times.notObserved,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.workload }}: a change of the {{ $labels.kind }} is not taken up",
  description:
    "For {for} the controller has not seen the last change of the {{ $labels.kind }} {{ $labels.workload }}. Either the controller manager does not work, or a change was written that it cannot carry out.",
  cases: cases.notObserved,
});
