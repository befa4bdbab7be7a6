/** Cases of the alerts on nodes. */
import { fires, quiet, resolves, type Series } from "./case";
import { state } from "./kubernetes";
import { proof, type Timing } from "./proof";
import { steps } from "./series";

export const times = {
  cordoned: { for: "1d", keepFiringFor: "0s" },
  fewer: { for: "30m", keepFiringFor: "15m" },
  flapping: { for: "1m", keepFiringFor: "30m" },
  many: { for: "5m", keepFiringFor: "10m" },
  network: { for: "5m", keepFiringFor: "5m" },
  notReady: { for: "5m", keepFiringFor: "10m" },
  pressure: { for: "5m", keepFiringFor: "10m" },
  unreachable: { for: "5m", keepFiringFor: "10m" },
} as const satisfies Readonly<Record<string, Timing>>;

const labels = { node: "node-1" } as const;

const condition = (name: string, status: string, values: string | number, node = "node-1"): Series =>
  state("kube_node_status_condition", { node, condition: name, status }, values);

const cordon = (values: string | number, node = "node-1"): Series =>
  state("kube_node_spec_unschedulable", { node }, values);

export const notReady = [
  ...proof(times.notReady, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...condition("Ready", "false", values),
      ...condition("Ready", "true", 1, "node-2"),
      ...condition("DiskPressure", "false", 1, "node-2"),
      ...cordon(0),
    }),
    labels,
    text: {
      summary: "Node node-1 is not ready",
      description:
        "For 5 minutes the kubelet of the node node-1 has said that it cannot run pods: its runtime or its network plugin does not work. It takes no new pods, and those it has are taken away after a while.",
    },
  }),
  quiet("somebody works on it", { series: { ...condition("Ready", "false", 1), ...cordon(1) }, at: "1h" }),
];

export const unreachable = [
  ...proof(times.unreachable, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...condition("Ready", "unknown", values),
      ...condition("Ready", "true", 1, "node-2"),
      ...condition("Ready", "false", 1, "node-3"),
      ...condition("DiskPressure", "unknown", 1, "node-2"),
      ...cordon(0),
    }),
    labels,
    text: {
      summary: "Node node-1 is not heard of",
      description:
        "For 5 minutes the API server has not heard from the kubelet of the node node-1. The machine is down, or cut off. Its pods are started elsewhere; those with volumes wait until it is certain that the node is gone.",
    },
  }),
  quiet("somebody works on it", { series: { ...condition("Ready", "unknown", 1), ...cordon(1) }, at: "1h" }),
];

/** A node as kube-state-metrics describes it. */
export const info = (node: string, more: object = {}, values: string | number = 1): Series =>
  state("kube_node_info", { node, kubelet_version: "v1.36.4", pod_cidr: "10.244.1.0/24", ...more }, values);

/** Nodes by name, ready or not. */
const nodes = (ready: Readonly<Record<string, string | number>>): Series =>
  Object.assign(
    {},
    ...Object.entries(ready).map(([node, values]) => ({
      ...info(node),
      ...condition("Ready", "true", values, node),
      ...condition("PIDPressure", "true", 0, node),
      ...condition("PIDPressure", "false", 1, node),
      ...cordon(0, node),
    })),
  );

export const many = [
  ...proof(times.many, {
    over: 0,
    under: 1,
    // 7 of 17 are a little more than 0.4.
    series: (values) => ({
      ...nodes({ a: 0, b: 0, c: 0, d: 0, e: 0, f: 0, g: values }),
      ...nodes({ h: 1, i: 1, j: 1, k: 1, l: 1, m: 1, n: 1, o: 1, p: 1, q: 1 }),
    }),
    labels: {},
    text: {
      summary: "41.18% of the nodes are not ready",
      description:
        "More than 40 % of the nodes of the cluster have been unable to run pods for 5 minutes. What ran there has no place to go to. A common cause is likely: network, certificates, the API server, an update.",
    },
  }),
  quiet("7 of 18", {
    series: {
      ...nodes({ a: 0, b: 0, c: 0, d: 0, e: 0, a2: 0, b2: 0, c2: 1, d2: 1 }),
      ...nodes({ f: 1, g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, m: 1, n: 1 }),
    },
    at: "1h",
  }),
  quiet("somebody works on them", { series: { ...nodes({ a: 0, b: 1 }), ...cordon(1, "a") }, at: "1h" }),
];

/** Ten nodes for a day, of which `values` tells whether the last ones are still there. */
const tenNodes = (lost: number, values: string): Series =>
  Object.assign(
    {},
    ...Array.from({ length: 100 }, (_, index) =>
      condition("Ready", "true", index < lost ? values : "1x600", `node-${index}`),
    ),
  );

const away = steps(
  [
    ["25h", 1],
    ["29h", 0],
    ["40h", 1],
  ],
  "4m",
);

export const fewer = [
  fires("74 of 100", {
    every: "4m",
    series: tenNodes(26, away),
    at: "27h",
    labels: [{}],
    text: {
      summary: "The cluster has 74% of the ready nodes of yesterday",
      description:
        "For 30 minutes fewer than 75 % of the nodes have been ready that were at the same time yesterday. An autoscaler has taken too many away, or machines do not come back.",
    },
  }),
  quiet("76 of 100", { every: "4m", series: tenNodes(24, away), at: "27h" }),
  quiet("`for` is not over", { every: "4m", series: tenNodes(30, away), at: "1532m" }),
  resolves("they are back", {
    every: "4m",
    series: tenNodes(30, away),
    labels: [{}],
    firingAt: "1756m",
    goneAt: "1764m",
  }),
];

export const pressure = [
  ...proof(times.pressure, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...condition("DiskPressure", "true", values),
      ...condition("Ready", "true", 1),
      ...condition("MemoryPressure", "false", 1),
    }),
    labels: { ...labels, condition: "DiskPressure" },
    text: {
      summary: "Node node-1: DiskPressure",
      description:
        "For 5 minutes the kubelet of the node node-1 has reported DiskPressure. It takes no new pods without a toleration and evicts some of those that it has.",
    },
  }),
  fires("two other kinds", {
    series: { ...condition("MemoryPressure", "true", 1), ...condition("PIDPressure", "true", 1, "node-2") },
    at: "10m",
    labels: [
      { node: "node-1", condition: "MemoryPressure" },
      { node: "node-2", condition: "PIDPressure" },
    ],
  }),
];

export const network = proof(times.network, {
  over: 1,
  under: 0,
  series: (values) => ({
    ...condition("NetworkUnavailable", "true", values),
    ...condition("NetworkUnavailable", "false", 1, "node-2"),
    ...condition("Ready", "true", 1, "node-2"),
  }),
  labels,
  text: {
    summary: "Node node-1: the network for pods is not set up",
    description:
      "For 5 minutes the node node-1 has had no route or network for pods. No pod is put there, and those that are there do not reach others.",
  },
});

export const cordoned = proof(times.cordoned, {
  over: 1,
  under: 0,
  every: "4m",
  series: (values) => ({ ...cordon(values), ...cordon(0, "node-2") }),
  labels,
  text: {
    summary: "Node node-1 has been cordoned for 1 day",
    description:
      "The node node-1 has taken no new pods for 1 day, because somebody or an upgrade cordoned it. Its capacity is missing when another node fails, and its alerts on readiness are off.",
  },
});

const flaps = (changes: number): string =>
  steps([
    ...Array.from({ length: changes }, (_, index) => [`${(index + 1) * 5}m`, (index + 1) % 2] as const),
    ["4h", (changes + 1) % 2],
  ]);

export const flapping = [
  fires("five times", {
    series: {
      ...condition("Ready", "true", flaps(5)),
      ...condition("Ready", "true", flaps(4), "node-2"),
      ...condition("Ready", "false", flaps(6), "node-2"),
      ...condition("DiskPressure", "true", flaps(6), "node-2"),
    },
    at: "30m",
    labels: [labels],
    text: {
      summary: "Node node-1 became ready or not ready 5 times in an hour",
      description:
        "The readiness of the node node-1 changes again and again. Each time its pods lose their places in Services. The kubelet or its connection to the API server is overloaded or unstable.",
    },
  }),
  quiet("four times", { series: condition("Ready", "true", flaps(4)), at: "1h" }),
  quiet("`for` is not over", { series: condition("Ready", "true", flaps(5)), at: "26m" }),
  resolves("it stays ready", {
    series: condition("Ready", "true", flaps(5)),
    labels: [labels],
    // The first of five changes is an hour old at 65 minutes.
    firingAt: "5685s",
    goneAt: "5730s",
  }),
];
