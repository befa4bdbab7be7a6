/** Memory of a host: what is left, what its shortage does, and where it leads to. */
import { HostMemoryLow } from "../../rules/host";
import { HostMajorFaults, HostMemoryExhausted, HostSwapFull, HostSwapping } from "../../rules/memory";
import { HostMemoryLeaking } from "../../rules/memory-trends";
import * as hosts from "../../signals/host";
import * as memory from "../../signals/memory";
import { timeseries } from "../model/panel";
import { noPressure, notScraped, young } from "./host-words";

export const memoryUsedOverTime = timeseries(hosts.memoryUsed, {
  title: "Memory used over time",
  line: [HostMemoryLow, HostMemoryExhausted],
  why: "A line that only rises is a leak; it ends in a process that the kernel kills.",
  act: "Find the process that grows in the row of processes, restart it in time, and have the leak mended.",
  noValue: notScraped,
});

export const memoryInCaches = timeseries([hosts.memoryAvailable, hosts.memoryCached, hosts.memoryTotal], {
  title: "Memory available and in caches",
  why: "Caches shrink before anything breaks: disks then get busier, and the host slower.",
  act: "If both shrink, the host needs more memory or less work.",
  noValue: notScraped,
});

export const pagesSwapped = timeseries(memory.pagesSwappedIn, {
  title: "Pages swapped in and out",
  mirrored: memory.pagesSwappedOut,
  line: HostSwapping,
  why: "Pages that come back were needed: in and out at once means that memory is far too small.",
  act: "End or move what takes the memory.",
  noValue: notScraped,
});

export const majorFaults = timeseries(memory.majorFaults, {
  line: HostMajorFaults,
  why: "Each of them stops a program until a disk has answered.",
  act: "Together with memory pressure it is a shortage; without, it is programs that start or read files.",
  noValue: notScraped,
});

export const memoryStalls = timeseries(memory.memoryStalled, {
  why: "While all tasks wait for memory, the whole host stands still.",
  act: "Above some per cent, free memory at once: end the largest process that can be spared.",
  noValue: noPressure,
});

export const memoryPredicted = timeseries(memory.memoryPredicted, {
  line: HostMemoryLeaking,
  why: "Shows today what will be short tomorrow.",
  act: "Find the group of processes that grows at the same pace.",
  noValue: notScraped,
});

export const memoryLost = timeseries(memory.memoryLost, {
  why: "A steady loss over hours is a leak; work comes and goes.",
  act: "Look for the process that only grows.",
  noValue: young,
});

export const hugePagesUnused = timeseries(memory.hugePagesUnused, {
  why: "Nobody else can have this memory.",
  act: "Set fewer huge pages aside, or let the database that they are for use them.",
  noValue: notScraped,
});

export const swapUsed = timeseries(hosts.swapUsed, {
  line: HostSwapFull,
  why: "Swap that is used and keeps changing makes everything slow.",
  act: "Find out which process grew when the swap began to fill.",
  noValue: "This host has no swap",
});

export const oomKills = timeseries(hosts.oomKills, {
  why: "The kernel ended a process because there was no memory left for it.",
  act: "Look for the name of the process in the log of the kernel. Give it a limit, or the host more memory.",
  noValue: notScraped,
});
