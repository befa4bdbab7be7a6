/** Cases of the alerts on pods. */
import { fires, quiet, resolves, type Series } from "./case";
import { container, otherPod, pod, state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { lines, steps } from "./series";

export const times = {
  failed: { for: "1h", keepFiringFor: "15m" },
  notReady: { for: "15m", keepFiringFor: "5m" },
  pending: { for: "30m", keepFiringFor: "5m" },
  terminating: { for: "5m", keepFiringFor: "5m" },
  unschedulable: { for: "15m", keepFiringFor: "5m" },
} as const satisfies Readonly<Record<string, Timing>>;

const where = "shop/checkout-6d4cf56db6-abcde";

const phase = (name: string, values: string | number, labels: object = pod): Series =>
  state("kube_pod_status_phase", { ...labels, phase: name }, values);

const ready = (values: string | number, labels: object = pod): Series =>
  state("kube_pod_status_ready", { ...labels, condition: "false" }, values);

const waits = (reason: string, values: string | number, init = ""): Series =>
  state(`kube_pod_${init}container_status_waiting_reason`, { ...container, reason }, values);

const runs = phase("Running", 1);
const owner = (kind: string) => state("kube_pod_owner", { ...pod, owner_kind: kind, owner_name: "x" }, 1);

export const notReady = [
  ...proof(times.notReady, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...ready(values),
      ...state("kube_pod_status_ready", { ...otherPod, condition: "true" }, 1),
      ...phase("Running", 1, otherPod),
      ...runs,
      ...owner("ReplicaSet"),
      ...waits("PodInitializing", 1),
      ...waits("CrashLoopBackOff", 0),
    }),
    labels: pod,
    text: {
      summary: `${where} runs, but has not been ready for 15 minutes`,
      description:
        "The containers of the pod run, and for 15 minutes a readiness probe has failed. Services send it no requests; the other pods carry its share, if there are others.",
    },
  }),
  quiet("a container waits for something that has an alert of its own", {
    series: { ...ready(1), ...runs, ...waits("CrashLoopBackOff", 1) },
    at: "1h",
  }),
  quiet("it is being deleted", {
    series: { ...ready(1), ...runs, ...state("kube_pod_deletion_timestamp", pod, 1000) },
    at: "1h",
  }),
  quiet("a container of a job's pod is done", {
    series: { ...ready(1), ...runs, ...owner("Job") },
    at: "1h",
  }),
  quiet("it is done", {
    series: { ...ready(1), ...phase("Succeeded", 1), ...phase("Running", 0) },
    at: "1h",
  }),
];

export const unschedulable = proof(times.unschedulable, {
  over: 1,
  under: 0,
  series: (values) => ({
    ...state("kube_pod_status_unschedulable", pod, values),
    ...state("kube_pod_status_unschedulable", otherPod, 0),
  }),
  labels: pod,
  text: {
    summary: `${where} fits on no node`,
    description:
      "For 15 minutes the scheduler has found no node for the pod: none has enough CPU or memory that is not requested, or its selectors, taints, volumes or ports rule all of them out. It waits until that changes.",
  },
});

export const pending = [
  ...proof(times.pending, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...phase("Pending", values),
      ...phase("Running", 1, otherPod),
      ...waits("PodInitializing", 1),
      ...waits("PodInitializing", 1, "init_"),
      ...state("kube_pod_status_unschedulable", pod, 0),
    }),
    labels: pod,
    text: {
      summary: `${where} has been pending for 30 minutes`,
      description:
        "For 30 minutes the pod has been accepted and does not run, and nobody says why: the scheduler has not looked at it, or an init container does not come to its end.",
    },
  }),
  quiet("it fits on no node, which has an alert of its own", {
    series: { ...phase("Pending", 1), ...state("kube_pod_status_unschedulable", pod, 1) },
    at: "1h",
  }),
  quiet("its image cannot be fetched", {
    series: { ...phase("Pending", 1), ...waits("ErrImagePull", 1) },
    at: "1h",
  }),
  quiet("its init container fails", {
    series: { ...phase("Pending", 1), ...waits("CrashLoopBackOff", 1, "init_") },
    at: "1h",
  }),
];

const deleted = (values: string | number, labels: object = pod) =>
  state("kube_pod_deletion_timestamp", { ...labels }, values);

const terminatingText = {
  summary: `${where} should have been gone for 15m 15s`,
  description:
    "The pod was deleted, and more than 15 min after the end of its grace period it is still there. Its node is gone or its kubelet hangs, a volume cannot be unmounted, or a finalizer waits. A StatefulSet starts no other pod in its place meanwhile.",
};

export const terminating = [
  fires("long after its grace period", {
    series: { ...deleted(600), ...deleted(900, otherPod) },
    at: "1815s",
    labels: [pod],
    text: { ...terminatingText, summary: `${where} should have been gone for 20m 15s` },
  }),
  quiet("just under the line", {
    // As if it were deleted anew all the time, 14 and a half minutes ago.
    series: deleted(
      lines([
        ["0s", -870],
        ["3h", 9930],
      ]),
    ),
    at: "20m",
  }),
  quiet("`for` is not over", { series: deleted(600), at: "30m" }),
  resolves("it is gone", {
    series: deleted(
      steps([
        ["10m", 0],
        ["40m", 60],
        ["3h", "missing"],
      ]),
    ),
    labels: [pod],
    firingAt: "2970s",
    goneAt: "3015s",
  }),
];

const evictedPods = (names: readonly string[], reason: string, values: string): Series =>
  Object.assign(
    {},
    ...names.map((name) => state("kube_pod_status_reason", { ...pod, pod: name, reason }, values)),
  );

const evictions = steps([
  ["10m", "missing"],
  ["3h", 1],
]);

export const evicted = [
  fires("two pods of a node", {
    series: {
      ...evictedPods(["a", "b"], "Evicted", evictions),
      ...evictedPods(["c"], "NodeLost", evictions),
    },
    at: "25m",
    labels: [{ namespace: "shop" }],
    text: {
      summary: "shop: 2 pods evicted by their node",
      description:
        "In the last 15 min a node ended pods of this namespace because it ran short of memory, disk or process ids. Others of the same node may follow.",
    },
  }),
  quiet("that was long ago", { series: evictedPods(["a"], "Evicted", evictions), at: "31m" }),
  resolves("no more follow", {
    series: evictedPods(["a"], "Evicted", evictions),
    labels: [{ namespace: "shop" }],
    firingAt: "30m",
    goneAt: "1830s",
  }),
];

const failedPods = (count: number, values: string, namespace = "shop"): Series =>
  Object.assign(
    {},
    ...Array.from({ length: count }, (_, index) =>
      phase("Failed", values, { namespace, pod: `job-${index}` }),
    ),
  );

const both = (first: string, second: string): Series => ({
  ...failedPods(49, first),
  ...failedPods(49, first, "calm"),
  ...phase("Failed", second, { namespace: "shop", pod: "more-1" }),
  ...phase("Failed", second, { namespace: "shop", pod: "more-2" }),
  ...phase("Running", 1),
  ...phase("Running", 1, otherPod),
});

export const failed = proof(times.failed, {
  over: 1,
  under: 0,
  every: "1m",
  series: (values) => both("1x240", values),
  labels: { namespace: "shop" },
  text: {
    summary: "shop: 51 failed pods are left over",
    description:
      "More than 50 pods of this namespace ended with an error and are still kept, for 1 hour now. They cost no CPU, but room in the API server, and they hide new failures.",
  },
});
