/** Persistent volumes as objects of a cluster, claims that wait, and how long there is until a volume is full. */
import { objects } from "./kubernetes-containers";
import { volumeAvailable, volumeUsed } from "./kubernetes-storage";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const phase = (s: Scope, of: string): Promql =>
  promql`max by (persistentvolume) (kube_persistentvolume_status_phase{${objects(s)}, phase=~"${of}"} == 1)`;

const capacity = (s: Scope): Promql =>
  promql`max by (persistentvolume) (kube_persistentvolume_capacity_bytes{${objects(s)}})`;

export const volumesByPhase = signal({
  title: "Persistent volumes by phase",
  unit: "short",
  by: ["phase"],
  min: 0,
  meaning:
    "Persistent volumes in each phase. Bound ones have a claim, Available ones wait for one; the claim of a Released one was deleted; a Failed one could not be cleaned.",
  value: (s) =>
    promql`sum by (phase) (max by (persistentvolume, phase) (kube_persistentvolume_status_phase{${objects(s)}}))`,
});

export const volumesBroken = signal({
  title: "Persistent volumes not usable",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning:
    "Persistent volumes that are Failed or Pending: they could not be made, or not be cleaned or deleted.",
  value: (s) => promql`count(${phase(s, "Failed|Pending")}) or vector(0)`,
});

export const volumesReleasedSize = signal({
  title: "Held by volumes without a claim",
  unit: "bytes",
  by: [],
  tone: "saturation",
  min: 0,
  meaning:
    "Size of the persistent volumes whose claim was deleted and that are kept: paid for, and used by nobody.",
  value: (s) => promql`sum(${capacity(s)} and on (persistentvolume) ${phase(s, "Released")}) or vector(0)`,
});

export const volumesNotBound = signal({
  title: "Persistent volumes without a claim",
  unit: "bytes",
  by: ["persistentvolume", "phase"],
  min: 0,
  meaning: "Persistent volumes that no claim uses, with the phase that says why, and their size.",
  value: (s) =>
    promql`max by (persistentvolume, phase) (kube_persistentvolume_status_phase{${objects(s)}, phase!="Bound"} == 1) * on (persistentvolume) group_left () ${capacity(s)}`,
});

export const volumesByClass = signal({
  title: "Size of volumes by class",
  unit: "bytes",
  by: ["storageclass"],
  min: 0,
  meaning: "Size of all persistent volumes of a storage class together, used or not.",
  value: (s) =>
    promql`sum by (storageclass) (max by (persistentvolume, storageclass) (kube_persistentvolume_info{${objects(s)}}) * on (persistentvolume) group_left () ${capacity(s)})`,
});

export const claimedByNamespace = signal({
  title: "Storage asked for by namespace",
  unit: "bytes",
  by: ["namespace"],
  min: 0,
  meaning: "Storage that the claims of a namespace ask for together.",
  value: (s) =>
    promql`sum by (namespace) (max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_resource_requests_storage_bytes{${objects(s)}}))`,
});

const waiting = (s: Scope): Promql =>
  promql`max by (namespace, persistentvolumeclaim, phase) (kube_persistentvolumeclaim_status_phase{${objects(s)}, phase=~"Lost|Pending"} == 1)`;

export const claimsWaiting = signal({
  title: "Claims without a volume",
  unit: "short",
  by: [],
  tone: "error",
  min: 0,
  meaning:
    "Claims that are Pending, because no volume was found or made for them, or Lost, because theirs is gone.",
  value: (s) => promql`count(${waiting(s)}) or vector(0)`,
});

export const claimsWaitingSince = signal({
  title: "Age of a claim without a volume",
  unit: "dtdurations",
  by: ["namespace", "persistentvolumeclaim", "phase"],
  min: 0,
  meaning: "Claims that have no volume, with their phase and the time since they were made.",
  value: (s) =>
    promql`(time() - max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_created{${objects(s)}})) * on (namespace, persistentvolumeclaim) group_right () ${waiting(s)}`,
});

export const volumeFullIn = signal({
  title: "Volume full in",
  unit: "dtdurations",
  by: ["namespace", "persistentvolumeclaim"],
  min: 0,
  meaning:
    "Time until a persistent volume is full if it goes on as in the last 6 hours. Volumes that do not fill have no value.",
  value: (s) =>
    promql`${volumeAvailable.value(s)} / -(max by (namespace, persistentvolumeclaim) (deriv(kubelet_volume_stats_available_bytes{${s.select("kubelet")}}[6h])) < 0)`,
});

export const fullestVolume = signal({
  title: "Fullest volume",
  unit: "percentunit",
  by: [],
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share that is used of the persistent volume that is fullest.",
  value: (s) => promql`max(${volumeUsed.value(s)})`,
});

export const firstVolumeFullIn = signal({
  title: "First volume full in",
  unit: "dtdurations",
  by: [],
  min: 0,
  meaning: "Time until the first persistent volume is full, at the pace of the last 6 hours.",
  value: (s) => promql`min(${volumeFullIn.value(s)})`,
});
