/** What containers of a Docker host use of what they may: processors, disks, networks. */
import {
  containerCpuOfLimit,
  containerDiskStalled,
  containerDiskWritten,
  containerNetworkErrors,
  containerThrottled,
} from "../signals/containers";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { courseCases, scaled, together } from "./cases/course";
import { containerConstant, containerCounter, containerRate, queue, shop } from "./cases/containers";

const told = {
  team: "infrastructure",
  service: "containers",
  dashboard: { uid: "container", variables: ["instance", "container"] },
} as const;

const subjects = [shop, queue] as const;
const mib = 2 ** 20;

export const ContainerCpuAtLimit = alert("ContainerCpuAtLimit", {
  ...told,
  signal: containerCpuOfLimit,
  above: 0.9,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} uses {value} of its CPU limit",
  description:
    "For {for} the container {{ $labels.container }} on {{ $labels.instance }} has used more than {threshold} of the CPU time that it may, now {value}. More work only makes it slower.",
  cases: [
    ...courseCases({
      // A limit of two CPUs: 200 ms in each period of 100 ms.
      series: together(
        scaled(containerCounter("container_cpu_usage_seconds_total", { cpu: "total" }), (share) => 2 * share),
        containerConstant("container_spec_cpu_quota", 200_000),
        containerConstant("container_spec_cpu_period", 100_000),
      ),
      subjects,
      over: 0.925,
      under: 0.875,
      far: 4,
      window: "5m",
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "docker-1: container shop uses 92.5% of its CPU limit",
        description:
          "For 15 minutes the container shop on docker-1 has used more than 90 % of the CPU time that it may, now 92.5%. More work only makes it slower.",
      },
    }),
    quiet("a container without a limit", {
      series: together(
        containerCounter("container_cpu_usage_seconds_total", { cpu: "total" }),
        containerConstant("container_spec_cpu_period", 100_000),
      )(shop, [["1h", 8]]),
      at: "40m",
    }),
  ],
});

export const ContainerThrottled = alert("ContainerThrottled", {
  ...told,
  signal: containerThrottled,
  above: 0.25,
  for: "15m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} is held back in {value} of its periods",
  description:
    "For {for} the container {{ $labels.container }} on {{ $labels.instance }} has been stopped by its CPU limit in more than {threshold} of the periods in which it ran, now {value}. Each time an answer takes up to a tenth of a second longer.",
  cases: [
    ...courseCases({
      series: together(
        scaled(containerCounter("container_cpu_cfs_throttled_periods_total"), (share) => 10 * share),
        containerRate("container_cpu_cfs_periods_total", 10),
      ),
      subjects,
      over: 0.26,
      under: 0.24,
      far: 1,
      window: "5m",
      for: "15m",
      keepFiringFor: "10m",
      text: {
        summary: "docker-1: container shop is held back in 26% of its periods",
        description:
          "For 15 minutes the container shop on docker-1 has been stopped by its CPU limit in more than 25 % of the periods in which it ran, now 26%. Each time an answer takes up to a tenth of a second longer.",
      },
    }),
    quiet("it does not run at all", {
      series: together(
        containerCounter("container_cpu_cfs_throttled_periods_total"),
        containerRate("container_cpu_cfs_periods_total", 0),
      )(shop, [["1h", 0]]),
      at: "40m",
    }),
  ],
});

export const ContainerWaitingForDisk = alert("ContainerWaitingForDisk", {
  ...told,
  signal: containerDiskStalled,
  above: 0.4,
  for: "20m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} waits for a disk {value} of the time",
  description:
    "For {for} nothing in the container {{ $labels.container }} on {{ $labels.instance }} has gone on for more than {threshold} of the time, because all of it waited for a disk; now {value}. Its answers come late.",
  cases: courseCases({
    series: containerCounter("container_pressure_io_stalled_seconds_total"),
    subjects,
    over: 0.412,
    under: 0.388,
    far: 1,
    window: "5m",
    for: "20m",
    keepFiringFor: "10m",
    text: {
      summary: "docker-1: container shop waits for a disk 41.2% of the time",
      description:
        "For 20 minutes nothing in the container shop on docker-1 has gone on for more than 40 % of the time, because all of it waited for a disk; now 41.2%. Its answers come late.",
    },
  }),
});

const losses = [
  "container_network_receive_errors_total",
  "container_network_receive_packets_dropped_total",
  "container_network_transmit_errors_total",
  "container_network_transmit_packets_dropped_total",
] as const;

export const ContainerNetworkLosing = alert("ContainerNetworkLosing", {
  ...told,
  signal: containerNetworkErrors,
  above: 1,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} loses {value}",
  description:
    "For {for} more than {threshold} have been broken or thrown away at the networks of the container {{ $labels.container }} on {{ $labels.instance }}, now {value}. They have to be sent again, and connections get slow.",
  cases: courseCases({
    // A quarter of it of each kind.
    series: together(
      ...losses.map((metric) => scaled(containerCounter(metric, { interface: "eth0" }), (all) => all / 4)),
    ),
    subjects,
    over: 1.03,
    under: 0.97,
    far: 10,
    window: "5m",
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "docker-1: container shop loses 1.03 packets/s",
      description:
        "For 15 minutes more than 1 packets/s have been broken or thrown away at the networks of the container shop on docker-1, now 1.03 packets/s. They have to be sent again, and connections get slow.",
    },
  }),
});

export const ContainerWritingMuch = alert("ContainerWritingMuch", {
  ...told,
  optIn: true,
  signal: containerDiskWritten,
  above: 50 * mib,
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: container {{ $labels.container }} writes {value}",
  description:
    "For {for} the container {{ $labels.container }} on {{ $labels.instance }} has written more than {threshold} to disks, now {value}. Other containers wait, and the disk that they share fills and wears out.",
  cases: courseCases({
    series: containerCounter("container_fs_writes_bytes_total", { device: "/dev/sda" }),
    subjects,
    over: 51.5 * mib,
    under: 48.5 * mib,
    window: "5m",
    for: "30m",
    keepFiringFor: "10m",
    text: {
      summary: "docker-1: container shop writes 51.5MiB/s",
      description:
        "For 30 minutes the container shop on docker-1 has written more than 50 MiB/s to disks, now 51.5MiB/s. Other containers wait, and the disk that they share fills and wears out.",
    },
  }),
});
