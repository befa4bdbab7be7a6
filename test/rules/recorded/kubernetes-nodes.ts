import { type Recorded } from "./recorded";

const ksm = 'job="kube-state-metrics", instance="kube-state-metrics"';
const condition = (node: string, name: string, status: string) =>
  `kube_node_status_condition{${ksm}, node="${node}", condition="${name}", status="${status}"}`;

export const kubernetesNodes: Recorded = {
  input: {
    [condition("node-1", "Ready", "true")]: "1x60",
    [condition("node-2", "Ready", "true")]: "1x60",
    [condition("node-3", "Ready", "true")]: "0x60",
    [condition("node-3", "Ready", "unknown")]: "1x60",
    [condition("node-1", "DiskPressure", "true")]: "1x60",
    [condition("node-1", "DiskPressure", "false")]: "0x60",
    [condition("node-2", "DiskPressure", "true")]: "0x60",
    [`kube_pod_info{${ksm}, namespace="shop", pod="a", node="node-1", host_network="false"}`]: "1x60",
    [`kube_pod_info{${ksm}, namespace="shop", pod="b", node="node-1", host_network="true"}`]: "1x60",
    [`kube_pod_info{${ksm}, namespace="shop", pod="c", node="node-1", host_network="false"}`]: "1x60",
    [`kube_pod_info{${ksm}, namespace="shop", pod="d", node="", host_network="false"}`]: "1x60",
    [`kube_pod_status_phase{${ksm}, namespace="shop", pod="a", phase="Running"}`]: "1x60",
    [`kube_pod_status_phase{${ksm}, namespace="shop", pod="b", phase="Pending"}`]: "1x60",
    [`kube_pod_status_phase{${ksm}, namespace="shop", pod="c", phase="Failed"}`]: "1x60",
    [`kube_pod_status_phase{${ksm}, namespace="shop", pod="d", phase="Pending"}`]: "1x60",
    [`kube_node_status_allocatable{${ksm}, node="node-1", resource="pods"}`]: "8x60",
    [`kube_node_status_allocatable{${ksm}, node="node-1", resource="cpu"}`]: "4x60",
    [`kube_node_status_allocatable{${ksm}, node="", resource="pods"}`]: "4x60",
  },
  expected: {
    "cluster:kube_nodes_ready:count": [["", 2]],
    "node:kube_pods_of_capacity:ratio": [['node="node-1"', 0.25]],
    "condition:kube_nodes:count": [['condition="DiskPressure"', 1]],
  },
  others: [
    {
      // None is ready: that is 0, and not nothing.
      input: {
        [condition("node-1", "Ready", "true")]: "0x60",
        [condition("node-1", "Ready", "unknown")]: "1x60",
      },
      expected: { "cluster:kube_nodes_ready:count": [["", 0]] },
    },
  ],
};
