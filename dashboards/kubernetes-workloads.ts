import {
  KubeHpaMaxedOut,
  KubeHpaReplicasMissing,
  KubePdbNotEnoughHealthyPods,
} from "../rules/kubernetes-autoscaling";
import { KubeQuotaFull, KubeQuotaNearlyFull } from "../rules/kubernetes-capacity";
import { KubeContainerCrashLooping } from "../rules/kubernetes-containers";
import { KubeDeploymentReplicasMissing } from "../rules/kubernetes-deployments";
import {
  KubeCronJobMissedSchedule,
  KubeCronJobNotSucceeding,
  KubeJobRunningLong,
} from "../rules/kubernetes-jobs";
import { KubePodsFailedLeftOver, KubePodStuckTerminating } from "../rules/kubernetes-pods";
import {
  KubeContainerCpuNearLimit,
  KubeContainerCpuThrottled,
  KubeContainerMemoryLeaking,
  KubeContainerMemoryNearLimit,
} from "../rules/kubernetes-resources";
import * as sets from "../rules/kubernetes-sets";
import {
  KubeVolumeFilling,
  KubeVolumeInodesFilling,
  KubeVolumeInodesNearlyFull,
  KubeVolumeNearlyFull,
} from "../rules/kubernetes-storage";
import * as autoscaling from "../signals/kubernetes-autoscaling";
import * as containers from "../signals/kubernetes-containers";
import * as jobs from "../signals/kubernetes-jobs";
import { quotaUsed } from "../signals/kubernetes-quotas";
import * as resources from "../signals/kubernetes-resources";
import * as storage from "../signals/kubernetes-storage";
import * as workloads from "../signals/kubernetes-workloads";
import { closedRow, dashboard, row } from "./model/dashboard";
import { stat, table, timeseries } from "./model/panel";
import { cluster, namespace } from "./model/variables";

const noObjects = "No data: kube-state-metrics is not scraped";
const noContainers = "No data: the kubelets are not scraped";
const noLimit = "No data: no container has such a limit";
const noVolumes = "No data: no pod has a volume that its kubelet measures";

/** What runs in a cluster, by namespace. */
export const kubernetesWorkloadsDashboard = dashboard(
  "kubernetes-workloads",
  "Kubernetes workloads",
  {
    description: "Does what should run in a namespace run, and has it what it needs?",
    tags: ["kubernetes"],
    needs: ["kubernetes"],
    variables: [cluster, namespace],
    links: ["kubernetes", "kubernetes-nodes", "kubernetes-control-plane"],
    time: "6h",
  },
  [
    row(
      "Does it run?",
      stat(workloads.workloadsMissing, {
        badFrom: 1,
        why: "A workload with replicas missing carries its load with fewer.",
        act: "See below which one it is, and since when.",
        noValue: noObjects,
      }),
      stat(containers.podsNotReady, {
        badFrom: 1,
        why: "Pods that are not ready take no requests.",
        act: "Read the message of the probe in the events of the pod.",
        noValue: "All pods are ready",
      }),
      stat(containers.oomKills, {
        badFrom: 1,
        why: "Each is a container that the kernel ended in the middle of its work.",
        act: "Compare its memory with its limit below.",
        noValue: "No container was killed for memory",
      }),
      stat(jobs.jobsFailed, {
        badFrom: 1,
        why: "The work of a failed job was not done.",
        act: "Read its log, mend the cause, run it again.",
        noValue: "No job has failed",
      }),
    ),
    row(
      "Workloads",
      timeseries(workloads.deploymentMissing, {
        line: KubeDeploymentReplicasMissing,
        why: "Shows since when replicas are missing.",
        act: "Look at the pods of the Deployment, and at what was changed then.",
        noValue: "No data: there is no Deployment",
      }),
      timeseries(workloads.statefulSetMissing, {
        line: sets.KubeStatefulSetReplicasMissing,
        why: "Each replica has data of its own; one that is missing may cost a quorum.",
        act: "Look at the replica with the lowest number that is not ready.",
        noValue: "No data: there is no StatefulSet",
      }),
      timeseries(workloads.daemonSetMissing, {
        line: sets.KubeDaemonSetPodsMissing,
        why: "A node without its agents has no network, storage or logs.",
        act: "Find the nodes that are concerned, and see whether they are ready.",
        noValue: "No data: there is no DaemonSet",
      }),
      timeseries(containers.containerRestarts, {
        line: KubeContainerCrashLooping,
        why: "A container that restarts again and again does no work.",
        act: "Read its log from before the last restart: `kubectl logs --previous`.",
        noValue: noObjects,
      }),
      timeseries(workloads.deploymentReplicas, {
        why: "Shows steps of scaling, and losses.",
        act: "Compare with the load, and with the times of rollouts.",
        noValue: "No data: there is no Deployment",
      }),
    ),
    row(
      "CPU and memory",
      timeseries(resources.workloadCpu, {
        stack: true,
        why: "Shows which workload uses the CPU of the namespace.",
        act: "Compare with before its last change.",
        noValue: noContainers,
      }),
      timeseries(resources.workloadMemory, {
        stack: true,
        why: "A line that only rises is a leak.",
        act: "Look at the containers below, and restart in time.",
        noValue: noContainers,
      }),
      timeseries(resources.containerMemoryOfLimit, {
        line: [KubeContainerMemoryLeaking, KubeContainerMemoryNearLimit],
        why: "At 100 % the kernel ends the container.",
        act: "Raise the limit, or find what grows.",
        noValue: noLimit,
      }),
      timeseries(resources.containerThrottled, {
        line: KubeContainerCpuThrottled,
        why: "Time in which a container wanted to work and was not allowed to.",
        act: "If its mean use is near the limit too, raise the limit.",
        noValue: noLimit,
      }),
    ),
    closedRow(
      "Rollouts",
      timeseries(workloads.statefulSetOutdated, {
        line: sets.KubeStatefulSetRolloutStuck,
        why: "One replica that is not ready stops the rollout of all others.",
        act: "Look at the replica that is next, and at the strategy.",
        noValue: "No rollout is under way",
      }),
      timeseries(workloads.daemonSetOutdated, {
        line: sets.KubeDaemonSetRolloutStuck,
        why: "Nodes are updated a few at a time; those that do not become ready stop the others.",
        act: "See which pod is not ready, and why.",
        noValue: "No data: there is no DaemonSet",
      }),
      timeseries(workloads.daemonSetNotScheduled, {
        line: sets.KubeDaemonSetNotScheduled,
        why: "These nodes have not even a pod that waits.",
        act: "Read the events of the DaemonSet: a quota or a policy refuses.",
        noValue: "No data: there is no DaemonSet",
      }),
      timeseries(workloads.daemonSetMisscheduled, {
        line: sets.KubeDaemonSetMisscheduled,
        why: "Pods that run where they should not were left behind by a change of labels or taints.",
        act: "Delete them, or correct the selector.",
        noValue: "No data: there is no DaemonSet",
      }),
    ),
    closedRow(
      "Containers in depth",
      timeseries(resources.containerCpu, {
        why: "Shows which container of a workload it is.",
        act: "Compare the replicas: one that differs gets more than its share.",
        noValue: noContainers,
      }),
      timeseries(resources.containerCpuOfLimit, {
        line: KubeContainerCpuNearLimit,
        why: "Near 100 % there is no room for more work.",
        act: "More replicas, or a higher limit.",
        noValue: noLimit,
      }),
      timeseries(resources.containerMemory, {
        why: "The course tells a leak from a cache that fills once.",
        act: "Compare with the time since the start.",
        noValue: noContainers,
      }),
      timeseries(resources.containerMemoryPredicted, {
        why: "Above 100 % the limit is reached within 12 hours.",
        act: "Restart the container at a time that suits you.",
        noValue: noLimit,
      }),
      timeseries(containers.podsFailed, {
        line: KubePodsFailedLeftOver,
        title: "Failed pods by namespace",
        why: "They hide new failures and make lists slow.",
        act: "Find out why they failed, then delete them.",
        noValue: "No failed pod is left over",
      }),
      timeseries(containers.podTerminating, {
        line: KubePodStuckTerminating,
        why: "A pod that does not go holds its volume and its name.",
        act: "See whether its node is there, and whether a finalizer waits.",
        noValue: "No pod is being deleted",
      }),
      table(resources.podWorkload, {
        title: "Pods and their workloads",
        labelsOnly: true,
        columns: {
          workload: { title: "Workload" },
          pod: { title: "Pod" },
          namespace: { title: "Namespace" },
        },
        why: "Leads from the name of a pod in an alert to what has to be changed.",
        act: "Open the workload by its name: `kubectl -n NAMESPACE get all`.",
        noValue: noObjects,
      }),
    ),
    closedRow(
      "Jobs",
      timeseries(jobs.jobRunning, {
        line: KubeJobRunningLong,
        why: "A job that hangs may stop the next one from starting.",
        act: "Read its log, and give it a deadline.",
        noValue: "No job runs",
      }),
      timeseries(jobs.cronJobSinceSuccess, {
        line: KubeCronJobNotSucceeding,
        why: "A line that only rises is work that is not done: a backup, a report.",
        act: "Look at the last jobs of the CronJob.",
        noValue: "No data: there is no CronJob",
      }),
      timeseries(jobs.cronJobLate, {
        line: KubeCronJobMissedSchedule,
        why: "Above 0 it should have started already.",
        act: "See whether its last job still runs.",
        noValue: "No data: there is no CronJob that is not suspended",
      }),
    ),
    closedRow(
      "Scaling and disruption",
      timeseries(autoscaling.autoscalerLoad, {
        line: KubeHpaMaxedOut,
        why: "Above 100 % more replicas are wanted.",
        act: "If there are as many as there may be, raise the limit or lower the load.",
        noValue: "No data: there is no autoscaler with a metric",
      }),
      timeseries(autoscaling.autoscalerUse, {
        why: "At 100 % nothing more can be added.",
        act: "Look at the load beside it.",
        noValue: "No data: there is no autoscaler",
      }),
      timeseries(autoscaling.autoscalerReplicas, {
        why: "Steps up and down in turn cost starts, and answers while pods start.",
        act: "Give the autoscaler a longer time before it scales down.",
        noValue: "No data: there is no autoscaler",
      }),
      timeseries(autoscaling.autoscalerGap, {
        line: KubeHpaReplicasMissing,
        why: "Replicas that are wanted and do not come are refused by somebody.",
        act: "Look at the quota, and at the events of the workload.",
        noValue: "No data: there is no autoscaler",
      }),
      timeseries(autoscaling.budgetMissing, {
        line: KubePdbNotEnoughHealthyPods,
        why: "Above 0 the service runs with less than was thought necessary.",
        act: "Bring its pods back before any node is drained.",
        noValue: "No data: there is no disruption budget",
      }),
      timeseries(autoscaling.disruptionsAllowed, {
        why: "At 0 no node with such a pod can be drained.",
        act: "Leave room: one replica more, or `maxUnavailable: 1`.",
        noValue: "No data: there is no disruption budget",
      }),
      timeseries(quotaUsed, {
        line: [KubeQuotaNearlyFull, KubeQuotaFull],
        why: "At 100 % new objects are refused.",
        act: "Clean up, or raise the quota.",
        noValue: "No data: the namespace has no quota",
      }),
    ),
    closedRow(
      "Volumes",
      table(
        [storage.volumeUsed, storage.volumeAvailable, storage.volumePredicted, storage.volumeInodesUsed],
        {
          title: "Volumes, fullest first",
          line: KubeVolumeNearlyFull,
          columns: { persistentvolumeclaim: { title: "Claim" }, namespace: { title: "Namespace" } },
          why: "Shows what is full, how much is left, and what will be left in two days.",
          act: "Take the first line first: enlarge the claim, or delete what is not needed.",
          noValue: noVolumes,
        },
      ),
      timeseries(storage.volumeUsed, {
        title: "Volumes used over time",
        line: [KubeVolumeFilling, KubeVolumeNearlyFull],
        why: "The slope tells how long there is.",
        act: "Enlarge the claim in time; most drivers do it while the pod runs.",
        noValue: noVolumes,
      }),
      timeseries(storage.volumeInodesUsed, {
        title: "Inodes of volumes used over time",
        line: [KubeVolumeInodesFilling, KubeVolumeInodesNearlyFull],
        why: "Without inodes no file can be made, although there is space.",
        act: "Delete old small files, or move to a volume with more inodes.",
        noValue: noVolumes,
      }),
      timeseries(storage.volumeInodesPredicted, {
        why: "Below 0 no file can be made in two days.",
        act: "Find the folder with the many small files.",
        noValue: noVolumes,
      }),
    ),
  ],
);
