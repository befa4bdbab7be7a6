import { beforeAll, describe, expect, it } from "vitest";
import { secretsOf } from "../../../platforms/kubernetes/manifests";
import { variants } from "../../render/kubernetes-stack";
import { apply, expectSuccess, type Outcome, theCluster } from "./cluster";
import { gpuNode, nodes } from "./furnish";
import { eventually, idOf, list, selected, type Stored, storedOf } from "./objects";
import { namespacesOf, objects, podKinds, stack } from "./stacks";

const cluster = theCluster();

describe.each(Object.keys(variants))("the stack %s", (variant) => {
  const manifests = objects(variant);
  const inside = (kinds: string): readonly Stored[] => list(cluster, kinds, ...namespacesOf(variant));
  let outcome: Outcome;

  beforeAll(() => {
    outcome = apply(cluster, manifests);
  }, 60_000);

  it("is accepted: no warning, no unknown field", () => {
    expect(outcome.stderr).toBe("");
    expectSuccess(outcome);
    expect(storedOf(cluster, manifests).map(idOf)).toEqual(manifests.map(idOf));
  });

  it(
    "has all its pods admitted: the controllers make as many as are wanted",
    { timeout: 40_000 },
    async () => {
      await eventually(
        () =>
          inside(podKinds)
            .filter((one) => made(one) !== wanted(one))
            .map(idOf),
        (lacking) => lacking.length === 0,
      );
      const refused = inside("events").filter(({ reason }) => reason === "FailedCreate");
      expect(refused.map(({ message }) => message)).toEqual([]);
      const pods = manifests.filter(({ kind }) => ["DaemonSet", "Deployment", "StatefulSet"].includes(kind));
      expect(inside(podKinds).map(idOf).sort()).toEqual(pods.map(idOf).sort());
    },
  );

  it("is not changed by being applied again", { timeout: 60_000 }, () => {
    const before = storedOf(cluster, manifests).map(version);
    const again = apply(cluster, objects(variant));
    expect(again.stderr).toBe("");
    expectSuccess(again);
    expect(storedOf(cluster, manifests).map(version)).toEqual(before);
  });

  it("has services, policies and budgets that select pods", () => {
    const pods = inside("pods");
    const selecting = inside("services,networkpolicies,poddisruptionbudgets");
    const idle = selecting.filter((one) => selected(one, pods).length === 0);
    expect(selecting.length).toBeGreaterThan(stack(variant).workloads.length);
    expect(idle.map(idOf)).toEqual([]);
  });

  it("has no pod that a policy of its own does not choose", () => {
    const policies = inside("networkpolicies").filter(({ metadata }) => metadata.name !== "default-deny");
    const pods = inside("pods");
    const chosen = new Set(policies.flatMap((policy) => selected(policy, pods)));
    expect(pods.filter((pod) => !chosen.has(pod)).map(idOf)).toEqual([]);
  });

  it("has a budget for every replicated workload that counts all of its members", async () => {
    const replicated = inside("deployments,statefulsets")
      .filter(({ spec }) => Number(spec?.["replicas"]) > 1)
      .map(({ metadata, spec }) => [metadata.name, spec?.["replicas"]]);
    expect(replicated.length).toBeGreaterThan(0);
    await eventually(
      () =>
        inside("poddisruptionbudgets").map(({ metadata, status }) => [
          metadata.name,
          status?.["expectedPods"],
        ]),
      (budgets) => JSON.stringify(budgets.sort()) === JSON.stringify(replicated.sort()),
    );
  });

  it("has its claims taken up by the members of StatefulSets, and no other is made", () => {
    const described = manifests.filter(({ kind }) => kind === "PersistentVolumeClaim").map(idOf);
    const used = inside("pods").flatMap(claimsOf);
    expect(inside("persistentvolumeclaims").map(idOf).sort()).toEqual([...described].sort());
    expect(used.sort()).toEqual([...described].sort());
  });

  it("mounts ConfigMaps that there are, and Secrets that whoever deploys is told of", () => {
    const keys = new Map(
      inside("configmaps").map((map) => [
        map.metadata.namespace + "/" + map.metadata.name,
        // A map that none of the files falls into is there, and empty.
        (map["data"] ?? {}) as object,
      ]),
    );
    const secrets = secretsOf(stack(variant)).map(({ namespace, name }) => `${namespace}/${name}`);
    const dangling = inside("pods").flatMap((pod) => [
      ...configMapsOf(pod).flatMap(({ name, items = [] }) => {
        const data = keys.get(`${pod.metadata.namespace}/${name}`);
        if (data === undefined) return [name];
        return items.filter(({ key }) => !(key in data)).map(({ key }) => `${name} ${key}`);
      }),
      ...secretNamesOf(pod).filter((name) => !secrets.includes(`${pod.metadata.namespace}/${name}`)),
    ]);
    expect(dangling).toEqual([]);
    const mounted = new Set(
      inside("pods").flatMap((pod) => secretNamesOf(pod).map((name) => `${pod.metadata.namespace}/${name}`)),
    );
    expect([...mounted].sort()).toEqual([...secrets].sort());
  });

  it("gives a token to those pods alone that ask the API", () => {
    const asking = stack(variant).workloads.filter(({ clusterAccess = [] }) => clusterAccess.length > 0);
    const withToken = inside("pods").filter((pod) =>
      volumesOf(pod).some(({ name }) => /^kube-api-access/.test(name)),
    );
    const names = withToken.map(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"]);
    expect([...new Set(names)].sort()).toEqual(asking.map(({ name }) => name).sort());
  });
});

describe("the daemons of the stack everything", () => {
  /** Nodes for which a daemon has pods: without a scheduler they are named in the pods' affinity only. */
  const nodesOf = (name: string): string[] =>
    list(cluster, "pods", namespacesOf("everything")[1])
      .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === name)
      .map(({ spec }) => /"values":\["([^"]+)"\]/.exec(JSON.stringify(spec?.["affinity"]))?.[1] ?? "")
      .sort();

  it.each(["collector", "node-exporter", "process-exporter"])("run on every node: %s", (name) => {
    expect(nodesOf(name)).toEqual([...nodes]);
  });

  it("watch GPUs only where the label says that there are some", () => {
    expect(nodesOf("dcgm-exporter")).toEqual([gpuNode]);
  });
});

/** Says that an object was changed by somebody; of those whose state controllers write down, that something else is wanted. */
function version(one: Stored): readonly [string, string | number] {
  const { generation, resourceVersion } = one.metadata;
  return [idOf(one), one.status === undefined ? resourceVersion : (generation ?? JSON.stringify(one.spec))];
}

/** Pods that the controller has made, and how many it should. */
function made({ kind, status }: Stored): number {
  return Number(status?.[kind === "DaemonSet" ? "currentNumberScheduled" : "replicas"] ?? 0);
}

function wanted({ kind, spec, status }: Stored): number {
  // A daemon without nodes to run on would be one that chooses none; the stacks have nodes for all of theirs.
  return Number(kind === "DaemonSet" ? status?.["desiredNumberScheduled"] || 1 : spec?.["replicas"]);
}

interface ConfigMapSource {
  readonly name: string;
  readonly items?: readonly { readonly key: string }[];
}

interface Volume {
  readonly name: string;
  readonly projected?: { readonly sources: readonly { readonly configMap?: ConfigMapSource }[] };
  readonly secret?: { readonly secretName: string };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

function volumesOf({ spec }: Stored): readonly Volume[] {
  return (spec?.["volumes"] ?? []) as readonly Volume[];
}

function configMapsOf(pod: Stored): readonly ConfigMapSource[] {
  return volumesOf(pod).flatMap(
    ({ projected }) => projected?.sources.flatMap(({ configMap }) => configMap ?? []) ?? [],
  );
}

function secretNamesOf(pod: Stored): readonly string[] {
  return volumesOf(pod).flatMap(({ secret }) => secret?.secretName ?? []);
}

function claimsOf(pod: Stored): readonly string[] {
  return volumesOf(pod).flatMap(({ persistentVolumeClaim: claim }) =>
    claim === undefined ? [] : [`PersistentVolumeClaim ${pod.metadata.namespace}/${claim.claimName}`],
  );
}
