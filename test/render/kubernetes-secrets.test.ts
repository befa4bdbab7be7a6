/** Secrets on their way into the cluster, with the values that it gets. */
import { beforeAll, describe, expect, it } from "vitest";
import { manifests, secretsOf } from "../../platforms/kubernetes/manifests";
import { type Applied, applied } from "./kubernetes-deployed";
import { ofKind, variantStack } from "./kubernetes-pods";
import { secrets } from "./kubernetes-stack";

const stack = variantStack("everything");
const podKinds = /:(DaemonSet|Deployment|StatefulSet)$/;

/** How the engine is told that a value is a secret, which it encrypts in the state and masks in every display. */
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

type Texts = Readonly<Record<string, string>>;

const ofSecrets = (all: readonly Applied[]): readonly Applied[] =>
  all.filter(({ type }) => type.endsWith(":Secret"));

const textsOf = (all: readonly Applied[], name: string): Texts => {
  const found = ofSecrets(all).find((one) => one.name === name);
  return (found?.inputs["stringData"] as { value: Texts }).value;
};

/** Hash of its secrets on the pods of each workload; undefined where it has none. */
const hashes = (all: readonly Applied[]): ReadonlyMap<string, string | undefined> =>
  new Map(
    all
      .filter(({ type }) => podKinds.test(type))
      .map(({ inputs }) => {
        const { metadata, spec } = inputs as {
          metadata: { name: string };
          spec: { template: { metadata: { annotations?: Texts } } };
        };
        return [metadata.name, spec.template.metadata.annotations?.["observatory/secrets"]] as const;
      }),
  );

let all: readonly Applied[];
let changed: readonly Applied[];
let otherKey: readonly Applied[];

beforeAll(async () => {
  all = await applied(stack);
  changed = await applied(stack, { ...secrets, oncallUrl: "https://hooks.example.com/Other" });
  otherKey = await applied(stack, secrets, "another key");
}, 60_000);

describe("Secrets", () => {
  it("are those that are described, each with its keys, and marked as secret", () => {
    expect(ofSecrets(all).length).toBe(secretsOf(stack).length);
    for (const { name, namespace, entries } of secretsOf(stack)) {
      const found = ofSecrets(all).find(
        ({ inputs }) => (inputs["metadata"] as { name: string }).name === name,
      );
      expect(found?.inputs["metadata"]).toMatchObject({ name, namespace });
      expect(found?.inputs["type"]).toBe("Opaque");
      const { value, ...mark } = found?.inputs["stringData"] as { value: Texts };
      expect(mark).toEqual(secretMark);
      expect(Object.keys(value).sort()).toEqual(entries.map((entry) => entry.name));
      expect(Object.values(value).filter((text) => text === "")).toEqual([]);
    }
  });

  it("hold what the server reads: as stored, or the part that it asks for", () => {
    expect(textsOf(all, "alertmanager-secrets")["oncall-url"]).toBe(secrets["oncallUrl"]);
    const database = textsOf(all, "postgres-exporter-orders-db-secrets");
    expect([database["user"], database["password"]]).toEqual(["watcher", "S3cretPassword"]);
    expect(textsOf(all, "grafana-secrets")["admin-password"]).toBe("value of grafanaAdminPassword");
  });

  it("hold certificates of one authority, each workload its own with its own key", () => {
    const keys = ofSecrets(all).flatMap(({ name }) => textsOf(all, name)["tls.key"] ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(5);
    expect(textsOf(all, "prometheus-secrets")).toMatchObject({
      "ca.crt": "certificate authority",
      "tls.crt": "certificate prometheus-certificate",
      "tls.key": "key prometheus-certificate",
    });
  });

  it("alone hold values: none is in any other object", () => {
    const others = all.filter(({ type }) => type.startsWith("kubernetes:") && !type.endsWith(":Secret"));
    const text = JSON.stringify(others);
    expect(text).not.toMatch(/S3cret|value of |key [a-z-]+-certificate/);
  });

  it("are read by the pods of their own workload only", () => {
    const sets = ofKind(manifests(stack), "DaemonSet", "Deployment", "StatefulSet");
    for (const { name, workload } of secretsOf(stack)) {
      const using = sets.filter((one) => JSON.stringify(one).includes(`"secretName":"${name}"`));
      expect(using.map(({ metadata }) => metadata.name)).toEqual([workload]);
    }
  });
});

describe("a changed secret", () => {
  it("replaces the pods that read it, which do so at their start only, and no others", () => {
    const [before, after] = [hashes(all), hashes(changed)];
    const replaced = [...before].filter(([name, hash]) => after.get(name) !== hash).map(([name]) => name);
    expect(replaced).toEqual(["alertmanager"]);
  });

  it("shows by a hash that tells nothing of it: one with a key that only the state has", () => {
    const own = hashes(all);
    const reading = secretsOf(stack).map(({ workload }) => workload);
    expect(
      [...own]
        .filter(([, hash]) => hash !== undefined)
        .map(([name]) => name)
        .sort(),
    ).toEqual([...reading].sort());
    for (const name of reading) expect(own.get(name)).toMatch(/^[0-9a-f]{16}$/);
    const rekeyed = hashes(otherKey);
    expect(reading.filter((name) => rekeyed.get(name) === own.get(name))).toEqual([]);
    expect(ofSecrets(otherKey)).toEqual(ofSecrets(all));
  });
});
