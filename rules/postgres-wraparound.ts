import { type Duration } from "../platforms/workload";
import { postgresMultixactUsed, postgresXidPredicted, postgresXidUsed } from "../signals/postgres-vacuum";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { levelCases, orders, pg } from "./cases/postgres";
import { lines, steps, type Point, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-vacuum");

/** Ids that there are: half of 32 bits. */
const ids = 2 ** 31 - 1;
const shop = { datname: "shop" };

const age =
  (kind: "datfrozenxid" | "datminmxid") =>
  (course: readonly Step[], instance: string, every?: Duration): Series =>
    pg(
      `pg_database_wraparound_age_${kind}_seconds`,
      { instance, ...shop },
      steps(
        course.map(([until, share]) => [until, Math.round(Number(share) * ids)]),
        every,
      ),
    );

// Autovacuum begins to freeze at autovacuum_freeze_max_age, 200 million or 9 %, and gives up all restraint at
// vacuum_failsafe_age, 1.6 billion or 75 %.
export const PostgresXidAgeHigh = alert("PostgresXidAgeHigh", {
  ...told,
  signal: postgresXidUsed,
  above: 0.25,
  for: "1h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.datname }} has used up {value} of the transaction ids",
  description:
    "{{ $labels.datname }} on {{ $labels.instance }} has used up more than {threshold} of the transaction ids for {for}, now {value}, far beyond the point at which autovacuum freezes rows. Something keeps it from that. At 100 % the server takes no more writes.",
  cases: levelCases({
    series: age("datfrozenxid"),
    over: 0.257,
    under: 0.243,
    labels: shop,
    for: "1h",
    keep: "15m",
    every: "1m",
    text: {
      summary: "orders: shop has used up 25.7% of the transaction ids",
      description:
        "shop on orders has used up more than 25 % of the transaction ids for 1 hour, now 25.7%, far beyond the point at which autovacuum freezes rows. Something keeps it from that. At 100 % the server takes no more writes.",
    },
  }),
});

export const PostgresXidWraparoundNear = alert("PostgresXidWraparoundNear", {
  ...told,
  signal: postgresXidUsed,
  above: 0.75,
  for: "5m",
  keepFiringFor: "15m",
  severity: "critical",
  summary: "{{ $labels.instance }}: {{ $labels.datname }} runs out of transaction ids, {value} used up",
  description:
    "{{ $labels.datname }} on {{ $labels.instance }} has used up {value} of the transaction ids, more than {threshold}. When they run out, PostgreSQL refuses every write until the database has been vacuumed, which takes hours or days.",
  cases: levelCases({
    series: age("datfrozenxid"),
    over: 0.77,
    under: 0.73,
    labels: shop,
    for: "5m",
    keep: "15m",
    text: {
      summary: "orders: shop runs out of transaction ids, 77% used up",
      description:
        "shop on orders has used up 77% of the transaction ids, more than 75 %. When they run out, PostgreSQL refuses every write until the database has been vacuumed, which takes hours or days.",
    },
  }),
});

/** Age on straight lines, as a share of the ids. */
const aging = (points: readonly Point[], instance = "orders"): Series =>
  pg(
    "pg_database_wraparound_age_datfrozenxid_seconds",
    { instance, ...shop },
    lines(
      points.map(([at, share]) => [at, Math.round(share * ids)]),
      "5m",
    ),
  );

export const PostgresXidAgeRising = alert("PostgresXidAgeRising", {
  ...told,
  kind: "trend",
  signal: postgresXidUsed,
  above: 0.15,
  and: (s, n) => promql`${postgresXidPredicted.value(s)} > ${n("ceiling")}`,
  parameters: { ceiling: { value: 0.75, unit: "percentunit", meaning: "what may be used up in 7 days" } },
  for: "1h",
  keepFiringFor: "15m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: {{ $labels.datname }} has used up {value} of the transaction ids, and fast",
  description:
    "{{ $labels.datname }} on {{ $labels.instance }} has used up {value} of the transaction ids, and at the pace of the last 6 hours it is more than {ceiling} within 7 days. Autovacuum should have frozen rows by now; it does not keep up.",
  cases: [
    fires("half a percent each hour, on one of two databases", {
      every: "5m",
      series: {
        ...aging([
          ["0s", 0.2],
          ["9h", 0.245],
        ]),
        ...aging(
          [
            ["0s", 0.2],
            ["9h", 0.2],
          ],
          "payments",
        ),
      },
      at: "8h",
      labels: [{ ...orders, ...shop }],
      text: {
        summary: "orders: shop has used up 24% of the transaction ids, and fast",
        description:
          "shop on orders has used up 24% of the transaction ids, and at the pace of the last 6 hours it is more than 75 % within 7 days. Autovacuum should have frozen rows by now; it does not keep up.",
      },
    }),
    fires("just over both lines", {
      every: "5m",
      // 0.7725 in 7 days.
      series: aging([
        ["0s", 0.152],
        ["9h", 0.1852],
      ]),
      at: "65m",
      labels: [{ ...orders, ...shop }],
    }),
    quiet("not quite as fast", {
      every: "5m",
      series: aging([
        ["0s", 0.152],
        ["9h", 0.1825],
      ]),
      at: "3h",
    }),
    quiet("as fast before the first freeze", {
      every: "5m",
      series: aging([
        ["0s", 0.115],
        ["9h", 0.1489],
      ]),
      at: "9h",
    }),
    quiet("far on, and no more", {
      every: "5m",
      series: aging([
        ["0s", 0.6],
        ["9h", 0.6],
      ]),
      at: "8h",
    }),
    quiet("`for` is not over", {
      every: "5m",
      series: aging([
        ["0s", 0.2],
        ["9h", 0.245],
      ]),
      at: "64m",
    }),
    resolves("rows are frozen", {
      every: "5m",
      series: aging([
        ["0s", 0.2],
        ["8h", 0.24],
        ["485m", 0.02],
        ["12h", 0.02],
      ]),
      labels: [{ ...orders, ...shop }],
      firingAt: "8h",
      goneAt: "9h",
    }),
  ],
});

export const PostgresMultixactAgeHigh = alert("PostgresMultixactAgeHigh", {
  ...told,
  signal: postgresMultixactUsed,
  above: 0.4,
  for: "1h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.datname }} has used up {value} of the multixact ids",
  description:
    "{{ $labels.datname }} on {{ $labels.instance }} has used up more than {threshold} of the ids for locks that transactions share, now {value}. Vacuum does not keep up with many foreign keys or SELECT FOR SHARE. At 100 % the server takes no more writes.",
  cases: levelCases({
    series: age("datminmxid"),
    over: 0.412,
    under: 0.388,
    labels: shop,
    for: "1h",
    keep: "15m",
    every: "1m",
    text: {
      summary: "orders: shop has used up 41.2% of the multixact ids",
      description:
        "shop on orders has used up more than 40 % of the ids for locks that transactions share, now 41.2%. Vacuum does not keep up with many foreign keys or SELECT FOR SHARE. At 100 % the server takes no more writes.",
    },
  }),
});

/** Age of transaction ids of PostgreSQL, which run out. */
export const postgresWraparoundRules: Rules = {
  name: "postgres-wraparound",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresXidAgeHigh, PostgresXidWraparoundNear, PostgresXidAgeRising, PostgresMultixactAgeHigh],
};
