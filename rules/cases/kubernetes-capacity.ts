/** Cases of the alerts on what a cluster has left. */
import { quiet, type Series } from "./case";
import { container, otherContainer, otherPod, pod, state } from "./kubernetes";
import { proof, type Timing } from "./proof";

export const times = {
  full: { for: "15m", keepFiringFor: "10m" },
  nearlyFull: { for: "30m", keepFiringFor: "10m" },
  overcommitted: { for: "15m", keepFiringFor: "10m" },
  promised: { for: "30m", keepFiringFor: "10m" },
  requests: { for: "1h", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const node = (name: string, resource: string, value: string | number): Series =>
  state("kube_node_status_allocatable", { node: name, resource, unit: "x" }, value);

const requests = (resource: string, value: string | number, of: object = container): Series =>
  state("kube_pod_container_resource_requests", { ...of, node: "node-1", resource, unit: "x" }, value);

const phase = (name: string, value: string | number, of: object = pod): Series =>
  state("kube_pod_status_phase", { ...of, phase: name }, value);

/** Three nodes of which the largest has 8, and pods that ask for 1 and for `values`. One more is done. */
const cluster = (resource: string, other: string, values: string): Series => ({
  ...node("node-1", resource, 4),
  ...node("node-2", resource, 4),
  ...node("node-3", resource, 8),
  ...node("node-1", other, 1),
  ...node("node-2", other, 1),
  ...requests(resource, values),
  ...requests(other, 100),
  ...phase("Running", 1),
  ...phase("Pending", 0),
  ...requests(resource, 1, otherContainer),
  ...phase("Pending", 1, otherPod),
  ...requests(resource, 90, { namespace: "shop", pod: "done", container: "x" }),
  ...phase("Succeeded", 1, { namespace: "shop", pod: "done" }),
  ...phase("Running", 0, { namespace: "shop", pod: "done" }),
});

const single = (resource: string): Series => ({
  ...node("node-1", resource, 4),
  ...requests(resource, 3.9),
  ...phase("Running", 1),
});

export const cpu = [
  ...proof(times.overcommitted, {
    over: 7.2,
    under: 6.8,
    series: (values) => cluster("cpu", "memory", values),
    labels: {},
    text: {
      summary: "The cluster cannot lose a node: its pods ask for 102.5% of the CPUs that would be left",
      description:
        "All pods together have asked for more CPU for 15 minutes than there is without the largest node. When a node fails or is updated, some pods will find no place.",
    },
  }),
  quiet("a cluster of one node", { series: single("cpu"), at: "1h" }),
];

export const memory = [
  ...proof(times.overcommitted, {
    over: 7.2,
    under: 6.8,
    series: (values) => cluster("memory", "cpu", values),
    labels: {},
    text: {
      summary: "The cluster cannot lose a node: its pods ask for 102.5% of the memory that would be left",
      description:
        "All pods together have asked for more memory for 15 minutes than there is without the largest node. When a node fails or is updated, some pods will find no place.",
    },
  }),
  quiet("a cluster of one node", { series: single("memory"), at: "1h" }),
];

const quota = (used: string | number, hard: string | number, resource = "requests.cpu"): Series => {
  const labels = { namespace: "shop", resourcequota: "all", resource };
  return {
    ...state("kube_resourcequota", { ...labels, type: "used" }, used),
    ...state("kube_resourcequota", { ...labels, type: "hard" }, hard),
  };
};

const ofQuota = { namespace: "shop", resourcequota: "all", resource: "requests.cpu" } as const;

export const nearlyFull = [
  ...proof(times.nearlyFull, {
    over: 9.2,
    under: 8.8,
    series: (values) => ({ ...quota(values, 10), ...quota(2, 10, "pods"), ...quota(0, 0, "services") }),
    labels: ofQuota,
    text: {
      summary: "shop: 92% of the quota for requests.cpu is used",
      description:
        "More than 90 % of requests.cpu in the quota all has been used for 30 minutes. From 99 % on it is full, and new objects are refused: the next rollout or scaling may need more than is left.",
    },
  }),
  ...proof(times.nearlyFull, {
    over: 9.7,
    under: 10,
    series: (values) => quota(values, 10),
    labels: ofQuota,
    text: {
      summary: "shop: 97% of the quota for requests.cpu is used",
      description:
        "More than 90 % of requests.cpu in the quota all has been used for 30 minutes. From 99 % on it is full, and new objects are refused: the next rollout or scaling may need more than is left.",
    },
  })
    .filter(({ kind }) => kind !== "resolves")
    .map((each) => ({ ...each, title: `${each.title}, full` })),
];

export const full = [
  ...proof(times.full, {
    over: 10,
    under: 9.7,
    series: (values) => ({ ...quota(values, 10), ...quota(2, 10, "pods"), ...quota(0, 0, "services") }),
    labels: ofQuota,
    text: {
      summary: "shop: the quota for requests.cpu is used up (100%)",
      description:
        "More than 99 % of requests.cpu in the quota all has been used for 15 minutes. The API server refuses what needs more, also a pod that replaces one that failed.",
    },
  }),
];

export const promised = [
  ...proof(times.promised, {
    over: 18.4,
    under: 17.6,
    series: (values) => ({
      ...quota(99, values),
      // Another name of the same.
      ...quota(99, 10, "cpu"),
      ...quota(99, 1000, "pods"),
      ...quota(5, 10, "requests.memory"),
      ...node("node-1", "cpu", 8),
      ...node("node-2", "cpu", 4),
      ...node("node-1", "memory", 10),
      ...node("node-1", "pods", 1),
    }),
    labels: { resource: "cpu" },
    text: {
      summary: "Quotas promise 153.3% of the cpu that the nodes have",
      description:
        "The quotas of all namespaces together have promised more than 150 % of the cpu of all nodes for 30 minutes. Not all can use what they were promised.",
    },
  }),
];

const running = (of: object, value: string | number = 1): Series =>
  state("kube_pod_container_status_running", { ...of }, value);

export const requestsCases = [
  ...proof(times.requests, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...running(container, values),
      ...requests("cpu", 1),
      ...running(otherContainer),
      ...requests("memory", 1, otherContainer),
    }),
    labels: { namespace: "shop" },
    text: {
      summary: "shop: 1 containers do not say how much memory they need",
      description:
        "For 1 hour containers of this namespace have run without a memory request. The scheduler counts them as nothing and may put too many on a node, and they are the first to be evicted there.",
    },
  }),
];
