import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { find } from "../../stacks/mistakes/find";
import { type Given } from "../../stacks/mistakes/given";
import { settingNames } from "../../stacks/mistakes/schema-node";
import { settingsNotices } from "../../stacks/notices";
import { parseSettings } from "../../stacks/parse-settings";
import { requiredSecrets } from "../../stacks/secret-keys";
import { type Settings } from "../../stacks/settings";
import { catalogue, errorOf, valid } from "./settings-example";

function parse(values: Readonly<Record<string, unknown>>, secretKeys: readonly string[] = []): Settings {
  return parseSettings({ stack: "local", values: { target: "local", ...values }, secretKeys, catalogue });
}

describe("defaults", () => {
  it("fill in everything but the target", () => {
    expect(parse({})).toEqual({
      stack: "local",
      target: "local",
      size: "small",
      host: "localhost",
      cluster: "local",
      portOffset: 0,
      listen: "127.0.0.1",
      scrapeInterval: "15s",
      evaluationInterval: "5s",
      prometheus: { retention: "15d", shards: 1, replicas: 1, memory: "2Gi", cpu: "250m", disk: "20Gi" },
      alertmanager: { retention: "120h", replicas: 1, memory: "256Mi", cpu: "50m", disk: "1Gi" },
      loki: { retention: "7d", mode: "single", replicas: 1, memory: "1Gi", cpu: "250m", disk: "20Gi" },
      logs: { files: ["/var/log/*.log", "/var/log/syslog", "/var/log/messages"], journal: false },
      grafana: { enabled: true, replicas: 1, memory: "512Mi", cpu: "100m" },
      thanos: {
        retention: { raw: "30d", fiveMinutes: "180d", oneHour: "2y" },
        query: { replicas: 1, memory: "512Mi", cpu: "100m" },
        store: { replicas: 1, memory: "512Mi", cpu: "100m", disk: "10Gi" },
        compact: { memory: "512Mi", cpu: "100m", disk: "20Gi" },
      },
      collector: {
        memory: "256Mi",
        cpu: "100m",
        gateway: { replicas: 1, memory: "256Mi", cpu: "100m" },
      },
      kubeStateMetrics: { memory: "256Mi", cpu: "50m" },
      kubernetes: {
        namespace: "observatory",
        controlPlane: { scheduler: false, controllerManager: false, etcd: false },
        gpuLabels: { "nvidia.com/gpu.present": "true" },
        signedKubelets: false,
      },
      content: {
        datasources: {},
        rules: {},
        ruleLabels: {},
        dashboardLabels: { grafana_dashboard: "1" },
        folder: "observatory",
        folderAnnotation: "grafana_folder",
        jobs: {},
      },
      services: [],
      nodeExporter: { smart: false, systemd: false },
      slos: [],
      hosts: [],
      postgres: [],
      gpu: false,
      probes: [],
      processes: [],
      demo: true,
      receivers: {},
      routes: { critical: [], warning: [], watchdog: [] },
      alerts: {},
      dashboards: {},
      runbooks: "runbooks",
    });
  });

  it("run the demo service on local only", () => {
    expect(parse({ target: "docker", routes: { critical: [] } }).demo).toBe(false);
    expect(parse({ demo: false }).demo).toBe(false);
  });

  it("number the exporters of databases from 9187", () => {
    const postgres = [{ name: "orders" }, { name: "users", port: 9300 }, { name: "items" }];
    expect(parse({ postgres }, ["ordersDsn", "usersDsn", "itemsDsn"]).postgres).toEqual([
      { name: "orders", port: 9187 },
      { name: "users", port: 9300 },
      { name: "items", port: 9189 },
    ]);
  });

  it("call probes as often as targets are scraped", () => {
    const probes = [
      { name: "shop", target: "https://shop.example.com" },
      { name: "wiki", target: "https://wiki.example.com", interval: "1m" },
    ];
    expect(parse({ scrapeInterval: "30s", probes }).probes.map(({ interval }) => interval)).toEqual([
      "30s",
      "1m",
    ]);
  });
});

describe("settings", () => {
  it("are frozen to the last list", () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(parseSettings(valid))).toBe(true);
  });

  it("leave what they were read from as it was", () => {
    const before = structuredClone(valid.values);
    parseSettings(valid);
    expect(valid.values).toEqual(before);
    expect(Object.isFrozen(valid.values["hosts"])).toBe(false);
  });

  it("name the secrets that they need", () => {
    expect(requiredSecrets(parseSettings(valid)).map(({ key }) => key)).toEqual([
      "ordersDsn",
      "usersDsn",
      "itemsDsn",
      "cartsDsn",
      "mailsDsn",
      "oncallUrl",
    ]);
  });
});

describe("notices", () => {
  it.each([{}, { target: "docker", routes: { critical: [] } }])("say that nobody is told: %j", (values) => {
    expect(settingsNotices(parse(values))).toEqual([
      "Nobody is told about critical alerts: routes.critical is empty. Add a receiver, see docs/settings.md.",
    ]);
  });

  it("say that Grafana is open to others without TLS", () => {
    expect(settingsNotices(parse({ listen: "0.0.0.0" }))).toContain(
      "Grafana is published on 0.0.0.0 without TLS: passwords cross the network in clear. Set listen to 127.0.0.1 and put a TLS proxy in front of it.",
    );
  });

  it("are silent otherwise", () => {
    expect(settingsNotices(parseSettings(valid))).toEqual([]);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?$/);
const interval = fc.constantFrom("1s", "15s", "60s", "2m", "1500ms");
const retention = fc.constantFrom("24h", "2d", "6w", "1y", "100y");
const size = fc.constantFrom("512Mi", "2Gi", "1Ti");
const octet = fc.nat(255);
const address = fc
  .tuple(octet, octet, fc.integer({ min: 1, max: 65535 }))
  .map(([a, b, port]) => `10.0.${a}.${b}:${port}`);

function some<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Names that differ also where hyphens become capitals. */
function named<T>(rest: (name: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc
    .uniqueArray(name, { maxLength: 4, selector: (one) => one.replaceAll("-", "") })
    .filter((names) => !names.includes("nobody") && !names.includes("localhost"))
    .chain((names) => fc.tuple(...names.map(rest)));
}

const goodValues = fc.record({
  target: fc.constantFrom("local", "docker"),
  cluster: some(name),
  portOffset: some(fc.nat(20000)),
  scrapeInterval: some(interval),
  evaluationInterval: some(interval),
  prometheus: some(fc.record({ retention, memory: size }, { requiredKeys: [] })),
  loki: some(fc.record({ retention }, { requiredKeys: [] })),
  hosts: fc
    .tuple(
      named((one) => fc.constant({ name: one })),
      fc.uniqueArray(address, { minLength: 4, maxLength: 4 }),
    )
    .map(([hosts, addresses]) => hosts.map((host, index) => ({ ...host, address: addresses[index] }))),
  postgres: named((one) => fc.constant({ name: one })),
  probes: named((one) => fc.constant({ name: one, target: `https://${one}.example.com/health` })),
  processes: named((one) => fc.constant({ name: one, executables: [one.slice(0, 15)] })).filter((groups) => {
    const executables = groups.flatMap((group) => group.executables);
    return new Set(executables).size === executables.length;
  }),
  receivers: named((one) => fc.constant([one, { kind: "webhook" }] as const)).map((entries) =>
    Object.fromEntries(entries),
  ),
  alerts: some(fc.constant({ HostCpuSaturated: { threshold: 0.5, for: "10m" } })),
  dashboards: some(fc.constant({ overview: false })),
});

/** The same, with every receiver reached and every secret stored. */
function goodGiven(values: Readonly<Record<string, unknown>>): Given {
  const { postgres, receivers } = values as Parameters<typeof requiredSecrets>[0];
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    stack: "test",
    values: { ...Object.fromEntries(set), routes: { critical: Object.keys(receivers ?? {}) } },
    secretKeys: requiredSecrets({ postgres, receivers }).map(({ key }) => key),
    catalogue,
  };
}

describe("any stack file", () => {
  it("without a mistake is read", () => {
    fc.assert(
      fc.property(goodValues, (values) => {
        const settings = parseSettings(goodGiven(values));
        expect(settings.target).toBe(values.target);
        expect(settings.hosts).toEqual(values.hosts);
      }),
    );
  });

  it("of any content at all is either read or told its mistakes, and nothing else is thrown", () => {
    const key = fc.oneof(
      fc.constantFrom(...settingNames),
      fc.string(),
      fc.constantFrom("__proto__", "constructor"),
    );
    const inner = fc.constantFrom(
      "name",
      "address",
      "kind",
      "url",
      "target",
      "port",
      "critical",
      "files",
      "for",
    );
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.jsonValue(),
        fc.array(tie("value")),
        fc.dictionary(fc.oneof(inner, name), tie("value")),
        fc.constantFrom("webhook", "15s", "local", "docker", "oncall", undefined),
      ),
    })).value;
    const content = fc.array(fc.tuple(key, value)).map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(content, fc.array(fc.oneof(key, name)), (values, secretKeys) => {
        const found = find({ stack: "test", values, secretKeys, catalogue });
        if ("mistakes" in found) expect(found.mistakes.length).toBeGreaterThan(0);
        else expect(() => parseSettings({ stack: "test", values, secretKeys, catalogue })).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it("never has a secret repeated", () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,30}$/).filter((text) => /\d.*\d.*\d/.test(text));
    const places: readonly ((secret: string) => Record<string, unknown>)[] = [
      (text) => ({ ordersDsn: `postgresql://observatory:${text}@db/orders` }),
      (text) => ({ ordersDsn: text }),
      (text) => ({ stockPassword: text }),
      (text) => ({ database: `postgresql://observatory:${text}@db/orders` }),
      (text) => ({ postgres: [{ name: "orders", dsn: text }] }),
      (text) => ({ postgres: [{ name: "orders", password: { is: text } }] }),
      (text) => ({ postgres: `postgresql://observatory:${text}@db/orders` }),
      (text) => ({ receivers: { oncall: { kind: "webhook", url: `https://a.example.com/?token=${text}` } } }),
      (text) => ({ receivers: { oncall: { kind: "webhook", url: `https://bot:${text}@a.example.com` } } }),
      (text) => ({ receivers: { oncall: { kind: "pager", token: text } } }),
      (text) => ({ receivers: `https://bot:${text}@a.example.com` }),
      (text) => ({ probes: [{ name: "shop", target: `https://bot:${text}@a.example.com` }] }),
      (text) => ({ probes: [{ name: "shop", target: `host=a password=${text}` }] }),
      (text) => ({ listen: `https://bot:${text}@a.example.com` }),
      (text) => ({ hosts: [{ name: "db-1", address: `db.example.com?key=${text}` }] }),
      (text) => ({ logs: { files: [`https://bot:${text}@a.example.com/log`] } }),
      (text) => ({ gpu: { secure: text } }),
    ];
    fc.assert(
      fc.property(secret, fc.subarray([...places], { minLength: 1 }), (text, chosen) => {
        const values = Object.assign(
          { target: "docker" },
          ...chosen.map((place) => place(text)),
        ) as Given["values"];
        const error = errorOf({ stack: "test", values, secretKeys: [], catalogue });
        expect(error.message).not.toContain(text);
        expect(JSON.stringify(error)).not.toContain(text);
      }),
    );
  });
});
