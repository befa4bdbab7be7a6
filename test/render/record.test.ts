import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { generatedSecret } from "../../platforms/generated-secret";
import { record } from "../../review/record";
import { renderStack } from "../../review/render";

const stack = {
  stack: "test",
  config: { "observatory:key": "S3cret", "observatory:plain": "seen" },
  secretKeys: ["observatory:key"],
};

/** A resource with any inputs. */
class Thing extends pulumi.CustomResource {
  constructor(name: string, inputs: pulumi.Inputs, options: pulumi.CustomResourceOptions = {}) {
    super("test:index:Thing", name, inputs, options);
  }
}

describe("a recorded program", () => {
  it("has its configuration, and secrets in it stay masked wherever they go", async () => {
    const all = await record({
      ...stack,
      program: async () => {
        const config = new pulumi.Config("observatory");
        const key = config.requireSecret("key");
        new Thing("thing", {
          plain: config.require("plain"),
          nested: [{ deep: key, beside: "shown" }],
          derived: pulumi.interpolate`x${key}`,
        });
        return { key };
      },
    });
    expect(all.find(({ name }) => name === "thing")?.inputs).toEqual({
      derived: "[secret]",
      nested: [{ beside: "shown", deep: "[secret]" }],
      plain: "seen",
    });
    expect(all.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs).toEqual({ key: "[secret]" });
    expect(JSON.stringify(all)).not.toContain("S3cret");
  });

  it("shows parents, dependencies, protection and what is not known yet", async () => {
    const all = await record({
      ...stack,
      program: async () => {
        const parent = new pulumi.ComponentResource("test:index:Parent", "parent", {});
        const first = new Thing(
          "first",
          { unknown: undefined },
          { parent, protect: true, retainOnDelete: true },
        );
        new Thing(
          "second",
          { of: first.urn, secret: generatedSecret("made", { parent }) },
          { parent, dependsOn: first, replacementTrigger: pulumi.secret("1"), replaceOnChanges: ["of"] },
        );
        return {};
      },
    });
    const [parent, first, second, made] = ["parent", "first", "second", "made"].map((name) =>
      all.find((one) => one.name === name),
    );
    expect(first).toMatchObject({ parent: parent?.urn, protect: true, retainOnDelete: true });
    expect(second).toMatchObject({
      parent: parent?.urn,
      protect: false,
      replacementTrigger: "[secret]",
      replaceOnChanges: ["of"],
    });
    expect(second?.dependencies).toEqual([first?.urn, made?.urn].sort());
    expect(second?.inputs["secret"]).toBe("<computed>");
  });

  it("leaves the code of dynamic resources out", async () => {
    const all = await record({
      ...stack,
      program: async () => {
        generatedSecret("made");
        return {};
      },
    });
    expect(all.find(({ name }) => name === "made")?.inputs).toEqual({});
  });

  it("may not register two resources of one name", async () => {
    const program = async () => {
      new Thing("twin", {});
      new Thing("twin", {});
      return {};
    };
    await expect(record({ ...stack, program })).rejects.toThrow(
      /two resources of one name: urn:\S+::twin; rename one of each/,
    );
  });

  it("fails as the program fails", async () => {
    const program = () => Promise.reject(new Error("no such setting"));
    await expect(record({ ...stack, program })).rejects.toThrow("no such setting");
  });

  it("leaves the variables of the process as they were", async () => {
    const before = { ...process.env };
    await record({ ...stack, program: async () => ({}) });
    expect({ ...process.env }).toEqual(before);
  });

  it("fails where a value cannot be made in the background, which would leave its resource out", () => {
    // In a process of its own: vitest takes every such rejection as a failure of the test itself.
    const fixture = join(__dirname, "background-failure.ts");
    const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", fixture], {
      encoding: "utf8",
    });
    expect(stderr).toContain("rendering test failed in the background: Error: this value cannot be made");
    expect(status).toBe(1);
  });
});

describe("a rendered stack", () => {
  const content = "key: value\n".repeat(20);
  const rendered = () =>
    renderStack({
      ...stack,
      program: async () => {
        new Thing("thing", { z: content, a: "short" });
        return {
          outputs: {},
          workloads: [
            {
              name: "loki",
              server: "loki",
              args: [],
              files: [{ name: "conf/loki.yml", content, onChange: "restart" }],
              ports: {},
              health: { port: "http", path: "/" },
            },
          ],
        };
      },
    });

  it("has each configuration file as the server sees it", async () => {
    const { files } = await rendered();
    expect([...files.keys()]).toEqual(["loki/conf/loki.yml", "resources.yaml"]);
    expect(files.get("loki/conf/loki.yml")).toBe(content);
  });

  it("refers to such a file where a resource holds its text, so that a change shows once", async () => {
    const { files } = await rendered();
    expect(files.get("resources.yaml")).toContain("    a: short\n    z: <content of loki/conf/loki.yml>\n");
  });

  it("is the same every time", async () => {
    expect(await rendered()).toEqual(await rendered());
  });
});
