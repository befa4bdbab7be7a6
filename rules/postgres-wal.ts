import { type Duration } from "../platforms/workload";
import {
  postgresArchived,
  postgresArchiveFailures,
  postgresWalExcess,
} from "../signals/postgres-replication";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { levelCases, orders, pg, setting } from "./cases/postgres";
import { counter, steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-replication");

const gibi = 1024 ** 3;
const wal = (course: readonly Step[], instance: string, every?: Duration): Series => ({
  ...pg(
    "pg_wal_size_bytes",
    { instance },
    steps(
      course.map(([until, share]) => [until, Number(share) * 2 * gibi]),
      every,
    ),
  ),
  ...setting("max_wal_size_bytes", gibi, instance),
  ...setting("wal_keep_size_bytes", gibi, instance),
});

export const PostgresWalLarge = alert("PostgresWalLarge", {
  ...told,
  signal: postgresWalExcess,
  above: 3,
  selectable: ["instance"],
  for: "30m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: pg_wal has {value} of its size by design",
  description:
    "The write-ahead log of {{ $labels.instance }} has taken more than {threshold} of max_wal_size and wal_keep_size for {for}, now {value}. A slot, the archive or a checkpoint that does not end holds it back; when the disk is full, the server stops.",
  cases: levelCases({
    series: wal,
    over: 3.1,
    under: 2.9,
    for: "30m",
    keep: "10m",
    text: {
      summary: "orders: pg_wal has 310% of its size by design",
      description:
        "The write-ahead log of orders has taken more than 300 % of max_wal_size and wal_keep_size for 30 minutes, now 310%. A slot, the archive or a checkpoint that does not end holds it back; when the disk is full, the server stops.",
    },
  }),
});

/** Attempts to archive each minute, which fail or not. */
const archive = (
  failed: readonly (readonly [Duration, number])[],
  archived: readonly (readonly [Duration, number])[],
  instance = "orders",
): Series => {
  const labels = { instance, server: "10.0.0.5:5432" };
  const perMinute = (list: readonly (readonly [Duration, number])[]) =>
    counter(list.map(([until, number]) => [until, number / 60]));
  return {
    ...pg("pg_stat_archiver_failed_count", labels, perMinute(failed)),
    ...pg("pg_stat_archiver_archived_count", labels, perMinute(archived)),
  };
};

export const PostgresArchivingFailing = alert("PostgresArchivingFailing", {
  ...told,
  event: (s) =>
    promql`${postgresArchiveFailures.value(s)} > 0 unless on (instance) (${postgresArchived.value(s)} > 0)`,
  range: "15m",
  by: ["instance"],
  for: "10m",
  keepFiringFor: "5m",
  severity: "critical",
  summary: "{{ $labels.instance }}: the write-ahead log cannot be archived",
  description:
    "Every attempt of {{ $labels.instance }} to archive its write-ahead log has failed for {for}. Since the last good one a restore to a point in time is not possible, and the log is kept until the disk is full.",
  cases: [
    fires("every attempt fails on one of two databases", {
      series: {
        ...archive(
          [
            ["20m", 0],
            ["2h", 1],
          ],
          [
            ["20m", 1],
            ["2h", 0],
          ],
        ),
        ...archive([["2h", 0]], [["2h", 1]], "payments"),
      },
      // Successes are seen for 15 minutes.
      at: "46m",
      labels: [orders],
      text: {
        summary: "orders: the write-ahead log cannot be archived",
        description:
          "Every attempt of orders to archive its write-ahead log has failed for 10 minutes. Since the last good one a restore to a point in time is not possible, and the log is kept until the disk is full.",
      },
    }),
    fires("from the first scrape on", {
      series: archive([["2h", 1]], [["2h", 0]]),
      at: "615s",
      labels: [orders],
    }),
    quiet("`for` is not over", { series: archive([["2h", 1]], [["2h", 0]]), at: "10m" }),
    quiet("some attempts fail, others do not", { series: archive([["2h", 1]], [["2h", 0.2]]), at: "1h" }),
    quiet("nothing is archived", { series: archive([["2h", 0]], [["2h", 0]]), at: "1h" }),
    resolves("the archive takes files again", {
      series: archive(
        [
          ["30m", 1],
          ["2h", 0],
        ],
        [
          ["30m", 0],
          ["2h", 1],
        ],
      ),
      labels: [orders],
      firingAt: "30m",
      goneAt: "36m",
    }),
  ],
});

/** The write-ahead log of PostgreSQL and its archive. */
export const postgresWalRules: Rules = {
  name: "postgres-wal",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresWalLarge, PostgresArchivingFailing],
};
