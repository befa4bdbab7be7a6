/** Groups of processes: whether they stay, wait, leak or come near to a limit. What they use is in processes.ts. */
import { processCount, processCpu, processMemory } from "./processes";
import { promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal, type Scope } from "./signal";

const by = ["instance", "groupname"];

/** Names of the series that the rules of processes record. */
export const recordedProcesses = {
  age: "instance_groupname:namedprocess_age_seconds:max",
  memory: "instance_groupname:namedprocess_memory_bytes:sum",
  memoryOfHost: "instance_groupname:namedprocess_memory_of_host:ratio",
  cpu: "instance_groupname:namedprocess_cpu:rate5m",
  cpuOfHost: "instance_groupname:namedprocess_cpu_of_host:ratio_rate5m",
  seen: "instance_groupname:namedprocess_num_procs:max1h",
  threads: "instance_groupname:namedprocess_num_threads:sum",
} as const;

export const processRestarts = signal({
  title: "Restarts of processes",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning:
    "How often in the last hour the oldest process of a group was replaced by a younger one: the main process of a server was started again.",
  value: (s) => promql`max by (instance, groupname) (resets(${recordedProcesses.age}${ofRecorded(s)}[1h]))`,
});

export const processThreads = signal({
  title: "Threads of processes",
  unit: "short",
  by,
  min: 0,
  meaning: "Threads that a group of processes has now.",
  value: (s) =>
    promql`sum by (instance, groupname) (namedprocess_namegroup_num_threads{${s.select("process")}})`,
});

export const processThreadGrowth = signal({
  title: "Growth of threads",
  unit: "percentunit",
  by,
  min: 0,
  meaning: "Threads of a group of processes, as a share of those that it had six hours ago.",
  value: (s) =>
    promql`max by (instance, groupname) (${recordedProcesses.threads}${ofRecorded(s)} / (${recordedProcesses.threads}${ofRecorded(s)} offset 6h > 0))`,
});

export const processCpuPerThread = signal({
  title: "CPU of each thread",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  meaning:
    "CPU time of a group of processes, divided by its threads. Near 100 % each of them works without a pause: a program of one thread cannot do more.",
  value: (s) => promql`${processCpu.value(s)} / (${processThreads.value(s)} > 0)`,
});

export const processCpuOfHost = signal({
  title: "Share of the host's CPU",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "CPU time that a group of processes uses, as a share of what all CPUs of its host can give.",
  value: (s) => promql`max by (instance, groupname) (${recordedProcesses.cpuOfHost}${ofRecorded(s)})`,
});

export const processMemoryOfHost = signal({
  title: "Share of the host's memory",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Memory of a group of processes, as a share of what its host has.",
  value: (s) => promql`max by (instance, groupname) (${recordedProcesses.memoryOfHost}${ofRecorded(s)})`,
});

export const processMemoryPredicted = signal({
  title: "Share of memory in a day",
  unit: "percentunit",
  by,
  meaning:
    "Share of the host's memory that a group of processes has in 24 hours, if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (instance, groupname) (predict_linear(${recordedProcesses.memoryOfHost}${ofRecorded(s)}[6h], 86400))`,
});

const state = (s: Scope, name: string) =>
  promql`namedprocess_namegroup_states{${s.select("process")}, state="${name}"}`;

export const processZombies = signal({
  title: "Zombies",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning:
    "Processes of a group that have ended and whose parent has not asked for their result. Each keeps its process number.",
  value: (s) => promql`sum by (instance, groupname) (${state(s, "Zombie")})`,
});

export const processBlocked = signal({
  title: "Threads that cannot be interrupted",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning:
    "Share of the threads of a group of processes that wait for a disk or a network filesystem and cannot even be ended, as a mean over 10 minutes.",
  value: (s) =>
    promql`sum by (instance, groupname) (avg_over_time(${state(s, "Waiting")}[10m])) / (${processThreads.value(s)} > 0)`,
});

export const processSwapped = signal({
  title: "Memory in swap",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Memory of a group of processes that lies on the disk. When it is needed, it has to be read first.",
  value: (s) =>
    promql`sum by (instance, groupname) (namedprocess_namegroup_memory_bytes{${s.select("process")}, memtype="swapped"})`,
});

export const processSwappedShare = signal({
  title: "Share of memory in swap",
  unit: "percentunit",
  tone: "saturation",
  by,
  min: 0,
  max: 1,
  meaning: "Memory of a group of processes that lies on the disk, as a share of all that it uses.",
  value: (s) =>
    promql`${processSwapped.value(s)} / (${processSwapped.value(s)} + (${processMemory.value(s)}) > 0)`,
});

export const processSwitches = signal({
  title: "Context switches against their will",
  unit: "ops",
  tone: "saturation",
  by,
  min: 0,
  meaning:
    "How often a second a CPU was taken away from threads of a group because others wanted it, too. High numbers mean too much work for the CPUs, or too many threads.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_context_switches_total{${s.select("process")}, ctxswitchtype="nonvoluntary"}[${s.range}]))`,
});

export const processFaults = signal({
  title: "Page faults that read the disk",
  unit: "ops",
  tone: "saturation",
  by,
  min: 0,
  meaning:
    "How often a second a group of processes had to wait until a part of its memory was read from the disk.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_major_page_faults_total{${s.select("process")}}[${s.range}]))`,
});

export const processOpenFiles = signal({
  title: "Open files",
  unit: "short",
  by,
  min: 0,
  meaning: "Files, sockets and pipes that a group of processes holds open, all together.",
  value: (s) =>
    promql`sum by (instance, groupname) (namedprocess_namegroup_open_filedesc{${s.select("process")}})`,
});

// The exporter's counters of errors have no _total in their names.
const grown = (s: Scope, metric: string) => promql`increase(${metric}{${s.select("process")}}[${s.range}])`;

export const processReadErrors = signal({
  title: "Processes that could not be read",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "How often in the time shown the process exporter could not read the list of processes, or one process of it.",
  value: (s) =>
    promql`max by (instance) (${grown(s, "namedprocess_scrape_errors")} + ${grown(s, "namedprocess_scrape_procread_errors")})`,
});

/** Processes of a group now; 0 also for one that was there within the last hour and of which the exporter knows nothing any more. */
export const processPresent = signal({
  title: "Processes, gone ones included",
  unit: "short",
  by,
  min: 0,
  meaning:
    "Processes of a group now: 0 for one that has none left, also where the exporter was started anew since and has not seen any.",
  value: (s) => promql`${processCount.value(s)} or ${recordedProcesses.seen}${ofRecorded(s)} * 0`,
});
