/** The memory of a program over hours: whether it only grows, how often it began anew, and whether it is the heap. */
import { serverMemory } from "./targets";
import { promql, type Promql } from "./promql";
import { signal, type Scope } from "./signal";

const by = ["job", "instance"];

/** In seconds: an hour, a day. */
const hour = 3600;
const day = 86_400;

const heap = (s: Scope): Promql =>
  promql`max by (job, instance) (nodejs_heap_size_used_bytes${s.any}) or max by (job, instance) (go_memstats_heap_inuse_bytes${s.any})`;

export const residentGrowth = signal({
  title: "Growth in an hour",
  unit: "bytes",
  tone: "saturation",
  by,
  meaning:
    "By how much the resident memory of a program grows in an hour, by the line through the last 6 hours. Below 0 it shrinks.",
  value: (s) => promql`max by (job, instance) (deriv(process_resident_memory_bytes${s.any}[6h])) * ${hour}`,
});

export const residentInDay = signal({
  title: "Resident memory in a day",
  unit: "bytes",
  tone: "saturation",
  by,
  meaning: "Resident memory that a program will have in 24 hours if it goes on as in the last 6 hours.",
  value: (s) =>
    promql`max by (job, instance) (predict_linear(process_resident_memory_bytes${s.any}[6h], ${day}))`,
});

/** What is left after each collection and each request: a leak raises the lowest point, work only the highest. */
export const residentFloor = signal({
  title: "Lowest of an hour",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Least resident memory of a program within the last hour: what it does not give back.",
  value: (s) => promql`max by (job, instance) (min_over_time(process_resident_memory_bytes${s.any}[1h]))`,
});

export const residentCeiling = signal({
  title: "Highest of an hour",
  unit: "bytes",
  tone: "saturation",
  by,
  min: 0,
  meaning: "Most resident memory of a program within the last hour: what its host has to have for it.",
  value: (s) => promql`max by (job, instance) (max_over_time(process_resident_memory_bytes${s.any}[1h]))`,
});

export const startsOfDay = signal({
  title: "Restarts of a day",
  unit: "short",
  tone: "error",
  by,
  min: 0,
  meaning: "How often a program was started anew in the last 24 hours.",
  value: (s) => promql`max by (job, instance) (changes(process_start_time_seconds${s.any}[1d]))`,
});

export const heapInUse = signal({
  title: "Heap",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Memory that objects of a Node.js or Go program take, those included that nobody needs any more. Other programs do not tell.",
  value: (s) => heap(s),
});

export const heapReserved = signal({
  title: "Heap, reserved",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Memory that the runtime of Node.js or Go has taken for objects, in use or not.",
  value: (s) =>
    promql`max by (job, instance) (nodejs_heap_size_total_bytes${s.any}) or max by (job, instance) (go_memstats_heap_sys_bytes${s.any}) - max by (job, instance) (go_memstats_heap_released_bytes${s.any})`,
});

export const heapOfResident = signal({
  title: "Heap of the resident memory",
  unit: "percentunit",
  by,
  min: 0,
  meaning:
    "Heap in use as a share of the resident memory. A share that falls while memory grows is a leak outside of the heap.",
  value: (s) => promql`(${heap(s)}) / (${serverMemory.value(s)} > 0)`,
});

export const heapGrowth = signal({
  title: "Heap growth in an hour",
  unit: "bytes",
  tone: "saturation",
  by,
  meaning: "By how much the heap in use grows in an hour, by the line through the last 6 hours.",
  value: (s) =>
    promql`(max by (job, instance) (deriv(nodejs_heap_size_used_bytes${s.any}[6h])) or max by (job, instance) (deriv(go_memstats_heap_inuse_bytes${s.any}[6h]))) * ${hour}`,
});

export const outsideHeap = signal({
  title: "Outside of the heap",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Resident memory without the heap in use: buffers, stacks, code, files that are mapped, and what the heap keeps in reserve.",
  value: (s) => promql`${serverMemory.value(s)} - (${heap(s)}) > 0`,
});

export const heapSpaces = signal({
  title: "Heap by space",
  unit: "bytes",
  by: ["job", "instance", "space"],
  min: 0,
  meaning:
    "Heap of a Node.js program by its spaces. What survives some collections moves from new to old; large objects have a space of their own.",
  value: (s) => promql`max by (job, instance, space) (nodejs_heap_space_size_used_bytes${s.any})`,
});

export const externalMemory = signal({
  title: "Buffers of Node.js",
  unit: "bytes",
  by,
  min: 0,
  meaning: "Memory of objects that live outside of the heap of Node.js, mostly buffers.",
  value: (s) => promql`max by (job, instance) (nodejs_external_memory_bytes${s.any})`,
});

export const virtualMemory = signal({
  title: "Virtual memory",
  unit: "bytes",
  by,
  min: 0,
  meaning:
    "Addresses that a program has reserved. Most of them are not backed by memory; only a growth counts.",
  value: (s) => promql`max by (job, instance) (process_virtual_memory_bytes${s.any})`,
});

export const routinesAtOnce = signal({
  title: "Goroutines",
  unit: "short",
  by,
  min: 0,
  meaning:
    "Things that a Go program does at once. Each holds a stack and what it refers to, so that a leak of them is one of memory.",
  value: (s) => promql`max by (job, instance) (go_goroutines${s.any})`,
});

export const filesOfProgram = signal({
  title: "Open files of a program",
  unit: "short",
  by,
  min: 0,
  meaning:
    "Files and connections that a program has open. Each takes memory; those that leak show here as well.",
  value: (s) => promql`max by (job, instance) (process_open_fds${s.any})`,
});

export const fastestGrowth = signal({
  title: "Fastest growth in an hour",
  unit: "bytes",
  tone: "saturation",
  by: [],
  meaning: "Growth in an hour of the instance whose resident memory grows fastest, by the last 6 hours.",
  value: (s) => promql`max(${residentGrowth.value(s)})`,
});

export const residentInAll = signal({
  title: "Resident memory in all",
  unit: "bytes",
  by: [],
  min: 0,
  meaning: "Resident memory of all instances together.",
  value: (s) => promql`sum(${serverMemory.value(s)})`,
});

export const largestInstance = signal({
  title: "Largest instance",
  unit: "bytes",
  by: [],
  min: 0,
  meaning: "Resident memory of the instance that has most.",
  value: (s) => promql`max(${serverMemory.value(s)})`,
});

export const restartsInAll = signal({
  title: "Restarts of a day, in all",
  unit: "short",
  tone: "error",
  by: [],
  min: 0,
  meaning: "How often any of the instances was started anew in the last 24 hours.",
  value: (s) => promql`sum(${startsOfDay.value(s)})`,
});

export const youngestInstance = signal({
  title: "Youngest instance",
  unit: "dtdurations",
  by: [],
  min: 0,
  meaning: "Time since the start of the instance that was started last.",
  value: (s) => promql`time() - max(process_start_time_seconds${s.any})`,
});
