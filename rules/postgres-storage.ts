import { type Duration } from "../platforms/workload";
import {
  postgresCheckpoints,
  postgresCheckpointsRequested,
  postgresCheckpointSync,
  postgresGrowth,
  postgresSize,
} from "../signals/postgres-vacuum";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { levelCases, orders, pg } from "./cases/postgres";
import { counter, lines, type Point, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres");

const hour = 3600;

interface Checkpoints {
  readonly requested: string;
  readonly timed: string;
  readonly sync: string;
}

/** Names of the counters before PostgreSQL 17 and since. */
const before17: Checkpoints = {
  requested: "pg_stat_bgwriter_checkpoints_req_total",
  timed: "pg_stat_bgwriter_checkpoints_timed_total",
  sync: "pg_stat_bgwriter_checkpoint_sync_time_total",
};
const since17: Checkpoints = {
  requested: "pg_stat_checkpointer_num_requested_total",
  timed: "pg_stat_checkpointer_num_timed_total",
  sync: "pg_stat_checkpointer_sync_time_total",
};

/** Checkpoints, so many an hour, of which a share was asked for. */
const checkpoints = (
  course: readonly Step[],
  instance: string,
  every?: Duration,
  perHour = 40,
  names: Checkpoints = before17,
): Series => {
  const counted = (metric: string, of: (share: number) => number) =>
    pg(
      metric,
      { instance },
      counter(
        course.map(([until, share]) => [until, (of(Number(share)) * perHour) / hour]),
        every,
      ),
    );
  return {
    ...counted(names.requested, (share) => share),
    ...counted(names.timed, (share) => 1 - share),
  };
};

export const PostgresCheckpointsForced = alert("PostgresCheckpointsForced", {
  ...told,
  signal: postgresCheckpointsRequested,
  range: "1h",
  above: 0.5,
  and: (s, n) => promql`${postgresCheckpoints.value(s)} * 3600 > ${n("number")}`,
  parameters: {
    number: { value: 12, unit: "short", meaning: "checkpoints an hour from which on the share counts" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the checkpoints are forced",
  description:
    "More than {threshold} of the checkpoints of {{ $labels.instance }} did not wait for their time, for {for} and with more than {number} an hour: max_wal_size is too small for what is written. Each writes all changed blocks at once, and all pages go to the log in full again.",
  cases: [
    ...levelCases({
      series: checkpoints,
      over: 0.515,
      under: 0.485,
      for: "30m",
      // 40 an hour: more than 12 of them are seen after that time.
      first: "19m",
      keep: "15m",
      fades: "1h",
      every: "1m",
      text: {
        summary: "orders: 51.5% of the checkpoints are forced",
        description:
          "More than 50 % of the checkpoints of orders did not wait for their time, for 30 minutes and with more than 12 an hour: max_wal_size is too small for what is written. Each writes all changed blocks at once, and all pages go to the log in full again.",
      },
    }),
    fires("PostgreSQL 17, with just enough of them", {
      every: "1m",
      series: checkpoints([["3h", 0.6]], "orders", "1m", 12.36, since17),
      at: "2h",
      labels: [orders],
    }),
    quiet("a few checkpoints, asked for by a backup", {
      every: "1m",
      series: checkpoints([["3h", 0.9]], "orders", "1m", 11.64, since17),
      at: "2h",
    }),
    quiet("PostgreSQL 17, all by time", {
      every: "1m",
      series: checkpoints([["3h", 0]], "orders", "1m", 20, since17),
      at: "2h",
    }),
  ],
});

/** Twelve checkpoints an hour that take so many seconds each to sync. */
const syncs = (
  course: readonly Step[],
  instance: string,
  every?: Duration,
  names: Checkpoints = before17,
): Series => ({
  ...checkpoints(
    course.map(([until]) => [until, 0]),
    instance,
    every,
    12,
    names,
  ),
  ...pg(
    names.sync,
    { instance },
    counter(
      course.map(([until, seconds]) => [until, (Number(seconds) * 1000 * 12) / hour]),
      every,
    ),
  ),
});

export const PostgresCheckpointSyncSlow = alert("PostgresCheckpointSyncSlow", {
  ...told,
  signal: postgresCheckpointSync,
  range: "1h",
  above: 10,
  for: "15m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: a checkpoint takes {value} to sync",
  description:
    "The disk of {{ $labels.instance }} has needed more than {threshold} as a mean to confirm what a checkpoint wrote, for {for}; now {value}. Commits wait behind it: the disk is overloaded or slow.",
  cases: [
    ...levelCases({
      series: (course, instance, every) => syncs(course, instance, every),
      over: 10.3,
      under: 9.7,
      for: "15m",
      first: "1m",
      keep: "15m",
      fades: "1h",
      every: "1m",
      text: {
        summary: "orders: a checkpoint takes 10.3s to sync",
        description:
          "The disk of orders has needed more than 10 s as a mean to confirm what a checkpoint wrote, for 15 minutes; now 10.3s. Commits wait behind it: the disk is overloaded or slow.",
      },
    }),
    fires("PostgreSQL 17", {
      every: "1m",
      series: syncs([["3h", 20]], "orders", "1m", since17),
      at: "1h",
      labels: [orders],
    }),
    quiet("PostgreSQL 17, a fast disk", {
      every: "1m",
      series: syncs([["3h", 1]], "orders", "1m", since17),
      at: "1h",
    }),
  ],
});

const gibi = 1024 ** 3;
const shop = { datname: "shop" };

/** The size of a database on straight lines, in GiB. */
const size = (points: readonly Point[], instance = "orders"): Series =>
  pg(
    "pg_database_size_bytes",
    { instance, ...shop },
    lines(
      points.map(([at, value]) => [at, value * gibi]),
      "5m",
    ),
  );

export const PostgresDatabaseGrowing = alert("PostgresDatabaseGrowing", {
  ...told,
  kind: "trend",
  signal: postgresGrowth,
  above: 2,
  and: (s, n) => promql`${postgresSize.value(s)} > ${n("floor")}`,
  parameters: { floor: { value: 20 * gibi, unit: "bytes", meaning: "size from which on growth counts" } },
  for: "6h",
  keepFiringFor: "1h",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.datname }} grows to {value} of its size within 30 days",
  description:
    "At the pace of the last day {{ $labels.datname }} on {{ $labels.instance }} grows to more than {threshold} of its size within 30 days; it has more than {floor}. Either more is stored than before, or something that used to be deleted is kept, or tables bloat. Plan the space.",
  cases: [
    fires("4 GiB more each day, on one of two databases", {
      every: "5m",
      series: {
        ...size([
          ["0s", 50],
          ["12h", 52],
        ]),
        ...size(
          [
            ["0s", 50],
            ["12h", 50.5],
          ],
          "payments",
        ),
      },
      at: "7h",
      labels: [{ ...orders, ...shop }],
      text: {
        summary: "orders: shop grows to 334.5% of its size within 30 days",
        description:
          "At the pace of the last day shop on orders grows to more than 200 % of its size within 30 days; it has more than 20 GiB. Either more is stored than before, or something that used to be deleted is kept, or tables bloat. Plan the space.",
      },
    }),
    fires("just over the line", {
      every: "5m",
      series: size([
        ["0s", 50],
        ["12h", 50.9],
      ]),
      at: "8h",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("just under the line", {
      every: "5m",
      series: size([
        ["0s", 50],
        ["12h", 50.82],
      ]),
      at: "12h",
    }),
    fires("just large enough", {
      every: "5m",
      series: size([
        ["0s", 20.3],
        ["12h", 21.4],
      ]),
      at: "7h",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("a small one that grows as fast", {
      every: "5m",
      series: size([
        ["0s", 19.3],
        ["12h", 19.9],
      ]),
      at: "12h",
    }),
    quiet("`for` is not over", {
      every: "5m",
      series: size([
        ["0s", 50],
        ["12h", 52],
      ]),
      at: "6h",
    }),
    resolves("no more is added", {
      every: "5m",
      series: size([
        ["0s", 50],
        ["8h", 51.33],
        ["30h", 51.33],
      ]),
      labels: [{ ...orders, ...shop }],
      firingAt: "8h",
      goneAt: "30h",
    }),
  ],
});

/** Storage of PostgreSQL: checkpoints and growth. */
export const postgresStorageRules: Rules = {
  name: "postgres-storage",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresCheckpointsForced, PostgresCheckpointSyncSlow, PostgresDatabaseGrowing],
};
