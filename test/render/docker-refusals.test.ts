import { describe, expect, it } from "vitest";
import { deployDocker } from "../../platforms/docker";
import { inOrder } from "../../platforms/docker/order";
import { type Workload } from "../../platforms/workload";
import { settings, workloads } from "./docker-stack";

const workload = (more: Partial<Workload> = {}): Workload => ({
  name: "blackbox-exporter",
  server: "blackbox-exporter",
  args: [],
  ports: { http: 9115 },
  health: { port: "http", path: "/-/healthy" },
  ...more,
});

/** Refusals come before the first resource, so that no engine is needed to see them. */
const deploying = (more: Partial<Workload>) => () => deployDocker([workload(more)], settings());

describe("the Docker platform refuses, before it makes anything,", () => {
  it("a capability for a server that is not root, where it would do nothing", () => {
    expect(deploying({ capabilities: ["CAP_NET_RAW"] })).toThrow(
      'blackbox-exporter: CAP_NET_RAW has no effect for user 65534; leave it out, or write host.user "0:0" and why',
    );
  });

  it("a capability in a form that Docker would give back differently", () => {
    expect(deploying({ capabilities: ["net_raw"], host: { user: "0:0" } })).toThrow(
      "net_raw is not a capability; write it like CAP_NET_RAW",
    );
  });

  it("a server of which nothing says whom it runs as", () => {
    expect(deploying({ server: "cadvisor" })).toThrow(
      'nothing says whom cadvisor runs as; write user: "UID:GID" in stacks/versions.ts',
    );
  });

  it("an empty file, which the provider refuses without naming it", () => {
    expect(deploying({ files: [{ name: "a.yml", content: "", onChange: "restart" }] })).toThrow(
      "the file a.yml is empty; leave it out or give it content",
    );
  });

  it("data in a folder that the server's user cannot write to", () => {
    expect(deploying({ data: { size: "1Gi" } })).toThrow(
      "its user cannot write to /data, which Docker makes for root; write dataPath for blackbox-exporter",
    );
  });

  it("the host's network for a workload whose addresses do not say so", () => {
    expect(deploying({ host: { network: true } })).toThrow("platforms/docker/site.ts disagree");
  });

  it("a workload that waits for one that is not there", () => {
    expect(deploying({ after: ["loki"] })).toThrow(
      "blackbox-exporter waits for loki, which is not on this stack; take it out of `after`",
    );
  });

  it("workloads that wait for each other", () => {
    const circle = [workload({ name: "a", after: ["b"] }), workload({ name: "b", after: ["a"] })];
    expect(() => inOrder(circle)).toThrow("a waits for b waits for a; take one of them out of its `after`");
  });

  it("two workloads of one name", () => {
    expect(() => inOrder([workload(), workload()])).toThrow("two workloads have one name");
  });
});

describe("the order of a stack", () => {
  it("puts each workload after those that it waits for, whatever order they come in", () => {
    const stack = workloads();
    const forwards = inOrder(stack);
    expect(inOrder([...stack].reverse())).toEqual(forwards);
    const names = forwards.map(({ name }) => name);
    for (const { name, after = [] } of forwards)
      for (const before of after) expect(names.indexOf(before)).toBeLessThan(names.indexOf(name));
  });
});
