import { memoryAvailable, memoryUsed, oomKills, pressureMemory, swapUsed } from "../signals/host";
import { majorFaults, memoryStalled, pagesSwappedIn, pagesSwappedOut } from "../signals/memory";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { gauge, growing, mapped, node, still, type Course } from "./cases/node";
import { told } from "./host-told";
import { HostMemoryLeaking } from "./memory-trends";
import { recording } from "./recording";
import { type Rules } from "./rule";

const gib = 1024 ** 3;

/** A host with so much memory, of which a share is in use. */
const used = (share: Course, instance: string, total = 16): Series => ({
  ...gauge("node_memory_MemTotal_bytes", still(total * gib), { instance }),
  ...gauge(
    "node_memory_MemAvailable_bytes",
    mapped(share, (value) => Math.round((1 - value) * total * gib)),
    { instance },
  ),
});

export const HostMemoryExhausted = alert("HostMemoryExhausted", {
  ...told,
  signal: memoryUsed,
  above: 0.97,
  and: (s, n) => promql`${memoryAvailable.value(s)} < ${n("enough")}`,
  parameters: {
    enough: { value: 2 * gib, unit: "bytes", meaning: "available memory that is enough on any host" },
  },
  for: "5m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: memory {value} used, next to nothing left",
  description:
    "More than {threshold} of the memory of {{ $labels.instance }} has been in use for {for}, and less than {enough} can still be had. The kernel is about to end processes, if it does not do so already.",
  cases: [
    ...around({
      series: used,
      limit: 0.97,
      far: 0.99,
      near: { beyond: 0.9705, short: 0.9695 },
      for: "5m",
      keepFiringFor: "5m",
      text: {
        summary: "web-1: memory 99% used, next to nothing left",
        description:
          "More than 97 % of the memory of web-1 has been in use for 5 minutes, and less than 2 GiB can still be had. The kernel is about to end processes, if it does not do so already.",
      },
    }),
    fires("just less left than is enough", {
      series: used(still(0.98), "web-1", 97),
      at: "10m",
      labels: [{ instance: "web-1" }],
    }),
    quiet("just more left than is enough", { series: used(still(0.98), "web-1", 103), at: "10m" }),
    quiet("less used than counts as full", { series: used(still(0.94), "web-1"), at: "10m" }),
  ],
});

export const HostOomKill = alert("HostOomKill", {
  ...told,
  event: (s) => promql`${oomKills.value(s)} > 0`,
  by: ["instance"],
  range: "10m",
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the kernel ended a process for lack of memory",
  description:
    "The kernel of {{ $labels.instance }} has just killed a process because memory ran out, of the host or of a group of processes with a limit. Whatever that process served is gone until somebody starts it again.",
  cases: [
    fires("one kill, beside a host with kills long ago", {
      series: {
        ...node("node_vmstat_oom_kill", "3x20 4x60"),
        ...node("node_vmstat_oom_kill", "7x80", { instance: "web-2" }),
      },
      at: "330s",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: the kernel ended a process for lack of memory",
        description:
          "The kernel of web-1 has just killed a process because memory ran out, of the host or of a group of processes with a limit. Whatever that process served is gone until somebody starts it again.",
      },
    }),
    fires("kills on two hosts", {
      series: {
        ...node("node_vmstat_oom_kill", "3x20 4x60"),
        ...node("node_vmstat_oom_kill", "0x20 2x60", { instance: "web-2" }),
      },
      at: "6m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("kills before anybody looked", { series: node("node_vmstat_oom_kill", "5x80"), at: "10m" }),
    resolves("no further kill", {
      series: node("node_vmstat_oom_kill", "3x20 4x200"),
      labels: [{ instance: "web-1" }],
      firingAt: "29m",
      goneAt: "31m",
    }),
  ],
});

export const HostMemoryPressure = alert("HostMemoryPressure", {
  ...told,
  signal: pressureMemory,
  above: 0.1,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: programs wait for memory {value} of the time",
  description:
    "For {for} there has been a program on {{ $labels.instance }} that waited for memory more than {threshold} of the time. The kernel takes memory from one to give it to another; everything gets slower, long before memory runs out.",
  cases: around({
    series: (course, instance) => growing("node_pressure_memory_waiting_seconds_total", course, { instance }),
    limit: 0.1,
    far: 0.4,
    for: "10m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "web-1: programs wait for memory 40% of the time",
      description:
        "For 10 minutes there has been a program on web-1 that waited for memory more than 10 % of the time. The kernel takes memory from one to give it to another; everything gets slower, long before memory runs out.",
    },
  }),
});

const swap = (share: Course, instance = "web-1"): Series => ({
  ...gauge("node_memory_SwapTotal_bytes", still(4 * gib), { instance }),
  ...gauge(
    "node_memory_SwapFree_bytes",
    mapped(share, (value) => Math.round((1 - value) * 4 * gib)),
    { instance },
  ),
});

export const HostSwapFull = alert("HostSwapFull", {
  ...told,
  signal: swapUsed,
  above: 0.8,
  // Swap that filled up long ago and rests there does no harm while there is memory.
  and: (s, n) => promql`${memoryUsed.value(s)} > ${n("memory")}`,
  parameters: {
    memory: { value: 0.8, unit: "percentunit", meaning: "how much of the memory is in use as well" },
  },
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: swap {value} used, and memory is short",
  description:
    "More than {threshold} of the swap of {{ $labels.instance }} has been in use for {for}, and more than {memory} of its memory. There is little left to move memory to; the next program that asks for much makes the kernel end one.",
  cases: [
    ...around({
      series: (course, instance) => ({ ...swap(course, instance), ...used(still(0.82), instance) }),
      limit: 0.8,
      far: 0.95,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: swap 95% used, and memory is short",
        description:
          "More than 80 % of the swap of web-1 has been in use for 10 minutes, and more than 80 % of its memory. There is little left to move memory to; the next program that asks for much makes the kernel end one.",
      },
    }),
    quiet("full swap, and memory is there", {
      series: { ...swap(still(1)), ...used(still(0.78), "web-1") },
      at: "20m",
    }),
    quiet("no swap at all", {
      series: {
        ...gauge("node_memory_SwapTotal_bytes", still(0)),
        ...gauge("node_memory_SwapFree_bytes", still(0)),
        ...used(still(0.95), "web-1"),
      },
      at: "20m",
    }),
  ],
});

const swapping = (inwards: Course, outwards: Course, instance = "web-1"): Series => ({
  ...growing("node_vmstat_pswpin", inwards, { instance }),
  ...growing("node_vmstat_pswpout", outwards, { instance }),
});

export const HostSwapping = alert("HostSwapping", {
  ...told,
  signal: pagesSwappedIn,
  above: 200,
  // What only goes out is rarely needed; what comes back at the same time is.
  and: (s, n) => promql`${pagesSwappedOut.value(s)} > ${n("out")}`,
  parameters: { out: { value: 200, unit: "ops", meaning: "pages swapped out as well" } },
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: swaps memory in and out, {value} pages come back",
  description:
    "For {for} {{ $labels.instance }} has read memory pages back from swap at more than {threshold}, and moved others there at more than {out}. Programs run at the speed of the disk.",
  cases: [
    ...around({
      series: (course, instance) => swapping(course, still(206), instance),
      limit: 200,
      far: 900,
      for: "10m",
      keepFiringFor: "10m",
      window: "5m",
      text: {
        summary: "web-1: swaps memory in and out, 900 /s pages come back",
        description:
          "For 10 minutes web-1 has read memory pages back from swap at more than 200 /s, and moved others there at more than 200 /s. Programs run at the speed of the disk.",
      },
    }),
    quiet("pages come back and hardly any go", { series: swapping(still(900), still(194)), at: "20m" }),
  ],
});

export const HostMajorFaults = alert("HostMajorFaults", {
  ...told,
  signal: majorFaults,
  above: 500,
  // Programs that start or read files through memory fault as well; only together with pressure is it a shortage.
  and: (s, n) => promql`${pressureMemory.value(s)} > ${n("pressure")}`,
  parameters: { pressure: { value: 0.05, unit: "percentunit", meaning: "memory pressure as well" } },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} page faults that read from a disk",
  description:
    "For {for} programs on {{ $labels.instance }} have touched memory that had to be read from a disk, at more than {threshold}, and waited for memory more than {pressure} of the time. What they need no longer fits into memory.",
  cases: [
    ...around({
      series: (course, instance) => ({
        ...growing("node_vmstat_pgmajfault", course, { instance }),
        ...growing("node_pressure_memory_waiting_seconds_total", still(0.0515), { instance }),
      }),
      limit: 500,
      far: 3000,
      for: "15m",
      keepFiringFor: "15m",
      window: "5m",
      text: {
        summary: "web-1: 3k /s page faults that read from a disk",
        description:
          "For 15 minutes programs on web-1 have touched memory that had to be read from a disk, at more than 500 /s, and waited for memory more than 5 % of the time. What they need no longer fits into memory.",
      },
    }),
    quiet("much is read, and nobody waits for memory", {
      series: {
        ...growing("node_vmstat_pgmajfault", still(3000)),
        ...growing("node_pressure_memory_waiting_seconds_total", still(0.0485)),
      },
      at: "30m",
    }),
  ],
});

/** Memory of hosts: how much is left, what the kernel does when it is short, and where it leads to. */
export const hostMemoryRules: Rules = {
  name: "host-memory",
  recordings: [
    recording("instance:node_pressure_memory:ratio_rate5m", pressureMemory),
    recording("instance:node_memory_stalled:ratio_rate5m", memoryStalled),
    recording("instance:node_oom_kills:increase1h", oomKills, "1h"),
    recording("instance:node_swap_used:ratio", swapUsed),
  ],
  alerts: [
    HostMemoryExhausted,
    HostOomKill,
    HostMemoryPressure,
    HostSwapFull,
    HostSwapping,
    HostMajorFaults,
    HostMemoryLeaking,
  ],
};
