import { beforeAll, describe, expect, it } from "vitest";
import { deployKubernetes } from "../../platforms/kubernetes";
import { record } from "../../review/record";
import { type Registration } from "../../review/registration";
import { secrets, settings, stackOf, variants } from "./kubernetes-stack";

const of = settings({ ...variants["medium"], ...variants["everything"] });
const stack = stackOf(of);

function deployed(): Promise<readonly Registration[]> {
  const config = Object.entries(secrets).map(([key, value]) => [`observatory:${key}`, value] as const);
  return record({
    stack: of.stack,
    config: Object.fromEntries(config),
    secretKeys: config.map(([key]) => key),
    program: async () => Object.fromEntries(deployKubernetes(stack)),
  });
}

let all: readonly Registration[] = [];
let kubernetes: readonly Registration[] = [];
const ofType = (end: string) => kubernetes.filter(({ type }) => type.endsWith(end));

beforeAll(async () => {
  all = await deployed();
  kubernetes = all.filter(({ type }) => type.startsWith("kubernetes:"));
});

describe("the deployment", () => {
  it("names its cluster with every resource", () => {
    expect(kubernetes.filter(({ provider }) => provider === undefined)).toEqual([]);
    const providers = all.filter(({ type }) => type === "pulumi:providers:kubernetes");
    expect(providers.map(({ name }) => name).sort()).toEqual(["cluster", "data"]);
    for (const { inputs } of providers)
      expect(inputs).toMatchObject({ context: "test", clusterIdentifier: "test", namespace: "observatory" });
  });

  it("protects and keeps claims and namespaces, and takes them up again where they are", () => {
    const kept = [...ofType(":PersistentVolumeClaim"), ...ofType(":Namespace")];
    expect(kept.length).toBeGreaterThan(10);
    for (const { protect, retainOnDelete, provider } of kept) {
      expect([protect, retainOnDelete]).toEqual([true, true]);
      expect(provider).toMatch(/::data$/);
    }
    expect(kubernetes.filter(({ protect }) => protect)).toHaveLength(kept.length);
  });

  it("takes over nothing else that is there already", () => {
    const cluster = all.find(({ name, type }) => name === "cluster" && type.startsWith("pulumi:providers"));
    expect(cluster?.inputs).not.toHaveProperty("upsertExistingObjects");
  });

  it("changes files in place that a running server takes up", () => {
    const cluster = all.find(({ name, type }) => name === "cluster" && type.startsWith("pulumi:providers"));
    expect(cluster?.inputs).toMatchObject({ enableConfigMapMutable: "true" });
  });

  it("makes namespaces first, and what pods need before the pods", () => {
    const namespaces = ofType(":Namespace").map(({ urn }) => urn);
    for (const { dependencies, type, inputs } of kubernetes) {
      const { namespace } = (inputs["metadata"] ?? {}) as { namespace?: string };
      if (namespace?.startsWith("observatory") === true && !type.endsWith(":Namespace"))
        expect(dependencies).toEqual(expect.arrayContaining(namespaces));
    }
    for (const pods of [...ofType(":StatefulSet"), ...ofType(":Deployment"), ...ofType(":DaemonSet")]) {
      const own = [...ofType(":Secret"), ...ofType(":ConfigMap"), ...ofType(":ServiceAccount")].filter(
        ({ inputs }) => ownerOf(inputs) === ownerOf(pods.inputs),
      );
      expect(own.length).toBeGreaterThan(0);
      expect(pods.dependencies).toEqual(expect.arrayContaining(own.map(({ urn }) => urn)));
      expect(pods.dependencies.filter((urn) => urn.includes(":Service::"))).toEqual([]);
    }
  });

  it("waits for no object that others bring to life", () => {
    for (const { inputs } of [
      ...ofType(":PersistentVolumeClaim"),
      ...ofType(":Service"),
      ...ofType(":Ingress"),
    ])
      expect(inputs["metadata"]).toMatchObject({ annotations: { "pulumi.com/skipAwait": "true" } });
  });

  it("gives pods others for other secrets", () => {
    const withSecrets = ofType(":Secret").map(({ name }) => name.replace(/-secrets$/, ""));
    const marked = [...ofType(":StatefulSet"), ...ofType(":Deployment"), ...ofType(":DaemonSet")]
      .filter(({ inputs }) => JSON.stringify(inputs).includes("observatory/secrets"))
      .map(({ name }) => name);
    expect(marked.sort()).toEqual(withSecrets.sort());
  });

  it("shows no secret anywhere", () => {
    const text = JSON.stringify(all);
    expect(text).not.toContain("S3cret");
    expect(text).not.toContain("PRIVATE KEY");
  });
});

/** Workload that an object belongs to. */
function ownerOf({ metadata }: Registration["inputs"]): string | undefined {
  return (metadata as { labels?: Record<string, string> } | undefined)?.labels?.["app.kubernetes.io/name"];
}
