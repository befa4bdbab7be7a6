import { diskQueue, diskReadRequests, diskWriteRequests, ioStalled } from "../signals/disk-io";
import { diskBusy, diskReadTime, diskWriteTime } from "../signals/filesystems";
import { pressureIo } from "../signals/host";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { around } from "./cases/around";
import { fires, quiet, type Series } from "./cases/case";
import { requests } from "./cases/disk";
import { growing, still, type Course } from "./cases/node";
import { told } from "./host-told";
import { recording } from "./recording";
import { type Rules } from "./rule";

const sda = { device: "sda" };
const twoDisks = [
  { instance: "web-1", device: "sda" },
  { instance: "web-1", device: "sdb" },
];

const requestsThatCount = {
  value: 10,
  unit: "ops",
  meaning: "requests a second from which their time counts",
} as const;

export const HostDiskReadsSlow = alert("HostDiskReadsSlow", {
  ...told,
  signal: diskReadTime,
  above: 0.1,
  and: (s, n) => promql`${diskReadRequests.value(s)} > ${n("requests")}`,
  parameters: { requests: requestsThatCount },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: reads from {{ $labels.device }} take {value}",
  description:
    "Reads from {{ $labels.device }} of {{ $labels.instance }} have taken longer than {threshold} as a mean for {for}, with more than {requests} of them. Whatever reads from that disk waits for it.",
  cases: [
    ...around({
      series: (course, instance) => requests("read", { each: course, rate: 20 }, { ...sda, instance }),
      limit: 0.1,
      far: 0.5,
      for: "15m",
      keepFiringFor: "15m",
      window: "5m",
      labels: sda,
      text: {
        summary: "web-1: reads from sda take 500ms",
        description:
          "Reads from sda of web-1 have taken longer than 100 ms as a mean for 15 minutes, with more than 10 /s of them. Whatever reads from that disk waits for it.",
      },
    }),
    fires("two disks, with just so many requests as count", {
      series: {
        ...requests("read", { each: still(0.5), rate: 10.3 }, sda),
        ...requests("read", { each: still(0.5), rate: 10.3 }, { device: "sdb" }),
      },
      at: "30m",
      labels: twoDisks,
    }),
    quiet("few requests", {
      series: requests("read", { each: still(0.5), rate: 9.7 }, sda),
      at: "30m",
    }),
    quiet("no requests", { series: requests("read", { each: still(0.5), rate: 0 }, sda), at: "30m" }),
  ],
});

export const HostDiskWritesSlow = alert("HostDiskWritesSlow", {
  ...told,
  signal: diskWriteTime,
  above: 0.2,
  and: (s, n) => promql`${diskWriteRequests.value(s)} > ${n("requests")}`,
  parameters: { requests: requestsThatCount },
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: writes to {{ $labels.device }} take {value}",
  description:
    "Writes to {{ $labels.device }} of {{ $labels.instance }} have taken longer than {threshold} as a mean for {for}, with more than {requests} of them. Databases and logs that wait for each write slow down with it.",
  cases: [
    ...around({
      series: (course, instance) => requests("write", { each: course, rate: 20 }, { ...sda, instance }),
      limit: 0.2,
      far: 0.5,
      for: "15m",
      keepFiringFor: "15m",
      window: "5m",
      labels: sda,
      text: {
        summary: "web-1: writes to sda take 500ms",
        description:
          "Writes to sda of web-1 have taken longer than 200 ms as a mean for 15 minutes, with more than 10 /s of them. Databases and logs that wait for each write slow down with it.",
      },
    }),
    fires("two disks, with just so many requests as count", {
      series: {
        ...requests("write", { each: still(0.5), rate: 10.3 }, sda),
        ...requests("write", { each: still(0.5), rate: 10.3 }, { device: "sdb" }),
      },
      at: "30m",
      labels: twoDisks,
    }),
    quiet("few requests", {
      series: requests("write", { each: still(0.5), rate: 9.7 }, sda),
      at: "30m",
    }),
  ],
});

const queue = (length: Course, busy: number, labels: { device: string; instance?: string }): Series => ({
  ...growing("node_disk_io_time_weighted_seconds_total", length, labels),
  ...growing("node_disk_io_time_seconds_total", still(busy), labels),
});

export const HostDiskSaturated = alert("HostDiskSaturated", {
  ...told,
  signal: diskQueue,
  above: 20,
  // A disk that is idle at times works its queue off; a long one then comes from bursts.
  and: (s, n) => promql`${diskBusy.value(s)} > ${n("busy")}`,
  parameters: { busy: { value: 0.9, unit: "percentunit", meaning: "share of time with something to do" } },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} requests wait for {{ $labels.device }}",
  description:
    "For {for} more than {threshold} requests have been waiting for {{ $labels.device }} of {{ $labels.instance }} as a mean, which has had something to do more than {busy} of the time. The disk gets more work than it can do.",
  cases: [
    ...around({
      series: (course, instance) => queue(course, 0.91, { ...sda, instance }),
      limit: 20,
      far: 80,
      for: "30m",
      keepFiringFor: "15m",
      window: "5m",
      labels: sda,
      text: {
        summary: "web-1: 80 requests wait for sda",
        description:
          "For 30 minutes more than 20 requests have been waiting for sda of web-1 as a mean, which has had something to do more than 90 % of the time. The disk gets more work than it can do.",
      },
    }),
    fires("two disks", {
      series: { ...queue(still(50), 0.93, sda), ...queue(still(50), 0.93, { device: "sdb" }) },
      at: "40m",
      labels: twoDisks,
    }),
    quiet("bursts, on a disk that has time", { series: queue(still(80), 0.88, sda), at: "40m" }),
  ],
});

export const HostDiskPressure = alert("HostDiskPressure", {
  ...told,
  signal: ioStalled,
  above: 0.3,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: all work waits for disks {value} of the time",
  description:
    "For more than {threshold} of the last {for} every program of {{ $labels.instance }} that wanted to go on waited for a disk. The host does next to nothing else in that time.",
  cases: around({
    series: (course, instance) => growing("node_pressure_io_stalled_seconds_total", course, { instance }),
    limit: 0.3,
    far: 0.7,
    for: "15m",
    keepFiringFor: "10m",
    window: "5m",
    text: {
      summary: "web-1: all work waits for disks 70% of the time",
      description:
        "For more than 30 % of the last 15 minutes every program of web-1 that wanted to go on waited for a disk. The host does next to nothing else in that time.",
    },
  }),
});

/** Disks of hosts: how long requests take, and who waits for them. */
export const hostDiskRules: Rules = {
  name: "host-disks",
  recordings: [
    recording("instance_device:node_disk_busy:ratio_rate5m", diskBusy),
    recording("instance_device:node_disk_queue:rate5m", diskQueue),
    recording("instance:node_pressure_io:ratio_rate5m", pressureIo),
  ],
  alerts: [HostDiskReadsSlow, HostDiskWritesSlow, HostDiskSaturated, HostDiskPressure],
};
