import { type Duration } from "../platforms/workload";
import {
  postgresBlocks,
  postgresCacheHits,
  postgresRollbacks,
  postgresTempBytes,
  postgresTransactions,
} from "../signals/postgres-queries";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, type Series } from "./cases/case";
import { levelCases, orders, pg } from "./cases/postgres";
import { counter, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-queries");

const shop = { datname: "shop" };

/** A counter of one database that grows at the rates of a course, each times `factor`. */
const growing = (
  metric: string,
  instance: string,
  course: readonly Step[],
  every: Duration = "15s",
  factor = 1,
): Series =>
  pg(
    metric,
    { instance, datid: "16384", ...shop },
    counter(
      course.map(([until, rate]) => [until, Number(rate) * factor]),
      every,
    ),
  );

const share = (course: readonly Step[], of: number, rest = false): readonly Step[] =>
  course.map(([until, value]) => [until, rest ? of * (1 - Number(value)) : of * Number(value)]);

/** Transactions, so many a second, of which a share is rolled back. */
const transactions = (course: readonly Step[], instance: string, persecond = 10): Series => ({
  ...growing("pg_stat_database_xact_rollback", instance, share(course, persecond)),
  ...growing("pg_stat_database_xact_commit", instance, share(course, persecond, true)),
});

export const PostgresRollbacksHigh = alert("PostgresRollbacksHigh", {
  ...toldOn("postgres"),
  signal: postgresRollbacks,
  range: "15m",
  above: 0.1,
  and: (s, n) => promql`${postgresTransactions.value(s)} > ${n("traffic")}`,
  parameters: {
    traffic: { value: 1, unit: "ops", meaning: "transactions a second from which on the share counts" },
  },
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the transactions of {{ $labels.datname }} are rolled back",
  description:
    "More than {threshold} of the transactions in {{ $labels.datname }} on {{ $labels.instance }} have been rolled back for {for}, at more than {traffic}. Most often statements fail: a bad release, a table that is missing, time-outs, deadlocks.",
  cases: [
    ...levelCases({
      series: (course, instance) => transactions(course, instance),
      over: 0.103,
      under: 0.097,
      labels: shop,
      for: "15m",
      first: "105s",
      keep: "5m",
      fades: "15m",
      text: {
        summary: "orders: 10.3% of the transactions of shop are rolled back",
        description:
          "More than 10 % of the transactions in shop on orders have been rolled back for 15 minutes, at more than 1 /s. Most often statements fail: a bad release, a table that is missing, time-outs, deadlocks.",
      },
    }),
    fires("with just enough traffic", {
      series: transactions([["1h", 0.5]], "orders", 1.03),
      at: "30m",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("hardly any traffic", { series: transactions([["1h", 0.9]], "orders", 0.97), at: "45m" }),
    quiet("no traffic at all", { series: transactions([["1h", 0.5]], "orders", 0), at: "45m" }),
  ],
});

/** Blocks, so many a second, of which a share is in the cache. */
const blocks = (course: readonly Step[], instance: string, persecond = 2000): Series => ({
  ...growing("pg_stat_database_blks_hit", instance, share(course, persecond)),
  ...growing("pg_stat_database_blks_read", instance, share(course, persecond, true)),
});

export const PostgresCacheHitsLow = alert("PostgresCacheHitsLow", {
  ...told,
  signal: postgresCacheHits,
  range: "15m",
  below: 0.9,
  and: (s, n) => promql`${postgresBlocks.value(s)} > ${n("traffic")}`,
  parameters: {
    traffic: { value: 1000, unit: "ops", meaning: "blocks a second from which on the share counts" },
  },
  for: "30m",
  keepFiringFor: "10m",
  severity: "warning",
  summary: "{{ $labels.instance }}: only {value} of the blocks of {{ $labels.datname }} are in the cache",
  description:
    "Less than {threshold} of the blocks that statements in {{ $labels.datname }} on {{ $labels.instance }} needed were in shared_buffers, for {for} and at more than {traffic}. The rest comes from the kernel or the disk, and statements take longer.",
  cases: [
    ...levelCases({
      series: (course, instance) => blocks(course, instance),
      over: 0.87,
      under: 0.92,
      labels: shop,
      for: "30m",
      first: "465s",
      keep: "10m",
      fades: "15m",
      text: {
        summary: "orders: only 87% of the blocks of shop are in the cache",
        description:
          "Less than 90 % of the blocks that statements in shop on orders needed were in shared_buffers, for 30 minutes and at more than 1000 /s. The rest comes from the kernel or the disk, and statements take longer.",
      },
    }),
    fires("all misses after a long time of hits, with just enough traffic", {
      series: blocks(
        [
          ["1h", 1],
          ["3h", 0],
        ],
        "orders",
        1030,
      ),
      at: "2h",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("hardly any traffic", { series: blocks([["2h", 0]], "orders", 970), at: "1h" }),
  ],
});

const mebi = 1024 ** 2;

export const PostgresTempFilesLarge = alert("PostgresTempFilesLarge", {
  ...told,
  signal: postgresTempBytes,
  range: "15m",
  above: 20 * mebi,
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.datname }} writes {value} of temporary files",
  description:
    "Sorts and hashes in {{ $labels.datname }} on {{ $labels.instance }} have written more than {threshold} to temporary files for {for}, now {value}. They do not fit into work_mem; the statements are slow, and the disk does work that memory could do.",
  cases: levelCases({
    series: (course, instance, every) =>
      growing("pg_stat_database_temp_bytes", instance, course, every, mebi),
    over: 20.5,
    under: 19.5,
    labels: shop,
    for: "15m",
    first: "885s",
    keep: "5m",
    fades: "15m",
    text: {
      summary: "orders: shop writes 20.5MiB/s of temporary files",
      description:
        "Sorts and hashes in shop on orders have written more than 20 MiB/s to temporary files for 15 minutes, now 20.5MiB/s. They do not fit into work_mem; the statements are slow, and the disk does work that memory could do.",
    },
  }),
});

/** Work of PostgreSQL: transactions, cache, temporary files. */
export const postgresQueryRules: Rules = {
  name: "postgres-queries",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresRollbacksHigh, PostgresCacheHitsLow, PostgresTempFilesLarge],
};
