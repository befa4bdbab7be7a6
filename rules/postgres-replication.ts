import {
  postgresConflicts,
  postgresReplicationBacklog,
  postgresReplicationLag,
} from "../signals/postgres-replication";
import { alert } from "./alert";
import { quiet } from "./cases/case";
import { flat, follower, levelCases, orders, pg, role } from "./cases/postgres";
import { counter, steps } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres-replication");

export const PostgresReplicationLag = alert("PostgresReplicationLag", {
  ...told,
  signal: postgresReplicationLag,
  above: 60,
  // Beside the lag it reads the role of the server, which has no other label.
  selectable: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: the standby is {value} behind",
  description:
    "The standby {{ $labels.instance }} has been more than {threshold} behind its primary for {for}, now {value}. Who reads from it sees old data, and a failover takes that much longer, or loses what did not arrive.",
  cases: [
    ...levelCases({
      series: (course, instance, every) => ({
        ...pg("pg_replication_lag_seconds", { instance }, steps(course, every)),
        ...role(1, instance),
      }),
      over: 62,
      under: 58,
      for: "5m",
      keep: "5m",
      text: {
        summary: "orders: the standby is 1m 2s behind",
        description:
          "The standby orders has been more than 60 s behind its primary for 5 minutes, now 1m 2s. Who reads from it sees old data, and a failover takes that much longer, or loses what did not arrive.",
      },
    }),
    quiet("a primary, which has no lag", {
      series: { ...pg("pg_replication_lag_seconds", orders, flat(900)), ...role(0) },
      at: "20m",
    }),
  ],
});

const gibi = 1024 ** 3;

export const PostgresReplicationBacklog = alert("PostgresReplicationBacklog", {
  ...told,
  signal: postgresReplicationBacklog,
  above: gibi,
  for: "10m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.application_name }} has {value} to replay",
  description:
    "{{ $labels.application_name }} at {{ $labels.client_addr }} has had more than {threshold} of the write-ahead log of {{ $labels.instance }} before it for {for}, now {value}. It reads old data, and the log that it needs is kept and fills the disk of the primary.",
  cases: levelCases({
    series: (course, instance, every) =>
      follower(
        { instance },
        steps(
          course.map(([until, share]) => [until, Number(share) * gibi]),
          every,
        ),
      ),
    over: 1.03,
    under: 0.97,
    labels: { application_name: "standby-1", client_addr: "10.0.0.6" },
    for: "10m",
    keep: "5m",
    text: {
      summary: "orders: standby-1 has 1.03GiB to replay",
      description:
        "standby-1 at 10.0.0.6 has had more than 1 GiB of the write-ahead log of orders before it for 10 minutes, now 1.03GiB. It reads old data, and the log that it needs is kept and fills the disk of the primary.",
    },
  }),
});

export const PostgresStandbyConflicts = alert("PostgresStandbyConflicts", {
  ...told,
  signal: postgresConflicts,
  range: "15m",
  above: 10,
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {value} queries in {{ $labels.datname }} cancelled by replay",
  description:
    "The standby {{ $labels.instance }} has cancelled {value} queries in {{ $labels.datname }} within 15 minutes, more than {threshold}, because replay could not wait for them. Programs that read from it see errors.",
  cases: levelCases({
    series: (course, instance, every) =>
      pg(
        "pg_stat_database_conflicts",
        { instance, datid: "16384", datname: "shop" },
        counter(
          course.map(([until, number]) => [until, Number(number) / 900]),
          every,
        ),
      ),
    over: 10.3,
    under: 9.7,
    labels: { datname: "shop" },
    for: "5m",
    first: "885s",
    keep: "5m",
    fades: "15m",
    text: {
      summary: "orders: 10.3 queries in shop cancelled by replay",
      description:
        "The standby orders has cancelled 10.3 queries in shop within 15 minutes, more than 10, because replay could not wait for them. Programs that read from it see errors.",
    },
  }),
});

/** Replication of PostgreSQL: how far standbys and subscribers are behind. */
export const postgresReplicationRules: Rules = {
  name: "postgres-replication",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresReplicationLag, PostgresReplicationBacklog, PostgresStandbyConflicts],
};
