import { describe, expect, it } from "vitest";
import { postgresRules } from "../../rules/postgres";
import * as subjects from "../../signals/catalogue";
import { promql } from "../../signals/promql";
import { everywhere, type Signal } from "../../signals/signal";
import { majors } from "../contracts/postgres-packages";
import { limitedMetrics, versionsOf } from "../contracts/postgres-versions";
import { readContract } from "../contracts/read";

const limited = limitedMetrics();
const recorded = new Map(
  postgresRules.flatMap(({ recordings }) => recordings.map(({ record, expr }) => [record, expr()] as const)),
);
const signals: readonly Signal[] = Object.entries(subjects)
  .filter(([name]) => name.startsWith("postgres"))
  .flatMap(([, subject]) => Object.values(subject as Readonly<Record<string, unknown>>))
  .filter((each): each is Signal => typeof each === "object" && each !== null && "meaning" in each);

describe("rules on PostgreSQL", () => {
  it.each(postgresRules.flatMap(({ alerts }) => alerts.map((alert) => [alert.name, alert] as const)))(
    "%s can fire on every version",
    (_, { expr }) => {
      expect(versionsOf(expr(), limited, recorded)).toEqual(majors);
    },
  );

  it.each([...recorded])("%s is recorded on every version", (_, expr) => {
    expect(versionsOf(expr, limited, recorded)).toEqual(majors);
  });

  // What a version does not count cannot be shown; the panel says so.
  const since: Readonly<Record<string, number>> = { "Sessions at work by database": 14 };

  it.each(signals.map((each) => [each.title, each] as const))(
    "%s is shown on every version",
    (title, each) => {
      const counted = majors.filter((major) => major >= (since[title] ?? 0));
      expect(versionsOf(each.value(everywhere("5m")), limited, recorded)).toEqual(counted);
    },
  );
});

describe("versions of PostgreSQL", () => {
  const of = (expr: ReturnType<typeof promql>) =>
    versionsOf(expr, limited, new Map([["a:b:c", promql`pg_stat_checkpointer_num_timed_total`]]));

  it("know what was renamed with PostgreSQL 17", () => {
    expect(of(promql`rate(pg_stat_bgwriter_checkpoints_req_total[5m])`)).toEqual([13, 14, 15, 16]);
    expect(of(promql`sum(rate(pg_stat_checkpointer_num_requested_total[5m])) > 1`)).toEqual([17, 18]);
    expect(
      of(
        promql`rate(pg_stat_bgwriter_checkpoints_req_total[5m]) or rate(pg_stat_checkpointer_num_requested_total[5m])`,
      ),
    ).toEqual(majors);
  });

  it("take what both sides of an operator have", () => {
    expect(of(promql`pg_up and pg_settings_reserved_connections`)).toEqual([16, 17, 18]);
    expect(of(promql`pg_up unless pg_stat_bgwriter_buffers_backend_total`)).toEqual([13, 14, 15, 16]);
    expect(of(promql`pg_stat_bgwriter_buffers_backend_total + pg_settings_reserved_connections`)).toEqual([
      16,
    ]);
    expect(of(promql`pg_up > 1`)).toEqual(majors);
    expect(of(promql`a:b:c`)).toEqual([17, 18]);
  });

  it("are told only for metrics that the contract has", () => {
    const known = new Set(readContract("postgres-exporter.prom").map(({ name }) => name));
    expect([...limited.keys()].filter((name) => !known.has(name))).toEqual([]);
    for (const versions of limited.values()) {
      expect(versions.length).toBeLessThan(majors.length);
      expect(majors).toEqual(expect.arrayContaining([...versions]));
    }
  });
});
