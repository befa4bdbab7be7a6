import { describe, expect, it } from "vitest";
import { parseSettings } from "../../stacks/parse-settings";
import { sizing } from "../../stacks/sizing";
import { maxShards } from "../../stacks/sizing-load";
import { catalogue, errorOf, textsOf } from "./settings-example";

const storage = { endpoint: "s3.example.com", metricsBucket: "metrics", logsBucket: "logs" };
const storageKeys = ["objectStorageAccessKey", "objectStorageSecretKey"];

/** A stack in a cluster, with these settings. */
const cluster = (values: Readonly<Record<string, unknown>> = {}, secretKeys: readonly string[] = []) => ({
  stack: "production",
  values: { target: "kubernetes", kubernetes: { context: "test" }, routes: { critical: [] }, ...values },
  secretKeys,
  catalogue: { ...catalogue, jobs: ["kubelet", "node"] },
});
const texts = (values: Readonly<Record<string, unknown>>, keys: readonly string[] = []) =>
  textsOf(cluster(values, keys));
const settings = (values: Readonly<Record<string, unknown>> = {}, keys: readonly string[] = []) =>
  parseSettings(cluster(values, keys));

describe("a stack in a cluster", () => {
  it("needs no more than a context and a word about who is told", () => {
    expect(settings().kubernetes.context).toBe("test");
  });

  it("names its cluster: another one is never reached by mistake", () => {
    expect(texts({ kubernetes: {} })).toEqual([
      [
        "kubernetes.context is missing: nothing says which cluster is meant. `kubectl config",
        "get-contexts` lists those that there are. Write, for example:",
        "",
        "observatory:kubernetes:",
        "  context: production",
      ].join("\n"),
    ]);
  });

  it("says who is told of critical alerts", () => {
    expect(texts({ routes: undefined })[0]).toMatch(/^Nobody is told about critical alerts/);
  });

  it("has a name that its objects can have as well", () => {
    const [text] = textsOf({ ...cluster(), stack: "Prod_EU" });
    expect(text).toMatch(/^The stack is called Prod_EU, and its objects could not be called after it/);
  });

  it("takes no size that there is not, and offers the nearest", () => {
    expect(texts({ size: "medum" })[0]).toMatch(/size is "medum", not small, medium or large/);
  });

  it.each([
    ["portOffset", 1000],
    ["listen", "127.0.0.2"],
    ["subnet", "10.97.0.0/24"],
    ["host", "web-1"],
    ["demo", true],
    ["content", { folder: "x" }],
  ])("has no use for %s, and says so", (key, value) => {
    expect(texts({ [key]: value })[0]).toContain(`${key} has no effect on the target kubernetes`);
  });

  it.each([
    ["size", "large"],
    ["services", []],
    ["thanos", {}],
    ["kubernetes", { context: "test" }],
    ["objectStorage", storage],
  ])("alone has a use for %s", (key, value) => {
    const given = { ...cluster(), values: { target: "docker", routes: { critical: [] }, [key]: value } };
    const secretKeys = key === "objectStorage" ? storageKeys : [];
    expect(textsOf({ ...given, stack: "docker", secretKeys })[0]).toContain(
      `${key} has no effect on the target docker`,
    );
  });

  it.each(["shards", "replicas"])("alone has a use for several Prometheus: %s", (key) => {
    const values = { target: "docker", routes: { critical: [] }, prometheus: { [key]: 2 } };
    expect(textsOf({ ...cluster(), stack: "docker", values })[0]).toContain(
      `prometheus.${key} has no effect on the target docker`,
    );
  });
});

describe("object storage", () => {
  it("needs both keys, as secrets", () => {
    expect(texts({ objectStorage: storage }, ["objectStorageAccessKey"])).toEqual([
      [
        "objectStorage is set, and the secret objectStorageSecretKey is missing. Type:",
        "",
        "./observatory pulumi config set --secret observatory:objectStorageSecretKey -s production",
      ].join("\n"),
    ]);
  });

  it("has no keys where there is none", () => {
    expect(texts({}, storageKeys)).toHaveLength(2);
    expect(texts({}, storageKeys)[0]).toContain("The secret objectStorageAccessKey is used by nothing");
  });

  it("is what several Lokis need", () => {
    expect(texts({ loki: { replicas: 3 } })[0]).toMatch(/^loki.replicas is 3, and without object storage/);
    expect(texts({ loki: { mode: "distributed" } })[0]).toMatch(/^loki.mode is distributed, and without/);
    expect(settings({ objectStorage: storage, loki: { replicas: 3 } }, storageKeys).loki.replicas).toBe(3);
  });

  it("does not make two Lokis right, which stand still when one is away", () => {
    const [text] = texts({ objectStorage: storage, loki: { replicas: 2 } }, storageKeys);
    expect(text).toMatch(/^loki.replicas is 2: each line is written to a majority/);
  });

  it("keeps averages at least as long as what they are made of", () => {
    const kept = (retention: Readonly<Record<string, string>>) =>
      texts({ objectStorage: storage, thanos: { retention } }, storageKeys)[0];
    expect(kept({ raw: "1d", fiveMinutes: "30d" })).toMatch(/^thanos.retention.raw is 1d, shorter than 2d/);
    expect(kept({ fiveMinutes: "10d" })).toMatch(
      /^thanos.retention.fiveMinutes is 10d, shorter than 30d: every sample is kept longer/,
    );
    expect(kept({ oneHour: "90d" })).toMatch(/^thanos.retention.oneHour is 90d, shorter than 180d/);
  });
});

describe("several Grafanas", () => {
  it("need a database that they share", () => {
    expect(texts({ grafana: { replicas: 2 } })[0]).toMatch(/^grafana.replicas is 2, and without a database/);
  });

  it("are the default with one", () => {
    const database = { address: "db.example.com:5432" };
    const keys = ["grafanaDatabaseUser", "grafanaDatabasePassword"];
    expect(settings({ grafana: { database } }, keys).grafana.replicas).toBe(2);
    expect(settings().grafana.replicas).toBe(1);
    expect(texts({ grafana: { database } }, ["grafanaDatabaseUser"])[0]).toContain(
      "grafana.database is set, and the secret grafanaDatabasePassword is missing",
    );
  });
});

describe("shards", () => {
  it("are not more than make sense for the size", () => {
    const most = maxShards("small");
    expect(settings({ prometheus: { shards: most } }).prometheus.shards).toBe(most);
    expect(texts({ prometheus: { shards: most + 1 } })[0]).toMatch(
      new RegExp(`^prometheus.shards is ${most + 1}. The size small is made for 260,000 series`),
    );
  });
});

describe("the way to Grafana", () => {
  it("is an Ingress or a Gateway, not both", () => {
    const gateway = { name: "public", namespace: "gateways" };
    const entry = { host: "grafana.example.com", gateway, tlsSecret: "grafana-tls" };
    expect(texts({ kubernetes: { context: "test", entry } })[0]).toMatch(
      /^kubernetes.entry has a gateway and tlsSecret, which belongs to an Ingress/,
    );
  });
});

describe("services", () => {
  const shop = { name: "checkout", namespace: "shop", labels: { app: "checkout" }, port: "http" };

  it("have names of their own", () => {
    expect(texts({ services: [shop, shop] })[0]).toContain("services[0] and services[1] have the same name");
    expect(texts({ services: [{ ...shop, name: "kubelet" }] })[0]).toContain(
      "services[0] is called kubelet, as a job of observatory itself",
    );
  });

  it("are not the stack's own servers", () => {
    expect(texts({ services: [{ ...shop, namespace: "observatory-hosts" }] })[0]).toContain(
      "where the servers of observatory run",
    );
  });

  it("have a port by name or by number", () => {
    expect(settings({ services: [shop, { ...shop, name: "cart", port: 8080 }] }).services).toHaveLength(2);
    expect(texts({ services: [{ ...shop, port: 0 }] })).toHaveLength(1);
  });
});

describe("content", () => {
  const content = (values: Readonly<Record<string, unknown>> = {}) => ({
    stack: "content",
    values: { target: "content", ...values },
    secretKeys: [],
    catalogue,
  });

  it("needs no cluster and tells nobody", () => {
    expect(() => parseSettings(content())).not.toThrow();
  });

  it("has no servers, and no settings of servers", () => {
    expect(errorOf(content({ prometheus: { retention: "30d" } })).message).toContain(
      "prometheus has no effect on the target content",
    );
  });
});

describe("sizes", () => {
  const of = (size: "small" | "medium" | "large") =>
    sizing({ target: "kubernetes", size, objectStorage: true, grafanaDatabase: true });

  it("have two of everything that must not stand still, and three that agree", () => {
    for (const size of ["small", "medium", "large"] as const) {
      const { prometheus, alertmanager, loki, grafana, thanos, collector } = of(size);
      expect([prometheus.replicas, grafana.replicas, thanos.query.replicas]).not.toContain(1);
      expect(collector.gateway.replicas).toBeGreaterThan(1);
      expect(alertmanager.replicas).toBe(3);
      expect(loki.replicas).toBeGreaterThanOrEqual(3);
    }
  });

  it("keep logs in one process where there is no storage that several could share", () => {
    const { loki } = sizing({
      target: "kubernetes",
      size: "large",
      objectStorage: false,
      grafanaDatabase: false,
    });
    expect([loki.mode, loki.replicas]).toEqual(["single", 1]);
  });

  it("can be written otherwise, entry by entry", () => {
    const { prometheus } = settings({ size: "medium", prometheus: { memory: "32Gi" } });
    expect(prometheus).toMatchObject({ ...of("medium").prometheus, memory: "32Gi" });
  });
});
