import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkout } from "../../../tools/cache";
import { expectSuccess, strictly, theCluster } from "./cluster";
import { eventually, list, type Stored } from "./objects";
import { podKinds } from "./stacks";

const cluster = theCluster();
const folder = mkdtempSync(join(tmpdir(), "observatory-export-"));
const namespaces = ["observatory", "observatory-hosts"];

beforeAll(() => {
  const args = ["export", "--stack", "production", "--to", join(folder, "files")];
  expectSuccess(run(join(checkout, "observatory"), args));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, [...args], { cwd: folder, encoding: "utf8" });
  return { code: status ?? -1, stdout, stderr };
}

/** Secrets that the pods of the cluster mount, each once. */
function mounted(): string[] {
  const pods = list(cluster, podKinds, ...namespaces);
  return [...new Set(pods.flatMap(secretsOf))].sort();
}

function secretsOf({ metadata, spec }: Stored): readonly string[] {
  const { volumes = [] } = (
    spec as { template: { spec: { volumes?: { secret?: { secretName: string } }[] } } }
  ).template.spec;
  return volumes.flatMap(({ secret }) =>
    secret === undefined ? [] : [`${metadata.namespace}/${secret.secretName}`],
  );
}

describe("./observatory export", { timeout: 60_000 }, () => {
  it("writes files that kubectl takes from their folder, in the order of their names, without a warning", () => {
    const { code, stdout, stderr } = cluster.kubectl([...strictly, `--filename=${join(folder, "files")}`]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("namespace/observatory serverside-applied");
  });

  it("writes a list of these files that kubectl, Argo CD and Flux take: nothing is left out", () => {
    const { code, stdout, stderr } = cluster.kubectl([
      "apply",
      "--server-side",
      `--kustomize=${join(folder, "files")}`,
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const applied = cluster.kubectl([...strictly, `--filename=${join(folder, "files")}`]);
    expect(stdout.trim().split("\n").sort()).toEqual(expectSuccess(applied).trim().split("\n").sort());
  });

  it("writes what makes all the pods of the stack production", async () => {
    await eventually(
      () =>
        list(cluster, "deployments,statefulsets", ...namespaces).map(({ spec, status }) => [
          spec?.["replicas"],
          status?.["replicas"],
        ]),
      (all) => all.length > 0 && all.every(([wanted, made]) => wanted === made),
    );
  });

  it("names commands that make every Secret that the pods mount, and no other", () => {
    const page = readFileSync(join(folder, "files", "SECRETS.md"), "utf8");
    const commands = [...page.matchAll(/^kubectl (create secret .*)$/gm)].map(([, args]) =>
      (args ?? "").split(" "),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const args of commands) {
      const keys = args.flatMap((arg) =>
        arg.startsWith("--from-file=") ? [arg.slice("--from-file=".length)] : [],
      );
      for (const key of keys) writeFileSync(join(folder, key), "a secret");
      const local = args.map((arg) =>
        arg.replace(/^--from-file=(.*)$/, (_, key: string) => `--from-file=${key}=${join(folder, key)}`),
      );
      expectSuccess(cluster.kubectl(local));
    }
    const made = list(cluster, "secrets", ...namespaces).map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    );
    expect(made.sort()).toEqual(mounted());
  });

  it("writes no secret", () => {
    const files = readdirSync(join(folder, "files")).map((file) =>
      readFileSync(join(folder, "files", file), "utf8"),
    );
    expect(files.filter((text) => /^kind: Secret$/m.test(text))).toEqual([]);
  });
});
