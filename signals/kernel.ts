/** Limits of the kernel, processes that hang, restarts of a host, and whether its exporter can do its work. */
import { promql } from "./promql";
import { signal } from "./signal";

export const tasksUsed = signal({
  title: "Processes and threads",
  unit: "percentunit",
  tone: "saturation",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning:
    "Processes and threads, as a share of what the kernel allows: of its numbers for processes or its limit of threads, whichever is nearer.",
  value: (s) =>
    promql`max by (instance) (node_processes_threads{${s.select("node")}} / (node_processes_max_processes{${s.select("node")}} > 0) > node_processes_threads{${s.select("node")}} / (node_processes_max_threads{${s.select("node")}} > 0) or node_processes_threads{${s.select("node")}} / (node_processes_max_threads{${s.select("node")}} > 0))`,
});

export const zombies = signal({
  title: "Zombies",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "Processes that have ended and that their parent has not asked for.",
  value: (s) => promql`max by (instance) (node_processes_state{${s.select("node")}, state="Z"})`,
});

export const hungTasks = signal({
  title: "Hung tasks",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning:
    "Tasks that the kernel found waiting for two minutes without a break, in the time shown. Known to Linux 6.13 and newer.",
  value: (s) =>
    promql`max by (instance) (increase(node_kernel_hung_tasks_total{${s.select("node")}}[${s.range}]))`,
});

export const reboots = signal({
  title: "Restarts of the host, 1 day",
  unit: "short",
  tone: "error",
  by: ["instance"],
  min: 0,
  meaning: "How often the host was started in the last 24 hours.",
  // The time of the start moves with every correction of the clock; the number of forks begins anew with a start only.
  value: (s) => promql`max by (instance) (resets(node_forks_total{${s.select("node")}}[1d]))`,
});

export const kernelReleases = signal({
  title: "Kernel releases",
  unit: "short",
  by: [],
  min: 0,
  meaning: "How many different releases of the kernel the hosts run.",
  value: (s) => promql`count(count by (release) (node_uname_info{${s.select("node")}}))`,
});

export const collectorWorks = signal({
  title: "Collector works",
  unit: "bool",
  by: ["instance", "collector"],
  min: 0,
  max: 1,
  meaning:
    "1 while a part of the node exporter finds what it measures. 0 as well where a host has none of it.",
  value: (s) => promql`max by (instance, collector) (node_scrape_collector_success{${s.select("node")}})`,
});

export const textFileErrors = signal({
  title: "Text files unreadable",
  unit: "bool",
  tone: "error",
  by: ["instance"],
  min: 0,
  max: 1,
  meaning: "1 while the node exporter cannot read or parse a file of its folder of text files.",
  value: (s) => promql`max by (instance) (node_textfile_scrape_error{${s.select("node")}})`,
});

export const textFileAge = signal({
  title: "Age of a text file",
  unit: "dtdurations",
  by: ["instance", "file"],
  min: 0,
  meaning: "Time since a file of metrics was written.",
  value: (s) =>
    promql`time() - min by (instance, file) (node_textfile_mtime_seconds{${s.select("node")}} > 0)`,
});
