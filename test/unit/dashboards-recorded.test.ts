/** Recorded series on dashboards: they keep the limits of what they record, and follow the choice of what they tell apart. */
import { describe, expect, it } from "vitest";
import { choices, cluster, job, oneHost, panelScope, type Variable } from "../../dashboards/model/variables";
import { table, timeseries } from "../../dashboards/model/panel";
import { HostCpuSaturated, HostMemoryLow } from "../../rules/host";
import { highest } from "../../signals/highest";
import { cpuBusy } from "../../signals/host";
import { recordedAs } from "../../signals/recorded";
import { processRestarts } from "../../signals/process-health";
import { panelOf, words } from "./dashboards-trial";

const group: Variable = {
  name: "groupname",
  label: "Group",
  metric: "namedprocess_namegroup_num_procs",
  job: "process",
  multi: false,
  inner: true,
};
const recorded = recordedAs("instance:node_cpu_busy:ratio_rate5m", cpuBusy);

describe("a recorded signal", () => {
  it("asks for its series, by the hosts that are chosen and past the cluster, which it does not have", () => {
    const [target] = panelOf(timeseries(recorded, words)).targets;
    expect(target?.expr).toBe(
      'max by (instance) (instance:node_cpu_busy:ratio_rate5m{instance=~"$instance"})',
    );
  });

  it("draws the limits of alerts of what it records, and so do the highest of it", () => {
    for (const of of [recorded, highest(recorded), highest(cpuBusy)])
      expect(panelOf(timeseries(of, { ...words, line: HostCpuSaturated })).description).toContain(
        "Alert HostCpuSaturated (warning): above 90 %",
      );
  });

  it("draws no limits of other signals", () => {
    expect(() => panelOf(timeseries(recorded, { ...words, line: HostMemoryLow }))).toThrow(
      "A line belongs to a panel of the same signal.",
    );
  });
});

describe("the highest of a signal", () => {
  it("are ten, or as many as are asked for", () => {
    const expr = (count?: number) =>
      panelOf(timeseries(highest(recorded, count), words)).targets[0]?.expr.slice(0, 9);
    expect([expr(), expr(3)]).toEqual(["topk(10, ", "topk(3, m"]);
  });
});

describe("a choice within a host", () => {
  it("narrows recorded series that have its label, and no others", () => {
    const variables = [cluster, oneHost("process"), group];
    const scope = (by: readonly string[]) => panelScope(variables, [], by);
    expect(processRestarts.value(scope(processRestarts.by))).toContain(
      '{instance="$instance", groupname="$groupname"}[1h]',
    );
    expect(scope(["instance"]).alerts).toBe(', instance="$instance"');
  });

  it("does not follow the choice of a job where it has one of its own", () => {
    const expr = choices([cluster, { ...job, multi: false }, group], group);
    expect(expr).toBe(
      'label_values(namedprocess_namegroup_num_procs{job="process", cluster=~"$cluster"}, groupname)',
    );
  });
});

describe("a table of many units", () => {
  it("says each limit in the unit of its own signal", () => {
    const many = table([processRestarts, recorded], { ...words, title: "Many", line: HostCpuSaturated });
    expect(panelOf(many).description).toContain("Alert HostCpuSaturated (warning): above 90 % for 15m.");
  });
});
