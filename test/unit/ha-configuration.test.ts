/** The servers' own tools judge what several servers are configured with. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { renderRules } from "../../rules/render";
import { renderAlertTests } from "../../rules/render-tests";
import { inShard } from "../../rules/shards";
import { targetRules } from "../../rules/targets";
import { toYaml } from "../../stacks/yaml";
import { clustered, names, objectStorage, workload } from "./ha-stack";

const root = mkdtempSync(join(tmpdir(), "observatory-ha-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Path of a program that `./observatory test` provides. Throws where it is missing, so that nothing is skipped. */
function tool(variable: string): string {
  const path = process.env[variable];
  if (path === undefined || path === "")
    throw new Error(`${variable} is not set; run the tests with ./observatory test`);
  return path;
}

function accepted(program: string, args: readonly string[], cwd = root): void {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", cwd });
  expect(status, stdout + stderr).toBe(0);
}

/** Folders that a container has, and below `root` this test as well. */
const folders = ["/etc/observatory/", "/var/run/secrets/kubernetes.io/serviceaccount/"];

/** Writes the configuration of a workload as it would lie in its container, with paths that exist here. */
function written(described: ReturnType<typeof clustered>, name: string): (path: string) => string {
  const at = (path: string) => join(root, name, path);
  for (const file of ["ca.crt", "token"]) {
    mkdirSync(at(folders[1] ?? ""), { recursive: true });
    writeFileSync(at(join(folders[1] ?? "", file)), "");
  }
  const inContainer = described.site.place(name);
  for (const { name: path, content } of workload(described, name).files ?? []) {
    mkdirSync(dirname(at(inContainer.file(path))), { recursive: true });
    const here = folders.reduce((text, folder) => text.replaceAll(folder, at(folder)), content);
    writeFileSync(at(inContainer.file(path)), here);
  }
  return (path) => at(inContainer.file(path));
}

const large = clustered({ size: "large", objectStorage, prometheus: { shards: 2 } });

describe("promtool", () => {
  it.each(["prometheus", "prometheus-shard-1"])("accepts the configuration of %s", (name) => {
    const path = written(large, name)("prometheus.yml");
    accepted(tool("PROMTOOL"), ["check", "config", "--lint=all", "--lint-fatal", path]);
  });

  it("finds that the first shard judges by what all shards have counted", () => {
    const links = { runbookBase: "https://runbooks.test" };
    const rules = inShard(targetRules(["alertmanager", "node"], ["node"]), { number: 0, of: 3 });
    writeFileSync(join(root, "rules.yml"), renderRules(rules, { links }));
    for (const alert of rules.alerts)
      for (const { name, content } of renderAlertTests(alert, { ruleFile: "rules.yml", links })) {
        writeFileSync(join(root, name), content);
        accepted(tool("PROMTOOL"), ["test", "rules", name]);
      }
  });

  it("finds a job present whose targets are all in another shard", () => {
    const links = { runbookBase: "https://runbooks.test" };
    const rules = inShard(targetRules(["node"], ["node"]), { number: 0, of: 2 });
    writeFileSync(join(root, "rules.yml"), renderRules(rules, { links }));
    const firing = (exp_samples: unknown[]) => ({
      expr: 'ALERTS{alertname="TargetMissing", alertstate="firing"}',
      eval_time: "10m",
      exp_samples,
    });
    const test = (series: string, exp_samples: unknown[]) => ({
      interval: "15s",
      input_series: [{ series, values: "1x60" }],
      promql_expr_test: [firing(exp_samples)],
    });
    const missing = {
      labels:
        'ALERTS{alertname="TargetMissing", alertstate="firing", job="node", service="targets", severity="critical", team="infrastructure"}',
      value: 1,
    };
    writeFileSync(
      join(root, "federated.yml"),
      toYaml({
        rule_files: ["rules.yml"],
        evaluation_interval: "15s",
        tests: [
          test('job:up:count{job="node", of_shard="1", of_replica="prometheus-shard-1-0"}', []),
          test('up{job="other"}', [missing]),
        ],
      }),
    );
    accepted(tool("PROMTOOL"), ["test", "rules", "federated.yml"]);
  });
});

describe("amtool", () => {
  it("accepts the configuration of a member", () => {
    const path = written(large, "alertmanager")("alertmanager.yml");
    accepted(tool("AMTOOL"), ["check-config", "--enable-feature=utf8-strict-mode", path]);
  });
});

it("every replica and shard has a configuration of its own kind", () => {
  expect(names(large).filter((name) => name.startsWith("prometheus"))).toHaveLength(2);
});
