import { describe, expect, it } from "vitest";
import { deployKubernetes } from "../../platforms/kubernetes";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Workload } from "../../platforms/workload";
import { type Stack } from "../../stacks/observatory";
import { settings } from "./kubernetes-stack";

const unlimited: Workload = {
  name: "blackbox-exporter",
  server: "blackbox-exporter",
  args: [],
  ports: { http: 9115 },
  health: { port: "http", path: "/-/healthy" },
};
const workload: Workload = { ...unlimited, memory: "64Mi" };

const stack = (...workloads: readonly Workload[]): Stack => ({
  settings: settings(),
  workloads,
  jobs: [],
  rules: [],
  dashboards: [],
});

/** Refusals come before the first resource, so that no engine is needed to see them. */
const deploying = (more: Partial<Workload>) => () => deployKubernetes(stack({ ...workload, ...more }));

describe("the Kubernetes platform refuses, before it makes anything,", () => {
  it("a workload of which nothing says how much memory it may have", () => {
    expect(() => deployKubernetes(stack(unlimited))).toThrow(
      "blackbox-exporter: nothing says how much memory it may have; write memory in its component",
    );
  });

  it("a daemon that addresses take for a server, and the other way round", () => {
    const differ =
      "eachHost and the list hostWorkloads in platforms/kubernetes/names.ts differ; write it in both or in none";
    expect(deploying({ eachHost: { labels: {} } })).toThrow(`blackbox-exporter: ${differ}`);
    expect(deploying({ name: "node-exporter" })).toThrow(`node-exporter: ${differ}`);
  });

  it("a server of which nothing says whom it runs as", () => {
    expect(deploying({ server: "cadvisor" })).toThrow("nothing says whom cadvisor runs as");
  });

  it("a capability for a server that is not root, where it would do nothing", () => {
    expect(deploying({ capabilities: ["CAP_NET_RAW"] })).toThrow(
      "blackbox-exporter: CAP_NET_RAW has no effect for user 65534",
    );
  });
});

describe("a workload", () => {
  it("that is described well is none of these", () => {
    expect(manifests(stack(workload)).length).toBeGreaterThan(5);
  });
});
