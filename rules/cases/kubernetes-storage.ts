/** Cases of the alerts on volumes. */
import { type Case, fires, quiet, resolves, type Series } from "./case";
import { pod, seriesOf, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { counter, lines, type Point } from "./series";

export const times = {
  failed: { for: "15m", keepFiringFor: "5m" },
  filling: { for: "1h", keepFiringFor: "30m" },
  full: { for: "5m", keepFiringFor: "10m" },
  inodes: { for: "15m", keepFiringFor: "10m" },
  lost: { for: "1m", keepFiringFor: "5m" },
  operations: { for: "15m", keepFiringFor: "10m" },
  pending: { for: "15m", keepFiringFor: "5m" },
  released: { for: "7d", keepFiringFor: "0s" },
} as const satisfies Readonly<Record<string, Timing>>;

const claim = { namespace: "shop", persistentvolumeclaim: "data-db-0" } as const;
const otherClaim = { namespace: "shop", persistentvolumeclaim: "data-db-1" } as const;
const where = "shop/data-db-0";

const kubelet = seriesOf("kubelet");
const stats = (metric: string, values: string | number, of: object = claim, instance = "node-1"): Series =>
  kubelet(`kubelet_volume_stats_${metric}`, { instance, ...of }, values);

const bytes = (left: string | number, of: object = claim): Series => ({
  ...stats("available_bytes", left, of),
  ...stats("capacity_bytes", 1000, of),
});

const files = (left: string | number, of: object = claim): Series => ({
  ...stats("inodes_free", left, of),
  ...stats("inodes", 1000, of),
});

const mode = (name: string, of: object = claim): Series =>
  state("kube_persistentvolumeclaim_access_mode", { ...of, access_mode: name }, 1);

export const full = [
  ...proof(times.full, {
    over: 10,
    under: 50,
    series: (values) => ({
      ...bytes(values),
      ...mode("ReadWriteOnce"),
      ...bytes(500, otherClaim),
      // Mounted on a second node as well.
      ...stats("capacity_bytes", 1000, claim, "node-2"),
    }),
    labels: claim,
    text: {
      summary: `${where}: the volume is 99% full`,
      description:
        "The volume of the claim data-db-0 has been more than 97 % full for 5 minutes. When nothing is left, what writes to it fails: databases stop, and some do not start again.",
    },
  }),
  quiet("nobody writes to it", { series: { ...bytes(0), ...mode("ReadOnlyMany") }, at: "1h" }),
  quiet("a volume without a size", {
    series: { ...stats("available_bytes", 0), ...stats("capacity_bytes", 0) },
    at: "1h",
  }),
];

const course = (points: readonly Point[]): string => lines(points, "1m");

// 20 less each hour: in two days 960 less.
const fast = course([
  ["0s", 190],
  ["8h", 30],
]);

/** Cases of a level and its prediction; `of` gives the series for what is left of 1000. */
function filling(
  of: (left: string) => Series,
  text: { summary: string; description: string },
): readonly Case[] {
  return [
    fires("2 % less each hour", {
      every: "1m",
      series: { ...of(fast), ...mode("ReadWriteOnce") },
      at: "61m",
      labels: [claim],
      text,
    }),
    fires("just two days", {
      every: "1m",
      series: of(
        course([
          ["0s", 190],
          ["10h", 149],
        ]),
      ),
      at: "61m",
      labels: [claim],
    }),
    quiet("`for` is not over", { every: "1m", series: of(fast), at: "1h" }),
    quiet("it takes longer than two days", {
      every: "1m",
      series: of(
        course([
          ["0s", 190],
          ["10h", 152],
        ]),
      ),
      at: "61m",
    }),
    quiet("it fills as fast, and much is left", {
      every: "1m",
      series: of(
        course([
          ["0s", 227],
          ["10h", 27],
        ]),
      ),
      at: "62m",
    }),
    quiet("nobody writes to it", { every: "1m", series: { ...of(fast), ...mode("ReadOnlyMany") }, at: "2h" }),
    resolves("files are deleted", {
      every: "1m",
      series: of(
        course([
          ["0s", 190],
          ["2h", 150],
          ["121m", 700],
          ["8h", 700],
        ]),
      ),
      labels: [claim],
      firingAt: "150m",
      goneAt: "153m",
    }),
  ];
}

export const fillingCases = filling((left) => bytes(left), {
  summary: `${where}: the volume is 83.03% full and fills up`,
  description:
    "The volume of the claim data-db-0 is more than 80 % full, and for 1 hour its pace of the last 6 hours has led to a full volume within two days.",
});

export const inodesFilling = filling((left) => files(left), {
  summary: `${where}: 83.03% of the inodes are used, and soon all`,
  description:
    "More than 80 % of the files that the volume of the claim data-db-0 can hold exist, and for 1 hour the pace of the last 6 hours has led to its end within two days.",
});

export const inodes = [
  ...proof(times.inodes, {
    over: 30,
    under: 70,
    series: (values) => ({ ...files(values), ...mode("ReadWriteOnce"), ...files(500, otherClaim) }),
    labels: claim,
    text: {
      summary: `${where}: 97% of the inodes are used`,
      description:
        "More than 95 % of the files that the volume of the claim data-db-0 can hold have existed for 15 minutes. At the end no file can be made, although there is space.",
    },
  }),
  quiet("nobody writes to it", { series: { ...files(0), ...mode("ReadOnlyMany") }, at: "1h" }),
  quiet("a filesystem that makes inodes as needed", {
    series: { ...stats("inodes_free", 0), ...stats("inodes", 0) },
    at: "1h",
  }),
];

const phase = (name: string, values: string | number, of: object = claim): Series =>
  state("kube_persistentvolumeclaim_status_phase", { ...of, phase: name }, values);

const wanted = state(
  "kube_pod_spec_volumes_persistentvolumeclaims_info",
  { ...pod, persistentvolumeclaim: "data-db-0", volume: "data" },
  1,
);

export const pending = [
  ...proof(times.pending, {
    over: 1,
    under: 0,
    series: (values) => ({ ...phase("Pending", values), ...phase("Bound", 1, otherClaim), ...wanted }),
    labels: claim,
    text: {
      summary: `${where}: a pod waits for a volume that nobody makes`,
      description:
        "For 15 minutes the claim data-db-0 has had no volume, and a pod that wants it does not start. The storage class is missing, the provisioner does not work, or the zone or a quota has no room.",
    },
  }),
  quiet("no pod wants it yet", { series: phase("Pending", 1), at: "1h" }),
  quiet("it is bound", { series: { ...phase("Bound", 1), ...wanted }, at: "1h" }),
];

export const lost = proof(times.lost, {
  over: 1,
  under: 0,
  series: (values) => ({ ...phase("Lost", values), ...phase("Bound", 1, otherClaim) }),
  labels: claim,
  text: {
    summary: `${where}: the volume of the claim is gone`,
    description:
      "The claim data-db-0 was bound to a volume that no longer exists. Pods that use it do not start again, and the data may be lost.",
  },
});

const volume = (name: string, values: string | number, of = "pvc-1"): Series =>
  state("kube_persistentvolume_status_phase", { persistentvolume: of, phase: name }, values);

export const failed = [
  ...proof(times.failed, {
    over: 1,
    under: 0,
    series: (values) => ({ ...volume("Failed", values), ...volume("Bound", 1, "pvc-2") }),
    labels: { persistentvolume: "pvc-1", phase: "Failed" },
    text: {
      summary: "The volume pvc-1 is Failed",
      description:
        "For 15 minutes the volume pvc-1 has been Failed: it could not be made, or not be deleted or cleaned after its claim was gone. Its storage is paid for and not used.",
    },
  }),
  fires("it is still being made", {
    series: volume("Pending", 1),
    at: "20m",
    labels: [{ persistentvolume: "pvc-1", phase: "Pending" }],
  }),
];

export const released = proof(times.released, {
  over: 1,
  under: 0,
  every: "4m",
  series: (values) => ({ ...volume("Released", values), ...volume("Bound", "1x3000", "pvc-2") }),
  labels: { persistentvolume: "pvc-1" },
  text: {
    summary: "The volume pvc-1 has been without a claim for 7 days",
    description:
      "The claim of the volume pvc-1 was deleted, and the volume is kept. Nobody can use it as it is, and it costs what a used one costs.",
  },
});

const operations = (status: string, values: string, operation = "volume_mount"): Series =>
  kubelet(
    "storage_operation_duration_seconds_count",
    { instance: "node-1", operation_name: operation, volume_plugin: "x", status },
    values,
  );

export const operationsCases = proof(times.operations, {
  over: 5.1 / 900,
  under: 4.9 / 900,
  shape: counter,
  since: "885s",
  good: 0,
  lag: "15s",
  series: (values) => ({
    ...operations("fail-unknown", values),
    ...operations("success", counter([["2h", 1]])),
    ...operations("success", counter([["2h", 1]]), "volume_unmount"),
  }),
  labels: { instance: "node-1", operation_name: "volume_mount" },
  text: {
    summary: "node-1: volume_mount of volumes fails, 5.1 times in 15 minutes",
    description:
      "For 15 minutes the kubelet of node-1 has failed at volume_mount more than 5 times in each 15 minutes. Pods with volumes do not start there, or do not end.",
  },
});
