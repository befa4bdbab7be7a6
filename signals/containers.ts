/**
 * Containers of a Docker host, from cAdvisor. Those of Kubernetes come from the kubelet with labels of their pods; the ids
 * here leave them out. All of these are recorded, because the name of a container has to be made first.
 */
import { promql, type Promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope } from "./signal";

const by = ["instance", "container"];

/** Names of the series that the rules of containers record. */
export const recordedContainers = {
  age: "instance_container:container_age_seconds:min",
  agedBefore: "instance_container:container_age_seconds:max1h",
  cpu: "instance_container:container_cpu:rate5m",
  cpuOfLimit: "instance_container:container_cpu_of_limit:ratio_rate5m",
  throttled: "instance_container:container_cpu_throttled:ratio_rate5m",
  health: "instance_container:container_health_state:min",
  memory: "instance_container:container_memory_working_set_bytes:max",
  memoryOfLimit: "instance_container:container_memory_of_limit:ratio",
  memoryShare: "instance_container:container_memory_share:ratio",
  memoryStalled: "instance_container:container_memory_stalled:ratio_rate5m",
  memoryOwn: "instance_container:container_memory_rss_bytes:max",
  memoryCached: "instance_container:container_memory_cache_bytes:max",
  memoryLimitHits: "instance_container:container_memory_limit_hits:rate5m",
  cpuWaiting: "instance_container:container_cpu_waiting:ratio_rate5m",
  diskStalled: "instance_container:container_disk_stalled:ratio_rate5m",
  diskRead: "instance_container:container_disk_read_bytes:rate5m",
  diskWritten: "instance_container:container_disk_written_bytes:rate5m",
  networkReceived: "instance_container:container_network_received_bytes:rate5m",
  networkSent: "instance_container:container_network_sent_bytes:rate5m",
  networkErrors: "instance_container:container_network_errors:rate5m",
} as const;

const of = (s: Scope, name: string): Promql => promql`max by (instance, container) (${name}${ofRecorded(s)})`;

export const containerAge = signal({
  title: "Age of containers",
  unit: "dtdurations",
  by,
  min: 0,
  meaning: "Time since a container was started. A small number that keeps coming back means restarts.",
  value: (s) => of(s, recordedContainers.age),
});

export const containerRestarts = signal({
  title: "Restarts of containers",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning: "How often in the last hour a container was started again, or made anew under its name.",
  value: (s) => promql`max by (instance, container) (resets(${recordedContainers.age}${ofRecorded(s)}[1h]))`,
});

export const containerCount = signal({
  title: "Containers",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Containers that run on a host now.",
  value: (s) => promql`count by (instance) (${recordedContainers.age}${ofRecorded(s)})`,
});

export const containerHealth = signal({
  title: "Health of containers",
  unit: "none",
  by,
  min: -1,
  max: 1,
  meaning:
    "What a container's own health check says: 1 healthy, 0 not healthy or not yet, -1 where it has no such check.",
  value: (s) => of(s, recordedContainers.health),
});

export const containerCpu = signal({
  title: "CPU of containers",
  unit: "percentunit",
  by,
  min: 0,
  meaning: "CPU time that a container uses; 100 % is one CPU.",
  value: (s) => of(s, recordedContainers.cpu),
});

export const containerCpuOfLimit = signal({
  title: "CPU of the limit",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning:
    "CPU time of a container as a share of what its limit allows. Containers without a limit have no value.",
  value: (s) => of(s, recordedContainers.cpuOfLimit),
});

export const containerThrottled = signal({
  title: "Periods held back",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning:
    "Share of the periods of 100 ms, as a rule, in which a container had used up its CPU limit and was stopped until the next one.",
  value: (s) => of(s, recordedContainers.throttled),
});

export const containerMemory = signal({
  title: "Memory of containers",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Memory of a container that cannot be taken away from it: caches that can be dropped do not count.",
  value: (s) => of(s, recordedContainers.memory),
});

export const containerMemoryOfLimit = signal({
  title: "Memory of the limit",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Memory of a container as a share of its limit. Containers without a limit have no value.",
  value: (s) => of(s, recordedContainers.memoryOfLimit),
});

export const containerMemoryShare = signal({
  title: "Memory of the limit, or of the host",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Memory of a container as a share of its limit; of the host's memory where it has no limit.",
  value: (s) => of(s, recordedContainers.memoryShare),
});

export const containerMemoryPredicted = signal({
  title: "Share of memory in a day",
  unit: "percentunit",
  by,
  meaning:
    "Share of its limit, or of the host's memory, that a container uses in 24 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance, container) (predict_linear(${recordedContainers.memoryShare}${ofRecorded(s)}[6h], 86400))`,
});

export const containerMemoryStalled = signal({
  title: "Waiting for memory",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Share of time in which nothing in a container went on, because all of it waited for memory.",
  value: (s) => of(s, recordedContainers.memoryStalled),
});

export const containerMemoryOwn = signal({
  title: "Memory of programs",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Memory that the programs of a container hold themselves: heaps, stacks and the like, without files.",
  value: (s) => of(s, recordedContainers.memoryOwn),
});

export const containerMemoryCached = signal({
  title: "Memory of files",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Memory that counts for a container and holds copies of files. Most of it is given up before the limit is met.",
  value: (s) => of(s, recordedContainers.memoryCached),
});

export const containerMemoryLimitHits = signal({
  title: "Memory limit met",
  unit: "ops",
  tone: "saturation",
  by,
  min: 0,
  meaning:
    "How often a second a container wanted memory beyond its limit, so that some had to be freed first.",
  value: (s) => of(s, recordedContainers.memoryLimitHits),
});

export const containerCpuWaiting = signal({
  title: "Waiting for a CPU",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning:
    "Share of time in which at least one task of a container was ready to run and got no CPU, for want of CPUs or because of its limit.",
  value: (s) => of(s, recordedContainers.cpuWaiting),
});

export const containerDiskStalled = signal({
  title: "Waiting for the disk",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Share of time in which nothing in a container went on, because all of it waited for a disk.",
  value: (s) => of(s, recordedContainers.diskStalled),
});

export const containerDiskRead = signal({
  title: "Reads of containers",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a container reads from disks.",
  value: (s) => of(s, recordedContainers.diskRead),
});

export const containerDiskWritten = signal({
  title: "Writes of containers",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a container writes to disks.",
  value: (s) => of(s, recordedContainers.diskWritten),
});

export const containerNetworkReceived = signal({
  title: "Received by containers",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a container receives over all of its networks.",
  value: (s) => of(s, recordedContainers.networkReceived),
});

export const containerNetworkSent = signal({
  title: "Sent by containers",
  unit: "Bps",
  by,
  min: 0,
  meaning: "Bytes a second that a container sends over all of its networks.",
  value: (s) => of(s, recordedContainers.networkSent),
});

export const containerNetworkErrors = signal({
  title: "Packets lost by containers",
  unit: "pps",
  tone: "error",
  by,
  min: 0,
  meaning: "Packets a second, in and out, that were broken or thrown away at the networks of a container.",
  value: (s) => of(s, recordedContainers.networkErrors),
});

export const containersUnreadable = signal({
  title: "cAdvisor's errors",
  unit: "bool",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 if cAdvisor could not get the containers' numbers at its last scrape.",
  value: (s) => promql`max by (instance) (container_scrape_error{${s.select("cadvisor")}})`,
});
