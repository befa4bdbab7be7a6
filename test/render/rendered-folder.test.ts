import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { staleness, writeRender } from "../../review/rendered-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rendered-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const files = new Map([
  ["docker/loki/loki.yml", "a: 1\n"],
  ["docker/resources.yaml", "[]\n"],
]);

describe("the folder of rendered files", () => {
  it("is up to date after it was written", () => {
    writeRender(folder, files);
    expect(staleness(folder, files)).toEqual([]);
  });

  it("tells what is missing, differs, or is there for nothing", () => {
    writeRender(folder, files);
    writeFileSync(join(folder, "docker", "resources.yaml"), "- changed\n");
    writeFileSync(join(folder, "docker", "old.yaml"), "x\n");
    rmSync(join(folder, "docker", "loki", "loki.yml"));
    expect(staleness(folder, files)).toEqual([
      "docker/loki/loki.yml is missing",
      "docker/old.yaml is no longer rendered",
      "docker/resources.yaml differs",
    ]);
  });

  it("is all missing where it was never written", () => {
    expect(staleness(join(folder, "nowhere"), files)).toHaveLength(2);
  });

  it("loses what is rendered no more", () => {
    writeRender(folder, files);
    writeRender(folder, new Map([["docker/resources.yaml", "[]\n"]]));
    expect(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name),
    ).toEqual(["resources.yaml"]);
  });
});
