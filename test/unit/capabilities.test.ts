import { describe, expect, it } from "vitest";
import { capabilities, type Capability } from "../../rules/capability";
import { allRules } from "../../rules/catalogue";
import { definitions } from "../../dashboards/catalogue";
import { capabilitiesOf, rulesFor } from "../../stacks/capabilities";
import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { parseSettings } from "../../stacks/parse-settings";
import { requiredSecrets } from "../../stacks/secret-keys";
import { ruleStates } from "../../stacks/rule-states";
import { clustered, objectStorage } from "./ha-stack";

function onHost(values: Readonly<Record<string, unknown>> = {}) {
  const all = { target: "local" as const, demo: false, ...values };
  const secretKeys = requiredSecrets(all as Parameters<typeof requiredSecrets>[0]).map(({ key }) => key);
  const settings = parseSettings({ stack: "trial", catalogue, secretKeys, values: all });
  const { site, stack } = describeFor(settings, { missing: [] });
  return { settings, site, stack };
}

const alertsOf = ({ stack }: ReturnType<typeof onHost>): readonly string[] =>
  stack.rules.flatMap(({ alerts }) => alerts.map(({ name }) => name));

const everything = clustered({
  size: "large",
  objectStorage,
  gpu: true,
  grafana: { database: { address: "db.example.com:5432" } },
  postgres: [{ name: "orders" }],
  probes: [
    { name: "shop", target: "https://shop.example.com" },
    { name: "gate", target: "gate.example.com", kind: "icmp" },
    { name: "mail", target: "mail.example.com:25", kind: "tcp" },
  ],
  kubernetes: { context: "test", controlPlane: { scheduler: true, controllerManager: true, etcd: true } },
});

describe("what rules need", () => {
  it("is known, told in words, and used", () => {
    const used = new Set<Capability>([
      ...allRules().flatMap(({ needs = [], alerts }) => [
        ...needs,
        ...alerts.flatMap((alert) => alert.needs),
      ]),
      ...definitions.flatMap(({ needs }) => needs),
    ]);
    expect([...used].sort()).toEqual(Object.keys(capabilities).sort());
  });

  it.each([onHost(), everything])(
    "is there, or missing for a reason that says what to write ($settings.target)",
    (one) => {
      for (const [name, has] of Object.entries(capabilitiesOf(one.settings, one.site)))
        if (has !== true) expect(has.length, name).toBeGreaterThan(10);
    },
  );

  it("keeps rules away that could not fire: of GPUs, databases and clusters that are not there", () => {
    const names = alertsOf(onHost());
    expect(names.filter((name) => /^(Gpu|Postgres|Kube|Etcd|Thanos)/.test(name))).toEqual([]);
    expect(names.some((name) => name.startsWith("Host"))).toBe(true);
  });

  it("brings them with what they are about", () => {
    const names = alertsOf(onHost({ postgres: [{ name: "orders" }] }));
    expect(names.some((name) => name.startsWith("Postgres"))).toBe(true);
    expect(alertsOf(everything).some((name) => name.startsWith("Gpu"))).toBe(true);
  });

  it("keeps the alerts of a hidden control plane away, and brings them where it can be scraped", () => {
    const ofEtcd = (names: readonly string[]) => names.filter((name) => name.includes("Etcd")).length;
    expect(ofEtcd(alertsOf(clustered()))).toBe(0);
    expect(ofEtcd(alertsOf(everything))).toBeGreaterThan(4);
  });

  it("takes dashboards of what is not there away as well", () => {
    const uids = ({ stack }: ReturnType<typeof onHost>) => stack.dashboards.map(({ uid }) => uid);
    expect(uids(onHost())).not.toContain("gpu");
    expect(uids(everything)).toContain("gpu");
  });

  it("leaves a group out of which nothing is left", () => {
    const [group] = allRules().filter(({ alerts }) => alerts.length > 0);
    if (group === undefined) throw new Error("there are no rules");
    const has = capabilitiesOf(everything.settings, everything.site);
    const without = { ...has, gpu: "no" };
    expect(rulesFor(without, [{ ...group, needs: ["gpu"] }])).toEqual([]);
    const each = group.alerts.map((alert) => ({ ...alert, needs: ["gpu"] as const }));
    expect(rulesFor(without, [{ ...group, recordings: [], alerts: each }])).toEqual([]);
  });
});

describe("the list of alerts", () => {
  it("has every alert once, on exactly where it is evaluated", () => {
    for (const one of [onHost(), onHost({ gpu: false, postgres: [{ name: "orders" }] }), everything]) {
      const states = ruleStates(one.settings, one.site);
      expect(states.length).toBe(allRules().flatMap(({ alerts }) => alerts).length);
      const evaluated = one.stack.rules.flatMap(({ alerts }) =>
        alerts.filter(({ optIn }) => !optIn).map(({ name }) => name),
      );
      const on = states.filter((state) => state.on).map(({ alert }) => alert.name);
      expect([...on].sort()).toEqual([...evaluated].sort());
      for (const { alert, why } of states.filter((state) => !state.on)) expect(why, alert.name).not.toBe("");
    }
  });

  it("says why one is off: not there, switched off, or off by itself", () => {
    const { settings, site } = onHost({ alerts: { HostCpuSaturated: { enabled: false } } });
    const why = (name: string) => ruleStates(settings, site).find(({ alert }) => alert.name === name)?.why;
    expect(why("HostCpuSaturated")).toBe("the stack file switches it off");
    const gpu = ruleStates(settings, site).find(({ group }) => group.startsWith("gpu"));
    expect(gpu?.why).toContain("observatory:gpu: true");
    const optIn = allRules()
      .flatMap(({ alerts }) => alerts)
      .find((alert) => alert.optIn && alert.name.startsWith("Host"));
    expect(why(optIn?.name ?? "")).toContain("off by itself");
  });

  it("shows the numbers in force", () => {
    const { settings, site } = onHost({ alerts: { HostCpuSaturated: { threshold: 0.5 } } });
    const state = ruleStates(settings, site).find(({ alert }) => alert.name === "HostCpuSaturated");
    expect(state?.alert.threshold?.value).toBe(0.5);
  });
});

describe("how much is watched", () => {
  it("is 150 distinct alerts and more on Kubernetes, 80 and more on one host, and 65 recording rules", () => {
    const host = onHost({
      demo: true,
      postgres: [{ name: "orders" }],
      probes: [{ name: "gate", target: "gate.example.com", kind: "icmp" }],
    });
    const on = ({ settings, site }: ReturnType<typeof onHost>) =>
      ruleStates(settings, site).filter((state) => state.on).length;
    expect(on(everything)).toBeGreaterThanOrEqual(150);
    expect(on(host)).toBeGreaterThanOrEqual(80);
    const records = new Set(
      everything.stack.rules.flatMap(({ recordings }) => recordings.map(({ record }) => record)),
    );
    expect(records.size).toBeGreaterThanOrEqual(65);
  });

  it("is of all three kinds", () => {
    for (const kind of ["immediate", "threshold", "trend"])
      expect(
        ruleStates(everything.settings, everything.site).filter(({ on, alert }) => on && alert.kind === kind)
          .length,
        kind,
      ).toBeGreaterThanOrEqual(15);
  });
});
