import {
  KubeVolumeFilling,
  KubeVolumeInodesFilling,
  KubeVolumeInodesNearlyFull,
  KubeVolumeNearlyFull,
} from "../../rules/kubernetes-storage";
import * as storage from "../../signals/kubernetes-storage";
import * as volumes from "../../signals/kubernetes-volumes";
import { stat, table, timeseries } from "../model/panel";
import { noObjects, toClaim } from "./kubernetes-variables";

/** Persistent volumes, their claims, and how full they are. */

const noVolumes = "No data: no pod has a volume that its kubelet measures";
const noClaims = "No data: there are no claims of volumes";
const noPersistent = "No data: there are no persistent volumes";

/** Persistent volumes are objects of the cluster, in no namespace. */
const inNoNamespace = { past: ["namespace"] } as const;

export const fullest = stat(volumes.fullestVolume, {
  why: "A volume at 100 % stops whatever writes to it, a database first of all.",
  act: "See below which claim it is, and enlarge it while there is room.",
  noValue: noVolumes,
});

export const fullFirst = stat(volumes.firstVolumeFullIn, {
  why: "It is how long there is until somebody has to have done something.",
  act: "Less than three days: do it today. Order the list below by that column.",
  noValue: "No volume fills up",
});

export const claimsWaiting = stat(volumes.claimsWaiting, {
  badFrom: 1,
  why: "A pod with such a claim stays pending until the claim has its volume.",
  act: "See in the list below which ones they are, and for how long.",
  noValue: noObjects,
});

export const volumesBroken = stat(volumes.volumesBroken, {
  ...inNoNamespace,
  badFrom: 1,
  why: "Storage that was paid for and cannot be given to anybody.",
  act: "Read the message of the volume: `kubectl describe pv`.",
  noValue: noObjects,
});

export const released = stat(volumes.volumesReleasedSize, {
  ...inNoNamespace,
  why: "Volumes with the policy Retain stay after their claim, until a person decides.",
  act: "Save what is needed from them, then delete volume and disk.",
  noValue: noObjects,
});

export const used = timeseries(storage.volumeUsed, {
  title: "Volumes used over time",
  line: [KubeVolumeFilling, KubeVolumeNearlyFull],
  drill: [toClaim],
  why: "The slope tells how long there is.",
  act: "Enlarge the claim in time; most drivers do it while the pod runs.",
  noValue: noVolumes,
});

export const fullIn = timeseries(volumes.volumeFullIn, {
  drill: [toClaim],
  why: "A line that falls by a day each day means it; one that jumps up was cleaned, by a log rotation for example.",
  act: "Believe it when it has fallen evenly for as long as it still shows.",
  noValue: "No volume fills up",
});

export const inodes = timeseries(storage.volumeInodesUsed, {
  title: "Inodes of volumes used over time",
  line: [KubeVolumeInodesFilling, KubeVolumeInodesNearlyFull],
  drill: [toClaim],
  why: "Without inodes no file can be made, although there is space.",
  act: "Delete old small files, or move to a volume with more inodes.",
  noValue: noVolumes,
});

export const volumesFullestFirst = table(
  [
    storage.volumeUsed,
    storage.volumeAvailable,
    volumes.volumeFullIn,
    storage.volumePredicted,
    storage.volumeInodesUsed,
  ],
  {
    title: "Volumes, fullest first",
    height: 10,
    line: KubeVolumeNearlyFull,
    columns: { persistentvolumeclaim: { title: "Claim" }, namespace: { title: "Namespace" } },
    drill: [toClaim],
    why: "Shows what is full, how much is left, and when nothing is left.",
    act: "Take the first line first: enlarge the claim, or delete what is not needed.",
    noValue: noVolumes,
  },
);

export const volumesByPhase = timeseries(volumes.volumesByPhase, {
  ...inNoNamespace,
  stack: true,
  why: "Released and Failed volumes that become more are a clean-up that does not work.",
  act: "Look at the reclaim policy of the storage class, and at the log of its driver.",
  noValue: noPersistent,
});

export const claimsByPhase = timeseries(storage.claimsByPhase, {
  why: "Claims that stay pending have pods that wait; lost ones have lost their data.",
  act: "Read the events of the claim.",
  noValue: noClaims,
});

export const claimsWithoutVolume = table(volumes.claimsWaitingSince, {
  title: "Claims that wait, and since when",
  width: 12,
  columns: { namespace: { title: "Namespace" }, persistentvolumeclaim: { title: "Claim" }, phase: {} },
  drill: [toClaim],
  why: "A claim may wait for its first pod by intent; one that waits for long with a pod has no provisioner.",
  act: "See whether its storage class is there, and whether zone or quota have room.",
  noValue: "Every claim has its volume",
});

export const volumesWithoutClaim = table(volumes.volumesNotBound, {
  ...inNoNamespace,
  width: 12,
  columns: { persistentvolume: { title: "Volume" }, phase: {} },
  why: "What nobody uses is paid for by the month.",
  act: "Delete what is Released once its data is saved; Available ones wait for a claim by intent.",
  noValue: "Every volume has its claim",
});

export const inodesLeft = timeseries(storage.volumeInodesPredicted, {
  drill: [toClaim],
  why: "Below 0 no file can be made in two days.",
  act: "Find the folder with the many small files.",
  noValue: noVolumes,
});

export const spaceLeft = timeseries(storage.volumePredicted, {
  title: "Volume left in two days over time",
  drill: [toClaim],
  why: "It crosses 0 two days before the volume is full, which is what the alert waits for.",
  act: "Lay it beside the use: a prediction that swings is a volume that is filled and emptied each day.",
  noValue: noVolumes,
});

export const sizeByClass = timeseries(volumes.volumesByClass, {
  ...inNoNamespace,
  stack: true,
  why: "Classes differ in price and speed; growth in the dearest one is worth a question.",
  act: "Move what is only kept, not used, to a cheaper class.",
  noValue: noPersistent,
});
