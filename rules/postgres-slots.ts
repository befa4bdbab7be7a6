import { type Duration } from "../platforms/workload";
import {
  postgresSlotActive,
  postgresSlotHeadroom,
  postgresSlotPredicted,
  postgresSlotRetained,
  primaryOnly,
} from "../signals/postgres-replication";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { flat, levelCases, orders, pg, role, setting } from "./cases/postgres";
import { lines, steps, type Point, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-replication");

const gibi = 1024 ** 3;
const slot = { slot_name: "events" };
const logical = { ...slot, slot_type: "logical" };

const inUse = (values: string, instance = "orders"): Series => ({
  ...pg("pg_replication_slot_slot_is_active", { instance, ...logical }, values),
  ...role(0, instance),
});

const status = (now: string, values: string, instance = "orders"): Series =>
  pg("pg_replication_slot_wal_status", { instance, ...logical, wal_status: now }, values);

const until40m = (first: number, then: number | "missing"): string =>
  steps([
    ["40m", first],
    ["2h", then],
  ]);

export const PostgresSlotInactive = alert("PostgresSlotInactive", {
  ...told,
  // Slots that are kept in step on a standby have no consumer there by design.
  event: (s) =>
    promql`(${postgresSlotActive.value(s)} == 0) and on (instance) (${primaryOnly(s)}) unless on (instance, slot_name) (max by (instance, slot_name) (pg_replication_slot_wal_status{${s.select("postgres")}, wal_status="lost"}) == 1)`,
  by: ["instance", "slot_name", "slot_type"],
  selectable: ["instance"],
  for: "30m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: nobody reads the slot {{ $labels.slot_name }}",
  description:
    "No consumer has been connected to the {{ $labels.slot_type }} slot {{ $labels.slot_name }} on {{ $labels.instance }} for {for}. The server keeps all write-ahead log for it, and old row versions too, until the disk is full.",
  cases: [
    fires("on one of two databases", {
      series: { ...inUse(flat(0)), ...inUse(flat(1), "payments"), ...status("reserved", flat(1)) },
      at: "30m",
      labels: [{ ...orders, ...logical }],
      text: {
        summary: "orders: nobody reads the slot events",
        description:
          "No consumer has been connected to the logical slot events on orders for 30 minutes. The server keeps all write-ahead log for it, and old row versions too, until the disk is full.",
      },
    }),
    quiet("a consumer is connected", { series: inUse(flat(1)), at: "1h" }),
    quiet("on a standby", {
      series: { ...pg("pg_replication_slot_slot_is_active", { ...orders, ...logical }, flat(0)), ...role(1) },
      at: "1h",
    }),
    quiet("it is lost, which another alert tells", {
      series: { ...inUse(flat(0)), ...status("lost", flat(1)) },
      at: "1h",
    }),
    quiet("`for` is not over", { series: inUse(flat(0)), at: "1785s" }),
    resolves("the consumer is back", {
      series: inUse(until40m(0, 1)),
      labels: [{ ...orders, ...logical }],
      firingAt: "40m",
      goneAt: "46m",
    }),
  ],
});

export const PostgresSlotLost = alert("PostgresSlotLost", {
  ...told,
  event: (s) =>
    promql`max by (instance, slot_name, slot_type) (pg_replication_slot_wal_status{${s.select("postgres")}, wal_status="lost"}) == 1`,
  by: ["instance", "slot_name", "slot_type"],
  for: "1m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the slot {{ $labels.slot_name }} has lost its place",
  description:
    "Write-ahead log that the consumer of the {{ $labels.slot_type }} slot {{ $labels.slot_name }} on {{ $labels.instance }} had not read was removed. The slot cannot be used again: the standby or subscriber has to be set up anew.",
  cases: [
    fires("on one of two databases", {
      series: { ...status("lost", flat(1)), ...status("reserved", flat(1), "payments") },
      at: "1m",
      labels: [{ ...orders, ...logical }],
      text: {
        summary: "orders: the slot events has lost its place",
        description:
          "Write-ahead log that the consumer of the logical slot events on orders had not read was removed. The slot cannot be used again: the standby or subscriber has to be set up anew.",
      },
    }),
    quiet("it is behind and holds its place", { series: status("extended", flat(1)), at: "30m" }),
    quiet("`for` is not over", { series: status("lost", flat(1)), at: "45s" }),
    resolves("the slot is dropped", {
      series: status("lost", until40m(1, "missing")),
      labels: [{ ...orders, ...logical }],
      firingAt: "40m",
      goneAt: "51m",
    }),
  ],
});

const room = (course: readonly Step[], instance: string, every?: Duration): Series => ({
  ...pg(
    "pg_replication_slot_safe_wal_size_bytes",
    { instance, ...logical },
    steps(
      course.map(([until, share]) => [until, Number(share) * 10 * gibi]),
      every,
    ),
  ),
  ...setting("max_slot_wal_keep_size_bytes", 10 * gibi, instance),
});

export const PostgresSlotNearLoss = alert("PostgresSlotNearLoss", {
  ...told,
  signal: postgresSlotHeadroom,
  below: 0.25,
  selectable: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the slot {{ $labels.slot_name }} has {value} of its room left",
  description:
    "The consumer of the slot {{ $labels.slot_name }} on {{ $labels.instance }} is so far behind that less than {threshold} of max_slot_wal_keep_size is left, now {value}. When it is used up, the log is removed and the consumer has to be set up anew.",
  cases: [
    ...levelCases({
      series: room,
      over: 0.242,
      under: 0.258,
      labels: slot,
      for: "5m",
      keep: "5m",
      text: {
        summary: "orders: the slot events has 24.2% of its room left",
        description:
          "The consumer of the slot events on orders is so far behind that less than 25 % of max_slot_wal_keep_size is left, now 24.2%. When it is used up, the log is removed and the consumer has to be set up anew.",
      },
    }),
    fires("already beyond it", {
      series: room([["2h", -0.1]], "orders"),
      at: "5m",
      labels: [{ ...orders, ...slot }],
    }),
    quiet("no limit is set", {
      series: {
        ...pg("pg_replication_slot_safe_wal_size_bytes", { ...orders, ...logical }, flat(gibi)),
        ...setting("max_slot_wal_keep_size_bytes", -1),
      },
      at: "20m",
    }),
  ],
});

const kept = (instance: string) => ({ instance, server: "10.0.0.5:5432", database: "shop", ...slot });

export const PostgresSlotRetainsWal = alert("PostgresSlotRetainsWal", {
  ...told,
  signal: postgresSlotRetained,
  above: 10 * gibi,
  for: "15m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} kept for the slot {{ $labels.slot_name }}",
  description:
    "{{ $labels.instance }} has kept more than {threshold} of write-ahead log for the slot {{ $labels.slot_name }} for {for}, now {value}, because its consumer does not confirm it. This goes on until the disk is full and the server stops.",
  cases: [
    ...levelCases({
      series: (course, instance, every) =>
        pg(
          "pg_replication_slots_pg_wal_lsn_diff",
          kept(instance),
          steps(
            course.map(([until, size]) => [until, Number(size) * gibi]),
            every,
          ),
        ),
      over: 10.3,
      under: 9.7,
      labels: slot,
      for: "15m",
      keep: "5m",
      text: {
        summary: "orders: 10.3GiB kept for the slot events",
        description:
          "orders has kept more than 10 GiB of write-ahead log for the slot events for 15 minutes, now 10.3GiB, because its consumer does not confirm it. This goes on until the disk is full and the server stops.",
      },
    }),
    quiet("a slot that is lost keeps nothing", {
      series: pg("pg_replication_slots_pg_wal_lsn_diff", kept("orders"), Array(121).fill("NaN").join(" ")),
      at: "30m",
    }),
  ],
});

const keeping = (points: readonly Point[], instance = "orders"): Series =>
  pg(
    "pg_replication_slots_pg_wal_lsn_diff",
    kept(instance),
    lines(
      points.map(([at, size]) => [at, size * gibi]),
      "5m",
    ),
  );

export const PostgresSlotWalGrowing = alert("PostgresSlotWalGrowing", {
  ...told,
  kind: "trend",
  signal: postgresSlotRetained,
  above: 2 * gibi,
  and: (s, n) => promql`${postgresSlotPredicted.value(s)} > ${n("ceiling")}`,
  parameters: {
    ceiling: { value: 50 * gibi, unit: "bytes", meaning: "what may be kept for a slot in 24 hours" },
  },
  for: "30m",
  keepFiringFor: "15m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} kept for the slot {{ $labels.slot_name }}, and growing",
  description:
    "{{ $labels.instance }} keeps {value} of write-ahead log for the slot {{ $labels.slot_name }}. At the pace of the last 6 hours it is more than {ceiling} within 24 hours: the consumer does not keep up or is gone.",
  cases: [
    fires("3 GiB more each hour, on one of two databases", {
      every: "5m",
      series: {
        ...keeping([
          ["0s", 0],
          ["8h", 24],
        ]),
        ...keeping(
          [
            ["0s", 9],
            ["8h", 9],
          ],
          "payments",
        ),
      },
      at: "6h",
      labels: [{ ...orders, ...slot }],
      text: {
        summary: "orders: 18GiB kept for the slot events, and growing",
        description:
          "orders keeps 18GiB of write-ahead log for the slot events. At the pace of the last 6 hours it is more than 50 GiB within 24 hours: the consumer does not keep up or is gone.",
      },
    }),
    // A value each 5 minutes: the first one over 2 GiB is that of minute 40, and 30 minutes later it fires.
    fires("just over the line for half an hour", {
      every: "5m",
      series: keeping([
        ["0s", 0],
        ["8h", 24.4],
      ]),
      at: "70m",
      labels: [{ ...orders, ...slot }],
    }),
    quiet("just under the line half an hour ago", {
      every: "5m",
      series: keeping([
        ["0s", 0],
        ["8h", 23.4],
      ]),
      at: "74m",
    }),
    fires("just more than the ceiling tomorrow", {
      every: "5m",
      series: keeping([
        ["0s", 9],
        ["8h", 22.8],
      ]),
      at: "35m",
      labels: [{ ...orders, ...slot }],
    }),
    quiet("just less than the ceiling tomorrow", {
      every: "5m",
      series: keeping([
        ["0s", 5],
        ["8h", 18.3],
      ]),
      at: "155m",
    }),
    quiet("much is kept, and no more", {
      every: "5m",
      series: keeping([
        ["0s", 40],
        ["8h", 40],
      ]),
      at: "8h",
    }),
    resolves("the consumer has caught up", {
      every: "5m",
      series: keeping([
        ["0s", 0],
        ["4h", 12],
        ["245m", 0],
        ["8h", 0],
      ]),
      labels: [{ ...orders, ...slot }],
      firingAt: "4h",
      goneAt: "5h",
    }),
  ],
});

/** Replication slots of PostgreSQL, which hold back the write-ahead log. */
export const postgresSlotRules: Rules = {
  name: "postgres-slots",
  needs: ["postgres"],
  recordings: [],
  alerts: [
    PostgresSlotInactive,
    PostgresSlotLost,
    PostgresSlotNearLoss,
    PostgresSlotRetainsWal,
    PostgresSlotWalGrowing,
  ],
};
