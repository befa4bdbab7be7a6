import { fileDescriptors, tasksBlocked } from "../signals/host";
import { hungTasks, tasksUsed, zombies } from "../signals/kernel";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { gauge, mapped, node, still, type Course } from "./cases/node";
import { HostCollectorFailing, HostTextFileBroken, HostTextFileOld } from "./host-exporter";
import { HostKernelsDiffer, HostRebooted, HostRebootsRepeatedly } from "./host-start";
import { toldOfSystem as told } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

const files = (share: Course, instance: string): Series => ({
  ...gauge("node_filefd_maximum", still(10_000), { instance }),
  ...gauge(
    "node_filefd_allocated",
    mapped(share, (value) => value * 10_000),
    { instance },
  ),
});

export const HostFileDescriptorsLow = alert("HostFileDescriptorsLow", {
  ...told,
  signal: fileDescriptors,
  above: 0.7,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the open files that the kernel allows",
  description:
    "Programs on {{ $labels.instance }} have held more than {threshold} of the open files and connections that the kernel allows for {for}. At the limit none of them can open another, the login included.",
  cases: [
    ...around({
      series: files,
      limit: 0.7,
      far: 0.8,
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: 80% of the open files that the kernel allows",
        description:
          "Programs on web-1 have held more than 70 % of the open files and connections that the kernel allows for 15 minutes. At the limit none of them can open another, the login included.",
      },
    }),
    quiet("a kernel without a limit", {
      series: {
        ...gauge("node_filefd_maximum", still(9223372036854775807)),
        ...gauge("node_filefd_allocated", still(20_000)),
      },
      at: "30m",
    }),
  ],
});

export const HostFileDescriptorsExhausted = alert("HostFileDescriptorsExhausted", {
  ...told,
  signal: fileDescriptors,
  above: 0.9,
  for: "5m",
  keepFiringFor: "10m",
  severity: "critical",
  summary: "{{ $labels.instance }}: next to no open files left, {value} in use",
  description:
    "More than {threshold} of the open files that the kernel of {{ $labels.instance }} allows have been in use for {for}. Programs begin to fail when they open a file or take a connection.",
  cases: around({
    series: files,
    limit: 0.9,
    far: 0.96,
    for: "5m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: next to no open files left, 96% in use",
      description:
        "More than 90 % of the open files that the kernel of web-1 allows have been in use for 5 minutes. Programs begin to fail when they open a file or take a connection.",
    },
  }),
});

/** So many tasks of what two limits allow. */
const tasks = (count: Course, instance = "web-1", processes = 10_000, threads = 50_000): Series => ({
  ...gauge("node_processes_threads", count, { instance }),
  ...gauge("node_processes_max_processes", still(processes), { instance }),
  ...gauge("node_processes_max_threads", still(threads), { instance }),
});

export const HostTasksNearLimit = alert("HostTasksNearLimit", {
  ...told,
  signal: tasksUsed,
  above: 0.8,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the processes and threads that the kernel allows",
  description:
    "For {for} {{ $labels.instance }} has had more than {threshold} of the processes and threads that its kernel allows. At the limit no program can start another, nor a thread; nobody can log in.",
  cases: [
    ...around({
      series: (course, instance) =>
        tasks(
          mapped(course, (share) => share * 10_000),
          instance,
        ),
      limit: 0.8,
      far: 0.95,
      for: "10m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: 95% of the processes and threads that the kernel allows",
        description:
          "For 10 minutes web-1 has had more than 80 % of the processes and threads that its kernel allows. At the limit no program can start another, nor a thread; nobody can log in.",
      },
    }),
    fires("the limit of threads is nearer", {
      series: tasks(still(9000), "web-1", 4_000_000, 10_000),
      at: "15m",
      labels: [{ instance: "web-1" }],
    }),
    quiet("limits of 0, as some containers have them", {
      series: tasks(still(9000), "web-1", 0, 0),
      at: "15m",
    }),
  ],
});

export const HostZombies = alert("HostZombies", {
  ...told,
  signal: zombies,
  above: 50,
  for: "30m",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: {value} zombies",
  description:
    "For {for} more than {threshold} processes of {{ $labels.instance }} have ended without their parent asking for it. They take no memory, but each keeps a number, and their parent has a fault.",
  cases: around({
    series: (course, instance) => ({
      ...gauge("node_processes_state", course, { instance, state: "Z" }),
      ...gauge("node_processes_state", still(300), { instance, state: "S" }),
    }),
    limit: 50,
    far: 200,
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "web-1: 200 zombies",
      description:
        "For 30 minutes more than 50 processes of web-1 have ended without their parent asking for it. They take no memory, but each keeps a number, and their parent has a fault.",
    },
  }),
});

export const HostTasksBlocked = alert("HostTasksBlocked", {
  ...told,
  signal: tasksBlocked,
  above: 10,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} tasks wait for a disk or a server of files",
  description:
    "For {for} more than {threshold} tasks of {{ $labels.instance }} have been waiting for a disk or a network filesystem in a way that cannot be interrupted. They cannot even be ended.",
  cases: around({
    series: (course, instance) => gauge("node_procs_blocked", course, { instance }),
    limit: 10,
    far: 40,
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: 40 tasks wait for a disk or a server of files",
      description:
        "For 15 minutes more than 10 tasks of web-1 have been waiting for a disk or a network filesystem in a way that cannot be interrupted. They cannot even be ended.",
    },
  }),
});

const hung = "node_kernel_hung_tasks_total";

export const HostTaskHung = alert("HostTaskHung", {
  ...told,
  event: (s) => promql`${hungTasks.value(s)} > 0`,
  by: ["instance"],
  range: "10m",
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the kernel reports a hung task",
  description:
    "The kernel of {{ $labels.instance }} has found a task that waited for two minutes without a break. A disk, a driver or the server of a network filesystem does not answer.",
  cases: [
    fires("one more than before, beside a host with old ones", {
      series: { ...node(hung, "1x20 2x60"), ...node(hung, "3x80", { instance: "web-2" }) },
      at: "330s",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: the kernel reports a hung task",
        description:
          "The kernel of web-1 has found a task that waited for two minutes without a break. A disk, a driver or the server of a network filesystem does not answer.",
      },
    }),
    fires("two hosts", {
      series: { ...node(hung, "1x20 2x60"), ...node(hung, "0x20 1x60", { instance: "web-2" }) },
      at: "6m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("none since long", { series: node(hung, "4x80"), at: "15m" }),
    resolves("no further one", {
      series: node(hung, "1x20 2x200"),
      labels: [{ instance: "web-1" }],
      firingAt: "29m",
      goneAt: "31m",
    }),
  ],
});

/** Limits of the kernel, processes that hang, restarts, and the exporter that tells of all this. */
export const hostKernelRules: Rules = {
  name: "host-kernel",
  recordings: [
    recording("instance:node_file_descriptors_used:ratio", fileDescriptors),
    recording("instance:node_tasks_used:ratio", tasksUsed),
  ],
  alerts: [
    HostFileDescriptorsLow,
    HostFileDescriptorsExhausted,
    HostTasksNearLimit,
    HostZombies,
    HostTasksBlocked,
    HostTaskHung,
    HostRebooted,
    HostRebootsRepeatedly,
    HostKernelsDiffer,
    HostCollectorFailing,
    HostTextFileBroken,
    HostTextFileOld,
  ],
};
