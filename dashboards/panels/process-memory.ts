/** Memory of groups of processes: how much, of which kind, and whether it only grows. */
import { ProcessesMemoryHigh, ProcessesMemoryLeak, ProcessesSwapped } from "../../rules/process-memory";
import * as detail from "../../signals/process-detail";
import * as health from "../../signals/process-health";
import { timeseries } from "../model/panel";
import { noProcesses, toGroup, young } from "./host-words";

const drill = [toGroup];

export const groupMemoryOfHost = timeseries(health.processMemoryOfHost, {
  line: [ProcessesMemoryHigh, ProcessesMemoryLeak],
  drill,
  why: "A line that only rises ends with a kill by the kernel.",
  act: "Restart it in a quiet hour, and look on the page of memory for what grows in it.",
  noValue: noProcesses,
});

export const groupMemoryGrowth = timeseries(detail.processMemoryGrowth, {
  drill,
  why: "A leak shows as a growth that never goes back below 0; caches grow and stop.",
  act: "If it stays above 0 for many hours, compare with the load, and take a dump of the memory before it is restarted.",
  noValue: young,
});

export const groupMemoryByType = timeseries(detail.processMemoryByType, {
  why: "Resident far above proportional is shared by many; what is swapped has to be read back.",
  act: "Judge by the proportional memory where there is one: it adds up over groups.",
  noValue: noProcesses,
});

export const groupVirtual = timeseries(detail.processVirtual, {
  drill,
  why: "Addresses cost nothing by themselves, but threads and mapped files that leak show here first.",
  act: "If it rises and the resident memory does not, count threads and mapped files.",
  noValue: noProcesses,
});

export const groupMemoryPredicted = timeseries(health.processMemoryPredicted, {
  drill,
  why: "Above 100 % the host has less memory than the group will want tomorrow.",
  act: "Restart it today, in an hour in which nobody needs it.",
  noValue: young,
});

export const groupSwappedShare = timeseries(health.processSwappedShare, {
  line: ProcessesSwapped,
  drill,
  why: "Memory in swap has to be read back before it can be used.",
  act: "Find out what took the memory of the host.",
  noValue: noProcesses,
});

export const groupSwapped = timeseries(health.processSwapped, {
  drill,
  why: "A small share of a large program may be more than all of a small one.",
  act: "Compare with the page faults beside it: without these it only lies there.",
  noValue: noProcesses,
});

export const groupFaults = timeseries(health.processFaults, {
  drill,
  why: "Each of these is a wait for the disk in the middle of work.",
  act: "Give the host more memory, or less to do.",
  noValue: noProcesses,
});

export const groupMinorFaults = timeseries(detail.processMinorFaults, {
  drill,
  why: "They cost CPU, not disks. A jump is a program that takes and gives back memory all the time.",
  act: "Compare with the CPU time in system mode; where both rose, look at the allocator and at the size of buffers.",
  noValue: noProcesses,
});
