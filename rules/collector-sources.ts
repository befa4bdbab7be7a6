import { promql } from "../signals/promql";
import {
  collectorFilesLeft,
  collectorMemory,
  collectorMemoryIn24Hours,
  collectorReads,
  collectorStarts,
} from "../signals/collector";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { counting, countingAt, courseCases, gauge, growing, together } from "./cases/course";
import { toldOf } from "./stack-told";

const told = toldOf("collector");
const agent = { more: { job: "collector" } };
const hosts = [{ instance: "web-1" }, { instance: "web-2" }] as const;
const [first] = hosts;
const received = (receiver: string) => ({ more: { job: "collector", receiver, transport: "" } });

export const CollectorReadsNothing = alert("CollectorReadsNothing", {
  ...told,
  event: (s) => promql`${collectorReads.value(s)} == 0`,
  by: collectorReads.by,
  unit: "cps",
  range: "30m",
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the collector reads no log lines at all",
  description:
    "The collector of {{ $labels.instance }} runs, but in the last 30 minutes it has not read a single line, of no file and no service. Nothing of this host can be looked up, and alerts on its logs are blind.",
  cases: [
    ...courseCases({
      every: "1m",
      series: together(
        counting("otelcol_receiver_accepted_log_records", received("file_log/host")),
        countingAt("otelcol_receiver_accepted_log_records", 0, received("otlp")),
      ),
      subjects: hosts,
      over: 0,
      under: 0.1,
      window: "30m",
      for: "10m",
      keepFiringFor: "5m",
      text: {
        summary: "web-1: the collector reads no log lines at all",
        description:
          "The collector of web-1 runs, but in the last 30 minutes it has not read a single line, of no file and no service. Nothing of this host can be looked up, and alerts on its logs are blind.",
      },
    }),
    quiet("it has stopped just now", {
      every: "1m",
      series: together(
        counting("otelcol_receiver_accepted_log_records", received("file_log/host")),
        countingAt("otelcol_receiver_accepted_log_records", 0, received("otlp")),
      )(
        first,
        [
          ["60m", 0.1],
          ["3h", 0],
        ],
        "1m",
      ),
      at: "95m",
    }),
  ],
});

/** Lines of the last half hour, none; before it, over a day, so many. */
const source = (s: Parameters<typeof collectorReads.value>[0], lines_: number) => ({
  silent: promql`sum by (instance, receiver) (increase(otelcol_receiver_accepted_log_records{${s.select("collector")}}[2h])) == 0`,
  talked: promql`sum by (instance, receiver) (increase(otelcol_receiver_accepted_log_records{${s.select("collector")}}[1d] offset 2h)) > ${lines_}`,
});

export const CollectorSourceSilent = alert("CollectorSourceSilent", {
  ...told,
  kind: "trend",
  event: (s, n) => {
    const { silent, talked } = source(s, n("usual"));
    return promql`${silent} and ${talked}`;
  },
  by: ["instance", "receiver"],
  parameters: {
    usual: { value: 2000, unit: "short", meaning: "lines of the day before from which silence counts" },
  },
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.receiver }} has gone silent",
  description:
    "{{ $labels.receiver }} of {{ $labels.instance }} gave more than {usual} lines in the day before, and none in the last 2 hours. Either what wrote them has stopped, or the collector cannot read them any more.",
  cases: [
    ...courseCases({
      every: "5m",
      series: counting("otelcol_receiver_accepted_log_records", {
        more: { job: "collector", transport: "" },
      }),
      subjects: [
        { instance: "web-1", receiver: "file_log/host" },
        { instance: "web-2", receiver: "journald" },
      ],
      usual: { value: 0.2, for: "3h" },
      over: 0,
      under: 0.2,
      window: "2h",
      for: "5m",
      keepFiringFor: "5m",
      text: {
        summary: "web-1: file_log/host has gone silent",
        description:
          "file_log/host of web-1 gave more than 2000 lines in the day before, and none in the last 2 hours. Either what wrote them has stopped, or the collector cannot read them any more.",
      },
    }),
    ...(
      [
        ["just enough lines before", 0.2065, true],
        ["few lines before", 0.1975, false],
      ] as const
    ).map(([title, rate, loud]) => {
      const given = {
        every: "5m" as const,
        series: counting("otelcol_receiver_accepted_log_records", {
          more: { job: "collector", transport: "" },
        })(
          { instance: "web-1", receiver: "otlp" },
          [
            ["10000s", rate],
            ["20h", 0],
          ],
          "5m",
        ),
        at: "6h" as const,
      };
      return loud
        ? fires(title, { ...given, labels: [{ instance: "web-1", receiver: "otlp" }] })
        : quiet(title, given);
    }),
  ],
});

export const CollectorFilesLost = alert("CollectorFilesLost", {
  ...told,
  kind: "trend",
  signal: collectorFilesLeft,
  below: 0.5,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the usual log files are open",
  description:
    "The collector of {{ $labels.instance }} has followed less than {threshold} of the log files of the last day for {for}. Files were moved, or it may not read them any more; what is written there is not collected.",
  cases: courseCases({
    every: "5m",
    series: gauge("otelcol_fileconsumer_open_files", agent),
    usual: { value: 100, for: "20h" },
    subjects: hosts,
    over: 48,
    under: 51,
    for: "15m",
    keepFiringFor: "15m",
    text: {
      summary: "web-1: 48.41% of the usual log files are open",
      description:
        "The collector of web-1 has followed less than 50 % of the log files of the last day for 15 minutes. Files were moved, or it may not read them any more; what is written there is not collected.",
    },
  }),
});

/** A counter of the time since the start, which began anew so many times, ten minutes apart. */
const restarted = (times: number): string =>
  [...Array.from({ length: times }, () => "0+15x39"), "0+15x400"].join(" ");

export const CollectorRestarting = alert("CollectorRestarting", {
  ...told,
  signal: collectorStarts,
  above: 2,
  for: "0s",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the collector was started {value} times in an hour",
  description:
    "The collector of {{ $labels.instance }} ends again and again. What it had not written to its disk is lost with each time, and lines come late.",
  cases: [
    fires("three times in an hour", {
      series: {
        [`otelcol_process_uptime{job="collector", instance="web-1"}`]: restarted(3),
        [`otelcol_process_uptime{job="collector", instance="web-2"}`]: restarted(2),
        [`otelcol_process_uptime{job="collector-gateway", instance="gateway-0"}`]: restarted(0),
      },
      at: "35m",
      labels: [first],
      text: {
        summary: "web-1: the collector was started 3 times in an hour",
        description:
          "The collector of web-1 ends again and again. What it had not written to its disk is lost with each time, and lines come late.",
      },
    }),
    quiet("twice for an update", {
      series: { [`otelcol_process_uptime{job="collector", instance="web-1"}`]: restarted(2) },
      at: "35m",
    }),
    resolves("it runs on", {
      series: { [`otelcol_process_uptime{job="collector", instance="web-1"}`]: restarted(3) },
      labels: [first],
      firingAt: "35m",
      goneAt: "90m",
    }),
  ],
});

export const CollectorMemoryGrowing = alert("CollectorMemoryGrowing", {
  ...told,
  kind: "trend",
  signal: collectorMemoryIn24Hours,
  above: 1.5,
  and: (s, n) => promql`${collectorMemory.value(s)} > ${n("floor")}`,
  parameters: {
    floor: { value: 150 * 1024 ** 2, unit: "bytes", meaning: "memory from which growth counts" },
  },
  for: "1h",
  keepFiringFor: "30m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the collector needs {value} of its memory by tomorrow",
  description:
    "The collector of {{ $labels.instance }} holds more than {floor}, and at the pace of the last 6 hours more than {threshold} of that in 24 hours. At its limit it refuses lines, and beyond it is ended.",
  cases: [
    ...courseCases({
      every: "5m",
      series: growing("otelcol_process_memory_rss", 300 * 1024 ** 2, agent),
      subjects: hosts,
      over: 2170,
      under: 2050,
      far: 20_000,
      window: "6h",
      for: "1h",
      keepFiringFor: "30m",
      text: {
        summary: "web-1: the collector needs 150.7% of its memory by tomorrow",
        description:
          "The collector of web-1 holds more than 150 MiB, and at the pace of the last 6 hours more than 150 % of that in 24 hours. At its limit it refuses lines, and beyond it is ended.",
      },
    }),
    fires("just enough of it", {
      every: "5m",
      series: growing("otelcol_process_memory_rss", 124 * 1024 ** 2, agent)(first, [["9h", 980]], "5m"),
      at: "9h",
      labels: [first],
    }),
    quiet("little of it", {
      every: "5m",
      series: growing("otelcol_process_memory_rss", 118 * 1024 ** 2, agent)(first, [["9h", 980]], "5m"),
      at: "9h",
    }),
  ],
});
