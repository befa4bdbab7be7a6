import { type Duration } from "../platforms/workload";
import {
  postgresAutovacuumWorkers,
  postgresDeadRows,
  postgresDeadShare,
  postgresVacuumAge,
} from "../signals/postgres-vacuum";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { flat, levelCases, orders, pg, sessions, setting } from "./cases/postgres";
import { steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-vacuum");

const table = { datname: "shop", schemaname: "public", relname: "baskets" };

const rows = (kind: "dead" | "live", values: string, instance = "orders", relname = "baskets"): Series =>
  pg(`pg_stat_user_tables_n_${kind}_tup`, { instance, ...table, relname }, values);

/** A table of so many row versions, of which a share is dead. */
const deadShare = (course: readonly Step[], instance: string, every?: Duration, all = 1e6): Series => ({
  ...rows(
    "dead",
    steps(
      course.map(([until, share]) => [until, Number(share) * all]),
      every,
    ),
    instance,
  ),
  ...rows(
    "live",
    steps(
      course.map(([until, share]) => [until, (1 - Number(share)) * all]),
      every,
    ),
    instance,
  ),
});

export const PostgresDeadRowsMany = alert("PostgresDeadRowsMany", {
  ...told,
  signal: postgresDeadShare,
  above: 0.4,
  and: (s, n) => promql`${postgresDeadRows.value(s)} > ${n("floor")}`,
  parameters: {
    floor: { value: 100_000, unit: "short", meaning: "dead rows from which on their share counts" },
  },
  for: "1h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of {{ $labels.schemaname }}.{{ $labels.relname }} are dead rows",
  description:
    "More than {threshold} of the row versions of {{ $labels.datname }}.{{ $labels.schemaname }}.{{ $labels.relname }} on {{ $labels.instance }} have been dead for {for}, and more than {floor} of them. Vacuum does not keep up or is held back; the table grows and every read of it takes longer.",
  cases: [
    ...levelCases({
      series: deadShare,
      over: 0.412,
      under: 0.388,
      labels: table,
      for: "1h",
      keep: "15m",
      every: "1m",
      text: {
        summary: "orders: 41.2% of public.baskets are dead rows",
        description:
          "More than 40 % of the row versions of shop.public.baskets on orders have been dead for 1 hour, and more than 100000 of them. Vacuum does not keep up or is held back; the table grows and every read of it takes longer.",
      },
    }),
    fires("just enough of them", {
      every: "1m",
      series: deadShare([["2h", 0.5]], "orders", "1m", 206_000),
      at: "1h",
      labels: [{ ...orders, ...table }],
    }),
    quiet("a small table", {
      every: "1m",
      series: deadShare([["2h", 0.9]], "orders", "1m", 107_000),
      at: "90m",
    }),
    quiet("a table without rows", {
      every: "1m",
      series: deadShare([["2h", 0.9]], "orders", "1m", 0),
      at: "90m",
    }),
  ],
});

const day = 86_400;

/** A table with dead rows and the times of its last vacuums, in seconds since the case begins; `never` is 1970. */
const vacuumed = (
  dead: number,
  byHand: number,
  byDaemon: number,
  instance = "orders",
  relname = "baskets",
): Series => ({
  ...rows("dead", flat(dead, "2h", "1m"), instance, relname),
  ...pg("pg_stat_user_tables_last_vacuum", { instance, ...table, relname }, flat(byHand, "2h", "1m")),
  ...pg("pg_stat_user_tables_last_autovacuum", { instance, ...table, relname }, flat(byDaemon, "2h", "1m")),
});

const never = -56 * 365 * day;

export const PostgresTableNotVacuumed = alert("PostgresTableNotVacuumed", {
  ...told,
  kind: "threshold",
  event: (s, n) =>
    promql`${postgresDeadRows.value(s)} > ${n("floor")} and ${postgresVacuumAge.value(s)} > ${n("age")}`,
  by: ["instance", "datname", "schemaname", "relname"],
  parameters: {
    age: { value: 7 * day, unit: "dtdurations", meaning: "time since the last vacuum" },
    floor: { value: 50_000, unit: "short", meaning: "dead rows from which on it counts" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary:
    "{{ $labels.instance }}: {{ $labels.schemaname }}.{{ $labels.relname }} has not been vacuumed for {age}",
  description:
    "{{ $labels.datname }}.{{ $labels.schemaname }}.{{ $labels.relname }} on {{ $labels.instance }} has {value} dead rows and has not been vacuumed for {age} or ever, by autovacuum or by hand. It is switched off for the table, its limits are too high, or it is cancelled each time.",
  cases: [
    fires("a week ago by hand, never by autovacuum; another table yesterday", {
      every: "1m",
      series: {
        ...vacuumed(80_000, 600 - 7 * day, never),
        ...vacuumed(80_000, never, -day, "orders", "stock"),
      },
      // A week is over in minute 11.
      at: "41m",
      labels: [{ ...orders, ...table }],
      text: {
        summary: "orders: public.baskets has not been vacuumed for 7 d",
        description:
          "shop.public.baskets on orders has 80k dead rows and has not been vacuumed for 7 d or ever, by autovacuum or by hand. It is switched off for the table, its limits are too high, or it is cancelled each time.",
      },
    }),
    quiet("`for` is not over", { every: "1m", series: vacuumed(80_000, 600 - 7 * day, never), at: "40m" }),
    fires("never, with just enough dead rows", {
      every: "1m",
      series: vacuumed(51_500, never, never),
      at: "30m",
      labels: [{ ...orders, ...table }],
    }),
    quiet("almost a week ago by autovacuum, longer by hand", {
      every: "1m",
      series: vacuumed(80_000, -20 * day, -6.8 * day),
      at: "1h",
    }),
    quiet("almost a week ago by hand, longer by autovacuum", {
      every: "1m",
      series: vacuumed(80_000, -6.8 * day, -20 * day),
      at: "1h",
    }),
    quiet("hardly any dead rows", { every: "1m", series: vacuumed(48_500, never, never), at: "1h" }),
    resolves("it is vacuumed", {
      every: "1m",
      series: {
        ...vacuumed(80_000, never, never),
        ...pg(
          "pg_stat_user_tables_last_autovacuum",
          { ...orders, ...table },
          steps(
            [
              ["40m", never],
              ["2h", 2400],
            ],
            "1m",
          ),
        ),
      },
      labels: [{ ...orders, ...table }],
      firingAt: "55m",
      goneAt: "56m",
    }),
  ],
});

const workers = (course: readonly Step[], instance: string, every?: Duration): Series => ({
  ...sessions(
    "count",
    {
      instance,
      application_name: "",
      usename: "",
      backend_type: "autovacuum worker",
      wait_event_type: "Timeout",
      wait_event: "VacuumDelay",
    },
    steps(course, every),
  ),
  ...sessions("count", { instance }, steps([["6h", 50]], every)),
  ...setting("autovacuum_max_workers", 50, instance, "6h", every),
});

export const PostgresAutovacuumSaturated = alert("PostgresAutovacuumSaturated", {
  ...told,
  signal: postgresAutovacuumWorkers,
  above: 0.9,
  selectable: ["instance"],
  for: "2h",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} of the autovacuum workers are at work all the time",
  description:
    "More than {threshold} of autovacuum_max_workers have been at work on {{ $labels.instance }} without a break for {for}. Other tables wait for a worker, collect dead rows and use up transaction ids.",
  cases: levelCases({
    series: workers,
    over: 46,
    under: 44,
    for: "2h",
    keep: "15m",
    every: "1m",
    text: {
      summary: "orders: 92% of the autovacuum workers are at work all the time",
      description:
        "More than 90 % of autovacuum_max_workers have been at work on orders without a break for 2 hours. Other tables wait for a worker, collect dead rows and use up transaction ids.",
    },
  }),
});

/** Vacuum of PostgreSQL. */
export const postgresVacuumRules: Rules = {
  name: "postgres-vacuum",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresDeadRowsMany, PostgresTableNotVacuumed, PostgresAutovacuumSaturated],
};
