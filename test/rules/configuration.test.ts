/** The servers' own tools judge the generated configuration. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTree } from "../../platforms/local/files";
import { stackPaths } from "../../platforms/local/paths";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";

/** Path of a program that `./observatory test` provides. Throws where it is missing, so that nothing is skipped. */
function tool(variable: string): string {
  const path = process.env[variable];
  if (path === undefined || path === "")
    throw new Error(`${variable} is not set; run the tests with ./observatory test`);
  return path;
}

const settings = parseSettings({
  stack: "local",
  catalogue,
  secretKeys: ["pagerUrl"],
  values: {
    target: "local",
    hosts: [{ name: "web-1", address: "10.0.0.5:9100" }],
    probes: [
      { name: "shop", target: "https://shop.example.org/health" },
      { name: "gateway", target: "10.0.0.1", kind: "icmp", interval: "30s" },
    ],
    prometheus: { retention: "30d", retentionSize: "10Gi" },
    receivers: {
      chat: { kind: "webhook", url: "https://chat.example.org/hook" },
      deadman: { kind: "webhook", url: "https://deadman.example.org/ping" },
      pager: { kind: "webhook" },
    },
    routes: { critical: ["pager", "chat"], warning: ["chat"], watchdog: ["deadman"] },
  },
});

let root: string;
const file = (workload: string, name: string): string =>
  join(stackPaths(root, "local").config(workload), name);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "observatory-configuration-"));
  const { stack } = describeFor(settings, { root, missing: [] });
  for (const { name, files = [] } of stack.workloads) {
    writeTree(
      stackPaths(root, "local").config(name),
      Object.fromEntries(files.map((each) => [each.name, each.content])),
      0o600,
    );
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("promtool", () => {
  it("accepts prometheus.yml with every rule file", () => {
    const { status, stdout, stderr } = spawnSync(
      tool("PROMTOOL"),
      ["check", "config", "--lint=all", "--lint-fatal", file("prometheus", "prometheus.yml")],
      { encoding: "utf8" },
    );
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/\d\d rule files found/);
  });
});

describe("amtool", () => {
  const route = (...labels: string[]): string =>
    execFileSync(
      tool("AMTOOL"),
      ["config", "routes", "test", `--config.file=${file("alertmanager", "alertmanager.yml")}`, ...labels],
      { encoding: "utf8" },
    ).trim();

  it("accepts alertmanager.yml", () => {
    const { status, stdout, stderr } = spawnSync(
      tool("AMTOOL"),
      ["check-config", "--enable-feature=utf8-strict-mode", file("alertmanager", "alertmanager.yml")],
      { encoding: "utf8" },
    );
    expect(status, stdout + stderr).toBe(0);
  });

  it("sends critical alerts to all who are named, warnings to theirs, and the rest to nobody", () => {
    expect(route("alertname=TargetDown", "severity=critical")).toBe("pager,chat");
    expect(route("alertname=HostCpuSaturated", "severity=warning")).toBe("chat");
    expect(route("alertname=Something", "severity=info")).toBe("nobody");
  });

  it("sends the watchdog to those who expect it and to nobody else", () => {
    expect(route("alertname=Watchdog", "severity=none")).toBe("deadman");
  });
});
