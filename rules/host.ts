import { fullestFilesystem } from "../signals/filesystems";
import { cpuBusy, loadPerCpu, memoryAvailable, memoryUsed } from "../signals/host";
import { networkReceived, networkSent } from "../signals/network";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cpu, memory } from "./cases/host";
import { HostFilesystemFilling } from "./filesystems";
import { recording } from "./recording";
import { type Rules } from "./rule";

export { HostFilesystemFilling };

const told = {
  team: "infrastructure",
  service: "host",
  dashboard: { uid: "host", variables: ["instance"] },
} as const;

export const HostCpuSaturated = alert("HostCpuSaturated", {
  ...told,
  signal: cpuBusy,
  above: 0.9,
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: CPU {value} busy",
  description:
    "The CPUs of {{ $labels.instance }} have been more than {threshold} busy for {for}. Programs wait for their turn, and answers take longer.",
  cases: [
    fires("5 % idle", {
      series: { ...cpu({ idle: 0.05 }), ...cpu({ idle: 0.5, instance: "web-2" }) },
      at: "915s",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: CPU 95% busy",
        description:
          "The CPUs of web-1 have been more than 90 % busy for 15 minutes. Programs wait for their turn, and answers take longer.",
      },
    }),
    fires("two hosts, just over the line", {
      series: { ...cpu({ idle: 0.09 }), ...cpu({ idle: 0.09, instance: "web-2" }) },
      at: "915s",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("busy, just under the line", { series: cpu({ idle: 0.11 }), at: "30m" }),
    quiet("waiting for a disk is not work", { series: cpu({ idle: 0.01, iowait: 0.5 }), at: "30m" }),
    quiet("a burst shorter than `for`", {
      series: cpu({ idle: 0, then: { from: "10m", idle: 0.8 } }),
      at: "12m",
    }),
    quiet("`for` is not over", { series: cpu({ idle: 0 }), at: "15m" }),
    resolves("the load goes away", {
      series: cpu({ idle: 0.05, then: { from: "30m", idle: 0.6 } }),
      labels: [{ instance: "web-1" }],
      firingAt: "34m",
      goneAt: "45m",
    }),
  ],
});

export const HostMemoryLow = alert("HostMemoryLow", {
  ...told,
  signal: memoryUsed,
  above: 0.9,
  // On a host with much memory, a tenth of it is plenty.
  and: (s, n) => promql`${memoryAvailable.value(s)} < ${n("enough")}`,
  parameters: {
    enough: { value: 8 * 1024 ** 3, unit: "bytes", meaning: "available memory that is enough on any host" },
  },
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: memory {value} used",
  description:
    "More than {threshold} of the memory of {{ $labels.instance }} has been in use for {for}, and less than {enough} can still be had. When it runs out, the kernel ends processes.",
  cases: [
    fires("5 % left", {
      series: {
        ...memory({ total: 16, available: [["4h", 0.8]] }),
        ...memory({ total: 16, available: [["4h", 8]], instance: "web-2" }),
      },
      at: "10m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: memory 95% used",
        description:
          "More than 90 % of the memory of web-1 has been in use for 10 minutes, and less than 8 GiB can still be had. When it runs out, the kernel ends processes.",
      },
    }),
    fires("just over both lines", {
      series: memory({ total: 79, available: [["4h", 7.8]] }),
      at: "10m",
      labels: [{ instance: "web-1" }],
    }),
    quiet("just under the line", { series: memory({ total: 16, available: [["4h", 1.7]] }), at: "30m" }),
    quiet("just more than 8 GiB left", {
      series: memory({ total: 90, available: [["4h", 8.1]] }),
      at: "30m",
    }),
    quiet("a large host has much left", {
      series: memory({ total: 512, available: [["4h", 20]] }),
      at: "30m",
    }),
    quiet("`for` is not over", { series: memory({ total: 16, available: [["4h", 0.8]] }), at: "585s" }),
    quiet("a host without a memory size", {
      series: memory({ total: 0, available: [["4h", 0]] }),
      at: "30m",
    }),
    resolves("a program is restarted", {
      series: memory({
        total: 16,
        available: [
          ["30m", 0.8],
          ["4h", 6],
        ],
      }),
      labels: [{ instance: "web-1" }],
      firingAt: "35m",
      goneAt: "2115s",
    }),
  ],
});

/** Hosts: processors, memory, filesystems. */
export const hostRules: Rules = {
  name: "host",
  recordings: [
    recording("instance:node_cpu_busy:ratio_rate5m", cpuBusy),
    recording("instance:node_load5_per_cpu:ratio", loadPerCpu),
    recording("instance:node_memory_used:ratio", memoryUsed),
    recording("instance:node_filesystem_used:max", fullestFilesystem),
    recording("instance_device:node_network_received_bytes:rate5m", networkReceived),
    recording("instance_device:node_network_sent_bytes:rate5m", networkSent),
  ],
  alerts: [HostCpuSaturated, HostMemoryLow, HostFilesystemFilling],
};
