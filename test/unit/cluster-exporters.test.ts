/** Exporters in a cluster: where they run, what they see, and what their targets are called. */
import { describe, expect, it } from "vitest";
import { discoveryOf } from "../../components/scrape-config";
import { jobNamed, targetsOf, type Pod } from "./cluster-world";
import { clustered, names, workload } from "./ha-stack";

const described = clustered({
  gpu: true,
  hosts: [{ name: "db-1", address: "10.0.0.5:9100" }],
  postgres: [{ name: "orders" }],
  probes: [{ name: "gate", target: "gate.example.com", kind: "icmp" }],
});

describe("on each node", () => {
  it.each(["collector", "node-exporter", "process-exporter"])("%s runs", (name) => {
    expect(workload(described, name).eachHost).toEqual({ labels: {} });
  });

  it.each([
    ["node", "node-exporter", "http"],
    ["process", "process-exporter", "http"],
    ["dcgm", "dcgm-exporter", "http"],
    ["collector", "collector", "metrics"],
  ])("a target of %s is called by its node", (job, name, port) => {
    const pod: Pod = {
      name: `${name}-abcde`,
      namespace: "observatory-hosts",
      labels: { "app.kubernetes.io/instance": "observatory-production", "app.kubernetes.io/name": name },
      containers: { [name]: { [port]: 9100, health: 1 } },
    };
    const [target, ...more] = targetsOf(described, job, [pod]);
    expect(target?.url).toMatch(/^https?:\/\/10\.244\.1\.5:9100\/metrics$/);
    expect(target?.labels).toEqual({ instance: "node-1", job });
    expect(more).toEqual([]);
  });

  it("further machines of the settings stay", () => {
    expect(jobNamed(described, "node").job.targets).toEqual([{ address: "10.0.0.5:9100", instance: "db-1" }]);
  });
});

describe("the GPU exporter", () => {
  it("runs on nodes with the labels of the settings alone", () => {
    expect(workload(described, "dcgm-exporter").eachHost).toEqual({
      labels: { "nvidia.com/gpu.present": "true" },
    });
    const other = clustered({ gpu: true, kubernetes: { context: "test", gpuLabels: { pool: "gpu" } } });
    expect(workload(other, "dcgm-exporter").eachHost).toEqual({ labels: { pool: "gpu" } });
  });

  it("runs nowhere unless the settings say so", () => {
    expect(names(clustered())).not.toContain("dcgm-exporter");
  });

  it("learns from the kubelet which pod has which GPU", () => {
    const { env, host } = workload(described, "dcgm-exporter");
    const folder = "/var/lib/kubelet/pod-resources";
    expect(env).toMatchObject({ DCGM_EXPORTER_KUBERNETES: "true" });
    expect(host?.mounts).toEqual([{ from: folder, to: folder }]);
  });
});

describe("what is outside of the stack", () => {
  it.each(["blackbox-exporter", "postgres-exporter-orders"])("is called by %s on any port", (name) => {
    const outside = workload(described, name).calls?.filter((call) => "outside" in call);
    expect(outside).toEqual([expect.objectContaining({ ports: "any" })]);
  });

  it("is pinged without a capability", () => {
    expect(workload(described, "blackbox-exporter")).toMatchObject({ ping: true });
    expect(workload(described, "blackbox-exporter").capabilities).toBeUndefined();
  });
});

it("every job of a workload is found by Prometheus itself, and has its own name for each target", () => {
  for (const job of described.stack.jobs.filter(
    ({ job: { port, through } }) => port !== undefined && through !== true,
  ))
    expect(discoveryOf(described.site, job), job.job.job).toBeDefined();
});

it("every workload says how much CPU and memory it needs", () => {
  for (const { name, cpu, memory } of described.stack.workloads)
    expect([cpu, memory], name).toEqual([
      expect.stringMatching(/^\d+m$/),
      expect.stringMatching(/^\d+[MG]i$/),
    ]);
});
