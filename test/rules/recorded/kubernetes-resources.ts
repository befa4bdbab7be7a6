import { type Recorded } from "./recorded";

const ksm = 'job="kube-state-metrics", instance="kube-state-metrics"';
const cadvisor = 'job="cadvisor", instance="node-1"';
const shop = 'namespace="shop"';

/** A pod with one container: CPU and memory that it uses, asks for, and whom it belongs to. */
function pod(name: string, kind: string, owner: string, cpu: number, phase = "Running"): Recorded["input"] {
  const container = `${shop}, pod="${name}", container="main"`;
  return {
    [`container_cpu_usage_seconds_total{${cadvisor}, ${container}, cpu="total"}`]: `0+${cpu * 15}x60`,
    [`container_memory_working_set_bytes{${cadvisor}, ${container}}`]: `${cpu * 100}x60`,
    [`kube_pod_owner{${ksm}, ${shop}, pod="${name}", owner_kind="${kind}", owner_name="${owner}"}`]: "1x60",
    [`kube_pod_container_resource_requests{${ksm}, ${container}, node="node-1", resource="cpu"}`]: "1x60",
    [`kube_pod_container_resource_requests{${ksm}, ${container}, node="node-1", resource="memory"}`]:
      "200x60",
    [`kube_pod_status_phase{${ksm}, ${shop}, pod="${name}", phase="${phase}"}`]: "1x60",
  };
}

const quota = (resource: string, type: string) =>
  `kube_resourcequota{${ksm}, ${shop}, resourcequota="all", resource="${resource}", type="${type}"}`;

/** What went over the network of a pod, bytes in each 15 seconds; of packets thrown away a hundredth. */
function network(name: string, bytes: number, host = false, face = "eth0"): Recorded["input"] {
  const series = (what: string) =>
    `container_network_${what}_total{${cadvisor}, ${shop}, pod="${name}", container="", interface="${face}"}`;
  return {
    [series("receive_bytes")]: `0+${bytes}x60`,
    [series("transmit_bytes")]: `0+${2 * bytes}x60`,
    [series("receive_packets_dropped")]: `0+${bytes / 100}x60`,
    [series("transmit_packets_dropped")]: `0+${bytes / 50}x60`,
    [`kube_pod_info{${ksm}, ${shop}, pod="${name}", host_network="${host}"}`]: "1x60",
  };
}

export const kubernetesResources: Recorded = {
  input: {
    ...pod("web-6d4cf56db6-a", "ReplicaSet", "web-6d4cf56db6", 0.5),
    ...pod("web-6d4cf56db6-b", "ReplicaSet", "web-6d4cf56db6", 0.3),
    ...pod("report-28912345-x", "Job", "report-28912345", 0.1),
    ...pod("db-0", "StatefulSet", "db", 0.2),
    // Nobody's, and done: its request no longer counts.
    ...pod("alone", "", "", 0.1, "Succeeded"),
    [`kube_node_status_allocatable{${ksm}, node="node-1", resource="cpu"}`]: "8x60",
    [`kube_node_status_allocatable{${ksm}, node="node-1", resource="memory"}`]: "1000x60",
    [quota("requests.cpu", "hard")]: "6x60",
    [quota("requests.cpu", "used")]: "3x60",
    ...network("db-0", 3000),
    ...network("db-0", 1500, false, "net1"),
    ...network("report-28912345-x", 1500),
    // It would count all that its node receives and sends.
    ...network("agent", 90_000, true),
  },
  expected: {
    "namespace_pod_workload:kube_pod_owner:info": [
      [`${shop}, pod="web-6d4cf56db6-a", workload="web"`, 1],
      [`${shop}, pod="web-6d4cf56db6-b", workload="web"`, 1],
      [`${shop}, pod="report-28912345-x", workload="report"`, 1],
      [`${shop}, pod="db-0", workload="db"`, 1],
    ],
    "namespace_workload:container_cpu_usage:sum_rate5m": [
      [`${shop}, workload="web"`, 0.8],
      [`${shop}, workload="report"`, 0.1],
      [`${shop}, workload="db"`, 0.2],
    ],
    "namespace_workload:container_memory_working_set_bytes:sum": [
      [`${shop}, workload="web"`, 80],
      [`${shop}, workload="report"`, 10],
      [`${shop}, workload="db"`, 20],
    ],
    "namespace:container_cpu_usage:sum_rate5m": [[shop, 1.2]],
    "namespace:container_memory_working_set_bytes:sum": [[shop, 120]],
    "namespace:kube_cpu_requests:sum": [[shop, 4]],
    "namespace:kube_memory_requests_bytes:sum": [[shop, 800]],
    "node:kube_cpu_requested:ratio": [['node="node-1"', 0.5]],
    "node:kube_memory_requested:ratio": [['node="node-1"', 0.8]],
    "namespace_resourcequota_resource:kube_quota_used:ratio": [
      [`${shop}, resourcequota="all", resource="requests.cpu"`, 0.5],
    ],
    "resource:kube_quota_promised:ratio": [['resource="cpu"', 0.75]],
    "namespace:container_network_receive_bytes:sum_rate5m": [[shop, 400]],
    "namespace:container_network_transmit_bytes:sum_rate5m": [[shop, 800]],
    "namespace:container_network_packets_dropped:sum_rate5m": [[shop, 12]],
  },
};
