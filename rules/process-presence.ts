/** Groups of processes that are not there any more, or come and go. */
import {
  processPresent,
  processReadErrors,
  processRestarts,
  recordedProcesses,
} from "../signals/process-health";
import { promql } from "../signals/promql";
import { ofRecorded } from "../signals/recorded";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { counting, courseCases, constant, together } from "./cases/course";
import { count, exporter, nginx, started, worker } from "./cases/processes";

const told = {
  team: "infrastructure",
  service: "processes",
  dashboard: { uid: "process-group", variables: ["instance", "groupname"] },
} as const;

const day = 86_400;

// The settings say that these are to be there, so one that is gone is told of whatever its age.
export const ProcessesGone = alert("ProcessesGone", {
  ...told,
  needs: ["process-groups"],
  event: (s) => promql`${processPresent.value(s)} == 0`,
  by: processPresent.by,
  for: "1m",
  keepFiringFor: "1m",
  severity: "critical",
  summary: "{{ $labels.instance }}: no process of {{ $labels.groupname }} is left",
  description:
    "The group {{ $labels.groupname }} is one that the settings name, and for {for} no process of it has run on {{ $labels.instance }}. What it did for others is not done.",
  cases: [
    fires("the server ended, another group goes on", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["1h", 0],
        ]),
        ...count({ ...nginx, groupname: "cron" }, [["1h", 1]]),
        ...exporter("web-1", [["1h", 1]]),
      },
      at: "375s",
      labels: [nginx],
      text: {
        summary: "web-1: no process of nginx is left",
        description:
          "The group nginx is one that the settings name, and for 1 minute no process of it has run on web-1. What it did for others is not done.",
      },
    }),
    fires("the host was started anew, and one server on each of two hosts does not come back", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["2h", "missing"],
        ]),
        ...count({ ...nginx, groupname: "cron" }, [["2h", 1]]),
        ...count(worker, [
          ["5m", 1],
          ["2h", "missing"],
        ]),
        ...exporter("web-1", [
          ["5m", 1],
          ["7m", 0],
          ["2h", 1],
        ]),
        ...exporter("web-2", [["2h", 1]]),
      },
      at: "15m",
      labels: [nginx, worker],
    }),
    quiet("`for` is not over", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["1h", 0],
        ]),
        ...exporter("web-1", [["1h", 1]]),
      },
      at: "6m",
    }),
    quiet("the exporter does not answer, so that nothing is known", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["1h", "missing"],
        ]),
        ...exporter("web-1", [
          ["5m", 1],
          ["1h", 0],
        ]),
      },
      at: "30m",
    }),
    quiet("a group that was taken out of the settings more than an hour ago", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["2h", "missing"],
        ]),
        ...exporter("web-1", [["2h", 1]]),
      },
      at: "70m",
    }),
    resolves("it is started again", {
      series: {
        ...count(nginx, [
          ["5m", 3],
          ["20m", 0],
          ["1h", 3],
        ]),
        ...exporter("web-1", [["1h", 1]]),
      },
      labels: [nginx],
      firingAt: "20m",
      goneAt: "1275s",
    }),
  ],
});

const ofAge = (ago: number) =>
  ({
    ...count(nginx, [
      ["30m", 1],
      ["3h", 0],
    ]),
    ...started(nginx, [
      ["30m", ago],
      ["3h", "gone"],
    ]),
    ...count(worker, [
      ["30m", 1],
      ["3h", 0],
    ]),
    ...started(worker, [
      ["30m", 600],
      ["3h", "gone"],
    ]),
    ...exporter("web-1", [["3h", 1]]),
    ...exporter("web-2", [["3h", 1]]),
  }) as const;

// Where every executable counts, most come and go by nature: only what has run for a day or longer is missed.
export const LongRunningProcessesGone = alert("LongRunningProcessesGone", {
  ...told,
  needs: ["process-executables"],
  event: (s, n) =>
    promql`${processPresent.value(s)} == 0 and max_over_time(${recordedProcesses.age}${ofRecorded(s)}[1h]) > ${n("age")}`,
  by: processPresent.by,
  parameters: {
    age: { value: day, unit: "dtdurations", meaning: "age that the oldest process had reached" },
  },
  for: "2m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} ended after a long run",
  description:
    "A process {{ $labels.groupname }} on {{ $labels.instance }} had run for longer than {age}; within the last hour it ended, and none has taken its place. A server that crashed looks like this.",
  cases: [
    fires("one of two had run for a day", {
      series: ofAge(day),
      at: "1935s",
      labels: [nginx],
      text: {
        summary: "web-1: nginx ended after a long run",
        description:
          "A process nginx on web-1 had run for longer than 24 h; within the last hour it ended, and none has taken its place. A server that crashed looks like this.",
      },
    }),
    fires("the host was started anew, and one on each of two does not come back", {
      series: {
        ...count(nginx, [
          ["20m", 1],
          ["3h", "missing"],
        ]),
        ...started(nginx, [["20m", 2 * day]]),
        ...count(worker, [
          ["20m", 1],
          ["3h", "missing"],
        ]),
        ...started(worker, [["20m", 2 * day]]),
        ...exporter("web-1", [["3h", 1]]),
        ...exporter("web-2", [["3h", 1]]),
      },
      at: "30m",
      labels: [nginx, worker],
    }),
    quiet("the oldest was not quite a day old", { series: ofAge(day - 0.03 * day), at: "40m" }),
    quiet("a process of a day goes on beside one that ended", {
      series: {
        ...count(nginx, [["3h", 1]]),
        ...started(nginx, [["3h", 2 * day]]),
        ...exporter("web-1", [["3h", 1]]),
      },
      at: "40m",
    }),
    quiet("`for` is not over", { series: ofAge(day), at: "1920s" }),
    resolves("an hour later it is news no longer", {
      series: ofAge(day),
      labels: [nginx],
      firingAt: "89m",
      goneAt: "96m",
    }),
  ],
});

/** A group whose main process is replaced at each of these times, in minutes. */
const restarted = (subject: typeof nginx, minutes: readonly number[]) => {
  const ends = [...minutes, 240];
  return started(
    subject,
    ends.flatMap((end, index) => [
      [`${end * 60}s` as const, index === 0 ? 50_000 : -60 * (ends[index - 1] ?? 0)] as const,
    ]),
  );
};

export const ProcessesRestarting = alert("ProcessesRestarting", {
  ...told,
  needs: ["process-groups"],
  signal: processRestarts,
  above: 2,
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.groupname }} was started {value} times in an hour",
  description:
    "The main process of {{ $labels.groupname }} on {{ $labels.instance }} was replaced {value} times within an hour; more than {threshold} is no deployment but a crash that repeats. Each time its work stops and its caches are empty.",
  cases: [
    fires("three restarts, beside a group with two", {
      series: { ...restarted(nginx, [10, 20, 30]), ...restarted({ ...nginx, groupname: "cron" }, [10, 30]) },
      at: "1830s",
      labels: [nginx],
      text: {
        summary: "web-1: nginx was started 3 times in an hour",
        description:
          "The main process of nginx on web-1 was replaced 3 times within an hour; more than 2 is no deployment but a crash that repeats. Each time its work stops and its caches are empty.",
      },
    }),
    fires("on two hosts", {
      series: { ...restarted(nginx, [10, 20, 30]), ...restarted(worker, [10, 20, 30]) },
      at: "31m",
      labels: [nginx, worker],
    }),
    fires("it is gone for minutes before each start", {
      series: started(nginx, [
        ["10m", 50_000],
        ["12m", "gone"],
        ["20m", -700],
        ["22m", "gone"],
        ["30m", -1300],
        ["32m", "gone"],
        ["2h", -1900],
      ]),
      at: "35m",
      labels: [nginx],
    }),
    quiet("two restarts", { series: restarted(nginx, [10, 30]), at: "31m" }),
    quiet("three in more than an hour", { series: restarted(nginx, [10, 40, 72]), at: "73m" }),
    quiet("it ran without a pause", { series: restarted(nginx, []), at: "2h" }),
    resolves("it stays", {
      series: restarted(nginx, [10, 20, 30]),
      labels: [nginx],
      firingAt: "68m",
      goneAt: "90m",
    }),
  ],
});

export const ProcessesUnreadable = alert("ProcessesUnreadable", {
  ...told,
  dashboard: { uid: "processes", variables: ["instance"] },
  signal: processReadErrors,
  above: 5,
  range: "15m",
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} errors in reading processes",
  description:
    "In a quarter of an hour the process exporter of {{ $labels.instance }} failed {value} times to read the list of processes or a process of it, where {threshold} are usual at most. What it tells of processes is incomplete, and alerts on them may be blind.",
  cases: [
    ...courseCases({
      series: together(
        counting("namedprocess_scrape_errors", { more: { job: "process" } }),
        constant("namedprocess_scrape_procread_errors", 0, { more: { job: "process" } }),
      ),
      subjects: [{ instance: "web-1" }, { instance: "web-2" }],
      over: 5.15 / 900,
      under: 4.85 / 900,
      window: "15m",
      for: "15m",
      keepFiringFor: "15m",
      text: {
        summary: "web-1: 5.15 errors in reading processes",
        description:
          "In a quarter of an hour the process exporter of web-1 failed 5.15 times to read the list of processes or a process of it, where 5 are usual at most. What it tells of processes is incomplete, and alerts on them may be blind.",
      },
    }),
    fires("single processes cannot be read", {
      series: together(
        counting("namedprocess_scrape_procread_errors", { more: { job: "process" } }),
        constant("namedprocess_scrape_errors", 0, { more: { job: "process" } }),
      )({ instance: "web-1" }, [["2h", 1]]),
      at: "30m",
      labels: [{ instance: "web-1" }],
    }),
  ],
});
