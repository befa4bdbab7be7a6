import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { parseSettings } from "../../stacks/parse-settings";
import { engineConfig, engineSource, settingsFromEngine } from "../../stacks/read-settings";
import { readStackText } from "../../stacks/stack-file";
import { catalogue, valid } from "./settings-example";

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("the running engine", () => {
  beforeAll(async () => {
    const mocks = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(mocks, "observatory", "docker", true);
  });

  function engine(config: Record<string, string>, secretKeys: string[] = []): void {
    pulumi.runtime.setAllConfig(config, secretKeys);
  }

  it("gives the same settings as the file", () => {
    const { config, secretKeys } = engineConfig(valid, "placeholder");
    engine(config, secretKeys);
    expect(settingsFromEngine(catalogue)).toEqual(parseSettings(valid));
    expect(engineSource().secretKeys).toEqual(valid.secretKeys);
  });

  it("gives the same settings as a file that was written by hand", () => {
    const text =
      'config:\n  observatory:target: docker\n  observatory:portOffset: "7"\n  observatory:routes: { critical: [] }\n';
    const source = readStackText("stacks/Pulumi.docker.yaml", "docker", text);
    const { config, secretKeys } = engineConfig(source, "placeholder");
    engine(config, secretKeys);
    expect(settingsFromEngine(catalogue)).toEqual(parseSettings({ ...source, catalogue }));
  });

  it("passes over what belongs to Pulumi and to its providers", () => {
    engine({
      "observatory:target": "local",
      "pulumi:tags": "{}",
      "docker:host": "unix:///var/run/docker.sock",
    });
    expect(settingsFromEngine(catalogue).target).toBe("local");
  });

  it("ends with all mistakes and without a stack trace", () => {
    engine({ "observatory:target": "local", "observatory:gpus": "true", "observatory:scrapeInterval": "15" });
    let thrown: unknown;
    try {
      settingsFromEngine(catalogue);
    } catch (error) {
      thrown = error;
    }
    expect(pulumi.RunError.isInstance(thrown)).toBe(true);
    expect((thrown as Error).message).toContain("stacks/Pulumi.docker.yaml has 2 mistakes.");
  });

  it("hands over secrets that no source keeps and no error repeats", () => {
    const secrets = {
      "observatory:ordersDsn": "hunter2",
      "observatory:receivers": '{"oncall":{"url":"hunter2"}}',
    };
    engine({ "observatory:target": "local", ...secrets }, Object.keys(secrets));
    expect(engineSource()).toEqual({
      stack: "docker",
      values: { target: "local" },
      secretKeys: ["ordersDsn"],
      nestedSecrets: [["receivers"]],
      otherKeys: [],
    });
    const message = messageOf(() => settingsFromEngine(catalogue));
    expect(message).toContain("receivers is stored as a secret, or holds one.");
    expect(message).toContain("The secret ordersDsn is used by nothing.");
    expect(message).not.toContain("hunter2");
  });
});
