import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { allRules } from "../../rules/catalogue";
import { renderRuleTests } from "../../rules/render-tests";
import { renderRules } from "../../rules/render";
import { type Rules } from "../../rules/rule";
import { type Tunings } from "../../rules/tuning";
import { everywhere } from "../../signals/signal";
import { toYaml } from "../../stacks/yaml";
import { allSignals } from "../contracts/signals";

const links = { grafanaUrl: "http://127.0.0.1:3000", runbookBase: "https://runbooks.test" };
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function promtool(): string {
  const program = process.env["PROMTOOL"];
  if (program === undefined || program === "")
    throw new Error(
      "PROMTOOL is not set. Set it to the path of the pinned promtool; ./observatory test does so.",
    );
  return program;
}

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

async function run(args: readonly string[], cwd: string): Promise<Outcome> {
  try {
    const { stdout, stderr } = await promisify(execFile)(promtool(), args, { cwd });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    if (stdout + stderr === "") throw new Error(`${promtool()} does not run: ${message}`, { cause: error });
    return { ok: false, output: stdout + stderr };
  }
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Tests a group's rules, tuned or not, with the cases of its alerts. */
function tested(rules: Rules, tuning: Tunings = {}): Promise<Outcome> {
  const folder = folderWith({
    "rules.yml": renderRules(rules, { tuning, links }),
    "test.yml": renderRuleTests(rules, { ruleFile: "rules.yml", links }),
  });
  return run(["test", "rules", "test.yml"], folder);
}

const minutes = 60_000;

describe("rules on the real promtool", () => {
  it.each(allRules().map((rules) => [rules.name, rules] as const))("%s are well formed", async (_, rules) => {
    const folder = folderWith({ "rules.yml": renderRules(rules, { links }) });
    expect(await run(["check", "rules", "--lint=all", "--lint-fatal", "rules.yml"], folder)).toMatchObject({
      ok: true,
    });
  });

  it.each(allRules().map((rules) => [rules.name, rules] as const))(
    "%s do what their cases say",
    async (_, rules) => {
      const { ok, output } = await tested(rules);
      expect(ok, output).toBe(true);
    },
    5 * minutes,
  );
});

describe("signals", () => {
  it("are accepted by Prometheus itself, types and arguments included", async () => {
    const rules = allSignals.map((each, index) => ({
      record: `signal:number:${index}`,
      expr: each.value(everywhere("5m")),
    }));
    const folder = folderWith({ "rules.yml": toYaml({ groups: [{ name: "signals", rules }] }) });
    expect(await run(["check", "rules", "rules.yml"], folder)).toMatchObject({ ok: true });
  });
});

describe("the cases notice", () => {
  /** Each alert by itself, with something changed for the worse. */
  const changes = allRules().flatMap((rules) =>
    rules.alerts.flatMap((alert) => {
      const only: Rules = { ...rules, recordings: [], alerts: [alert] };
      const { threshold, name, cases } = alert;
      const change = (what: string, tuning: Tunings[string]) =>
        [`${name}: ${what}`, only, { [name]: tuning }] as const;
      return [
        change("another severity", { severity: "info" }),
        change("that it is gone", { enabled: false }),
        ...(cases.some(({ kind }) => kind === "quiet")
          ? [change("a `for` that is far too long", { for: "1d" })]
          : []),
        ...(threshold === undefined
          ? []
          : [
              change("a threshold 4 % higher", { threshold: threshold.value * 1.04 }),
              change("a threshold 4 % lower", { threshold: threshold.value * 0.96 }),
            ]),
      ];
    }),
  );

  it.each(changes)(
    "%s",
    async (_, rules, tuning) => {
      const { ok, output } = await tested(rules, tuning);
      expect(ok).toBe(false);
      expect(output).toContain("FAILED");
    },
    5 * minutes,
  );

  it.each(
    allRules().flatMap((rules) =>
      rules.alerts.map((alert) => [alert.name, { ...rules, recordings: [], alerts: [alert] }] as const),
    ),
  )(
    "%s: a flipped comparison",
    async (name, rules) => {
      const flipped = renderRules(rules, { links }).replace(
        /^( +expr: )(.*)$/m,
        (_, key: string, expr: string) => {
          const opposite = expr.replace(
            / (>|<|==) (?=[\d.]+(?:\)| and |$))/g,
            (_found, op: string) => ` ${{ ">": "<", "<": ">" }[op] ?? "!="} `,
          );
          // Alerts without a comparison: absence becomes presence, always becomes never.
          return (
            key +
            (opposite !== expr
              ? opposite
              : expr.replaceAll("absent(", "count(").replace("vector(1)", "vector(1) > 1"))
          );
        },
      );
      const folder = folderWith({
        "rules.yml": flipped,
        "test.yml": renderRuleTests(rules, { ruleFile: "rules.yml", links }),
      });
      expect(flipped, name).not.toBe(renderRules(rules, { links }));
      expect(await run(["test", "rules", "test.yml"], folder)).toMatchObject({ ok: false });
    },
    5 * minutes,
  );
});

describe("recording rules", () => {
  const ruleFiles = Object.fromEntries(
    allRules().map((rules) => [`${rules.name}.yml`, renderRules(rules, { links })]),
  );
  const node = 'job="node", instance="web-1"';
  const disk = `{${node}, device="/dev/sda1", fstype="ext4", mountpoint="/"}`;
  const input = {
    [`node_cpu_seconds_total{${node}, cpu="0", mode="idle"}`]: "0+3x60",
    [`node_cpu_seconds_total{${node}, cpu="0", mode="iowait"}`]: "0+6x60",
    [`node_cpu_seconds_total{${node}, cpu="0", mode="user"}`]: "0+6x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="idle"}`]: "0+9x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="iowait"}`]: "0+0x60",
    [`node_cpu_seconds_total{${node}, cpu="1", mode="user"}`]: "0+6x60",
    [`node_load5{${node}}`]: "3x60",
    [`node_memory_MemTotal_bytes{${node}}`]: "1000x60",
    [`node_memory_MemAvailable_bytes{${node}}`]: "250x60",
    [`node_filesystem_size_bytes${disk}`]: "1000x60",
    [`node_filesystem_avail_bytes${disk}`]: "400x60",
    [`node_filesystem_readonly${disk}`]: "0x60",
    [`node_network_receive_bytes_total{${node}, device="eth0"}`]: "0+1500x60",
    [`node_network_receive_bytes_total{${node}, device="lo"}`]: "0+9000x60",
    [`node_network_transmit_bytes_total{${node}, device="eth0"}`]: "0+3000x60",
    [`up{${node}}`]: "1x60",
    [`up{job="node", instance="web-2"}`]: "0x60",
    [`probe_success{job="blackbox", instance="shop", kind="http"}`]: "0x29 1x29",
  };
  const expected: Readonly<Record<string, readonly (readonly [labels: string, value: number])[]>> = {
    // CPU 0 idles or waits 60 %, CPU 1 60 %.
    "instance:node_cpu_busy:ratio_rate5m": [['instance="web-1"', 0.4]],
    "instance:node_load5_per_cpu:ratio": [['instance="web-1"', 1.5]],
    "instance:node_memory_used:ratio": [['instance="web-1"', 0.75]],
    "instance:node_filesystem_used:max": [['instance="web-1"', 0.6]],
    "instance_device:node_network_received_bytes:rate5m": [['instance="web-1", device="eth0"', 100]],
    "instance_device:node_network_sent_bytes:rate5m": [['instance="web-1", device="eth0"', 200]],
    "instance_kind:probe_success:avg1h": [['instance="shop", kind="http"', 30 / 60]],
    "job:up:avg": [['job="node"', 0.5]],
    // A target that is down and two expected jobs without a target. The watchdog does not count.
    "severity:alerts_firing:count": [['severity="critical"', 3]],
  };

  it("are all tested here", () => {
    const records = allRules().flatMap(({ recordings }) => recordings.map(({ record }) => record));
    expect(Object.keys(expected).sort()).toEqual([...records].sort());
  });

  it("give the numbers that their names promise", async () => {
    const test = {
      rule_files: Object.keys(ruleFiles),
      evaluation_interval: "15s",
      fuzzy_compare: true,
      tests: [
        {
          interval: "15s",
          input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
          promql_expr_test: Object.entries(expected).map(([record, samples]) => ({
            expr: record,
            eval_time: "15m",
            exp_samples: samples.map(([labels, value]) => ({ labels: `${record}{${labels}}`, value })),
          })),
        },
      ],
    };
    const folder = folderWith({ ...ruleFiles, "test.yml": toYaml(test) });
    const { ok, output } = await run(["test", "rules", "test.yml"], folder);
    expect(ok, output).toBe(true);
  });
});
