/** Volumes of a cluster: what the kubelets measure of them, and what their objects say. */
import { objects } from "./kubernetes-containers";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["namespace", "persistentvolumeclaim"] as const;

const stats = (s: Scope, metric: string): Promql =>
  promql`max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_${metric}{${s.select("kubelet")}})`;

/** Claims of volumes that nobody writes to: they are as full as they were made. */
export const readOnlyVolumes = (s: Scope): Promql =>
  promql`max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_access_mode{${objects(s)}, access_mode="ReadOnlyMany"} == 1)`;

/** How far ahead the predictions of this file look, in seconds: two days. */
export const volumeSeconds = 2 * 24 * 60 * 60;

const predicted = (s: Scope, left: string, whole: string): Promql =>
  promql`max by (namespace, persistentvolumeclaim) (predict_linear(kubelet_volume_stats_${left}{${s.select("kubelet")}}[6h], ${volumeSeconds})) / (${stats(s, whole)} > 0)`;

export const volumeUsed = signal({
  title: "Volume used",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning: "Share of a persistent volume that is used. Kubelets tell it for volumes that a pod has mounted.",
  value: (s) => promql`1 - ${stats(s, "available_bytes")} / (${stats(s, "capacity_bytes")} > 0)`,
});

export const volumeAvailable = signal({
  title: "Volume space left",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Space of a persistent volume that can still be filled.",
  value: (s) => stats(s, "available_bytes"),
});

export const volumePredicted = signal({
  title: "Volume left in two days",
  unit: "percentunit",
  by,
  max: 1,
  meaning:
    "Share of a persistent volume that will be left in two days if it goes on as in the last 6 hours. Below 0 it is full by then.",
  value: (s) => predicted(s, "available_bytes", "capacity_bytes"),
});

export const volumeInodesUsed = signal({
  title: "Inodes of volumes used",
  unit: "percentunit",
  by,
  tone: "saturation",
  min: 0,
  max: 1,
  meaning:
    "Share of the files that a persistent volume can hold. Filesystems that make inodes as needed have no value.",
  value: (s) => promql`1 - ${stats(s, "inodes_free")} / (${stats(s, "inodes")} > 0)`,
});

export const volumeInodesPredicted = signal({
  title: "Inodes left in two days",
  unit: "percentunit",
  by,
  max: 1,
  meaning:
    "Share of the files of a persistent volume that can still be made in two days, at the pace of the last 6 hours.",
  value: (s) => predicted(s, "inodes_free", "inodes"),
});

export const claimsByPhase = signal({
  title: "Claims by phase",
  unit: "short",
  by: ["phase"],
  min: 0,
  meaning: "Claims of volumes in each phase. Bound is the good one.",
  value: (s) =>
    promql`sum by (phase) (max by (namespace, persistentvolumeclaim, phase) (kube_persistentvolumeclaim_status_phase{${objects(s)}}))`,
});

export const volumeOperationsFailed = signal({
  title: "Volume operations failed",
  unit: "short",
  by: ["instance", "operation_name"],
  tone: "error",
  min: 0,
  meaning: "Times that a kubelet could not mount, map, unmount or check a volume.",
  value: (s) =>
    promql`sum by (instance, operation_name) (increase(storage_operation_duration_seconds_count{${s.select("kubelet")}, status!="success"}[${s.range}]))`,
});
