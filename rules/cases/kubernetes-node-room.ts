/** Cases of the alerts on the room of nodes and their versions. */
import { fires, quiet, resolves, type Series } from "./case";
import { seriesOf, state } from "./kubernetes";
import { info } from "./kubernetes-nodes";
import { proof, type Timing } from "./proof";
import { steps } from "./series";

export const times = {
  addresses: { for: "15m", keepFiringFor: "10m" },
  pods: { for: "15m", keepFiringFor: "10m" },
  skew: { for: "1d", keepFiringFor: "15m" },
} as const satisfies Readonly<Record<string, Timing>>;

const labels = { node: "node-1" } as const;

/** Pods of a node; the last one is there or not. */
function podsOn(node: string, count: number, last: string | number, more: object = {}): Series {
  return Object.assign(
    {},
    ...Array.from({ length: count }, (_, index) => {
      const pod = { namespace: "shop", pod: `${node}-${index}` };
      const values = index === count - 1 ? last : 1;
      return {
        ...state("kube_pod_info", { ...pod, node, host_network: "false", ...more }, 1),
        ...state("kube_pod_status_phase", { ...pod, phase: "Running" }, values),
        ...state("kube_pod_status_phase", { ...pod, phase: "Succeeded" }, 1),
      };
    }),
  );
}

const capacity = (node: string, value: number, resource = "pods"): Series =>
  state("kube_node_status_allocatable", { node, resource, unit: "integer" }, value);

export const pods = [
  ...proof(times.pods, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...podsOn("node-1", 39, values),
      ...capacity("node-1", 40),
      ...capacity("node-1", 4, "cpu"),
      // Without a node yet.
      ...podsOn("", 10, 1),
      ...capacity("", 10),
    }),
    labels,
    text: {
      summary: "Node node-1 has 97.5% of the pods that it may have",
      description:
        "The node node-1 has had more than 95 % of the pods that its kubelet takes for 15 minutes. Further ones find no place there, whatever CPU and memory are left.",
    },
  }),
  quiet("37 of 40", { series: { ...podsOn("node-1", 37, 1), ...capacity("node-1", 40) }, at: "1h" }),
];

export const addresses = [
  ...proof(times.addresses, {
    over: 1,
    under: 0,
    series: (values) => ({
      ...info("node-1", { pod_cidr: "10.244.1.0/27" }),
      ...podsOn("node-1", 28, values),
      ...podsOn("node-1x", 28, 1, { node: "node-1", host_network: "true" }),
    }),
    labels,
    text: {
      summary: "Node node-1: 93.33% of the addresses for pods are used",
      description:
        "Pods of the node node-1 have used more than 90 % of its range of addresses for 15 minutes. The scheduler does not know of it: pods that get none hang while they are created.",
    },
  }),
  fires("larger ranges, nearly used up", {
    series: {
      ...info("b", { pod_cidr: "10.244.2.0/26" }),
      ...podsOn("b", 57, 1),
      ...info("c", { pod_cidr: "10.244.3.0/25" }),
      ...podsOn("c", 115, 1),
      ...info("d", { pod_cidr: "10.244.4.0/24" }),
      ...podsOn("d", 231, 1),
    },
    at: "20m",
    labels: [{ node: "b" }, { node: "c" }, { node: "d" }],
  }),
  quiet("larger ranges, just under the line", {
    series: {
      ...info("b", { pod_cidr: "10.244.2.0/26" }),
      ...podsOn("b", 55, 1),
      ...info("c", { pod_cidr: "10.244.3.0/25" }),
      ...podsOn("c", 112, 1),
      ...info("d", { pod_cidr: "10.244.4.0/24" }),
      ...podsOn("d", 226, 1),
    },
    at: "1h",
  }),
];

const server = (version: string): Series =>
  seriesOf("kube-apiserver")("kubernetes_build_info", { instance: "10.0.0.1:6443", git_version: version }, 1);

export const skew = [
  ...proof(times.skew, {
    over: 1,
    under: 0,
    every: "4m",
    series: (values) => ({
      ...info("node-1"),
      ...info("node-2", { kubelet_version: "v1.36.1-eks-1" }),
      // Scraped now and then.
      ...info("node-3", { kubelet_version: "v1.35.2" }, values.replace(/\b0x/g, "_x")),
      ...server("v1.36.9"),
    }),
    labels: {},
    text: {
      summary: "2 minor versions of Kubernetes run at once",
      description:
        "Kubelets and API servers have had different minor versions for 1 day: an upgrade stands still, or some nodes were left out. Kubelets more than three versions behind are not supported.",
    },
  }).filter(({ kind }) => kind !== "resolves"),
  fires("the API server is newer than all nodes", {
    every: "4m",
    series: { ...info("node-1"), ...server("v1.37.0") },
    at: "25h",
    labels: [{}],
  }),
  resolves("the last node is updated", {
    every: "4m",
    series: {
      ...info("node-1"),
      ...info(
        "node-2",
        { kubelet_version: "v1.35.2" },
        steps(
          [
            ["25h", 1],
            ["40h", "missing"],
          ],
          "4m",
        ),
      ),
    },
    labels: [{}],
    // Five minutes until the old series is forgotten, and 15 that it is held.
    firingAt: "1519m",
    goneAt: "1521m",
  }),
];
