/** Groups of processes near to a limit, or with work that does not go on: files, threads, zombies, waiting. */
import {
  processBlocked,
  processThreadGrowth,
  processThreads,
  processZombies,
  recordedProcesses,
} from "../signals/process-health";
import { processFiles } from "../signals/processes";
import { promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels } from "./cases/case";
import { constant, courseCases, gauge, scaled, together } from "./cases/course";
import { nginx, worker } from "./cases/processes";
import { lines, type Point } from "./cases/series";

const told = {
  team: "infrastructure",
  service: "processes",
  dashboard: { uid: "process-group", variables: ["instance", "groupname"] },
} as const;

const process = { more: { job: "process" } } as const;
const subjects = [nginx, worker] as const;

export const ProcessesFilesHigh = alert("ProcessesFilesHigh", {
  ...told,
  signal: processFiles,
  above: 0.8,
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a process of {{ $labels.groupname }} has {value} of its files open",
  description:
    "For {for} a process of {{ $labels.groupname }} on {{ $labels.instance }} has had more than {threshold} of the files and connections open that it may, now {value}. At the limit it can accept no connection and open no file.",
  cases: courseCases({
    series: gauge("namedprocess_namegroup_worst_fd_ratio", process),
    subjects,
    over: 0.825,
    under: 0.775,
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: a process of nginx has 82.5% of its files open",
      description:
        "For 10 minutes a process of nginx on web-1 has had more than 80 % of the files and connections open that it may, now 82.5%. At the limit it can accept no connection and open no file.",
    },
  }),
});

export const ProcessesFilesExhausted = alert("ProcessesFilesExhausted", {
  ...told,
  signal: processFiles,
  above: 0.95,
  for: "2m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} runs out of files, {value} are open",
  description:
    "A process of {{ $labels.groupname }} on {{ $labels.instance }} has {value} of the files and connections open that it may; it has been more than {threshold} for {for}. New connections are refused about now.",
  cases: courseCases({
    series: gauge("namedprocess_namegroup_worst_fd_ratio", process),
    subjects,
    over: 0.975,
    under: 0.925,
    for: "2m",
    keepFiringFor: "5m",
    text: {
      summary: "web-1: nginx runs out of files, 97.5% are open",
      description:
        "A process of nginx on web-1 has 97.5% of the files and connections open that it may; it has been more than 95 % for 2 minutes. New connections are refused about now.",
    },
  }),
});

export const ProcessesThreadsMany = alert("ProcessesThreadsMany", {
  ...told,
  signal: processThreads,
  above: 5000,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} has {value} threads",
  description:
    "For {for} the processes of {{ $labels.groupname }} on {{ $labels.instance }} have had more than {threshold} threads, now {value}. Each takes memory and a number; where the kernel or the service's own limit is reached, no new one starts.",
  cases: courseCases({
    series: gauge("namedprocess_namegroup_num_threads", process),
    subjects,
    over: 5150,
    under: 4850,
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: nginx has 5.15k threads",
      description:
        "For 15 minutes the processes of nginx on web-1 have had more than 5000 threads, now 5.15k. Each takes memory and a number; where the kernel or the service's own limit is reached, no new one starts.",
    },
  }),
});

/** Threads of a group on straight lines; every minute. */
const threads = (subject: Labels, points: readonly Point[]) => ({
  [`namedprocess_namegroup_num_threads{job="process", instance="${subject["instance"] ?? ""}", groupname="${subject["groupname"] ?? ""}"}`]:
    lines(points, "1m"),
});

/** Threads that grow from a number to another within 6 hours, and go on. */
const from = (first: number, to: number): readonly Point[] => [
  ["0s", first],
  ["6h", to],
  ["12h", 2 * to - first],
];

// A pool that fills after a start has its size after minutes; threads that nobody ends are more with every hour.
export const ProcessesThreadsGrowing = alert("ProcessesThreadsGrowing", {
  ...told,
  kind: "trend",
  signal: processThreadGrowth,
  above: 1.5,
  and: (s, n) => {
    const ago = (offset: string) =>
      promql`max by (instance, groupname) (${recordedProcesses.threads}${ofRecorded(s)} offset ${offset})`;
    const now = promql`max by (instance, groupname) (${recordedProcesses.threads}${ofRecorded(s)})`;
    return promql`${now} > ${n("floor")} and ${now} > ${ago("2h")} and ${ago("2h")} > ${ago("4h")} and ${ago("4h")} > ${ago("6h")}`;
  },
  parameters: {
    floor: { value: 500, unit: "short", meaning: "threads of a group that are no reason for a word" },
  },
  for: "30m",
  keepFiringFor: "1h",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: threads of {{ $labels.groupname }} only grow, to {value} of those 6 hours ago",
  description:
    "The threads of {{ $labels.groupname }} on {{ $labels.instance }} are more than {floor} and have become more through all of the last 6 hours, to {value} of what they were, where {threshold} is much. Threads that never end look like this; at a limit the program stops to work.",
  cases: [
    fires("one grows, one is as large and stays, one is small", {
      every: "1m",
      series: {
        ...threads(nginx, [
          ["0s", 400],
          ["12h", 1600],
        ]),
        ...threads({ ...nginx, groupname: "java" }, [
          ["0s", 1600],
          ["12h", 1600],
        ]),
        ...threads(worker, [
          ["0s", 40],
          ["12h", 160],
        ]),
      },
      at: "7h",
      labels: [nginx],
      text: {
        summary: "web-1: threads of nginx only grow, to 220% of those 6 hours ago",
        description:
          "The threads of nginx on web-1 are more than 500 and have become more through all of the last 6 hours, to 220% of what they were, where 150 % is much. Threads that never end look like this; at a limit the program stops to work.",
      },
    }),
    fires("on two hosts, just over both lines", {
      every: "1m",
      series: { ...threads(nginx, from(336, 515)), ...threads(worker, from(336, 515)) },
      at: "391m",
      labels: [nginx, worker],
    }),
    quiet("fewer than count", {
      every: "1m",
      series: threads(nginx, [
        ["0s", 200],
        ["330m", 488],
        ["12h", 495],
      ]),
      at: "395m",
    }),
    quiet("it grows, but slowly", { every: "1m", series: threads(nginx, from(1000, 1460)), at: "395m" }),
    quiet("it jumped, and rests since", {
      every: "1m",
      series: threads(nginx, [
        ["0s", 400],
        ["150m", 400],
        ["151m", 1600],
        ["12h", 1600],
      ]),
      at: "7h",
    }),
    quiet("some ended in the middle", {
      every: "1m",
      series: threads(nginx, [
        ["0s", 400],
        ["2h", 1200],
        ["4h", 900],
        ["12h", 2100],
      ]),
      at: "7h",
    }),
    quiet("some ended in the last two hours", {
      every: "1m",
      series: threads(nginx, [
        ["0s", 400],
        ["4h", 1200],
        ["12h", 1100],
      ]),
      at: "7h",
    }),
    quiet("there were none", { every: "1m", series: threads(nginx, from(0, 5000)), at: "6h" }),
    quiet("`for` is not over", { every: "1m", series: threads(nginx, from(400, 1600)), at: "389m" }),
    resolves("it is restarted", {
      every: "1m",
      series: threads(nginx, [
        ["0s", 400],
        ["7h", 1600],
        ["421m", 20],
        ["12h", 30],
      ]),
      labels: [nginx],
      firingAt: "470m",
      goneAt: "490m",
    }),
  ],
});

export const ProcessesZombies = alert("ProcessesZombies", {
  ...told,
  signal: processZombies,
  above: 10,
  for: "15m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} zombies of {{ $labels.groupname }}",
  description:
    "For {for} more than {threshold} processes of {{ $labels.groupname }} on {{ $labels.instance }} have been dead without anybody asking for their result, now {value}. Their parent has a fault. When the process numbers run out, nothing new starts on the host.",
  cases: courseCases({
    series: together(
      gauge("namedprocess_namegroup_states", { more: { job: "process", state: "Zombie" } }),
      constant("namedprocess_namegroup_states", 3, { more: { job: "process", state: "Sleeping" } }),
    ),
    subjects,
    over: 10.3,
    under: 9.7,
    for: "15m",
    keepFiringFor: "10m",
    text: {
      summary: "web-1: 10.3 zombies of nginx",
      description:
        "For 15 minutes more than 10 processes of nginx on web-1 have been dead without anybody asking for their result, now 10.3. Their parent has a fault. When the process numbers run out, nothing new starts on the host.",
    },
  }),
});

export const ProcessesBlocked = alert("ProcessesBlocked", {
  ...told,
  signal: processBlocked,
  above: 0.5,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of {{ $labels.groupname }} cannot be interrupted",
  description:
    "For {for} more than {threshold} of the threads of {{ $labels.groupname }} on {{ $labels.instance }} have waited for a disk or a network filesystem without being able to do anything else, now {value}. They cannot even be ended until it answers.",
  cases: [
    ...courseCases({
      series: together(
        scaled(
          gauge("namedprocess_namegroup_states", { more: { job: "process", state: "Waiting" } }),
          (share) => share * 8,
        ),
        constant("namedprocess_namegroup_states", 3, { more: { job: "process", state: "Sleeping" } }),
        constant("namedprocess_namegroup_num_threads", 8, process),
      ),
      subjects,
      over: 0.515,
      under: 0.485,
      far: 0.515,
      window: "10m",
      for: "10m",
      keepFiringFor: "5m",
      text: {
        summary: "web-1: 51.5% of nginx cannot be interrupted",
        description:
          "For 10 minutes more than 50 % of the threads of nginx on web-1 have waited for a disk or a network filesystem without being able to do anything else, now 51.5%. They cannot even be ended until it answers.",
      },
    }),
    quiet("a group that is gone", {
      series: together(
        gauge("namedprocess_namegroup_states", { more: { job: "process", state: "Waiting" } }),
        constant("namedprocess_namegroup_num_threads", 0, process),
      )(nginx, [["1h", 1]]),
      at: "30m",
    }),
  ],
});
