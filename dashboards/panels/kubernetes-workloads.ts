import { KubeDeploymentReplicasMissing } from "../../rules/kubernetes-deployments";
import { KubePodsFailedLeftOver } from "../../rules/kubernetes-pods";
import * as sets from "../../rules/kubernetes-sets";
import * as containers from "../../signals/kubernetes-containers";
import { jobsFailed as failedJobs } from "../../signals/kubernetes-jobs";
import * as workloads from "../../signals/kubernetes-workloads";
import { stat, timeseries } from "../model/panel";
import { noObjects } from "./kubernetes-variables";

/** Deployments, StatefulSets and DaemonSets of a namespace. */

const noDeployment = "No data: there is no Deployment";
const noStatefulSet = "No data: there is no StatefulSet";
const noDaemonSet = "No data: there is no DaemonSet";

export const workloadsMissing = stat(workloads.workloadsMissing, {
  badFrom: 1,
  why: "What is missing here is carried by the replicas that are left.",
  act: "See below which one it is, and since when.",
  noValue: noObjects,
});

export const podsNotReady = stat(containers.podsNotReady, {
  badFrom: 1,
  why: "Services send these pods nothing, and the others more.",
  act: "Read the message of the probe in the events of the pod.",
  noValue: "All pods are ready",
});

export const oomKills = stat(containers.oomKills, {
  badFrom: 1,
  why: "Each is a container that the kernel ended in the middle of its work.",
  act: "Compare its memory with its limit below.",
  noValue: "No container was killed for memory",
});

export const jobsFailed = stat(failedJobs, {
  badFrom: 1,
  why: "The work of a failed job was not done.",
  act: "Read its log, mend the cause, run it again.",
  noValue: "No job has failed",
});

export const deploymentsMissing = timeseries(workloads.deploymentMissing, {
  line: KubeDeploymentReplicasMissing,
  why: "Shows since when replicas are missing.",
  act: "Look at the pods of the Deployment, and at what was changed then.",
  noValue: noDeployment,
});

export const statefulSetsMissing = timeseries(workloads.statefulSetMissing, {
  line: sets.KubeStatefulSetReplicasMissing,
  why: "Each replica has data of its own; one that is missing may cost a quorum.",
  act: "Look at the replica with the lowest number that is not ready.",
  noValue: noStatefulSet,
});

export const daemonSetsMissing = timeseries(workloads.daemonSetMissing, {
  line: sets.KubeDaemonSetPodsMissing,
  why: "A node without its agents has no network, storage or logs.",
  act: "Find the nodes that are concerned, and see whether they are ready.",
  noValue: noDaemonSet,
});

export const deploymentReplicas = timeseries(workloads.deploymentReplicas, {
  why: "Shows steps of scaling, and losses.",
  act: "Compare with the load, and with the times of rollouts.",
  noValue: noDeployment,
});

export const podsByPhase = timeseries(containers.podsByPhase, {
  stack: true,
  why: "A namespace whose pods pend or fail is one that a deployment has just broken.",
  act: "Undo the last deployment first; look for the cause after that.",
  noValue: noObjects,
});

export const containersWaiting = timeseries(containers.containersWaiting, {
  why: "Image, configuration or crash: the reason names who has to mend it.",
  act: "See which containers they are in the list of pods, and open the pod.",
  noValue: "No container waits",
});

export const statefulSetsOutdated = timeseries(workloads.statefulSetOutdated, {
  line: sets.KubeStatefulSetRolloutStuck,
  why: "One replica that is not ready stops the rollout of all others.",
  act: "Look at the replica that is next, and at the strategy.",
  noValue: "No rollout is under way",
});

export const daemonSetsOutdated = timeseries(workloads.daemonSetOutdated, {
  line: sets.KubeDaemonSetRolloutStuck,
  why: "Nodes are updated a few at a time; those that do not become ready stop the others.",
  act: "See which pod is not ready, and why.",
  noValue: noDaemonSet,
});

export const daemonSetsNotScheduled = timeseries(workloads.daemonSetNotScheduled, {
  line: sets.KubeDaemonSetNotScheduled,
  why: "These nodes have not even a pod that waits.",
  act: "Read the events of the DaemonSet: a quota or a policy refuses.",
  noValue: noDaemonSet,
});

export const daemonSetsMisscheduled = timeseries(workloads.daemonSetMisscheduled, {
  line: sets.KubeDaemonSetMisscheduled,
  why: "Pods that run where they should not were left behind by a change of labels or taints.",
  act: "Delete them, or correct the selector.",
  noValue: noDaemonSet,
});

export const podsFailed = timeseries(containers.podsFailed, {
  line: KubePodsFailedLeftOver,
  title: "Failed pods by namespace",
  why: "They hide new failures and make lists slow.",
  act: "Find out why they failed, then delete them.",
  noValue: "No failed pod is left over",
});
