import { postgresReachable, postgresRestarts, postgresVersion } from "../signals/postgres";
import { promql } from "../signals/promql";
import { alert } from "./alert";
import { fires, quiet, resolves } from "./cases/case";
import { flat, levelCases, orders, pg, setting } from "./cases/postgres";
import { steps, type Step } from "./cases/series";
import { toldOn } from "./postgres-told";
import { type Rules } from "./rule";

const told = toldOn("postgres");

const up = (values: string, instance = "orders") => pg("pg_up", { instance }, values);

const until20m = (first: number, then: number): string =>
  steps([
    ["20m", first],
    ["2h", then],
  ]);

export const PostgresDown = alert("PostgresDown", {
  ...told,
  event: (s) => promql`${postgresReachable.value(s)} == 0`,
  by: ["instance"],
  for: "1m",
  keepFiringFor: "2m",
  severity: "critical",
  summary: "{{ $labels.instance }}: PostgreSQL cannot be reached",
  description:
    "The exporter has not been able to ask the database {{ $labels.instance }} for {for}: it is down, or the network, the login or its certificate does not let the exporter in. Programs that use it most likely fail as well.",
  cases: [
    fires("one of two databases is down", {
      series: { ...up(until20m(1, 0)), ...up(flat(1), "payments") },
      at: "1275s",
      labels: [orders],
      text: {
        summary: "orders: PostgreSQL cannot be reached",
        description:
          "The exporter has not been able to ask the database orders for 1 minute: it is down, or the network, the login or its certificate does not let the exporter in. Programs that use it most likely fail as well.",
      },
    }),
    fires("both are down", {
      series: { ...up(flat(0)), ...up(flat(0), "payments") },
      at: "1m",
      labels: [orders, { instance: "payments" }],
    }),
    quiet("`for` is not over", { series: up(until20m(1, 0)), at: "21m" }),
    quiet("both answer", { series: { ...up(flat(1)), ...up(flat(1), "payments") }, at: "30m" }),
    resolves("it is back", { series: up(until20m(0, 1)), labels: [orders], firingAt: "20m", goneAt: "23m" }),
  ],
});

const started = (course: readonly Step[], instance = "orders") =>
  pg("pg_postmaster_start_time_seconds", { instance }, steps(course));

export const PostgresRestarted = alert("PostgresRestarted", {
  ...told,
  event: (s) => promql`${postgresRestarts.value(s)} > 0`,
  by: ["instance"],
  for: "0s",
  keepFiringFor: "0s",
  severity: "warning",
  summary: "{{ $labels.instance }}: PostgreSQL started anew",
  description:
    "PostgreSQL of {{ $labels.instance }} was started {value} time(s) within the last hour. All sessions were cut off, the cache is cold, and after a crash the statistics that autovacuum goes by are lost.",
  cases: [
    fires("one of two databases starts anew", {
      series: {
        ...started([
          ["20m", 1_700_000_000],
          ["2h", 1_700_001_230],
        ]),
        ...started([["2h", 1_700_000_000]], "payments"),
      },
      at: "1215s",
      labels: [orders],
      text: {
        summary: "orders: PostgreSQL started anew",
        description:
          "PostgreSQL of orders was started 1 time(s) within the last hour. All sessions were cut off, the cache is cold, and after a crash the statistics that autovacuum goes by are lost.",
      },
    }),
    fires("it was away for a while", {
      series: started([
        ["20m", 1_700_000_000],
        ["30m", "missing"],
        ["2h", 1_700_001_800],
      ]),
      at: "31m",
      labels: [orders],
    }),
    quiet("a database that is new to Prometheus", {
      series: started([
        ["20m", "missing"],
        ["2h", 1_700_000_000],
      ]),
      at: "30m",
    }),
    resolves("an hour later", {
      series: started([
        ["20m", 1_700_000_000],
        ["2h", 1_700_001_230],
      ]),
      labels: [orders],
      firingAt: "79m",
      goneAt: "81m",
    }),
  ],
});

const versionNumber = (major: number) => major * 10_000 + 4;

export const PostgresVersionOld = alert("PostgresVersionOld", {
  ...told,
  signal: postgresVersion,
  // PostgreSQL 14 has had its last release in November 2026; a major version is looked after for five years.
  below: 15,
  for: "1h",
  keepFiringFor: "15m",
  severity: "info",
  summary: "{{ $labels.instance }}: PostgreSQL {value} is out of support",
  description:
    "{{ $labels.instance }} runs PostgreSQL {value}; versions before {threshold} no longer get corrections, those of security neither. Plan the upgrade.",
  cases: levelCases({
    series: (course, instance, every) =>
      pg(
        "pg_settings_server_version_num",
        { instance, server: "10.0.0.5:5432" },
        steps(
          course.map(([until, major]) => [until, major === "missing" ? major : versionNumber(major)]),
          every,
        ),
      ),
    over: 14,
    under: 15,
    for: "1h",
    keep: "15m",
    every: "1m",
    text: {
      summary: "orders: PostgreSQL 14 is out of support",
      description:
        "orders runs PostgreSQL 14; versions before 15 no longer get corrections, those of security neither. Plan the upgrade.",
    },
  }),
});

const unsafe = { ...orders, setting: "fsync" };
const safe = { ...setting("fsync", 1), ...setting("full_page_writes", 1), ...setting("autovacuum", 1) };

export const PostgresSettingUnsafe = alert("PostgresSettingUnsafe", {
  ...told,
  event: (s) => {
    const off = (name: string) =>
      promql`label_replace(max by (instance) (${`pg_settings_${name}`}{${s.select("postgres")}}) == 0, "setting", "${name}", "instance", ".*")`;
    return promql`${off("autovacuum")} or ${off("fsync")} or ${off("full_page_writes")}`;
  },
  by: ["instance", "setting"],
  selectable: ["instance"],
  for: "5m",
  keepFiringFor: "5m",
  severity: "warning",
  summary: "{{ $labels.instance }}: {{ $labels.setting }} is off",
  description:
    "The setting {{ $labels.setting }} has been off on {{ $labels.instance }} for {for}. Without fsync or full_page_writes a crash can destroy the data; without autovacuum tables grow without end until transaction ids run out.",
  cases: [
    fires("writes are not synced", {
      series: { ...safe, ...setting("fsync", 0), ...setting("fsync", 1, "payments") },
      at: "5m",
      labels: [unsafe],
      text: {
        summary: "orders: fsync is off",
        description:
          "The setting fsync has been off on orders for 5 minutes. Without fsync or full_page_writes a crash can destroy the data; without autovacuum tables grow without end until transaction ids run out.",
      },
    }),
    fires("all three are off", {
      series: { ...setting("fsync", 0), ...setting("full_page_writes", 0), ...setting("autovacuum", 0) },
      at: "5m",
      labels: [unsafe, { ...orders, setting: "full_page_writes" }, { ...orders, setting: "autovacuum" }],
    }),
    quiet("all three are on", { series: safe, at: "30m" }),
    quiet("`for` is not over", { series: setting("autovacuum", 0), at: "285s" }),
    resolves("it is switched on", {
      series: pg("pg_settings_fsync", { ...orders, server: "10.0.0.5:5432" }, until20m(0, 1)),
      labels: [unsafe],
      firingAt: "20m",
      goneAt: "26m",
    }),
  ],
});

/** PostgreSQL as a server: whether it answers, restarts, version and settings. */
export const postgresServerRules: Rules = {
  name: "postgres-server",
  needs: ["postgres"],
  recordings: [],
  alerts: [PostgresDown, PostgresRestarted, PostgresVersionOld, PostgresSettingUnsafe],
};
