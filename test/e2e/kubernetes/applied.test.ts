import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { manifests } from "../../../platforms/kubernetes/manifests";
import { settings, stackOf, variants } from "../../render/kubernetes-stack";
import { furnish, gpuNode } from "./cluster";
import { type ControlPlane, startControlPlane } from "./control-plane";
import { apply, eventually, expectSuccess, idOf, list, matches, type Stored } from "./objects";

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  furnish(plane);
}, 120_000);
afterAll(() => plane.stop());

/** A variant in namespaces of its own; what lies in kube-system and in the whole cluster has its name in it. */
function objects(variant: string, more: Readonly<Record<string, unknown>> = {}): readonly Manifest[] {
  const controlPlane = { scheduler: true, controllerManager: true, etcd: true };
  const cluster = {
    namespace: variant,
    ...(variant === "everything"
      ? {
          controlPlane,
          entry: { host: "grafana.example.com", ingressClass: "nginx", tlsSecret: "grafana-tls" },
        }
      : {}),
  };
  return manifests(stackOf(settings({ ...variants[variant], ...more }, cluster, variant)));
}

const namespacesOf = (variant: string): readonly string[] => [variant, `${variant}-hosts`];
const inside = (kinds: string, variant: string): readonly Stored[] =>
  namespacesOf(variant).flatMap((namespace) => list(plane, kinds, namespace));
const workloadKinds = "deployments,statefulsets,daemonsets";
const selectorOf = ({ spec }: Stored): Record<string, string> =>
  ((spec?.["selector"] as { matchLabels?: Record<string, string> } | undefined)?.matchLabels ??
    spec?.["selector"] ??
    {}) as Record<string, string>;

describe.each(Object.keys(variants))("the variant %s", (variant) => {
  it("is accepted without a warning and without an unknown field", { timeout: 120_000 }, () => {
    expectSuccess(apply(plane, objects(variant)));
  });

  it("is not changed by a second time", { timeout: 120_000 }, () => {
    const before = versions(variant);
    expectSuccess(apply(plane, objects(variant)));
    expect(versions(variant)).toEqual(before);
  });

  it(
    "has all its pods admitted: the controllers make as many as are wanted",
    { timeout: 60_000 },
    async () => {
      await eventually(
        () =>
          inside(workloadKinds, variant)
            .filter((one) => made(one) !== wanted(one))
            .map(idOf),
        (missing) => missing.length === 0,
      );
      const failures = inside("events", variant).filter(({ reason }) => reason === "FailedCreate");
      expect(failures.map(({ message }) => message)).toEqual([]);
    },
  );

  it(
    "has services, policies and budgets that select the pods they are meant for",
    { timeout: 60_000 },
    async () => {
      const pods = inside("pods", variant);
      const selecting = inside("services,poddisruptionbudgets,networkpolicies", variant);
      const none = selecting.filter(
        (one) => !pods.some((pod) => samePlace(pod, one) && matches(pod.metadata.labels, selector(one))),
      );
      expect(none.map(idOf)).toEqual([]);
      const budgets = await eventually(
        () => inside("poddisruptionbudgets", variant),
        (all) => all.every(({ status }) => Number(status?.["expectedPods"]) > 0),
      );
      const expected = budgets.map(({ metadata, status }) => [metadata.name, status?.["expectedPods"]]);
      const replicas = inside("deployments,statefulsets", variant)
        .map(({ metadata, spec }) => [metadata.name, spec?.["replicas"]])
        .filter(([, count]) => Number(count) > 1);
      expect(expected.sort()).toEqual(replicas.sort());
    },
  );

  it("has its claims taken up by the pods: no other is made", { timeout: 60_000 }, () => {
    const described = objects(variant).filter(({ kind }) => kind === "PersistentVolumeClaim");
    const stored = inside("persistentvolumeclaims", variant);
    expect(stored.map(idOf).sort()).toEqual(described.map(idOf).sort());
    const used = inside("pods", variant).flatMap(({ spec }) =>
      (spec?.["volumes"] as { persistentVolumeClaim?: { claimName: string } }[]).flatMap(
        ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [],
      ),
    );
    expect(used.sort()).toEqual(stored.map(({ metadata }) => metadata.name).sort());
  });
});

describe("Pod Security", () => {
  it("keeps a privileged pod out of the servers' namespace", () => {
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "stranger", namespace: "small" },
      spec: { containers: [{ name: "stranger", image: "busybox", securityContext: { privileged: true } }] },
    };
    const { code, stderr } = plane.kubectl(["create", "--filename=-"], JSON.stringify(pod));
    expect(code).not.toBe(0);
    expect(stderr).toContain('violates PodSecurity "restricted:latest"');
  });
});

describe("daemons", () => {
  const nodesOf = (name: string): string[] =>
    list(plane, "pods", "everything-hosts")
      .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/name"] === name)
      .map(({ spec }) => JSON.stringify(spec?.["affinity"]))
      .map((affinity) => /"values":\["([^"]+)"\]/.exec(affinity)?.[1] ?? "")
      .sort();

  it("run on every node", () => {
    expect(nodesOf("node-exporter")).toEqual(["node-1", "node-2", gpuNode]);
    expect(nodesOf("collector")).toEqual(["node-1", "node-2", gpuNode]);
  });

  it("watch GPUs only where the label says that there are some", () => {
    expect(nodesOf("dcgm-exporter")).toEqual([gpuNode]);
  });
});

describe("an upgrade", () => {
  const generations = () =>
    new Map(inside(workloadKinds, "stored").map((one) => [idOf(one), one.metadata.generation] as const));
  const changed = (before: ReadonlyMap<string, number | undefined>): string[] =>
    [...generations()].filter(([id, generation]) => before.get(id) !== generation).map(([id]) => id);
  const claims = () =>
    new Map(inside("persistentvolumeclaims", "stored").map(({ metadata }) => [metadata.name, metadata.uid]));

  it("of an alert's threshold touches no pod", { timeout: 60_000 }, () => {
    const before = generations();
    expectSuccess(apply(plane, objects("stored", { alerts: { HostCpuSaturated: { threshold: 0.8 } } })));
    expect(changed(before)).toEqual([]);
  });

  it("that switches a dashboard off touches no pod", { timeout: 60_000 }, () => {
    const before = generations();
    expectSuccess(apply(plane, objects("stored", { dashboards: { host: false } })));
    expect(changed(before)).toEqual([]);
  });

  it("of one server's memory rolls that server alone", { timeout: 60_000 }, () => {
    expectSuccess(apply(plane, objects("stored")));
    const before = generations();
    expectSuccess(apply(plane, objects("stored", { prometheus: { memory: "6Gi" } })));
    expect(changed(before)).toEqual(["StatefulSet stored/prometheus"]);
  });

  it("to a larger volume grows the claims that there are", { timeout: 60_000 }, () => {
    const before = claims();
    const grown = objects("stored", { prometheus: { memory: "6Gi", disk: "80Gi" } });
    const sizes = grown.filter(({ kind }) => kind === "PersistentVolumeClaim");
    // A volume can grow once it is bound, which takes a driver that is not here: the server says that and no more.
    const { stderr } = apply(plane, sizes);
    expect(stderr).not.toMatch(
      /unknown|immutable|forbidden: (?!only dynamically provisioned|spec is immutable)/,
    );
    expectSuccess(
      apply(
        plane,
        grown.filter(({ kind }) => kind !== "PersistentVolumeClaim"),
      ),
    );
    expect(claims()).toEqual(before);
  });

  it("to a larger size keeps the claims", { timeout: 60_000 }, () => {
    const before = claims();
    const larger = objects("stored", { ...variants["medium"] });
    const kept = larger.filter(
      (manifest) => manifest.kind !== "PersistentVolumeClaim" || !before.has(manifest.metadata.name),
    );
    expectSuccess(apply(plane, kept));
    for (const [name, uid] of before) expect(claims().get(name)).toBe(uid);
  });
});

describe("a removal", () => {
  it("of everything but the claims leaves the claims", { timeout: 120_000 }, () => {
    const before = inside("persistentvolumeclaims", "small").map(({ metadata }) => metadata.uid);
    const rest = objects("small").filter(
      ({ kind }) => !["Namespace", "PersistentVolumeClaim"].includes(kind),
    );
    const text = JSON.stringify({ apiVersion: "v1", kind: "List", items: rest });
    expectSuccess(plane.kubectl(["delete", "--wait=false", "--filename=-"], text));
    expect(inside(workloadKinds, "small")).toEqual([]);
    const after = inside("persistentvolumeclaims", "small").map(({ metadata }) => metadata.uid);
    expect(before.length).toBeGreaterThan(0);
    expect(after).toEqual(before);
  });
});

/** Versions of everything that the variant's labels are on, but for what the controllers write into them. */
function versions(variant: string): ReadonlyMap<string, unknown> {
  const kinds =
    "configmaps,services,serviceaccounts,persistentvolumeclaims,networkpolicies,poddisruptionbudgets,roles,rolebindings,ingresses";
  const own = inside(kinds, variant).filter(
    ({ metadata }) => metadata.labels?.["app.kubernetes.io/part-of"] === "observatory",
  );
  return new Map([
    ...own
      .filter(({ kind }) => kind !== "PodDisruptionBudget")
      .map((one) => [idOf(one), one.metadata.resourceVersion] as const),
    ...inside(workloadKinds, variant).map((one) => [idOf(one), String(one.metadata.generation)] as const),
  ]);
}

/** Pods that a workload's controller has made, and how many it should. */
function made({ kind, status }: Stored): number {
  return Number(kind === "DaemonSet" ? status?.["currentNumberScheduled"] : (status?.["replicas"] ?? 0));
}

function wanted({ kind, spec, status }: Stored): number {
  return Number(kind === "DaemonSet" ? (status?.["desiredNumberScheduled"] ?? 1) : spec?.["replicas"]);
}

function selector(one: Stored): Record<string, string> {
  if (one.kind !== "NetworkPolicy") return selectorOf(one);
  const pods = one.spec?.["podSelector"] as { matchLabels?: Record<string, string> } | undefined;
  return pods?.matchLabels ?? {};
}

function samePlace(a: Stored, b: Stored): boolean {
  return a.metadata.namespace === b.metadata.namespace;
}
