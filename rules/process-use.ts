/** What groups of processes use: processors and disks. */
import { processCpuOfHost, processCpuPerThread, processSwitches } from "../signals/process-health";
import { processWritten } from "../signals/processes";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { constant, counting, countingAt, courseCases, scaled, together, type Maker } from "./cases/course";
import { nginx, worker } from "./cases/processes";

const told = {
  team: "infrastructure",
  service: "processes",
  dashboard: { uid: "process-group", variables: ["instance", "groupname"] },
} as const;

const process = { more: { job: "process" } } as const;
const cpuSeconds = counting("namedprocess_namegroup_cpu_seconds_total", {
  more: { job: "process", mode: "user" },
});
const mib = 1024 ** 2;

/** A host with four CPUs; the number of the course is the share of them that a group uses. */
const onFourCpus: Maker = together(
  scaled(cpuSeconds, (share) => 4 * share),
  ...["0", "1", "2", "3"].map((cpu) =>
    constant("node_cpu_seconds_total", 1, {
      more: { job: "node", cpu, mode: "idle" },
      without: ["groupname"],
    }),
  ),
  constant("node_cpu_seconds_total", 1, {
    more: { job: "node", cpu: "0", mode: "user" },
    without: ["groupname"],
  }),
);

export const ProcessesCpuAtLimit = alert("ProcessesCpuAtLimit", {
  ...told,
  signal: processCpuPerThread,
  above: 0.95,
  for: "30m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} uses {value} of a CPU with each thread",
  description:
    "For {for} every thread of {{ $labels.groupname }} on {{ $labels.instance }} has worked without a pause: {value} of a CPU, more than {threshold}. It cannot do more, however many CPUs are idle, and whoever asks it for something waits.",
  cases: [
    ...courseCases({
      series: together(
        scaled(cpuSeconds, (share) => 2 * share),
        constant("namedprocess_namegroup_num_threads", 2, process),
      ),
      subjects: [nginx, worker],
      over: 0.98,
      under: 0.92,
      far: 5,
      window: "5m",
      for: "30m",
      keepFiringFor: "10m",
      text: {
        summary: "web-1: nginx uses 98% of a CPU with each thread",
        description:
          "For 30 minutes every thread of nginx on web-1 has worked without a pause: 98% of a CPU, more than 95 %. It cannot do more, however many CPUs are idle, and whoever asks it for something waits.",
      },
    }),
    quiet("a group that is gone", {
      series: together(cpuSeconds, constant("namedprocess_namegroup_num_threads", 0, process))(nginx, [
        ["1h", 0.5],
      ]),
      at: "50m",
    }),
  ],
});

export const ProcessesCpuHigh = alert("ProcessesCpuHigh", {
  ...told,
  signal: processCpuOfHost,
  above: 0.8,
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} takes {value} of all CPUs",
  description:
    "For {for} the processes of {{ $labels.groupname }} have used more than {threshold} of what the CPUs of {{ $labels.instance }} can give, now {value}. Little is left for everything else there.",
  cases: courseCases({
    series: onFourCpus,
    subjects: [nginx, worker],
    over: 0.825,
    under: 0.775,
    far: 1,
    window: "5m",
    for: "30m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: nginx takes 82.5% of all CPUs",
      description:
        "For 30 minutes the processes of nginx have used more than 80 % of what the CPUs of web-1 can give, now 82.5%. Little is left for everything else there.",
    },
  }),
});

export const ProcessesSwitching = alert("ProcessesSwitching", {
  ...told,
  optIn: true,
  signal: processSwitches,
  above: 5000,
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} loses its CPU {value}",
  description:
    "For {for} the threads of {{ $labels.groupname }} on {{ $labels.instance }} have been taken off a CPU against their will {value}, more often than {threshold}. They have more work than CPUs, or more threads than do it good.",
  cases: courseCases({
    series: together(
      counting("namedprocess_namegroup_context_switches_total", {
        more: { job: "process", ctxswitchtype: "nonvoluntary" },
      }),
      countingAt("namedprocess_namegroup_context_switches_total", 1, {
        more: { job: "process", ctxswitchtype: "voluntary" },
      }),
    ),
    subjects: [nginx, worker],
    over: 5150,
    under: 4850,
    window: "5m",
    for: "30m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: nginx loses its CPU 5.15k /s",
      description:
        "For 30 minutes the threads of nginx on web-1 have been taken off a CPU against their will 5.15k /s, more often than 5000 /s. They have more work than CPUs, or more threads than do it good.",
    },
  }),
});

export const ProcessesWritingMuch = alert("ProcessesWritingMuch", {
  ...told,
  optIn: true,
  signal: processWritten,
  above: 100 * mib,
  for: "30m",
  keepFiringFor: "10m",
  severity: "info",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} writes {value}",
  description:
    "For {for} the processes of {{ $labels.groupname }} on {{ $labels.instance }} have written more than {threshold} to disks, now {value}. Others wait for the disk, and flash memory wears out.",
  cases: courseCases({
    series: counting("namedprocess_namegroup_write_bytes_total", process),
    subjects: [nginx, worker],
    over: 103 * mib,
    under: 97 * mib,
    window: "5m",
    for: "30m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: nginx writes 103MiB/s",
      description:
        "For 30 minutes the processes of nginx on web-1 have written more than 100 MiB/s to disks, now 103MiB/s. Others wait for the disk, and flash memory wears out.",
    },
  }),
});
