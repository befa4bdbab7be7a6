/** What a host does: processors, memory, load. Its disks are in filesystems.ts, its networks in network.ts. */
import { promql } from "./promql";
import { signal } from "./signal";

export const cpuBusy = signal({
  title: "CPU busy",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Share of time in which the CPUs of a host did anything but idle or wait for the disk. Time that a hypervisor took away counts as busy.",
  // Idle and waiting add up on each CPU before the mean over the CPUs is taken.
  value: (s) =>
    promql`1 - avg by (instance) (sum by (instance, cpu) (rate(node_cpu_seconds_total{${s.select("node")}, mode=~"idle|iowait"}[${s.range}])))`,
});

export const cpuByMode = signal({
  title: "CPU time by mode",
  unit: "percentunit",
  by: ["instance", "mode"],
  min: 0,
  max: 1,
  meaning:
    "What the CPUs of a host spent their time on; all modes together with idle are the whole. High iowait points to slow disks, steal to an overbooked hypervisor.",
  value: (s) =>
    promql`avg by (instance, mode) (rate(node_cpu_seconds_total{${s.select("node")}, mode!="idle"}[${s.range}]))`,
});

export const cpuCount = signal({
  title: "CPUs",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Number of logical CPUs that are online.",
  value: (s) => promql`count by (instance) (node_cpu_seconds_total{${s.select("node")}, mode="idle"})`,
});

export const loadPerCpu = signal({
  title: "Load per CPU",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning:
    "Tasks that run or want to, or wait for the disk, over 5 minutes, for each CPU. Above 1 for long, work queues up.",
  value: (s) => promql`max by (instance) (node_load5{${s.select("node")}}) / ${cpuCount.value(s)}`,
});

export const load1 = signal({
  title: "Load, 1 minute",
  unit: "short",
  by: ["instance"],
  min: 0,
  meaning: "Tasks that run, want to run or wait for the disk, as a mean over a minute.",
  value: (s) => promql`max by (instance) (node_load1{${s.select("node")}})`,
});

export const pressureCpu = signal({
  title: "CPU pressure",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which at least one task was ready to run and got no CPU.",
  value: (s) =>
    promql`max by (instance) (rate(node_pressure_cpu_waiting_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const pressureMemory = signal({
  title: "Memory pressure",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which at least one task waited for memory to be freed.",
  value: (s) =>
    promql`max by (instance) (rate(node_pressure_memory_waiting_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const pressureIo = signal({
  title: "Disk pressure",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of time in which at least one task waited for a disk.",
  value: (s) =>
    promql`max by (instance) (rate(node_pressure_io_waiting_seconds_total{${s.select("node")}}[${s.range}]))`,
});

export const memoryTotal = signal({
  title: "Memory",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Memory that the host has.",
  value: (s) => promql`max by (instance) (node_memory_MemTotal_bytes{${s.select("node")}})`,
});

export const memoryAvailable = signal({
  title: "Memory available",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Memory that programs can get without swapping: free, or in caches that can be dropped.",
  value: (s) => promql`max by (instance) (node_memory_MemAvailable_bytes{${s.select("node")}})`,
});

export const memoryUsed = signal({
  title: "Memory used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Share of memory that programs cannot get any more without swapping. Droppable caches count as free.",
  value: (s) => promql`1 - ${memoryAvailable.value(s)} / (${memoryTotal.value(s)} > 0)`,
});

export const memoryCached = signal({
  title: "Memory in caches",
  unit: "bytes",
  by: ["instance"],
  min: 0,
  meaning: "Memory that holds copies of files. Most of it is given up when programs need it.",
  value: (s) =>
    promql`max by (instance) (node_memory_Cached_bytes{${s.select("node")}} + node_memory_Buffers_bytes{${s.select("node")}} + node_memory_SReclaimable_bytes{${s.select("node")}})`,
});

export const swapUsed = signal({
  title: "Swap used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of the swap space in use. Hosts without swap have no value.",
  value: (s) =>
    promql`1 - max by (instance) (node_memory_SwapFree_bytes{${s.select("node")}}) / (max by (instance) (node_memory_SwapTotal_bytes{${s.select("node")}}) > 0)`,
});

export const oomKills = signal({
  title: "Out-of-memory kills",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Processes that the kernel killed in the time shown because memory ran out.",
  value: (s) => promql`max by (instance) (increase(node_vmstat_oom_kill{${s.select("node")}}[${s.range}]))`,
});

export const uptime = signal({
  title: "Uptime",
  unit: "dtdurations",
  by: ["instance"],
  min: 0,
  meaning: "Time since the host was started.",
  value: (s) =>
    promql`max by (instance) (node_time_seconds{${s.select("node")}} - node_boot_time_seconds{${s.select("node")}})`,
});

export const fileDescriptors = signal({
  title: "File descriptors used",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "Share of the open files that the kernel allows in all.",
  value: (s) =>
    promql`max by (instance) (node_filefd_allocated{${s.select("node")}} / (node_filefd_maximum{${s.select("node")}} > 0))`,
});

export const tasksBlocked = signal({
  title: "Tasks blocked",
  unit: "short",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  meaning: "Tasks that wait for a disk or a network file system and cannot be interrupted.",
  value: (s) => promql`max by (instance) (node_procs_blocked{${s.select("node")}})`,
});

export const contextSwitches = signal({
  title: "Context switches",
  unit: "ops",
  by: ["instance"],
  min: 0,
  meaning: "How often a second the CPUs changed from one task to another.",
  value: (s) =>
    promql`max by (instance) (rate(node_context_switches_total{${s.select("node")}}[${s.range}]))`,
});

export const clockSynchronised = signal({
  title: "Clock synchronised",
  unit: "bool",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 while the kernel's clock follows a time source.",
  value: (s) => promql`min by (instance) (node_timex_sync_status{${s.select("node")}})`,
});

export const clockOffset = signal({
  title: "Clock offset",
  unit: "s",
  by: ["instance"],
  meaning:
    "Difference between the host's clock and its time source. Meaningless while the clock is not synchronised.",
  value: (s) => promql`max by (instance) (node_timex_offset_seconds{${s.select("node")}})`,
});
