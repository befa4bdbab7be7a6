import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue as program } from "../../stacks/catalogue";
import { settingsNotices } from "../../stacks/notices";
import { parseSettings } from "../../stacks/parse-settings";
import { validCluster } from "./settings-cluster-example";
import { textsOf, withMistakes } from "./settings-example";
import { knownCluster } from "./settings-known-cluster";
import { knownServices } from "./settings-known-services";

const known = [...knownCluster, ...knownServices];

const storage = { endpoint: "s3.example.com", metricsBucket: "metrics", logsBucket: "logs" };
const database = { address: "db.example.com:5432" };

/** The smallest stack in a cluster, with these settings. */
const cluster = (values: Readonly<Record<string, unknown>> = {}) => ({
  ...validCluster,
  values: {
    target: "kubernetes",
    kubernetes: { context: "test" },
    receivers: { oncall: { kind: "webhook", url: "https://alerts.example.com/hook" } },
    routes: { critical: ["oncall"] },
    ...values,
  },
  secretKeys: [
    ...("objectStorage" in values ? ["objectStorageAccessKey", "objectStorageSecretKey"] : []),
    ...(JSON.stringify(values).includes('"database"')
      ? ["grafanaDatabaseUser", "grafanaDatabasePassword"]
      : []),
  ],
});
const notices = (values: Readonly<Record<string, unknown>>) =>
  settingsNotices(parseSettings(cluster(values)));

describe("a cluster's stack file with one mistake", () => {
  it("starts from one without", () => {
    expect(() => parseSettings(validCluster)).not.toThrow();
  });

  it.each(known)("$name", (one) => {
    expect(textsOf(withMistakes([one], validCluster))).toEqual([one.text]);
  });
});

describe("a cluster's stack file with many mistakes", () => {
  it("tells any choice of them completely", () => {
    const order = textsOf(withMistakes(known, validCluster));
    expect([...order].sort()).toEqual(known.map(({ text }) => text).sort());
    fc.assert(
      fc.property(fc.shuffledSubarray([...known], { minLength: 1 }), (some) => {
        const expected = order.filter((text) => some.some((one) => one.text === text));
        expect(textsOf(withMistakes(some, validCluster))).toEqual(expected);
      }),
    );
  });

  it("repeats no secret", () => {
    expect(textsOf(withMistakes(known, validCluster)).join("\n")).not.toMatch(/hunter2|AKIAEXAMPLE/);
  });
});

describe("a setting for something that is left out", () => {
  it.each(["retention", "store", "compact"])("has no effect without object storage: thanos.%s", (key) => {
    const [text] = textsOf(cluster({ thanos: { [key]: {} } }));
    expect(text).toContain(`thanos.${key} has no effect without object storage`);
    expect(() => parseSettings(cluster({ thanos: { [key]: {} }, objectStorage: storage }))).not.toThrow();
  });

  it("has no effect without Grafana", () => {
    const entry = { host: "grafana.example.com" };
    const kubernetes = { context: "test", entry };
    const given = cluster({ kubernetes, grafana: { enabled: false, replicas: 2, database } });
    expect(textsOf(given).map((text) => text.split(" ")[0])).toEqual([
      "grafana.database",
      "grafana.replicas",
      "kubernetes.entry",
    ]);
  });

  it("is told of content as well, which has no servers", () => {
    const kubernetes = { context: "test", storageClass: "fast" };
    expect(textsOf({ ...cluster(), values: { target: "content", kubernetes } })).toEqual([
      "kubernetes.storageClass has no effect on the target content; it is for kubernetes. Take it away.",
    ]);
  });

  it("is told once, not key by key", () => {
    const kubernetes = { context: "test", entry: { host: "grafana.example.com" } };
    const values = {
      target: "docker",
      routes: { critical: [] },
      kubernetes,
      alertmanager: { memory: "1Gi" },
    };
    expect(textsOf({ ...cluster(), stack: "docker", values })).toEqual([
      "kubernetes has no effect on the target docker; it is for kubernetes and content. Take it away.",
    ]);
  });
});

describe("one mistake", () => {
  it("is not taken for another: a wrong size says nothing about shards and disks", () => {
    const prometheus = { shards: 30, retentionSize: "900Gi" };
    expect(textsOf(cluster({ size: "huge", prometheus }))).toHaveLength(1);
  });

  it("is that metrics end before they are stored, which needs a storage", () => {
    const prometheus = { retention: "3h" };
    expect(() => parseSettings(cluster({ prometheus }))).not.toThrow();
    expect(() =>
      parseSettings(cluster({ prometheus: { retention: "6h" }, objectStorage: storage })),
    ).not.toThrow();
  });

  it("is a namespace in which others run, for servers only", () => {
    const kubernetes = { context: "test", namespace: "default" };
    expect(textsOf(cluster({ kubernetes }))[0]).toMatch(
      /^kubernetes.namespace is default, in which others run/,
    );
    expect(() => parseSettings({ ...cluster(), values: { target: "content", kubernetes } })).not.toThrow();
  });

  it("is a retention that no server can count", () => {
    const thanos = { retention: { oneHour: "300y" } };
    expect(textsOf(cluster({ thanos, objectStorage: storage }))[0]).toMatch(
      /^thanos.retention.oneHour is 300y/,
    );
  });
});

describe("names in a cluster", () => {
  it.each(["team--a", "2fa", "a".repeat(63)])(
    "of namespaces may be any that Kubernetes takes: %s",
    (namespace) => {
      const services = [{ name: "checkout", namespace, labels: { app: "checkout" }, port: "8080-http" }];
      expect(() => parseSettings(cluster({ services }))).not.toThrow();
    },
  );

  it("of the program's own jobs are no names of services", () => {
    const services = [{ name: "kubelet", namespace: "shop", labels: { app: "checkout" }, port: 80 }];
    const given = cluster({ services });
    expect(textsOf({ ...given, catalogue: program })[0]).toContain("as a job of observatory itself");
  });
});

describe("notices about a cluster", () => {
  it("are none for a small stack", () => {
    expect(notices({})).toEqual([]);
    expect(notices({ size: "large", objectStorage: storage })).toEqual([]);
  });

  it.each(["medium", "large"])("say that one Loki is too few for %s", (size) => {
    expect(notices({ size })).toEqual([
      `The size ${size} is made for more logs than one Loki, and without objectStorage there is one. Add objectStorage, see docs/sizing.md.`,
    ]);
  });

  it("say what crosses the network in clear", () => {
    const objectStorage = { ...storage, insecure: true };
    expect(notices({ objectStorage })[0]).toContain("go to s3.example.com without TLS");
    expect(notices({ grafana: { database: { ...database, sslMode: "disable" } } })[0]).toContain(
      "password crosses the network to db.example.com:5432 in clear",
    );
    const kubernetes = { context: "test", entry: { host: "grafana.example.com" } };
    expect(notices({ kubernetes })[0]).toContain("Nothing says that grafana.example.com has a certificate");
  });

  it("are silent about what stays inside of the cluster, or has a certificate", () => {
    const objectStorage = { ...storage, endpoint: "minio.storage.svc:9000", insecure: true };
    const grafana = { database: { address: "db.data.svc.cluster.local:5432", sslMode: "disable" } };
    const entry = { host: "grafana.example.com", tlsSecret: "grafana-tls" };
    expect(notices({ objectStorage, grafana, kubernetes: { context: "test", entry } })).toEqual([]);
  });

  it("leave content alone, which tells nobody", () => {
    const given = { ...cluster(), values: { target: "content" } };
    expect(settingsNotices(parseSettings(given))).toEqual([]);
  });
});
