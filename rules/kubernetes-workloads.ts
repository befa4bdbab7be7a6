import * as autoscaling from "../signals/kubernetes-autoscaling";
import * as jobs from "../signals/kubernetes-jobs";
import * as signals from "../signals/kubernetes-workloads";
import * as autoscalingAlerts from "./kubernetes-autoscaling";
import * as deploymentAlerts from "./kubernetes-deployments";
import * as jobAlerts from "./kubernetes-jobs";
import * as setAlerts from "./kubernetes-sets";
import { recording } from "./recording";
import { type Rules } from "./rule";

/** Deployments, StatefulSets, DaemonSets, jobs, autoscalers and disruption budgets. */
export const kubernetesWorkloadRules: Rules = {
  name: "kubernetes-workloads",
  needs: ["kubernetes"],
  recordings: [
    recording("namespace_deployment:kube_replicas_missing:sum", signals.deploymentMissing),
    recording("namespace_statefulset:kube_replicas_missing:sum", signals.statefulSetMissing),
    recording("namespace_daemonset:kube_pods_missing:sum", signals.daemonSetMissing),
    recording("namespace_horizontalpodautoscaler:kube_autoscaler_use:ratio", autoscaling.autoscalerUse),
    recording("namespace_cronjob:kube_cronjob_since_success:seconds", jobs.cronJobSinceSuccess),
  ],
  alerts: [
    autoscalingAlerts.KubeHpaCannotScale,
    autoscalingAlerts.KubeHpaMaxedOut,
    autoscalingAlerts.KubeHpaMetricsMissing,
    autoscalingAlerts.KubeHpaReplicasMissing,
    autoscalingAlerts.KubePdbBlocksEviction,
    autoscalingAlerts.KubePdbNotEnoughHealthyPods,
    deploymentAlerts.KubeDeploymentDown,
    deploymentAlerts.KubeDeploymentPaused,
    deploymentAlerts.KubeDeploymentReplicasMissing,
    deploymentAlerts.KubeDeploymentRolloutStuck,
    deploymentAlerts.KubeDeploymentSingleReplica,
    deploymentAlerts.KubeWorkloadNotObserved,
    jobAlerts.KubeCronJobMissedSchedule,
    jobAlerts.KubeCronJobNotSucceeding,
    jobAlerts.KubeCronJobSuspended,
    jobAlerts.KubeJobFailed,
    jobAlerts.KubeJobRunningLong,
    setAlerts.KubeDaemonSetMisscheduled,
    setAlerts.KubeDaemonSetNotScheduled,
    setAlerts.KubeDaemonSetPodsMissing,
    setAlerts.KubeDaemonSetRolloutStuck,
    setAlerts.KubeStatefulSetDown,
    setAlerts.KubeStatefulSetReplicasMissing,
    setAlerts.KubeStatefulSetRolloutStuck,
  ],
};
