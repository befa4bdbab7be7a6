import { lokiCompactionAge, lokiMembersUnhealthy, lokiRetentionAge } from "../signals/loki-health";
import { promql } from "../signals/promql";
import { type Duration } from "../platforms/workload";
import { alert } from "./alert";
import { fires, quiet, resolves, type Case } from "./cases/case";
import { courseCases, gauge } from "./cases/course";
import { steps, type Step } from "./cases/series";
import { toldOf } from "./stack-told";

const told = { ...toldOf("loki"), dashboard: { uid: "loki", variables: [] } };

interface Periodic {
  readonly metric: string;
  /** Limit of the age, in minutes; values are a minute apart. */
  readonly limit: number;
  readonly text: { readonly summary: string; readonly description: string };
}

/** Proofs for the age of something that Loki does every ten minutes, which is told of after 10 minutes. */
function ageCases({ metric, limit, text }: Periodic): readonly Case[] {
  const of = (instance: string, done: readonly Step[], started = 0) => ({
    [`${metric}{job="loki", instance="${instance}"}`]: steps(done, "1m"),
    [`process_start_time_seconds{job="loki", instance="${instance}"}`]: steps([["20h", started]], "1m"),
  });
  const minutes = (count: number): Duration => `${Math.ceil(count)}m`;
  const second = 60;
  return [
    fires("it was last done just before the limit", {
      every: "1m",
      series: of("loki-0", [["20h", 600]]),
      at: minutes(10 + limit + 12),
      labels: [{}],
      text,
    }),
    quiet("it has not lasted 10 minutes", {
      every: "1m",
      series: of("loki-0", [["20h", 600]]),
      at: minutes(10 + limit + 9),
    }),
    fires("it was never done since the start", {
      every: "1m",
      series: of("loki-0", [["20h", 0]]),
      at: minutes(limit + 15),
      labels: [{}],
    }),
    quiet("another member does it", {
      every: "1m",
      series: { ...of("loki-0", [["20h", 0]]), ...of("loki-1", [["20h", 120 * second]]) },
      at: minutes(limit + 115),
    }),
    quiet("started not long ago, and not done yet", {
      every: "1m",
      series: of("loki-0", [["20h", 0]], 60 * second),
      at: minutes(limit + 55),
    }),
    quiet("a process that does not do it was started long ago", {
      every: "1m",
      series: { [`process_start_time_seconds{job="loki", instance="loki-2"}`]: steps([["20h", 0]], "1m") },
      at: minutes(limit + 60),
    }),
    resolves("it is done again", {
      every: "1m",
      series: of("loki-0", [
        [minutes(limit + 30), 600],
        ["20h", (limit + 30) * 60],
      ]),
      labels: [{}],
      firingAt: minutes(limit + 30),
      goneAt: minutes(limit + 38),
    }),
  ];
}

export const LokiCompactionStopped = alert("LokiCompactionStopped", {
  ...told,
  signal: lokiCompactionAge,
  above: 3 * 3600,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  selectable: [],
  summary: "Loki has not joined the files of its index for {value}",
  description:
    "The compactor of Loki should join the files of the index every ten minutes, and has not done so for more than {threshold}. Queries get slower, and nothing that is too old is deleted.",
  cases: ageCases({
    metric: "loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds",
    limit: 180,
    text: {
      summary: "Loki has not joined the files of its index for 3h 12m 0s",
      description:
        "The compactor of Loki should join the files of the index every ten minutes, and has not done so for more than 3 h. Queries get slower, and nothing that is too old is deleted.",
    },
  }),
});

export const LokiRetentionStopped = alert("LokiRetentionStopped", {
  ...told,
  signal: lokiRetentionAge,
  above: 6 * 3600,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  selectable: [],
  summary: "Loki has not looked for old log lines for {value}",
  description:
    "Loki has not gone through its index for lines that are older than the retention for more than {threshold}. They are kept, fill the disk or the bucket, and may be older than you are allowed to keep them.",
  cases: ageCases({
    metric: "loki_compactor_apply_retention_last_successful_run_timestamp_seconds",
    limit: 360,
    text: {
      summary: "Loki has not looked for old log lines for 6h 12m 0s",
      description:
        "Loki has not gone through its index for lines that are older than the retention for more than 6 h. They are kept, fill the disk or the bucket, and may be older than you are allowed to keep them.",
    },
  }),
});

export const LokiMembersUnhealthy = alert("LokiMembersUnhealthy", {
  ...told,
  event: (s) => promql`${lokiMembersUnhealthy.value(s)} > 0`,
  by: lokiMembersUnhealthy.by,
  kind: "threshold",
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{value} members of Loki's ring {{ $labels.name }} do not answer",
  description:
    "For {for} members of the ring {{ $labels.name }} have not been heard of. Loki keeps each line three times and can do without one member; with two of them away it takes no lines any more.",
  cases: courseCases({
    series: (subject, course, every) => ({
      ...gauge("loki_ring_members", { more: { job: "loki", instance: "loki-0", state: "Unhealthy" } })(
        subject,
        course,
        every,
      ),
      ...gauge("loki_ring_members", { more: { job: "loki", instance: "loki-0", state: "ACTIVE" } })(
        subject,
        [[course.at(-1)?.[0] ?? "1h", 3]],
        every,
      ),
    }),
    subjects: [{ name: "ingester" }, { name: "compactor" }],
    over: 1,
    under: 0,
    for: "10m",
    keepFiringFor: "5m",
    text: {
      summary: "1 members of Loki's ring ingester do not answer",
      description:
        "For 10 minutes members of the ring ingester have not been heard of. Loki keeps each line three times and can do without one member; with two of them away it takes no lines any more.",
    },
  }),
});
