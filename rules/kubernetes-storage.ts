import { objects } from "../signals/kubernetes-containers";
import * as signals from "../signals/kubernetes-storage";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import * as cases from "./cases/kubernetes-storage";
import { recording } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "platform",
  service: "kubernetes",
  dashboard: { uid: "kubernetes-storage", variables: ["namespace", "persistentvolumeclaim"] },
} as const;

const by = ["namespace", "persistentvolumeclaim"] as const;

export const KubeVolumeNearlyFull = alert("KubeVolumeNearlyFull", {
  ...told,
  signal: signals.volumeUsed,
  above: 0.97,
  unless: signals.readOnlyVolumes,
  ...cases.times.full,
  severity: "critical",
  summary: "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: the volume is {value} full",
  description:
    "The volume of the claim {{ $labels.persistentvolumeclaim }} has been more than {threshold} full for {for}. When nothing is left, what writes to it fails: databases stop, and some do not start again.",
  cases: cases.full,
});

export const KubeVolumeFilling = alert("KubeVolumeFilling", {
  ...told,
  kind: "trend",
  signal: signals.volumeUsed,
  above: 0.8,
  and: (s) => promql`${signals.volumePredicted.value(s)} < 0`,
  unless: signals.readOnlyVolumes,
  ...cases.times.filling,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: the volume is {value} full and fills up",
  description:
    "The volume of the claim {{ $labels.persistentvolumeclaim }} is more than {threshold} full, and for {for} its pace of the last 6 hours has led to a full volume within two days.",
  cases: cases.fillingCases,
});

export const KubeVolumeInodesNearlyFull = alert("KubeVolumeInodesNearlyFull", {
  ...told,
  signal: signals.volumeInodesUsed,
  above: 0.95,
  unless: signals.readOnlyVolumes,
  ...cases.times.inodes,
  severity: "warning",
  summary: "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: {value} of the inodes are used",
  description:
    "More than {threshold} of the files that the volume of the claim {{ $labels.persistentvolumeclaim }} can hold have existed for {for}. At the end no file can be made, although there is space.",
  cases: cases.inodes,
});

export const KubeVolumeInodesFilling = alert("KubeVolumeInodesFilling", {
  ...told,
  kind: "trend",
  signal: signals.volumeInodesUsed,
  above: 0.8,
  and: (s) => promql`${signals.volumeInodesPredicted.value(s)} < 0`,
  unless: signals.readOnlyVolumes,
  ...cases.times.filling,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: {value} of the inodes are used, and soon all",
  description:
    "More than {threshold} of the files that the volume of the claim {{ $labels.persistentvolumeclaim }} can hold exist, and for {for} the pace of the last 6 hours has led to its end within two days.",
  cases: cases.inodesFilling,
});

// A claim may wait for its first pod by intent; with one that wants it, it is late.
export const KubeVolumeClaimPending = alert("KubeVolumeClaimPending", {
  ...told,
  event: (s) =>
    promql`max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_status_phase{${objects(s)}, phase="Pending"} == 1) and max by (namespace, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info{${objects(s)}})`,
  by,
  ...cases.times.pending,
  severity: "warning",
  summary:
    "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: a pod waits for a volume that nobody makes",
  description:
    "For {for} the claim {{ $labels.persistentvolumeclaim }} has had no volume, and a pod that wants it does not start. The storage class is missing, the provisioner does not work, or the zone or a quota has no room.",
  cases: cases.pending,
});

export const KubeVolumeClaimLost = alert("KubeVolumeClaimLost", {
  ...told,
  event: (s) =>
    promql`max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_status_phase{${objects(s)}, phase="Lost"} == 1)`,
  by,
  ...cases.times.lost,
  severity: "critical",
  summary: "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}: the volume of the claim is gone",
  description:
    "The claim {{ $labels.persistentvolumeclaim }} was bound to a volume that no longer exists. Pods that use it do not start again, and the data may be lost.",
  cases: cases.lost,
});

export const KubeVolumeFailed = alert("KubeVolumeFailed", {
  ...told,
  dashboard: { uid: "kubernetes-storage", variables: [] },
  event: (s) =>
    promql`max by (persistentvolume, phase) (kube_persistentvolume_status_phase{${objects(s)}, phase=~"Failed|Pending"} == 1)`,
  by: ["persistentvolume", "phase"],
  ...cases.times.failed,
  severity: "warning",
  summary: "The volume {{ $labels.persistentvolume }} is {{ $labels.phase }}",
  description:
    "For {for} the volume {{ $labels.persistentvolume }} has been {{ $labels.phase }}: it could not be made, or not be deleted or cleaned after its claim was gone. Its storage is paid for and not used.",
  cases: cases.failed,
});

export const KubeVolumeReleased = alert("KubeVolumeReleased", {
  ...told,
  dashboard: { uid: "kubernetes-storage", variables: [] },
  event: (s) =>
    promql`max by (persistentvolume) (kube_persistentvolume_status_phase{${objects(s)}, phase="Released"} == 1)`,
  by: ["persistentvolume"],
  ...cases.times.released,
  severity: "info",
  summary: "The volume {{ $labels.persistentvolume }} has been without a claim for {for}",
  description:
    "The claim of the volume {{ $labels.persistentvolume }} was deleted, and the volume is kept. Nobody can use it as it is, and it costs what a used one costs.",
  cases: cases.released,
});

export const KubeVolumeOperationsFailing = alert("KubeVolumeOperationsFailing", {
  ...told,
  dashboard: { uid: "kubernetes-node", variables: ["instance"] },
  signal: signals.volumeOperationsFailed,
  range: "15m",
  above: 5,
  ...cases.times.operations,
  severity: "warning",
  summary:
    "{{ $labels.instance }}: {{ $labels.operation_name }} of volumes fails, {value} times in 15 minutes",
  description:
    "For {for} the kubelet of {{ $labels.instance }} has failed at {{ $labels.operation_name }} more than {threshold} times in each 15 minutes. Pods with volumes do not start there, or do not end.",
  cases: cases.operationsCases,
});

/** Persistent volumes and their claims. */
export const kubernetesStorageRules: Rules = {
  name: "kubernetes-storage",
  needs: ["kubernetes"],
  recordings: [
    recording("namespace_persistentvolumeclaim:kubelet_volume_used:ratio", signals.volumeUsed),
    recording("namespace_persistentvolumeclaim:kubelet_volume_inodes_used:ratio", signals.volumeInodesUsed),
  ],
  alerts: [
    KubeVolumeClaimLost,
    KubeVolumeClaimPending,
    KubeVolumeFailed,
    KubeVolumeFilling,
    KubeVolumeInodesFilling,
    KubeVolumeInodesNearlyFull,
    KubeVolumeNearlyFull,
    KubeVolumeOperationsFailing,
    KubeVolumeReleased,
  ],
};
