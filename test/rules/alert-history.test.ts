import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { areaCritical, areaState } from "../../signals/areas";
import * as history from "../../signals/alert-history";
import { everywhere, type Signal } from "../../signals/signal";
import { promtoolOver } from "./promtool";

/** Two alerts: one that waits for five minutes before it fires, and one that fires at once, about two instances. */
const rules = stringify({
  groups: [
    {
      name: "trial",
      rules: [
        {
          alert: "Slow",
          expr: "x > 0",
          for: "5m",
          labels: { severity: "critical", team: "t", service: "host" },
        },
        { alert: "Fast", expr: "y > 0", labels: { severity: "warning", team: "t", service: "slo" } },
        {
          alert: "Watchdog",
          expr: "vector(1)",
          labels: { severity: "none", team: "t", service: "watchdog" },
        },
      ],
    },
  ],
});

/** One sample a minute. Slow holds for 30 minutes and for 20; Fast for 10 minutes of i, and for the last 10 of j. */
const series = {
  'x{instance="i"}': "0x9 1x29 0x9 1x19 0x100",
  'y{instance="i"}': "0x20 1x9 0x200",
  'y{instance="j"}': "0x110 1x9",
  'up{job="node", instance="i"}': "1x120",
  'up{job="process", instance="i"}': "1x120",
};

const slow = '{alertname="Slow", severity="critical", team="t", service="host"}';
const fast = '{alertname="Fast", severity="warning", team="t", service="slo"}';

const test = (of: Signal, at: string, expected: readonly (readonly [labels: string, value: number])[]) => ({
  // What Grafana puts in for the time that is shown.
  expr: of.value(everywhere("5m")).replaceAll("$__range", "2h"),
  eval_time: at,
  exp_samples: expected.map(([labels, value]) => ({ labels, value })),
});

describe("the history of alerts", () => {
  it("is what the alerts did", async () => {
    const tests = [
      test(history.alertStarts, "2h", [
        [fast, 2],
        [slow, 2],
      ]),
      // Without the five minutes in which it waited.
      test(history.alertTime, "2h", [
        [fast, 20 * 60],
        [slow, 40 * 60],
      ]),
      test(history.timeToResolve, "2h", [
        [fast, 10 * 60],
        [slow, 20 * 60],
      ]),
      // Of what was looked at once a minute, with them.
      test(history.longestActive, "2h", [
        [fast, 9 * 60],
        [slow, 29 * 60],
      ]),
      test(history.alertStartsInAll, "2h", [["{}", 4]]),
      test(history.timeToResolveInAll, "2h", [["{}", 15 * 60]]),
      test(history.startsOfTeam, "2h", [['{team="t"}', 4]]),
      test(history.startsOfInstance, "2h", [
        ['{instance="i"}', 3],
        ['{instance="j"}', 1],
      ]),
      test(history.alertsPending, "12m", [["{}", 1]]),
      test(history.alertState, "12m", [['{alertname="Slow"}', 1]]),
      test(history.alertState, "25m", [
        ['{alertname="Fast"}', 2],
        ['{alertname="Slow"}', 2],
      ]),
      test(history.firingOfService, "25m", [
        ['{service="host"}', 1],
        ['{service="slo"}', 1],
      ]),
    ];
    await expectAll(tests);
  });
});

describe("the areas", () => {
  it("that a stack does not have are left out, and each has the state of its gravest alert", async () => {
    await expectAll([
      test(areaState, "2m", [
        ['{area="Hosts"}', 0],
        ['{area="Processes"}', 0],
      ]),
      test(areaState, "25m", [
        ['{area="Hosts"}', 2],
        ['{area="Objectives"}', 1],
        ['{area="Processes"}', 0],
      ]),
      test(areaCritical, "25m", [
        ['{area="Hosts", dashboard="hosts"}', 1],
        ['{area="Processes", dashboard="processes"}', 0],
      ]),
    ]);
  });
});

async function expectAll(tests: readonly ReturnType<typeof test>[]): Promise<void> {
  const content = stringify({
    rule_files: ["rules.yml"],
    evaluation_interval: "15s",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: tests,
      },
    ],
  });
  const { output, ok } = await promtoolOver(
    { "rules.yml": rules, "test.yml": content },
    "test",
    "rules",
    "test.yml",
  );
  expect(output).toContain("SUCCESS");
  expect(ok).toBe(true);
}
