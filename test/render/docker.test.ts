import { beforeAll, describe, expect, it } from "vitest";
import { versions } from "../../stacks/versions";
import { type Registration } from "../../review/registration";
import {
  carriers,
  type Container,
  deployed,
  except,
  named,
  ofType,
  servers,
  workloads,
} from "./docker-stack";

const stack = workloads();
let all: readonly Registration[];
let running: readonly Container[];

beforeAll(async () => {
  all = await deployed(stack);
  running = servers(all);
}, 60_000);

describe("every resource of the Docker platform", () => {
  it("is a container for each workload of the stack", () => {
    expect(running.map(({ name }) => name)).toEqual(stack.map(({ name }) => name));
  });

  it("has the platform as its parent, so that a preview reads as a tree", () => {
    const platform = named(all, "observatory");
    const orphans = all.filter(
      ({ type, parent, urn }) =>
        !type.startsWith("pulumi:pulumi:") && urn !== platform.urn && parent !== platform.urn,
    );
    expect(orphans).toEqual([]);
  });

  it("has the explicit provider, never the default one", () => {
    const provider = named(all, "docker");
    const others = all.filter(
      ({ type, provider: own }) => type.startsWith("docker:") && own !== provider.urn,
    );
    expect(others).toEqual([]);
  });

  it("has a fixed name that begins with the stack's own prefix", () => {
    const made = all.filter(({ type }) => /:(Container|Volume|Network)$/.test(type));
    expect(made.filter(({ inputs }) => !String(inputs["name"]).startsWith("observatory-docker"))).toEqual([]);
  });

  it("is the same whatever DOCKER_HOST says on the machine that renders", async () => {
    process.env["DOCKER_HOST"] = "ssh://somebody@elsewhere";
    try {
      expect(await deployed(stack)).toEqual(all);
      expect(process.env["DOCKER_HOST"]).toBe("ssh://somebody@elsewhere");
    } finally {
      Reflect.deleteProperty(process.env, "DOCKER_HOST");
    }
  });
});

describe("every container", () => {
  it("goes before its successor comes, as both have one name", () => {
    expect(except([...running, ...carriers(all)], ({ deleteBeforeReplace }) => deleteBeforeReplace)).toEqual(
      [],
    );
  });

  it("gets time to end: at least 10 seconds, Prometheus 300, before it is killed", () => {
    expect(
      except([...running, ...carriers(all)], ({ inputs }) => Number(inputs["destroyGraceSeconds"]) >= 10),
    ).toEqual([]);
    expect(named(running, "prometheus").inputs["destroyGraceSeconds"]).toBe(300);
    expect(named(running, "cadvisor").inputs["destroyGraceSeconds"]).toBe(30);
  });

  it("gets the same time when the engine itself ends it", () => {
    expect(except(running, ({ inputs }) => inputs["stopTimeout"] === inputs["destroyGraceSeconds"])).toEqual(
      [],
    );
  });

  it("is waited for until its health check succeeds", () => {
    expect(
      except(
        running,
        ({ inputs }) =>
          inputs["wait"] === true &&
          inputs["mustRun"] === true &&
          (inputs.healthcheck?.tests.length ?? 0) > 1,
      ),
    ).toEqual([]);
  });

  it("is waited for as long as its workload says", () => {
    const within = Object.fromEntries(stack.map(({ name, health }) => [name, health.withinSeconds ?? 60]));
    expect(Object.fromEntries(running.map(({ name, inputs }) => [name, inputs["waitTimeout"]]))).toEqual(
      within,
    );
  });

  it("has the durations of its health check in the form that Go gives them back", () => {
    const form = /^(\d+h[0-5]?\dm[0-5]?\ds|[1-5]?\dm[0-5]?\ds|[1-5]?\ds)$/;
    const durations = ["startPeriod", "startInterval", "interval", "timeout"];
    expect(
      except(running, ({ inputs }) =>
        durations.every((name) => form.test(String(inputs.healthcheck?.[name]))),
      ),
    ).toEqual([]);
  });

  it("asks for its health with a program that its image has, or with the borrowed one", () => {
    // Images built on busybox or Alpine; all others bring a command of their own or borrow.
    const withWget = [
      "alertmanager",
      "blackbox-exporter",
      "cadvisor",
      "grafana",
      "node-exporter",
      "postgres-exporter",
      "prometheus",
    ];
    const using = (program: string) =>
      running
        .filter(({ inputs }) => inputs.healthcheck?.tests[1] === program)
        .map(({ name }) => name.replace("-orders-db", ""));
    expect(using("wget")).toEqual(withWget);
    expect(using("/client/wget")).toEqual(["collector", "process-exporter"]);
    for (const name of ["dcgm-exporter", "demo", "docker-socket-proxy", "loki"] as const)
      expect(named(running, name).inputs.healthcheck?.tests.slice(1)).toEqual(versions[name].healthCommand);
  });

  it("finds the borrowed client in a volume that was filled before", () => {
    const lender = named(carriers(all), "client");
    const volume = named(ofType(all, ":Volume"), "client").inputs["name"] as string;
    expect(lender.inputs.volumes).toEqual([{ containerPath: "/bin", volumeName: volume }]);
    for (const name of ["collector", "process-exporter"]) {
      const container = named(running, name);
      expect(container.dependencies).toContain(lender.urn);
      expect(container.inputs.volumes).toContainEqual({
        containerPath: "/client",
        volumeName: volume,
        readOnly: true,
      });
    }
  });

  it("may use as much memory as its limit says, swap included, so that nothing else is read back", () => {
    expect(
      except(
        running,
        ({ inputs }) => Number(inputs["memory"]) > 0 && inputs["memory"] === inputs["memorySwap"],
      ),
    ).toEqual([]);
  });

  it("refers to its image by the id of a pulled one", () => {
    expect(
      except(
        running,
        ({ inputs, dependencies }) =>
          inputs.image === "<computed>" && dependencies.some((urn) => urn.includes(":RemoteImage::")),
      ),
    ).toEqual([]);
  });

  it("comes from an image that is pinned to a version and stays on the host", () => {
    const images = ofType(all, ":RemoteImage");
    expect(
      images.filter(
        ({ inputs }) =>
          !/^[a-z0-9.-]+\/[a-z0-9/-]+:v?\d[\w.-]*(@sha256:[0-9a-f]{64})?$/.test(String(inputs["name"])),
      ),
    ).toEqual([]);
    expect(images.filter(({ inputs }) => inputs["keepLocally"] !== true)).toEqual([]);
  });

  it("starts again unless it was stopped on purpose", () => {
    expect(except(running, ({ inputs }) => inputs["restart"] === "unless-stopped")).toEqual([]);
  });

  it("writes logs that rotate and that name the workload in each line", () => {
    expect(
      except(
        running,
        ({ name, inputs }) =>
          inputs["logDriver"] === "json-file" &&
          JSON.stringify(inputs["logOpts"]) ===
            JSON.stringify({ "max-file": "3", "max-size": "10m", tag: name }),
      ),
    ).toEqual([]);
  });

  it("is replaced when a property changes that the provider neither changes nor replaces for", () => {
    expect(
      except(running, ({ replaceOnChanges }) => replaceOnChanges.join() === "cpuPeriod,cpuQuota,init,tmpfs"),
    ).toEqual([]);
  });

  it("starts after the workloads that it waits for", () => {
    for (const { name, after = [] } of stack)
      for (const before of after)
        expect(named(running, name).dependencies).toContain(named(running, before).urn);
  });
});
