import { promql } from "../signals/promql";
import * as signals from "../signals/kubernetes-containers";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-containers";
import { KubeContainerOomKilled, KubeContainerRestartsRising } from "./kubernetes-restarts";
import * as pods from "./kubernetes-pods";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-pods", variables: ["namespace", "pod"] },
} as const;

const { objects, waitedFor, waitingReasons } = signals;
const by = ["namespace", "pod", "container"] as const;

// Restarts alone tell of containers that were started again and run; waiting alone tells of every single crash.
export const KubeContainerCrashLooping = alert("KubeContainerCrashLooping", {
  ...told,
  signal: signals.containerRestarts,
  range: "1h",
  above: 3,
  and: (s) => waitedFor(s, waitingReasons.crash),
  ...cases.times.crashLooping,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} ends again and again, {value} restarts in an hour",
  description:
    "The container {{ $labels.container }} was started more than {threshold} times within an hour and ended each time; the kubelet waits longer and longer before it tries again. This pod takes no part in the work.",
  cases: cases.crashLooping,
});

export const KubeContainerImagePullFailing = alert("KubeContainerImagePullFailing", {
  ...told,
  event: (s) => waitedFor(s, waitingReasons.image),
  by,
  ...cases.times.imagePull,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.pod }}: the image of {{ $labels.container }} cannot be fetched",
  description:
    "For {for} the node has failed to fetch the image of the container {{ $labels.container }}. The pod does not start. A rollout stands still, and a pod that was moved here is missing elsewhere.",
  cases: cases.imagePull,
});

export const KubeContainerConfigError = alert("KubeContainerConfigError", {
  ...told,
  event: (s) => waitedFor(s, waitingReasons.config),
  by,
  ...cases.times.config,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} cannot be created",
  description:
    "For {for} the node has been unable to create the container {{ $labels.container }}: a ConfigMap, Secret or key that it names is missing, or the runtime refuses what it asks for. It does not get better by itself.",
  cases: cases.config,
});

export const KubeContainerWaiting = alert("KubeContainerWaiting", {
  ...told,
  event: (s) =>
    promql`max by (namespace, pod, container) (kube_pod_container_status_waiting_reason{${objects(s)}, reason!~"${waitingReasons.config}|${waitingReasons.crash}|${waitingReasons.image}|${waitingReasons.start}"} == 1)`,
  by,
  ...cases.times.waiting,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }}: {{ $labels.container }} has not started for {for}",
  description:
    "The pod has a node, and for {for} the container {{ $labels.container }} has waited there to be created. Mostly a volume cannot be attached or mounted, or the network plugin gives the pod no address.",
  cases: cases.waiting,
});

export const KubeInitContainerFailing = alert("KubeInitContainerFailing", {
  ...told,
  event: (s) =>
    promql`max by (namespace, pod, container) (max_over_time(kube_pod_init_container_status_waiting_reason{${objects(s)}, reason!~"ContainerCreating|${waitingReasons.start}"}[5m]) == 1)`,
  by,
  ...cases.times.init,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.pod }}: the init container {{ $labels.container }} fails",
  description:
    "For {for} the init container {{ $labels.container }} has ended with errors or could not be started. The containers of the pod wait for it and do not run.",
  cases: cases.init,
});

/** Pods and containers that do not do what they should. */
export const kubernetesContainerRules: Rules = {
  name: "kubernetes-containers",
  needs: ["kubernetes"],
  recordings: [
    recording("namespace:kube_container_restarts:increase6h", signals.restartsByNamespace, "6h"),
    recording("namespace:kube_pods_not_ready:count", signals.podsNotReady),
    recording("phase:kube_pods:count", signals.podsByPhase),
    recording("reason:kube_containers_waiting:count", signals.containersWaiting),
  ],
  alerts: [
    KubeContainerConfigError,
    KubeContainerCrashLooping,
    KubeContainerImagePullFailing,
    KubeContainerOomKilled,
    KubeContainerRestartsRising,
    KubeContainerWaiting,
    KubeInitContainerFailing,
    pods.KubePodEvicted,
    pods.KubePodNotReady,
    pods.KubePodPending,
    pods.KubePodStuckTerminating,
    pods.KubePodUnschedulable,
    pods.KubePodsFailedLeftOver,
  ],
};
