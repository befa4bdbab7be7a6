import { filesystemPredicted, filesystemUsed, fullestFilesystem } from "../signals/filesystems";
import { cpuBusy, loadPerCpu, memoryAvailable, memoryUsed } from "../signals/host";
import { networkReceived, networkSent } from "../signals/network";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { cpu, filesystem, filesystemSpacing, memory } from "./cases/host";
import { recording } from "./recording";
import { type Rules } from "./rule";

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
  summary: "{{ $labels.instance }}: CPU {{ $value | humanizePercentage }} busy",
  description:
    "The CPUs of {{ $labels.instance }} have been more than {threshold} busy for {for}. Programs wait for their turn, and answers take longer.",
  cases: [
    fires("5 % idle", {
      series: { ...cpu({ idle: 0.05 }), ...cpu({ idle: 0.5, instance: "web-2" }) },
      at: "25m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: CPU 95% busy",
        description:
          "The CPUs of web-1 have been more than 90 % busy for 15 minutes. Programs wait for their turn, and answers take longer.",
      },
    }),
    fires("two hosts, just over the line", {
      series: { ...cpu({ idle: 0.09 }), ...cpu({ idle: 0.09, instance: "web-2" }) },
      at: "25m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("busy, just under the line", { series: cpu({ idle: 0.11 }), at: "2h" }),
    quiet("waiting for a disk is not work", { series: cpu({ idle: 0.01, iowait: 0.5 }), at: "2h" }),
    quiet("a burst shorter than `for`", {
      series: cpu({ idle: 0, then: { from: "10m", idle: 0.8 } }),
      at: "12m",
    }),
    quiet("`for` is not over", { series: cpu({ idle: 0 }), at: "14m" }),
    resolves("the load goes away", {
      series: cpu({ idle: 0.05, then: { from: "30m", idle: 0.6 } }),
      labels: [{ instance: "web-1" }],
      firingAt: "34m",
      goneAt: "45m",
    }),
  ],
});

// On a host with much memory, a tenth of it is plenty.
const enoughMemory = 8 * 1024 ** 3;

export const HostMemoryLow = alert("HostMemoryLow", {
  ...told,
  signal: memoryUsed,
  above: 0.9,
  and: (s) => promql`${memoryAvailable.value(s)} < ${enoughMemory}`,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: memory {{ $value | humanizePercentage }} used",
  description:
    "More than {threshold} of the memory of {{ $labels.instance }} has been in use for {for}, and less than 8 GiB can still be had. When it runs out, the kernel ends processes.",
  cases: [
    fires("5 % left", {
      series: {
        ...memory({ total: 16, available: [["4h", 0.8]] }),
        ...memory({ total: 16, available: [["4h", 8]], instance: "web-2" }),
      },
      at: "15m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: memory 95% used",
        description:
          "More than 90 % of the memory of web-1 has been in use for 10 minutes, and less than 8 GiB can still be had. When it runs out, the kernel ends processes.",
      },
    }),
    fires("just over both lines", {
      series: memory({ total: 79, available: [["4h", 7.8]] }),
      at: "15m",
      labels: [{ instance: "web-1" }],
    }),
    quiet("just under the line", { series: memory({ total: 16, available: [["4h", 1.7]] }), at: "1h" }),
    quiet("a large host has much left", {
      series: memory({ total: 512, available: [["4h", 20]] }),
      at: "1h",
    }),
    quiet("`for` is not over", { series: memory({ total: 16, available: [["4h", 0.8]] }), at: "9m" }),
    quiet("a host without a memory size", { series: memory({ total: 0, available: [["4h", 0]] }), at: "1h" }),
    resolves("a program is restarted", {
      series: memory({
        total: 16,
        available: [
          ["30m", 0.8],
          ["4h", 6],
        ],
      }),
      labels: [{ instance: "web-1" }],
      firingAt: "34m",
      goneAt: "36m",
    }),
  ],
});

const root = { instance: "web-1", device: "/dev/sda1", mountpoint: "/" };

// A level alone tells of disks that are full and stay so by intent; a trend alone tells of every copied file. The trend
// counts as met below 1 %, not 0, so that a disk that is full already and does not change is told of.
export const HostFilesystemFilling = alert("HostFilesystemFilling", {
  ...told,
  signal: filesystemUsed,
  above: 0.85,
  and: (s) => promql`${filesystemPredicted.value(s)} < 0.01`,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: {{ $labels.mountpoint }} is {{ $value | humanizePercentage }} full and fills up",
  description:
    "{{ $labels.device }} on {{ $labels.mountpoint }} has been more than {threshold} full for {for}. At the pace of the last 6 hours it has no space left within 24 hours. Programs that write to it then fail.",
  cases: [
    fires("5 % left, 1 % less each hour", {
      every: filesystemSpacing,
      series: {
        ...filesystem({
          available: [
            ["0s", 0.12],
            ["12h", 0],
          ],
        }),
        ...filesystem({
          available: [
            ["0s", 0.12],
            ["12h", 0.12],
          ],
          instance: "web-2",
        }),
        ...filesystem({
          available: [
            ["0s", 0.5],
            ["12h", 0.5],
          ],
          mountpoint: "/data",
        }),
      },
      at: "7h",
      labels: [root],
      text: {
        summary: "web-1: / is 95% full and fills up",
        description:
          "/dev/sda1 on / has been more than 85 % full for 30 minutes. At the pace of the last 6 hours it has no space left within 24 hours. Programs that write to it then fail.",
      },
    }),
    fires("full, and nothing changes any more", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.001],
          ["12h", 0.001],
        ],
      }),
      at: "7h",
      labels: [root],
    }),
    fires("just over the line", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.194],
          ["12h", 0.074],
        ],
      }),
      at: "5h",
      labels: [root],
    }),
    quiet("just under the line, although it is full tomorrow", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.2],
          ["12h", 0.08],
        ],
      }),
      at: "285m",
    }),
    quiet("nearly full for long, without change", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.05],
          ["12h", 0.05],
        ],
      }),
      at: "7h",
    }),
    quiet("fills up slowly: 2 % in 24 hours", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.1],
          ["12h", 0.09],
        ],
      }),
      at: "7h",
    }),
    quiet("read-only", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0],
          ["12h", 0],
        ],
        readonly: true,
      }),
      at: "7h",
    }),
    quiet("in memory", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.12],
          ["12h", 0],
        ],
        fstype: "tmpfs",
      }),
      at: "7h",
    }),
    quiet("a filesystem without a size", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0],
          ["12h", 0],
        ],
        size: 0,
      }),
      at: "7h",
    }),
    quiet("`for` is not over", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.5],
          ["4h", 0.5],
          ["5h", 0.1],
          ["12h", 0.1],
        ],
      }),
      at: "320m",
    }),
    resolves("files are deleted", {
      every: filesystemSpacing,
      series: filesystem({
        available: [
          ["0s", 0.12],
          ["8h", 0.04],
          ["481m", 0.6],
          ["12h", 0.6],
        ],
      }),
      labels: [root],
      firingAt: "8h",
      goneAt: "9h",
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
