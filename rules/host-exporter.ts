import { collectorWorks, textFileAge, textFileErrors } from "../signals/kernel";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Labels, type Series } from "./cases/case";
import { gauge, node, still, type Course } from "./cases/node";
import { toldOfSystem as told } from "./host-told";

const cpu = { collector: "cpu" };
const works = (course: Course, labels: Labels = {}): Series =>
  gauge("node_scrape_collector_success", course, { ...cpu, ...labels });
const fails: Course = [
  ["10m", 1],
  ["2h", 0],
];

export const HostCollectorFailing = alert("HostCollectorFailing", {
  ...told,
  // A part that has nothing to measure on a host says the same from the start. Of a day a look every 10 minutes is
  // enough; all samples of it would cost more than all other rules on hosts together.
  event: (s) =>
    promql`${collectorWorks.value(s)} == 0 and max by (instance, collector) (max_over_time(node_scrape_collector_success{${s.select("node")}}[1d:10m])) == 1`,
  by: ["instance", "collector"],
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the node exporter cannot measure {{ $labels.collector }} any more",
  description:
    "The part {{ $labels.collector }} of the node exporter on {{ $labels.instance }} worked within the last day and has failed for {for}. Alerts that read what it measures cannot fire.",
  cases: [
    fires("one part, beside one that works and one that never did", {
      series: {
        ...works(fails),
        ...works(still(1), { collector: "meminfo" }),
        ...works(still(0), { collector: "zfs" }),
      },
      at: "1515s",
      labels: [{ instance: "web-1", ...cpu }],
      text: {
        summary: "web-1: the node exporter cannot measure cpu any more",
        description:
          "The part cpu of the node exporter on web-1 worked within the last day and has failed for 15 minutes. Alerts that read what it measures cannot fire.",
      },
    }),
    fires("two parts and two hosts", {
      series: {
        ...works(fails),
        ...works(fails, { collector: "meminfo" }),
        ...works(fails, { instance: "web-2" }),
      },
      at: "30m",
      labels: [
        { instance: "web-1", ...cpu },
        { instance: "web-1", collector: "meminfo" },
        { instance: "web-2", ...cpu },
      ],
    }),
    quiet("`for` is not over", { series: works(fails), at: "1500s" }),
    resolves("it works again", {
      series: works([
        ["10m", 1],
        ["40m", 0],
        ["2h", 1],
      ]),
      labels: [{ instance: "web-1", ...cpu }],
      firingAt: "55m",
      goneAt: "3315s",
    }),
  ],
});

const broken = (course: Course, instance = "web-1"): Series =>
  gauge("node_textfile_scrape_error", course, { instance });

export const HostTextFileBroken = alert("HostTextFileBroken", {
  ...told,
  event: (s) => promql`${textFileErrors.value(s)} == 1`,
  by: ["instance"],
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a text file with metrics cannot be read",
  description:
    "For {for} the node exporter on {{ $labels.instance }} has not been able to read or understand a file of its folder of text files. What that file measures is missing, and so are the alerts on it.",
  cases: [
    fires("beside a host whose files are well", {
      series: { ...broken(still(1)), ...broken(still(0), "web-2") },
      at: "15m",
      labels: [{ instance: "web-1" }],
      text: {
        summary: "web-1: a text file with metrics cannot be read",
        description:
          "For 15 minutes the node exporter on web-1 has not been able to read or understand a file of its folder of text files. What that file measures is missing, and so are the alerts on it.",
      },
    }),
    fires("two hosts", {
      series: { ...broken(still(1)), ...broken(still(1), "web-2") },
      at: "20m",
      labels: [{ instance: "web-1" }, { instance: "web-2" }],
    }),
    quiet("`for` is not over", { series: broken(still(1)), at: "885s" }),
    resolves("the file is mended", {
      series: broken([
        ["20m", 1],
        ["2h", 0],
      ]),
      labels: [{ instance: "web-1" }],
      firingAt: "35m",
      goneAt: "2115s",
    }),
  ],
});

const every = "5m";
const smart = { file: "/srv/smart.prom" };
/** A file that was written at these hours. */
const written = (hours: readonly number[], labels: Labels = {}): Series => {
  const values = hours.map((hour, index) => {
    const until = hours[index + 1] ?? 60;
    return `${hour * 3600}x${(until - (index === 0 ? 0 : hour)) * 12 - 1}`;
  });
  return node("node_textfile_mtime_seconds", values.join(" "), { ...smart, ...labels });
};

export const HostTextFileOld = alert("HostTextFileOld", {
  ...told,
  signal: textFileAge,
  above: 2 * 86_400,
  for: "5m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.file }} was written {value} ago",
  description:
    "The file {{ $labels.file }} on {{ $labels.instance }} is older than {threshold}. Its metrics are still shown as if they were of now; the script that should write it does not run.",
  cases: [
    fires("two days and some minutes old, beside one of yesterday", {
      every,
      series: { ...written([1]), ...written([1, 40], { file: "/srv/backup.prom" }) },
      at: "2946m",
      labels: [{ instance: "web-1", ...smart }],
      text: {
        summary: "web-1: /srv/smart.prom was written 2d 0h 6m 0s ago",
        description:
          "The file /srv/smart.prom on web-1 is older than 2 d. Its metrics are still shown as if they were of now; the script that should write it does not run.",
      },
    }),
    fires("two files and two hosts", {
      every,
      series: {
        ...written([1]),
        ...written([1], { file: "/srv/backup.prom" }),
        ...written([1], { instance: "web-2" }),
      },
      at: "50h",
      labels: [
        { instance: "web-1", ...smart },
        { instance: "web-1", file: "/srv/backup.prom" },
        { instance: "web-2", ...smart },
      ],
    }),
    quiet("a file of no time at all", { every, series: written([0]), at: "55h" }),
    quiet("`for` is not over", { every, series: written([1]), at: "2945m" }),
    resolves("the file is written again", {
      every,
      series: written([1, 50]),
      labels: [{ instance: "web-1", ...smart }],
      firingAt: "3014m",
      goneAt: "3017m",
    }),
  ],
});
