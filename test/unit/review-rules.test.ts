import { describe, expect, it } from "vitest";
import { atRule, inFile, told } from "./review-trial";

const alert = (name: string, text: string) => `alert \`${name}\` ${text}`;

describe("a review of alerts says", () => {
  it("a threshold that fires later", () => {
    const raise = atRule("HostCpuSaturated", (rule) => {
      rule.expr = rule.expr.replace("> 0.9", "> 0.95");
      rule.annotations["description"] = rule.annotations["description"]?.replace("90 %", "95 %") ?? "";
    });
    expect(told(raise)).toEqual([
      alert("HostCpuSaturated", "fires above 90 % → 95 %"),
      "server `prometheus` reads its configuration again",
    ]);
  });

  it("another number than the threshold", () => {
    const other = atRule("HostCpuPressure", (rule) => {
      rule.expr = rule.expr.replace("> 0.6", "> 0.7");
    });
    expect(told(other)[0]).toBe(alert("HostCpuPressure", "has another number: 0.6 → 0.7"));
  });

  it("an expression that asks for something else, by the part that differs", () => {
    const steal = atRule("HostCpuStolen", (rule) => {
      rule.expr = rule.expr.replace('mode="steal"', 'mode="guest"');
    });
    expect(told(steal)[0]).toBe(
      alert(
        "HostCpuStolen",
        'asks for something else: …{job="node", mode="steal"}\\[5m\\]… → …{job="node", mode="guest"}\\[5m\\]…',
      ),
    );
  });

  it("a longer and a shorter wait, the longer one first among what will be missing", () => {
    const longer = atRule("HostCpuStolen", (rule) => (rule.for = "20m"));
    const shorter = atRule("HostCpuPressure", (rule) => (rule.for = "5m"));
    expect(told(longer, shorter).slice(0, 2)).toEqual([
      alert("HostCpuStolen", "waits 10m → 20m before it is told"),
      alert("HostCpuPressure", "waits 15m → 5m before it is told"),
    ]);
  });

  it("how long it goes on", () => {
    const keep = atRule("HostCpuStolen", (rule) => (rule.keep_firing_for = "15m"));
    expect(told(keep)[0]).toBe(alert("HostCpuStolen", "goes on for 5m → 15m after it is over"));
  });

  it("a severity that became milder, and a team", () => {
    const milder = atRule("HostCpuStolen", (rule) => {
      rule.labels["severity"] = "info";
      rule.labels["team"] = "platform";
    });
    expect(told(milder).slice(0, 2)).toEqual([
      alert("HostCpuStolen", "has the severity warning → info"),
      alert("HostCpuStolen", "has the team infrastructure → platform"),
    ]);
  });

  it("an alert that is gone, with what it was", () => {
    const gone = atRule("HostCpuStolen", (rule, rules) => void rules.splice(rules.indexOf(rule), 1));
    expect(told(gone)[0]).toBe(alert("HostCpuStolen", "is gone; it was warning, of infrastructure"));
  });

  it("an alert that is new, with its limit", () => {
    const added = atRule("HostCpuStolen", (rule, rules) => {
      rules.push({ ...rule, alert: "HostCpuGuest", expr: rule.expr.replace("steal", "guest") });
    });
    expect(told(added)[0]).toBe(alert("HostCpuGuest", "is new: warning, of infrastructure for 10m"));
  });

  it("an alert that is renamed, as one change", () => {
    const renamed = atRule("HostCpuStolen", (rule) => {
      rule.alert = "HostCpuTaken";
      rule.annotations["runbook_url"] = "runbooks/HostCpuTaken.md";
    });
    expect(told(renamed)).toEqual([
      alert("HostCpuStolen", "is renamed to HostCpuTaken"),
      alert(
        "HostCpuTaken",
        "has another runbook\\_url: runbooks/HostCpuStolen.md → runbooks/HostCpuTaken.md",
      ),
      "server `prometheus` reads its configuration again",
    ]);
  });

  it("a further rule for some of its series, and one that went", () => {
    const more = atRule("HostCpuStolen", (rule, rules) => {
      rules.push({ ...rule, expr: rule.expr.replace("0.1", "0.3") });
    });
    expect(told(more)[0]).toBe(alert("HostCpuStolen", "has 1 more rule for some of its series"));
  });

  it("words that changed, with where", () => {
    const words = atRule("HostCpuStolen", (rule) => {
      rule.annotations["summary"] = rule.annotations["summary"]?.replace("hypervisor", "cloud") ?? "";
    });
    expect(told(words)[0]).toContain("has another summary: ");
  });

  it("where its link leads", () => {
    const link = atRule("HostCpuStolen", (rule) => {
      rule.annotations["dashboard_url"] =
        rule.annotations["dashboard_url"]?.replace("/d/host", "/d/cpu") ?? "";
    });
    expect(told(link)[0]).toBe(
      alert("HostCpuStolen", "leads to cpu?var-instance; it led to host?var-instance"),
    );
  });

  it("the stacks in which it is so, where it is not so in all", () => {
    const inOne = atRule("HostCpuStolen", (rule) => (rule.for = "20m"), ["local"]);
    expect(told(inOne)).toEqual([
      alert("HostCpuStolen", "waits 10m → 20m before it is told _(local)_"),
      "server `prometheus` reads its configuration again _(local)_",
    ]);
  });
});

describe("a review of recording rules says", () => {
  const name = "instance:node_cpu_busy:ratio_rate5m";

  it("another expression, with who reads it", () => {
    const other = atRule(name, (rule) => (rule.expr = rule.expr.replace("[5m]", "[10m]")));
    const [line = ""] = told(other);
    expect(line).toMatch(
      /^recording rule `instance:node_cpu_busy:ratio_rate5m` asks for something else: .*10m.* reads? it$/,
    );
  });

  it("one that is gone, with who still reads it", () => {
    const gone = atRule(
      "instance:node_cpu_steal:ratio_rate5m",
      (rule, rules) => void rules.splice(rules.indexOf(rule), 1),
    );
    expect(told(gone)[0]).toMatch(/^recording rule `instance:node_cpu_steal:ratio_rate5m` is gone; /);
  });
});

describe("a review of notifications says", () => {
  interface Routing {
    route: { receiver: string; group_by: string[]; repeat_interval: string; routes: unknown[] };
    receivers: { name: string; webhook_configs?: unknown[] }[];
    inhibit_rules: { name: string; equal: string[] }[];
  }
  const routing = (change: (routing: Routing) => void) =>
    inFile<Routing>("production/alertmanager/alertmanager.yml", change);

  it("whose notifications change hands", () => {
    const lines = told(
      routing(({ route, receivers }) => {
        receivers.push({ name: "dba" });
        route.routes.push({ receiver: "dba", matchers: ['alertname="HostCpuStolen"'] });
      }),
    );
    expect(lines.slice(0, 2)).toEqual([
      "alert `HostCpuStolen` goes to dba; it went to nobody _(production)_",
      "receiver `dba` is new _(production)_",
    ]);
  });

  it("the same of many alerts once", () => {
    const lines = told(routing(({ route }) => (route.receiver = "somebody")));
    expect(lines).toContainEqual(
      expect.stringMatching(/^\d+ alerts \(.* more\) goes? to somebody; it went to nobody/),
    );
    expect(lines.length).toBeLessThan(5);
  });

  it("other grouping and repetition", () => {
    const lines = told(
      routing(({ route }) => {
        route.group_by = ["alertname"];
        route.repeat_interval = "12h";
      }),
    );
    expect(lines.join("\n")).toContain("grouped by alertname; it was by cluster, alertname, service");
    expect(lines.join("\n")).toContain("repeated every 4h → 12h");
  });

  it("inhibitions that go, come and change", () => {
    const lines = told(
      routing((all) => {
        const [first] = all.inhibit_rules.splice(0, 1);
        all.inhibit_rules.push({ ...first, name: "fresh", equal: [] });
        const [other] = all.inhibit_rules;
        if (other !== undefined) other.equal = ["cluster"];
      }),
    );
    expect(lines.slice(0, 3)).toEqual([
      "inhibition `critical-over-warning` is gone: its alerts are told again _(production)_",
      "inhibition `fresh` is new: it keeps alerts from being told _(production)_",
      "inhibition `target-down-over-its-host` changes in equal _(production)_",
    ]);
  });
});
