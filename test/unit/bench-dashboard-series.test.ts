import { describe, expect, it } from "vitest";
import { readSeries, total } from "../../bench/dashboard-series";
import { selectors, toPromql } from "../../signals/promql";

const found = readSeries();
const asked = (expr: string) => selectors(toPromql(expr));
const recorded = (expr: string, hosts: number) => total(asked(expr).flatMap(found.recorded), hosts);
const raw = (expr: string, hosts: number) => total(asked(expr).flatMap(found.raw), hosts);

describe("series that a query finds", () => {
  it("are as many as there are hosts, or CPUs and disks of them", () => {
    expect(recorded("node_load1", 1)).toBe(1);
    expect(recorded("node_load1", 1000)).toBe(1000);
    expect(recorded('rate(node_cpu_seconds_total{mode="idle"}[5m])', 1)).toBe(8);
    expect(recorded('rate(node_cpu_seconds_total{mode=~"idle|iowait"}[5m])', 1000)).toBe(16_000);
    expect(recorded('rate(node_cpu_seconds_total{mode!~"idle|iowait"}[5m])', 1)).toBe(
      recorded("node_cpu_seconds_total", 1) - 16,
    );
  });

  it("are those of one host where one is chosen, and of all where several can be", () => {
    expect(recorded('node_load1{instance="$instance"}', 1000)).toBe(1);
    expect(recorded('node_load1{instance=~"$instance", cluster=~"$cluster"}', 1000)).toBe(1000);
    expect(recorded('node_load1{namespace=~"$namespace"}', 1000)).toBe(0);
  });

  it("are there once for what every stack has one of, and for each host for what a cluster has", () => {
    expect(recorded("prometheus_tsdb_head_series", 1000)).toBe(1);
    expect(recorded("kube_pod_info", 1000)).toBe(1000);
    expect(recorded("kube_namespace_created", 1000)).toBe(20);
  });

  it("are none for another job, and none for a metric that nobody gives", () => {
    expect(recorded('node_load1{job="process"}', 1)).toBe(0);
    expect(recorded("no_such_metric", 1)).toBe(0);
  });
});

describe("series that are recorded", () => {
  const busy = 'instance:node_cpu_busy:ratio_rate5m{instance="$instance"}';

  it("are as many as the rule has results, instead of what the rule reads", () => {
    expect(recorded(busy, 1000)).toBe(1);
    expect(raw(busy, 1)).toBeGreaterThanOrEqual(16);
    expect(raw(busy, 1000)).toBe(raw(busy, 1));
  });

  it("cost all hosts where all are asked for", () => {
    expect(recorded("instance:node_cpu_busy:ratio_rate5m", 1000)).toBe(1000);
    expect(raw("instance:node_cpu_busy:ratio_rate5m", 1000)).toBe(raw(busy, 1) * 1000);
  });

  it("make no difference to a query that reads none", () => {
    expect(raw("node_load1", 1000)).toBe(recorded("node_load1", 1000));
  });
});
