import { describe, expect, it } from "vitest";
import { logql, streamLabelsMade, streamLabelsUsed, streams, toLogql } from "../../signals/logql";

describe("logql", () => {
  it.each([
    '{job="x"}',
    '{job="x"} |= "error" | json | level="error" | line_format "{{.msg}}"',
    'sum by (host) (rate({service_name=~"$service"} | detected_level="error" [$__auto]))',
    'count_over_time({job="x"}[$__range] offset 1w)',
    'quantile_over_time(0.99, {app="a"} | json | unwrap duration(latency) | __error__="" [5m]) by (route) > 1',
  ])("takes %s", (text) => {
    expect(toLogql(text)).toBe(text);
  });

  it.each(["", "{job=}", '{job="x"', 'rate({job="x"})', '{job="x"} |= unquoted'])("refuses %j", (text) => {
    expect(() => toLogql(text)).toThrow("LogQL does not parse");
  });

  it("puts parentheses around a query with an operator, and none around a pipeline", () => {
    const ratio = logql`rate({a="b"}[5m]) / 2`;
    expect(logql`${ratio} > 1`).toBe('(rate({a="b"}[5m]) / 2) > 1');
    const errors = logql`{a="b"} |= "error"`;
    expect(logql`rate(${errors} [5m])`).toBe('rate({a="b"} |= "error" [5m])');
  });

  it("tells the labels that a pipeline makes", () => {
    const made = logql`sum by (kind, user) (count_over_time({service_name="api"} | regexp "user=(?P<user>\\w+)" | label_format kind=\`{{ __line__ }}\` [5m]))`;
    expect(streamLabelsMade(made)).toEqual(["kind", "user"]);
    expect(streamLabelsMade(logql`{service_name="api"} | pattern "<_> <status>"`)).toEqual(["status"]);
    expect(streamLabelsMade(logql`sum by (host) (rate({service_name="api"} [5m]))`)).toEqual([]);
  });

  it("tells stream selectors and grouping labels, not labels that a pipeline makes", () => {
    const query = logql`sum by (host) (rate({job="x", env!~"dev.*"} | level="error" [5m])) / on (host) group_left () sum by (cluster) (rate({a="b"}[5m]))`;
    expect(streams(query)).toEqual([
      [
        { label: "job", op: "=", value: "x" },
        { label: "env", op: "!~", value: "dev.*" },
      ],
      [{ label: "a", op: "=", value: "b" }],
    ]);
    expect(streamLabelsUsed(query)).toEqual(["cluster", "host"]);
  });
});
