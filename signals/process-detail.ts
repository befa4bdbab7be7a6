/** One group of processes taken apart: its time, its memory and its threads by kind. What all groups have is in processes.ts. */
import { recordedProcesses } from "./process-health";
import { promql } from "./promql";
import { ofRecorded } from "./recorded";
import { signal } from "./signal";

export const processCpuByMode = signal({
  title: "CPU of processes by mode",
  unit: "percentunit",
  by: ["instance", "groupname", "mode"],
  min: 0,
  meaning:
    "CPU time that a group of processes uses: user in its own code, system in the kernel on its behalf. 100 % is one CPU.",
  value: (s) =>
    promql`sum by (instance, groupname, mode) (rate(namedprocess_namegroup_cpu_seconds_total{${s.select("process")}}[${s.range}]))`,
});

export const processMemoryByType = signal({
  title: "Memory of processes by kind",
  unit: "bytes",
  by: ["instance", "groupname", "memtype"],
  min: 0,
  meaning:
    "Memory of a group: resident counts what is shared for each process, proportionalResident divides it, swapped lies on the disk.",
  value: (s) =>
    promql`sum by (instance, groupname, memtype) (namedprocess_namegroup_memory_bytes{${s.select("process")}, memtype!="virtual"})`,
});

export const processVirtual = signal({
  title: "Virtual memory of processes",
  unit: "bytes",
  by: ["instance", "groupname"],
  min: 0,
  meaning: "Addresses that a group of processes has reserved. Most of them are not backed by memory.",
  value: (s) =>
    promql`sum by (instance, groupname) (namedprocess_namegroup_memory_bytes{${s.select("process")}, memtype="virtual"})`,
});

export const processMemoryGrowth = signal({
  title: "Growth of processes in an hour",
  unit: "bytes",
  tone: "saturation",
  by: ["instance", "groupname"],
  meaning:
    "By how much the memory of a group of processes grows in an hour, by the line through the last 6 hours. Below 0 it shrinks.",
  value: (s) =>
    promql`max by (instance, groupname) (deriv(${recordedProcesses.memory}${ofRecorded(s)}[6h])) * 3600`,
});

export const processMinorFaults = signal({
  title: "Page faults without the disk",
  unit: "ops",
  by: ["instance", "groupname"],
  min: 0,
  meaning:
    "How often a second a group of processes touched memory that it had not had before. Programs that take and give back much memory have many.",
  value: (s) =>
    promql`sum by (instance, groupname) (rate(namedprocess_namegroup_minor_page_faults_total{${s.select("process")}}[${s.range}]))`,
});

export const processSwitchesByType = signal({
  title: "Context switches by kind",
  unit: "ops",
  by: ["instance", "groupname", "ctxswitchtype"],
  min: 0,
  meaning:
    "How often a second threads of a group gave their CPU up: of their own accord, to wait for something, or because others wanted it.",
  value: (s) =>
    promql`sum by (instance, groupname, ctxswitchtype) (rate(namedprocess_namegroup_context_switches_total{${s.select("process")}}[${s.range}]))`,
});

export const processThreadStates = signal({
  title: "Threads by state",
  unit: "short",
  by: ["instance", "groupname", "state"],
  min: 0,
  meaning: "Threads of a group by what they do: Running, Sleeping, Waiting for a disk, Zombie, or Other.",
  value: (s) =>
    promql`sum by (instance, groupname, state) (namedprocess_namegroup_states{${s.select("process")}})`,
});

export const processWaits = signal({
  title: "Threads by what they wait for",
  unit: "short",
  by: ["instance", "groupname", "wchan"],
  min: 0,
  meaning: "Threads of a group by the function of the kernel in which they sleep.",
  value: (s) =>
    promql`sum by (instance, groupname, wchan) (namedprocess_namegroup_threads_wchan{${s.select("process")}})`,
});
