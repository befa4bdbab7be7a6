import { beforeAll, describe, expect, it } from "vitest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { type Registration } from "../../review/registration";
import { deployed } from "./kubernetes-deployed";
import { ofKind, variantStack } from "./kubernetes-pods";
import { secrets, settings, stackOf } from "./kubernetes-stack";

const stack = variantStack("everything");
const objects = manifests(stack);
let all: readonly Registration[];

beforeAll(async () => {
  all = await deployed(stack);
}, 60_000);

const ofCluster = (some = all): readonly Registration[] =>
  some.filter(({ type }) => type.startsWith("kubernetes:"));
const ofType = (...kinds: readonly string[]): readonly Registration[] =>
  all.filter(({ type }) => kinds.some((kind) => type.endsWith(`:${kind}`)));
const named = (name: string, kind: string): Registration => {
  const found = ofType(kind).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${kind} of the name ${name} was registered`);
  return found;
};
const provider = (name: string, some = all): Registration | undefined =>
  some.find((one) => one.type === "pulumi:providers:kubernetes" && one.name === name);
const metadataOf = ({ inputs }: Registration) => inputs["metadata"] as Manifest["metadata"];
/** Workload that an object belongs to; none for what the stack as a whole has. */
const ownerOf = (one: Registration) => metadataOf(one).labels?.["app.kubernetes.io/name"];

describe("every resource of the Kubernetes platform", () => {
  it("is an object of the stack, and every object is one; Secrets come besides", () => {
    const ids = ofCluster()
      .filter(({ type }) => !type.endsWith(":Secret"))
      .map((one) => `${one.type.split(":")[2]} ${metadataOf(one).namespace ?? ""}/${metadataOf(one).name}`);
    expect(ids.sort()).toEqual(
      objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`).sort(),
    );
  });

  it("is registered under its own type, as the object that it is", () => {
    for (const { type, inputs } of ofCluster()) {
      const [, groupVersion = "", kind] = type.split(":");
      expect(inputs["kind"]).toBe(kind);
      expect(groupVersion.replace(/^core\//, "")).toBe(inputs["apiVersion"]);
    }
  });

  it("has the platform as its parent, so that a preview reads as a tree", () => {
    const platform = all.find(({ type }) => type === "observatory:platform:Kubernetes");
    const orphans = all.filter(
      ({ type, urn, parent }) =>
        !type.startsWith("pulumi:pulumi:") && urn !== platform?.urn && parent !== platform?.urn,
    );
    expect(orphans.map(({ name }) => name)).toEqual([]);
  });

  it("has an explicit provider, never the default one", () => {
    const own = [provider("cluster")?.urn, provider("data")?.urn];
    expect(own).not.toContain(undefined);
    expect(ofCluster().filter((one) => !own.includes(one.provider))).toEqual([]);
  });

  it("has a name that is the object's own, and its namespace where that is not the servers'", () => {
    for (const one of ofCluster()) {
      const { name, namespace } = metadataOf(one);
      const prefix = namespace === undefined || namespace === "observatory" ? "" : `${namespace}/`;
      expect(one.name).toBe(prefix + name);
    }
  });
});

describe("the providers", () => {
  it("reach one cluster by name, whatever its address is, and change files in place", () => {
    expect(provider("cluster")?.inputs).toEqual({
      context: "test",
      clusterIdentifier: "test",
      namespace: "observatory",
      enableConfigMapMutable: "true",
      enableSecretMutable: "true",
    });
  });

  it("take up again what outlives the stack, and nothing else that is there already", () => {
    expect(provider("data")?.inputs).toEqual({
      context: "test",
      clusterIdentifier: "test",
      namespace: "observatory",
      upsertExistingObjects: "true",
    });
    const kept = ofCluster().filter((one) => one.provider === provider("data")?.urn);
    expect([...new Set(kept.map(({ type }) => type.split(":")[2]))].sort()).toEqual([
      "Namespace",
      "PersistentVolumeClaim",
    ]);
  });

  it("read the kubeconfig that the settings name, else the user's own", async () => {
    const there = await deployed(stackOf(settings({}, { kubeconfig: "/etc/observatory/kubeconfig" })));
    for (const name of ["cluster", "data"])
      expect(provider(name, there)?.inputs["kubeconfig"]).toBe("/etc/observatory/kubeconfig");
  });
});

describe("data", () => {
  it("is protected, and kept when the stack goes, with the namespaces that it lies in", () => {
    const kept = all.filter(({ protect, retainOnDelete }) => protect && retainOnDelete);
    const expected = ofKind(objects, "Namespace", "PersistentVolumeClaim");
    expect(kept.map((one) => metadataOf(one).name).sort()).toEqual(
      expected.map(({ metadata }) => metadata.name).sort(),
    );
    expect(ofKind(objects, "PersistentVolumeClaim").length).toBeGreaterThan(5);
    expect(all.filter(({ protect, retainOnDelete }) => protect !== retainOnDelete)).toEqual([]);
  });

  it("is not waited for: a claim is bound when its first pod comes", () => {
    for (const one of ofType("PersistentVolumeClaim"))
      expect(metadataOf(one).annotations?.["pulumi.com/skipAwait"]).toBe("true");
  });
});

describe("the order", () => {
  const dependsOn = (one: Registration, other: Registration): boolean => one.dependencies.includes(other.urn);
  const podKinds = ["DaemonSet", "Deployment", "StatefulSet"];

  it("has namespaces before all that lies in them", () => {
    const inSpaces = ofCluster().filter(
      (one) => metadataOf(one).namespace?.startsWith("observatory") === true,
    );
    for (const one of inSpaces) {
      const space = named(metadataOf(one).namespace ?? "", "Namespace");
      expect(dependsOn(one, space), one.name).toBe(true);
    }
  });

  it("has accounts, rights, policies, files, secrets and claims before the pods that need them", () => {
    const needed = ofType(
      "ClusterRoleBinding",
      "ConfigMap",
      "NetworkPolicy",
      "PersistentVolumeClaim",
      "PriorityClass",
      "RoleBinding",
      "Secret",
      "ServiceAccount",
    );
    for (const pods of ofType(...podKinds)) {
      const own = needed.filter((one) => [undefined, ownerOf(pods)].includes(ownerOf(one)));
      // The two policies that close the namespaces, the priority, and at least a policy and an account of its own.
      expect(own.length).toBeGreaterThanOrEqual(5);
      expect(own.filter((one) => !dependsOn(pods, one)).map(({ name }) => name)).toEqual([]);
    }
  });

  it("lets no workload wait for what belongs to another", () => {
    for (const pods of ofType(...podKinds)) {
      const owners = ofCluster()
        .filter((one) => dependsOn(pods, one))
        .map(ownerOf);
      expect(owners.filter((owner) => owner !== undefined && owner !== ownerOf(pods))).toEqual([]);
    }
  });

  it("lets no pods wait for other pods or for Services, which are ready when pods are", () => {
    const waiting = new Set([...ofType(...podKinds), ...ofType("Service")].map(({ urn }) => urn));
    for (const pods of ofType(...podKinds))
      expect(pods.dependencies.filter((urn) => waiting.has(urn))).toEqual([]);
  });

  it("waits for pods, and neither for Services nor for the address of an Ingress", () => {
    const skipping = ofCluster().filter(
      (one) => metadataOf(one).annotations?.["pulumi.com/skipAwait"] === "true",
    );
    expect([...new Set(skipping.map(({ type }) => type.split(":")[2]))].sort()).toEqual([
      "Ingress",
      "PersistentVolumeClaim",
      "Service",
    ]);
  });
});

describe("what is registered", () => {
  it("holds no value of a secret", () => {
    const text = JSON.stringify(all);
    for (const value of [...Object.values(secrets), "S3cret"]) expect(text).not.toContain(value);
  });

  it("is the same object that is exported, but for what the engine is told", () => {
    const notes = /"(pulumi\.com\/skipAwait|observatory\/secrets)":"[^"]*",?/g;
    const bare = (value: unknown): string =>
      JSON.stringify(sorted(value)).replace(notes, "").replace('"annotations":{},', "");
    const registered = ofCluster()
      .filter(({ type }) => !type.endsWith(":Secret"))
      .map(({ inputs }) => bare(inputs));
    expect(registered.sort()).toEqual(objects.map(bare).sort());
  });
});

/** With sorted keys, at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
