import { postgresStandby } from "../signals/postgres";
import { postgresStandbys, standbyOnly } from "../signals/postgres-replication";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves, type Series } from "./cases/case";
import { flat, follower, orders, pg, role } from "./cases/postgres";
import { steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-replication");

const receiver = (course: readonly Step[], every?: "5m"): Series =>
  pg(
    "pg_stat_wal_receiver_received_tli",
    { ...orders, slot_name: "standby_1", status: "streaming", upstream_host: "10.0.0.5" },
    steps(course, every),
  );

// The lag is no help here: what was received is replayed, and so it is 0. A standby without a slot is not seen; the
// exporter leaves its receiver out.
export const PostgresStandbyDisconnected = alert("PostgresStandbyDisconnected", {
  ...told,
  event: (s) =>
    promql`${standbyOnly(s)} and on (instance) max by (instance) (max_over_time(pg_stat_wal_receiver_received_tli{${s.select("postgres")}}[1d])) unless on (instance) max by (instance) (pg_stat_wal_receiver_received_tli{${s.select("postgres")}})`,
  by: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the standby receives nothing from its primary",
  description:
    "The standby {{ $labels.instance }} streamed from its primary within the last day and has not been connected to it for {for}. It falls behind, although its lag is shown as 0, and it cannot take over without loss.",
  cases: [
    fires("the connection ends", {
      series: {
        ...role(1),
        ...receiver([
          ["30m", 1],
          ["2h", "missing"],
        ]),
        ...role(0, "payments"),
      },
      // A series that is no longer scraped counts as it was for 5 minutes here; a real scrape ends it at once.
      at: "40m",
      labels: [orders],
      text: {
        summary: "orders: the standby receives nothing from its primary",
        description:
          "The standby orders streamed from its primary within the last day and has not been connected to it for 5 minutes. It falls behind, although its lag is shown as 0, and it cannot take over without loss.",
      },
    }),
    quiet("`for` is not over", {
      series: {
        ...role(1),
        ...receiver([
          ["30m", 1],
          ["2h", "missing"],
        ]),
      },
      at: "2385s",
    }),
    quiet("it streams", { series: { ...role(1), ...receiver([["2h", 1]]) }, at: "1h" }),
    quiet("a standby that never streamed, but reads the archive", { series: role(1), at: "1h" }),
    quiet("it was made a primary", {
      series: {
        ...role(0),
        ...receiver([
          ["30m", 1],
          ["2h", "missing"],
        ]),
      },
      at: "1h",
    }),
    resolves("it is connected again", {
      series: {
        ...role(1),
        ...receiver([
          ["30m", 1],
          ["1h", "missing"],
          ["2h", 1],
        ]),
      },
      labels: [orders],
      firingAt: "1h",
      goneAt: "66m",
    }),
  ],
});

const standby1 = (values: string) => follower({}, values);
const standby2 = (values: string, instance = "orders") => follower({ instance, name: "standby-2" }, values);
const leaves = steps([
  ["30m", 100],
  ["2h", "missing"],
]);

export const PostgresStandbysFewer = alert("PostgresStandbysFewer", {
  ...told,
  event: (s) =>
    promql`${postgresStandbys.value(s)} < max by (instance) (max_over_time(instance:postgres_standbys:count${s.any}[1d]))`,
  by: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: only {value} standbys or subscribers follow",
  description:
    "Fewer standbys or subscribers stream from the primary {{ $labels.instance }} than at some time of the last day, for {for}; {value} are left. There are fewer copies to take over, and a slot of the missing one keeps the write-ahead log.",
  cases: [
    fires("one of two is gone", {
      series: {
        ...role(0),
        ...standby1(flat(100)),
        ...standby2(leaves),
        ...role(0, "payments"),
        ...standby2(flat(100), "payments"),
      },
      at: "40m",
      labels: [orders],
      text: {
        summary: "orders: only 1 standbys or subscribers follow",
        description:
          "Fewer standbys or subscribers stream from the primary orders than at some time of the last day, for 5 minutes; 1 are left. There are fewer copies to take over, and a slot of the missing one keeps the write-ahead log.",
      },
    }),
    fires("the only one is gone", {
      series: { ...role(0), ...standby1(leaves) },
      at: "40m",
      labels: [orders],
    }),
    fires("one of them has to catch up first", {
      series: {
        ...role(0),
        ...standby1(flat(100)),
        ...standby2(leaves),
        ...follower({ name: "standby-2", state: "catchup" }, flat(100)),
      },
      at: "40m",
      labels: [orders],
    }),
    quiet("`for` is not over", { series: { ...role(0), ...standby1(leaves) }, at: "2385s" }),
    quiet("both are there", { series: { ...role(0), ...standby1(flat(1)), ...standby2(flat(1)) }, at: "1h" }),
    quiet("a base backup and the copy of a table end", {
      series: {
        ...role(0),
        ...standby1(flat(100)),
        ...follower({ name: "pg_basebackup" }, leaves),
        ...follower({ name: "pg_16394_sync_16385_7412" }, leaves),
      },
      at: "1h",
    }),
    quiet("it became a standby itself", {
      series: {
        ...pg(
          "pg_replication_is_replica",
          orders,
          steps([
            ["30m", 0],
            ["2h", 1],
          ]),
        ),
        ...standby1(leaves),
      },
      at: "1h",
    }),
    resolves("it comes back", {
      series: {
        ...role(0),
        ...standby1(
          steps([
            ["30m", 100],
            ["50m", "missing"],
            ["2h", 100],
          ]),
        ),
      },
      labels: [orders],
      firingAt: "50m",
      goneAt: "56m",
    }),
  ],
});

const change = (first: 0 | 1, then: 0 | 1, instance = "orders"): Series =>
  pg(
    "pg_replication_is_replica",
    { instance },
    steps([
      ["20m", first],
      ["2h", then],
    ]),
  );

export const PostgresRoleChanged = alert("PostgresRoleChanged", {
  ...told,
  event: (s) =>
    promql`${postgresStandby.value(s)} and on (instance) (max by (instance) (changes(pg_replication_is_replica{${s.select("postgres")}}[15m])) > 0)`,
  by: ["instance"],
  for: "0s",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.instance }}: is a {{ if eq $value 1.0 }}standby{{ else }}primary{{ end }} now",
  description:
    "{{ $labels.instance }} changed its role within the last 15 minutes and is a {{ if eq $value 1.0 }}standby{{ else }}primary{{ end }} now. After a failover that nobody planned, see what became of the other server, and that programs write to the right one.",
  cases: [
    fires("a standby is made the primary", {
      series: { ...change(1, 0), ...role(1, "payments") },
      at: "1215s",
      labels: [orders],
      text: {
        summary: "orders: is a primary now",
        description:
          "orders changed its role within the last 15 minutes and is a primary now. After a failover that nobody planned, see what became of the other server, and that programs write to the right one.",
      },
    }),
    fires("a primary is made a standby", {
      series: change(0, 1),
      at: "25m",
      labels: [orders],
      text: {
        summary: "orders: is a standby now",
        description:
          "orders changed its role within the last 15 minutes and is a standby now. After a failover that nobody planned, see what became of the other server, and that programs write to the right one.",
      },
    }),
    quiet("no change", { series: { ...role(0), ...role(1, "payments") }, at: "30m" }),
    quiet("just before it", { series: change(1, 0), at: "20m" }),
    resolves("a while later", { series: change(1, 0), labels: [orders], firingAt: "2085s", goneAt: "36m" }),
  ],
});

/** Which servers follow which in PostgreSQL's replication. */
export const postgresStandbyRules: Rules = {
  name: "postgres-standbys",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresStandbyDisconnected, PostgresStandbysFewer, PostgresRoleChanged],
};
