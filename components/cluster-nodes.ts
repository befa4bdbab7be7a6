/** What the kubelet of every node tells: of itself, and of the containers that it runs (cAdvisor). */
import { type Discovery, type ScrapeJob } from "../platforms/workload";
import { type Settings } from "../stacks/settings";
import { kubeletClient } from "./cluster-client";
import { drop, type Relabel } from "./cluster-relabel";

/** Every node, at the port of its kubelet. */
const nodes: Discovery = {
  role: "node",
  relabel: [{ source_labels: ["__meta_kubernetes_node_name"], target_label: "instance" }],
};

const dropNames = (...patterns: readonly string[]): Relabel => drop(["__name__"], patterns.join("|"));

/** Series about a library or a program's build that every server of the cluster has, and no rule or panel uses. */
export const dropLibraries: Relabel = dropNames(
  // One series for each feature of Kubernetes, several hundred, on every node.
  "kubernetes_feature_enabled",
  // Details of Go's runtime; go_goroutines, go_memstats_* and go_gc_duration_seconds stay.
  "go_(cgo|cpu_classes|gc_(cycles|gogc|gomemlimit|heap|limiter|pauses|scan|stack)|godebug|memory_classes|sched|sync)_.+",
  // Latency of calls of the client library, by host, verb and bucket; the count of requests by code stays.
  "rest_client_(dns_resolution|rate_limiter|request|request_retry_delay)_duration_seconds_.+",
  "rest_client_(request|response)_size_bytes_.+",
);

/**
 * The kubelet itself. Not its results of probes, six series for each container at another path: kube-state-metrics tells
 * what follows from them, that a container is not ready or starts again.
 */
const kubelet: ScrapeJob = {
  job: "kubelet",
  discover: nodes,
  shards: "split",
  metricRelabel: [
    dropLibraries,
    dropNames(
      // The kubelet links the API server's library and shows its metrics, always 0.
      "(apiserver|authentication|authorization)_.+",
      // By operation and bucket; sum, count and errors stay.
      "kubelet_(http_requests|runtime_operations|cgroup_manager)_duration_seconds_bucket",
      "(csi_operations_seconds|storage_operation_duration_seconds|volume_operation_total_seconds)_bucket",
    ),
  ],
};

const cadvisor: ScrapeJob = {
  job: "cadvisor",
  discover: nodes,
  path: "/metrics/cadvisor",
  // The samples carry the time at which they were taken; a container that is gone shall be gone with the next scrape.
  client: { track_timestamps_staleness: true },
  shards: "split",
  metricRelabel: [
    dropNames(
      // States of tasks and of the load, which the kernel is not asked for: always 0.
      "container_(cpu_load(_d)?_average_10s|tasks_state)",
      // By scope and kind of failure; the working set and OOM events tell of want of memory.
      "container_memory_failures_total",
      // By state of a connection, and never counted by the kubelet.
      "container_network_(advance_)?(tcp|tcp6|udp|udp6)_(stats|usage)_total",
      // By device and operation, each of which fs_reads and fs_writes count already.
      "container_blkio_device_usage_total",
      "container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|read_seconds_total|reads_merged_total|sector_reads_total|sector_writes_total|write_seconds_total|writes_merged_total)",
      // Requests and limits, which kube-state-metrics tells, and counts inside of processes, which those tell themselves.
      "container_(file_descriptors|last_seen|sockets|spec_.+|threads_max|ulimits_soft)",
    ),
    // Cgroups above the pods: sums of what is below them. The node exporter tells of the node as a whole.
    drop(["__name__", "pod"], "container_.+;"),
    // Sums over the containers of a pod, and the container that only holds its network, but for what it counts.
    drop(
      ["__name__", "container"],
      "container_(blkio|cpu|fs|hugetlb|memory|oom|pressure|processes|start|threads)(_.+)?;(POD)?",
    ),
    // On pods in the network of their node: the ends of all other pods' networks.
    drop(["__name__", "interface"], "container_network_.+;(br-|cali|cni|docker|eni|lo$|lxc|veth).*"),
  ],
};

/** The kubelet of each node, and the containers there. */
export function nodeJobs(settings: Settings): readonly ScrapeJob[] {
  return [kubelet, cadvisor].map((job) => ({
    ...job,
    client: { ...kubeletClient(settings), ...job.client },
  }));
}
