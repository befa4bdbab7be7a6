/** Deployments, StatefulSets and DaemonSets: how many replicas there should be, and how many there are. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const of = (s: Scope, label: string, metric: string): Promql =>
  promql`max by (namespace, ${label}) (${metric}{${objects(s)}})`;

/** Available replicas at a point of the last day that nobody remembers exactly: every 10 minutes is looked at. */
const onceAvailable = (s: Scope, label: string, metric: string): Promql =>
  promql`max by (namespace, ${label}) (max_over_time(${metric}{${objects(s)}}[1d:10m])) > 0`;

/** Deployments that were there within the last day and of which no replica is left. */
export const deploymentsDown = (s: Scope): Promql =>
  promql`${of(s, "deployment", "kube_deployment_spec_replicas")} > 0 and ${of(s, "deployment", "kube_deployment_status_replicas_available")} == 0 and ${onceAvailable(s, "deployment", "kube_deployment_status_replicas_available")}`;

/** StatefulSets that were there within the last day and of which no replica is left. */
export const statefulSetsDown = (s: Scope): Promql =>
  promql`${of(s, "statefulset", "kube_statefulset_replicas")} > 0 and ${of(s, "statefulset", "kube_statefulset_status_replicas_available")} == 0 and ${onceAvailable(s, "statefulset", "kube_statefulset_status_replicas_available")}`;

/** Nothing of it has changed for 10 minutes. */
export const unchanged = (s: Scope, label: string, metric: string): Promql =>
  promql`max by (namespace, ${label}) (changes(${metric}{${objects(s)}}[10m])) == 0`;

export const deploymentMissing = signal({
  title: "Replicas missing, Deployments",
  unit: "short",
  by: ["namespace", "deployment"],
  tone: "error",
  meaning:
    "Replicas that a Deployment should have and that are not available. Below 0 there are more than it should have.",
  value: (s) =>
    promql`${of(s, "deployment", "kube_deployment_spec_replicas")} - ${of(s, "deployment", "kube_deployment_status_replicas_available")}`,
});

export const deploymentReplicas = signal({
  title: "Replicas available, Deployments",
  unit: "short",
  by: ["namespace", "deployment"],
  min: 0,
  meaning: "Replicas of a Deployment that take part in the work.",
  value: (s) => of(s, "deployment", "kube_deployment_status_replicas_available"),
});

export const statefulSetMissing = signal({
  title: "Replicas missing, StatefulSets",
  unit: "short",
  by: ["namespace", "statefulset"],
  tone: "error",
  meaning: "Replicas that a StatefulSet should have and that are not available.",
  value: (s) =>
    promql`${of(s, "statefulset", "kube_statefulset_replicas")} - ${of(s, "statefulset", "kube_statefulset_status_replicas_available")}`,
});

export const statefulSetOutdated = signal({
  title: "Replicas of an old revision, StatefulSets",
  unit: "short",
  by: ["namespace", "statefulset"],
  meaning: "Replicas of a StatefulSet that still run what was there before the last change.",
  value: (s) => {
    const revision = (which: string) =>
      promql`max by (namespace, statefulset, revision) (kube_statefulset_status_${which}_revision{${objects(s)}})`;
    return promql`${of(s, "statefulset", "kube_statefulset_replicas")} - ${of(s, "statefulset", "kube_statefulset_status_replicas_updated")} and max by (namespace, statefulset) (${revision("update")} unless ${revision("current")})`;
  },
});

export const daemonSetMissing = signal({
  title: "Pods missing, DaemonSets",
  unit: "short",
  by: ["namespace", "daemonset"],
  tone: "error",
  meaning: "Nodes on which a DaemonSet should run and is not available.",
  value: (s) =>
    promql`${of(s, "daemonset", "kube_daemonset_status_desired_number_scheduled")} - ${of(s, "daemonset", "kube_daemonset_status_number_available")}`,
});

export const daemonSetNotScheduled = signal({
  title: "Pods not scheduled, DaemonSets",
  unit: "short",
  by: ["namespace", "daemonset"],
  tone: "error",
  meaning: "Nodes on which a DaemonSet should have a pod and has none.",
  value: (s) =>
    promql`${of(s, "daemonset", "kube_daemonset_status_desired_number_scheduled")} - ${of(s, "daemonset", "kube_daemonset_status_current_number_scheduled")}`,
});

export const daemonSetMisscheduled = signal({
  title: "Pods out of place, DaemonSets",
  unit: "short",
  by: ["namespace", "daemonset"],
  tone: "error",
  meaning: "Nodes on which a pod of a DaemonSet runs that should not be there.",
  value: (s) => of(s, "daemonset", "kube_daemonset_status_number_misscheduled"),
});

export const daemonSetOutdated = signal({
  title: "Pods of an old revision, DaemonSets",
  unit: "short",
  by: ["namespace", "daemonset"],
  meaning: "Nodes on which a DaemonSet still runs what was there before the last change.",
  value: (s) =>
    promql`${of(s, "daemonset", "kube_daemonset_status_desired_number_scheduled")} - ${of(s, "daemonset", "kube_daemonset_status_updated_number_scheduled")}`,
});

export const workloadsMissing = signal({
  title: "Workloads with replicas missing",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning: "Deployments, StatefulSets and DaemonSets that have fewer available replicas than they should.",
  value: (s) =>
    promql`(count(${deploymentMissing.value(s)} > 0) or vector(0)) + (count(${statefulSetMissing.value(s)} > 0) or vector(0)) + (count(${daemonSetMissing.value(s)} > 0) or vector(0))`,
});
