import { beforeAll, describe, expect, it } from "vitest";
import { type Registration } from "../../review/registration";
import {
  type Container,
  deployed,
  except,
  named,
  ofType,
  servers,
  settings,
  workloads,
} from "./docker-stack";

const stack = workloads();
let all: readonly Registration[];
let running: readonly Container[];

beforeAll(async () => {
  all = await deployed(stack);
  running = servers(all);
}, 60_000);

describe("network", () => {
  it("there is one, with a range of its own", () => {
    expect(ofType(all, ":Network").map(({ inputs }) => [inputs["name"], inputs["ipamConfigs"]])).toEqual([
      ["observatory-docker", [{ gateway: "172.30.100.1", subnet: "172.30.100.0/24" }]],
    ]);
  });

  it("servers are found by the name of their workload, and the mode is left to the network", () => {
    const inside = running.filter(({ name }) => name !== "node-exporter");
    expect(
      except(
        inside,
        ({ name, inputs }) =>
          inputs["networkMode"] === undefined &&
          JSON.stringify(inputs["networksAdvanced"]) ===
            JSON.stringify([{ aliases: [name], name: "observatory-docker" }]),
      ),
    ).toEqual([]);
  });

  it("the node exporter is in the host's network, listens on the network's gateway and waits for it", () => {
    const { inputs, dependencies } = named(running, "node-exporter");
    expect(inputs["networkMode"]).toBe("host");
    expect(inputs["pidMode"]).toBe("host");
    expect(inputs["networksAdvanced"]).toBeUndefined();
    expect(inputs.ports).toBeUndefined();
    expect(inputs.command).toContain("--web.listen-address=172.30.100.1:9100");
    expect(dependencies).toContain(named(ofType(all, ":Network"), "network").urn);
  });

  it("ports are published for people and for what sends data, on 127.0.0.1", () => {
    const published = running.flatMap(({ name, inputs }) =>
      (inputs.ports ?? []).map(({ ip, external }) => `${name} ${ip}:${external}`),
    );
    expect(published).toEqual([
      "alertmanager 127.0.0.1:9093",
      "collector 127.0.0.1:4317",
      "collector 127.0.0.1:4318",
      "demo 127.0.0.1:8088",
      "grafana 127.0.0.1:3000",
      "prometheus 127.0.0.1:9090",
    ]);
  });

  it("another address and a port offset move the ports, but never open what sends data to other machines", async () => {
    const moved = settings({ listen: "10.0.0.5", portOffset: 1000 });
    const there = servers(await deployed(workloads(moved), moved));
    const published = there.flatMap(({ name, inputs }) =>
      (inputs.ports ?? []).map(({ ip, external, internal }) => `${name} ${ip}:${external}:${internal}`),
    );
    expect(published).toContain("grafana 10.0.0.5:4000:3000");
    expect(published).toContain("collector 127.0.0.1:5317:4317");
    expect(named(there, "node-exporter").inputs.command).toContain("--web.listen-address=172.30.110.1:10100");
  });
});

describe("data", () => {
  it("lies in named volumes that are protected, and kept when the stack goes", () => {
    const data = ofType(all, ":Volume").filter(({ name }) => name.endsWith("-data"));
    expect(data.map(({ name, inputs }) => [name, inputs["name"]])).toEqual(
      ["alertmanager", "collector", "grafana", "loki", "prometheus"].map((name) => [
        `${name}-data`,
        `observatory-docker-${name}-data`,
      ]),
    );
    expect(data.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete)).toEqual([]);
  });

  it("is mounted over the folder of the image that belongs to the server's user", () => {
    const folder = (name: string) =>
      named(running, name).inputs.volumes?.find(
        ({ volumeName }) => volumeName === `observatory-docker-${name}-data`,
      );
    expect(folder("prometheus")).toEqual({
      containerPath: "/prometheus",
      volumeName: "observatory-docker-prometheus-data",
      readOnly: false,
    });
    expect(folder("alertmanager")?.containerPath).toBe("/alertmanager");
    expect(folder("loki")?.containerPath).toBe("/loki");
    expect(folder("grafana")?.containerPath).toBe("/var/lib/grafana");
  });

  it("nothing else is protected: configuration is written anew", () => {
    expect(all.filter(({ protect, name }) => protect && !name.endsWith("-data"))).toEqual([]);
  });
});
