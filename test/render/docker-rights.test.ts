import { beforeAll, describe, expect, it } from "vitest";
import { type Registration } from "../../review/registration";
import {
  carriers,
  type Container,
  deployed,
  except,
  named,
  ofType,
  secrets,
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

describe("rights", () => {
  it("no container is root but those that read what only root may read", () => {
    const root = running.filter(({ inputs }) => /^0(:|$)/.test(inputs.user)).map(({ name }) => name);
    expect(root).toEqual([
      "cadvisor",
      "collector",
      "dcgm-exporter",
      "docker-socket-proxy",
      "process-exporter",
    ]);
  });

  it("all capabilities are dropped; these alone are added, in the form that is read back", () => {
    expect(
      except(
        [...running, ...carriers(all)],
        ({ inputs }) => JSON.stringify((inputs["capabilities"] as { drops: string[] }).drops) === '["ALL"]',
      ),
    ).toEqual([]);
    const added = running.flatMap(({ name, inputs }) =>
      ((inputs["capabilities"] as { adds?: string[] }).adds ?? []).map(
        (capability) => `${name} ${capability}`,
      ),
    );
    expect(added.every((text) => / CAP_[A-Z_]+$/.test(text))).toBe(true);
    expect(added).toContain("dcgm-exporter CAP_SYS_ADMIN");
    expect(added.filter((text) => text.endsWith("CAP_SYS_ADMIN"))).toHaveLength(1);
    expect(
      added.filter((text) => text.startsWith("docker-socket-proxy") || text.startsWith("cadvisor")),
    ).toEqual([]);
  });

  it("no container gains privileges or is privileged", () => {
    expect(
      except(
        [...running, ...carriers(all)],
        ({ inputs }) =>
          (inputs["securityOpts"] as string[]).includes("no-new-privileges") &&
          inputs["privileged"] === undefined,
      ),
    ).toEqual([]);
  });

  it("containers without SELinux labels are those that see the host's processes: Docker takes them off itself", () => {
    const unlabelled = all
      .filter(({ inputs }) => (inputs["securityOpts"] as string[] | undefined)?.includes("label=disable"))
      .map(({ name }) => name);
    expect(unlabelled).toEqual(
      running.filter(({ inputs }) => inputs["pidMode"] === "host").map(({ name }) => name),
    );
    expect(unlabelled).toEqual(["node-exporter", "process-exporter"]);
    const others = [...running, ...carriers(all)].filter(({ name }) => !unlabelled.includes(name));
    expect(
      except(others, ({ inputs }) => JSON.stringify(inputs["securityOpts"]) === '["no-new-privileges"]'),
    ).toEqual([]);
  });

  it("no server can write to its root file system; /tmp lies in memory", () => {
    expect(
      except(
        running,
        ({ inputs }) =>
          inputs["readOnly"] === true && (inputs["tmpfs"] as Record<string, string>)["/tmp"] !== undefined,
      ),
    ).toEqual([]);
  });

  it("only the proxy gets the Docker socket", () => {
    const sockets = running.filter(({ inputs }) =>
      (inputs.mounts ?? []).some(({ source }) => source.endsWith(".sock")),
    );
    expect(sockets.map(({ name }) => name)).toEqual(["docker-socket-proxy"]);
  });

  it("root that sees the host's files does not see the sockets among them", () => {
    const seeing = running.filter(
      ({ inputs }) => inputs.user === "0:0" && (inputs.mounts ?? []).some(({ source }) => source === "/"),
    );
    expect(seeing.map(({ name }) => name)).toEqual(["cadvisor", "collector"]);
    expect(named(running, "cadvisor").inputs["tmpfs"]).toHaveProperty("/rootfs/run");
    expect(named(running, "collector").inputs["tmpfs"]).toHaveProperty("/host/run");
  });

  it("what is mounted of the host is read-only, and mounts that come later follow where that is asked for", () => {
    const mounts = running.flatMap(({ inputs }) => inputs.mounts ?? []);
    expect(mounts.filter(({ readOnly, type }) => !readOnly || type !== "bind")).toEqual([]);
    expect(named(running, "node-exporter").inputs.mounts).toEqual([
      { type: "bind", source: "/", target: "/host", readOnly: true, bindOptions: { propagation: "rslave" } },
    ]);
  });

  it("GPUs go to their exporter alone", () => {
    expect(
      running
        .filter(({ inputs }) => inputs["gpus"] !== undefined)
        .map(({ name, inputs }) => [name, inputs["gpus"]]),
    ).toEqual([["dcgm-exporter", "all"]]);
  });
});

describe("secrets", () => {
  it("no value shows anywhere in what is registered", () => {
    const text = JSON.stringify(all);
    for (const value of [...Object.values(secrets), "S3cretPassword", "S3cretHook"])
      expect(text).not.toContain(value);
  });

  it("are files that only the server's user may read", () => {
    const files = carriers(all)
      .flatMap(({ inputs }) => inputs.uploads ?? [])
      .filter(({ file }) => file.startsWith("/run/secrets/"));
    expect(
      files.map(({ file, owner, group, permissions }) => `${file} ${owner}:${group} ${permissions}`),
    ).toEqual([
      "/run/secrets/oncall-url 65534:65534 0400",
      "/run/secrets/admin-password 472:0 0400",
      "/run/secrets/password 65534:65534 0400",
      "/run/secrets/uri 65534:65534 0400",
      "/run/secrets/user 65534:65534 0400",
    ]);
  });

  it("replace the container when they change, by a value that is secret itself, in a list for previews' sake", () => {
    const withTrigger = running.filter(({ replacementTrigger }) => replacementTrigger !== undefined);
    expect(withTrigger.map(({ name, replacementTrigger }) => [name, replacementTrigger])).toEqual([
      ["alertmanager", ["[secret]"]],
      // Generated at the deployment: not known before.
      ["grafana", ["<computed>"]],
      ["postgres-exporter-orders-db", ["[secret]"]],
    ]);
  });

  it("that are generated are made once and marked as secret", () => {
    const made = ofType(all, ":GeneratedSecret");
    expect(made.map(({ name, additionalSecretOutputs }) => [name, additionalSecretOutputs])).toEqual([
      ["grafanaAdminPassword", ["value"]],
    ]);
  });
});
