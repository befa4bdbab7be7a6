/** Groups of processes on a host. */
import { promql } from "./promql";
import { signal, type Scope } from "./signal";

/** Start time that the exporter gives for a group without processes: the beginning of the year 1, in Unix seconds. */
const noStart = -62_135_596_800;

const memory = (s: Scope, kind: string) =>
  promql`namedprocess_namegroup_memory_bytes{${s.select("process")}, memtype="${kind}"}`;

export const processCount = signal({
  title: "Processes",
  unit: "short",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Processes that a group has now.",
  value: (s) =>
    promql`sum by (instance, groupname) (namedprocess_namegroup_num_procs{${s.select("process")}})`,
});

export const processCpu = signal({
  title: "CPU of processes",
  unit: "percentunit",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "CPU time that a group of processes uses; 100 % is one CPU.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_cpu_seconds_total{${s.select("process")}}[${s.range}]))`,
});

export const processMemory = signal({
  title: "Memory of processes",
  unit: "bytes",
  by: ["instance", "groupname"],
  min: 0,
  meaning:
    "Memory of a group of processes. What they share is divided among those that share it; where the kernel does not tell, it counts for each of them.",
  value: (s) =>
    promql`sum by (instance, groupname) (${memory(s, "proportionalResident")}) > 0 or sum by (instance, groupname) (${memory(s, "resident")})`,
});

export const processRead = signal({
  title: "Reads of processes",
  unit: "Bps",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Bytes a second that a group of processes read from disks.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_read_bytes_total{${s.select("process")}}[${s.range}]))`,
});

export const processWritten = signal({
  title: "Writes of processes",
  unit: "Bps",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Bytes a second that a group of processes wrote to disks.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_write_bytes_total{${s.select("process")}}[${s.range}]))`,
});

export const processFiles = signal({
  title: "Open files of processes",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance", "groupname"],
  min: 0,
  max: 1,
  meaning: "Open files of the process of a group that is nearest to its limit, as a share of that limit.",
  value: (s) =>
    promql`max by (instance, groupname) (namedprocess_namegroup_worst_fd_ratio{${s.select("process")}})`,
});

export const processAge = signal({
  title: "Oldest process",
  unit: "dtdurations",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Age of the oldest process of a group. A small number that keeps coming back means restarts.",
  value: (s) =>
    promql`time() - min by (instance, groupname) (namedprocess_namegroup_oldest_start_time_seconds{${s.select("process")}} > ${noStart})`,
});
