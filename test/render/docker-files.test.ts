import { beforeAll, describe, expect, it } from "vitest";
import { type ConfigFile, type Workload } from "../../platforms/workload";
import { type Registration } from "../../review/registration";
import { carriers, type Container, deployed, named, ofType, servers, workloads } from "./docker-stack";

const file = (
  name: string,
  onChange: ConfigFile["onChange"],
  content = `content of ${name}`,
): ConfigFile => ({
  name,
  content,
  onChange,
});

const blackbox = (files: readonly ConfigFile[], more: Partial<Workload> = {}): Workload => ({
  name: "blackbox-exporter",
  server: "blackbox-exporter",
  args: ["--config.file=/etc/observatory/a.yml"],
  files,
  ports: { http: 9115 },
  health: { port: "http", path: "/-/healthy" },
  ...more,
});

const reload: NonNullable<Workload["reload"]> = {
  signal: "SIGHUP",
  confirm: { port: "http", path: "/metrics", metric: "last_reload" },
};

/** The server's container and its carrier. */
async function pair(workload: Workload): Promise<{ server: Container; carrier: Container }> {
  const all = await deployed([workload]);
  return {
    server: named(servers(all), workload.name),
    carrier: named(carriers(all), `${workload.name}-files`),
  };
}

describe("configuration files on Docker", () => {
  const stack = workloads();
  let all: readonly Registration[];
  beforeAll(async () => {
    all = await deployed(stack);
  }, 60_000);

  it("are carried by a container that is never started and has no network", () => {
    const wrong = carriers(all).filter(
      ({ inputs }) =>
        inputs.start !== false ||
        inputs["mustRun"] !== false ||
        inputs["wait"] !== undefined ||
        inputs["networkMode"] !== "none" ||
        inputs["restart"] !== "no",
    );
    expect(wrong).toEqual([]);
  });

  it("are all there, under the paths that the servers are told, readable and not writable", () => {
    for (const { name, files = [] } of stack) {
      const uploads = carriers(all).find((carrier) => carrier.name === `${name}-files`)?.inputs.uploads ?? [];
      const carried = uploads.filter(({ file: path }) => path.startsWith("/etc/observatory/"));
      expect(carried.map(({ file: path, content, permissions }) => [path, content, permissions])).toEqual(
        [...files]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ name: path, content }) => [`/etc/observatory/${path}`, content, "0444"]),
      );
    }
  });

  it("lie in volumes that the server mounts read-only, after the carrier has written them", () => {
    for (const server of servers(all)) {
      const mounted = (server.inputs.volumes ?? []).filter(({ containerPath }) =>
        ["/etc/observatory", "/run/secrets"].includes(containerPath),
      );
      expect(mounted.filter(({ readOnly }) => readOnly !== true)).toEqual([]);
      if (mounted.length > 0)
        expect(server.dependencies).toContain(named(carriers(all), `${server.name}-files`).urn);
    }
  });

  it("are never uploaded to the server itself, whose root file system is read-only", () => {
    expect(servers(all).filter(({ inputs }) => inputs.uploads !== undefined)).toEqual([]);
  });
});

describe("a change of a configuration file on Docker", () => {
  const label = ({ inputs }: Container) =>
    inputs.labels.find(({ label: name }) => name === "observatory.files")?.value;

  it("leaves a server alone that watches the file itself", async () => {
    const before = await pair(blackbox([file("a.yml", "watched", "1")]));
    const after = await pair(blackbox([file("a.yml", "watched", "2")]));
    expect(after.carrier.inputs.uploads).not.toEqual(before.carrier.inputs.uploads);
    expect(after.server).toEqual(before.server);
  });

  it("leaves a server alone that reloads when told and also looks itself", async () => {
    const watching = { reload: { ...reload, watches: true } };
    const before = await pair(blackbox([file("a.yml", "reload", "1")], watching));
    const after = await pair(blackbox([file("a.yml", "reload", "2")], watching));
    expect(after.server).toEqual(before.server);
  });

  it("replaces a server that has to be told, as nothing here can tell it", async () => {
    const before = await pair(blackbox([file("a.yml", "reload", "1")], { reload }));
    const after = await pair(blackbox([file("a.yml", "reload", "2")], { reload }));
    expect(label(before.server)).toMatch(/^[0-9a-f]{8}$/);
    expect(label(after.server)).not.toBe(label(before.server));
  });

  it("replaces a server that reads the file at its start only", async () => {
    const before = await pair(blackbox([file("a.yml", "restart", "1"), file("b.yml", "watched", "1")]));
    const after = await pair(blackbox([file("a.yml", "restart", "2"), file("b.yml", "watched", "1")]));
    expect(label(after.server)).not.toBe(label(before.server));
  });

  it("that takes a file away takes another volume, so that the file is gone for the server as well", async () => {
    const volume = async (files: readonly ConfigFile[]) =>
      named(ofType(await deployed([blackbox(files)]), ":Volume"), "blackbox-exporter-config").inputs["name"];
    const both = await volume([file("a.yml", "watched"), file("b.yml", "watched")]);
    expect(await volume([file("a.yml", "watched")])).not.toBe(both);
    expect(await volume([file("b.yml", "watched", "other"), file("a.yml", "watched")])).toBe(both);
  });
});
