import { answersBroken, exporterMemory, nodeExporterVersions } from "../signals/exporters";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { counting, courseCases, gauge } from "./cases/course";
import { steps } from "./cases/series";
import { recorded } from "./recording";
import { type Rules } from "./rule";

const told = {
  team: "infrastructure",
  service: "exporters",
  dashboard: { uid: "exporters", variables: ["job", "instance"] },
} as const;

export const ExporterAnswersBroken = alert("ExporterAnswersBroken", {
  ...told,
  event: (s) => promql`${answersBroken.value(s)} > 0`,
  by: answersBroken.by,
  unit: "ops",
  kind: "threshold",
  selectable: ["job", "instance", "cause"],
  for: "10m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} answers scrapes with errors ({{ $labels.cause }})",
  description:
    "For {for} {{ $labels.job }} of {{ $labels.instance }} could not give all of its metrics ({{ $labels.cause }}). The target counts as up all the same; alerts on what is missing cannot fire.",
  cases: courseCases({
    series: counting("promhttp_metric_handler_errors_total"),
    subjects: [
      { job: "node", instance: "web-1", cause: "gathering" },
      { job: "collector", instance: "web-2", cause: "encoding" },
    ],
    over: 0.07,
    under: 0,
    window: "5m",
    for: "10m",
    keepFiringFor: "10m",
    text: {
      summary: "node of web-1 answers scrapes with errors (gathering)",
      description:
        "For 10 minutes node of web-1 could not give all of its metrics (gathering). The target counts as up all the same; alerts on what is missing cannot fire.",
    },
  }),
});

export const ExporterMemoryHigh = alert("ExporterMemoryHigh", {
  ...told,
  signal: exporterMemory,
  above: 256 * 1024 ** 2,
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.job }} of {{ $labels.instance }} takes {value} of memory",
  description:
    "A program that only measures others has held more than {threshold} for {for}. It takes from the host what it should watch over, and may be ended as the first when memory is short.",
  cases: courseCases({
    series: gauge("process_resident_memory_bytes"),
    subjects: [
      { job: "process", instance: "web-1" },
      { job: "node", instance: "web-2" },
    ],
    over: 262 * 1024 ** 2,
    under: 250 * 1024 ** 2,
    for: "30m",
    keepFiringFor: "15m",
    text: {
      summary: "process of web-1 takes 262MiB of memory",
      description:
        "A program that only measures others has held more than 256 MiB for 30 minutes. It takes from the host what it should watch over, and may be ended as the first when memory is short.",
    },
  }),
});

const built = (instance: string, version: string, until: "12h" | "30h" = "30h") => ({
  [`node_exporter_build_info{job="node", instance="${instance}", version="${version}"}`]: steps(
    [[until, 1]],
    "5m",
  ),
});

export const ExporterVersionsDiffer = alert("ExporterVersionsDiffer", {
  ...told,
  dashboard: { uid: "exporters", variables: [] },
  optIn: true,
  event: (s) => promql`${nodeExporterVersions.value(s)} > 1`,
  by: [],
  kind: "threshold",
  selectable: ["instance"],
  for: "6h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{value} versions of the node exporter run at once",
  description:
    "For {for} hosts have had different versions of the node exporter. Metrics may have other names or be missing on some of them, so that alerts do not hold for all hosts alike.",
  cases: [
    fires("one host was left out", {
      every: "5m",
      series: { ...built("web-1", "1.12.1"), ...built("web-2", "1.12.1"), ...built("web-3", "1.9.0") },
      at: "365m",
      labels: [{}],
      text: {
        summary: "2 versions of the node exporter run at once",
        description:
          "For 6 hours hosts have had different versions of the node exporter. Metrics may have other names or be missing on some of them, so that alerts do not hold for all hosts alike.",
      },
    }),
    quiet("all are the same", {
      every: "5m",
      series: { ...built("web-1", "1.12.1"), ...built("web-2", "1.12.1") },
      at: "8h",
    }),
    quiet("an update is on its way", {
      every: "5m",
      series: { ...built("web-1", "1.12.1"), ...built("web-3", "1.9.0") },
      at: "5h",
    }),
    resolves("the last host is updated", {
      every: "5m",
      series: { ...built("web-1", "1.12.1"), ...built("web-3", "1.9.0", "12h") },
      labels: [{}],
      firingAt: "12h",
      goneAt: "745m",
    }),
  ],
});

/** The programs that only measure others. */
export const exporterRules: Rules = {
  name: "exporters",
  recordings: [
    recorded(
      "job:exporter_memory_bytes:max",
      (scope) => promql`max by (job) (${exporterMemory.value(scope)})`,
    ),
  ],
  alerts: [ExporterAnswersBroken, ExporterMemoryHigh, ExporterVersionsDiffer],
};
