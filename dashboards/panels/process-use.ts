/** Groups of processes: what they use, as lines over time. */
import {
  ProcessesCpuAtLimit,
  ProcessesCpuHigh,
  ProcessesSwitching,
  ProcessesWritingMuch,
} from "../../rules/process-use";
import * as health from "../../signals/process-health";
import * as detail from "../../signals/process-detail";
import * as processes from "../../signals/processes";
import { table, timeseries } from "../model/panel";
import { noProcesses, toGroup } from "./host-words";

const drill = [toGroup];

export const groupCpu = timeseries(processes.processCpu, {
  drill,
  why: "Shows who takes the CPU.",
  act: "Ask whether the work is needed now; else move or limit it.",
  noValue: noProcesses,
});

export const groupMemory = timeseries(processes.processMemory, {
  drill,
  why: "Shows who holds the memory, and whether somebody only grows.",
  act: "Restart a process that leaks before the kernel does it, and have it mended.",
  noValue: noProcesses,
});

export const groupReads = timeseries(processes.processRead, {
  title: "Reads of disks",
  drill,
  why: "Shows who keeps the disks busy with reads.",
  act: "A large reader mostly misses its cache: give it more memory, or an index.",
  noValue: noProcesses,
});

export const groupWrites = timeseries(processes.processWritten, {
  title: "Writes to disks",
  drill,
  line: ProcessesWritingMuch,
  why: "Shows who fills the disks and wears them out.",
  act: "Look for logs, temporary files and dumps of the highest line.",
  noValue: noProcesses,
});

export const groupsOfHost = table([processes.processCount, processes.processAge], {
  title: "Groups of processes",
  sortBy: "Processes",
  drill,
  columns: { groupname: { title: "Group" } },
  why: "A group without processes is a server that does not run; a young one was restarted.",
  act: "If nobody restarted it, read its log from before its start.",
  noValue: noProcesses,
});

export const groupTable = table(
  [
    processes.processCount,
    processes.processAge,
    health.processThreads,
    processes.processMemory,
    health.processMemoryPredicted,
    health.processOpenFiles,
    processes.processFiles,
  ],
  {
    title: "Groups of processes",
    sortBy: "Memory of processes",
    drill,
    columns: { groupname: { title: "Group" }, instance: { title: "Host" } },
    why: "All groups at a glance: one without processes does not run, a young one was restarted.",
    act: "Take the one that differs from the same group on other hosts.",
    noValue: noProcesses,
  },
);

export const groupCpuPerThread = timeseries(health.processCpuPerThread, {
  line: ProcessesCpuAtLimit,
  drill,
  why: "A program whose threads all work without a pause cannot do more, however many CPUs are idle.",
  act: "Divide its work among more threads or processes.",
  noValue: noProcesses,
});

export const groupCpuOfHost = timeseries(health.processCpuOfHost, {
  line: ProcessesCpuHigh,
  drill,
  why: "What one group takes is not there for others.",
  act: "Give it a lower weight, or a host of its own.",
  noValue: noProcesses,
});

export const groupSwitches = timeseries(health.processSwitches, {
  line: ProcessesSwitching,
  drill,
  why: "Threads that lose their CPU against their will compete with each other or with others.",
  act: "Make pools about as large as the number of CPUs.",
  noValue: noProcesses,
});

export const groupCpuByMode = timeseries(detail.processCpuByMode, {
  stack: true,
  why: "Time in the kernel is for files, networks and memory; time in user is for the program's own work.",
  act: "For much system time look for many small reads and writes; for user time take a profile.",
  noValue: noProcesses,
});

export const groupSwitchesByType = timeseries(detail.processSwitchesByType, {
  why: "Voluntary switches are waits for something else, the others are a shortage of CPU.",
  act: "If most are against its will, lower the number of threads or take load off the host.",
  noValue: noProcesses,
});

export const groupThreadStates = timeseries(detail.processThreadStates, {
  stack: true,
  why: "What the threads do tells at once whether a program works, sleeps, or hangs in a disk.",
  act: "Many that wait point to a disk or a network filesystem; many that run to too little CPU.",
  noValue: noProcesses,
});

export const groupWaits = timeseries(detail.processWaits, {
  why: "The function of the kernel names what a program waits for: a lock (futex), a network, a disk.",
  act: "If all sleep in one place and the program does nothing, take its stacks and look for who holds the lock.",
  noValue: "No data: the kernel does not say where threads sleep",
});
