import { beforeAll, describe, expect, it } from "vitest";
import { apply, expectSuccess, theCluster } from "./cluster";
import { eventually, idOf, list, type Stored, storedOf } from "./objects";
import { namespacesOf, objects, podKinds } from "./stacks";
import { bindClaims } from "./volumes";

const cluster = theCluster();
const name = "removal";
const manifests = objects("small", name);
const stays = (kind: string): boolean => ["Namespace", "PersistentVolumeClaim"].includes(kind);
const inside = (kinds: string): readonly Stored[] => list(cluster, kinds, ...namespacesOf(name));
const claims = (): readonly (readonly [string, string])[] =>
  inside("persistentvolumeclaims").map(({ metadata }) => [metadata.name, metadata.uid]);

beforeAll(async () => {
  expectSuccess(apply(cluster, manifests));
  await bindClaims(cluster, name);
}, 60_000);

/** Everything in the cluster with the label of the stack, of the kinds that a stack has. */
function labelled(): string[] {
  const kinds = [...new Set(manifests.map(({ kind }) => kind.toLowerCase()))].join(",");
  const args = [
    "get",
    kinds,
    "--all-namespaces",
    `--selector=app.kubernetes.io/instance=observatory-${name}`,
  ];
  const text = expectSuccess(cluster.kubectl([...args, "--output=json"]));
  return (JSON.parse(text) as { items: Stored[] }).items.map(idOf).sort();
}

describe("a removal", { timeout: 60_000 }, () => {
  it("finds everything by the label of the stack", () => {
    expect(labelled()).toEqual(manifests.map(idOf).sort());
  });

  it("of everything but the data ends every pod and leaves the claims", async () => {
    const before = claims();
    expect(before.length).toBeGreaterThan(0);
    const rest = manifests.filter(({ kind }) => !stays(kind));
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: rest });
    expectSuccess(cluster.kubectl(["delete", "--wait=false", "--filename=-"], list));
    await eventually(
      () => inside(`pods,replicasets,controllerrevisions,${podKinds}`).map(idOf),
      (left) => left.length === 0,
    );
    expect(claims()).toEqual(before);
    expect(
      inside("persistentvolumeclaims").map(({ metadata, status }) => [
        metadata.ownerReferences,
        status?.["phase"],
      ]),
    ).toEqual(before.map(() => [undefined, "Bound"]));
    expect(labelled()).toEqual(
      manifests
        .filter(({ kind }) => stays(kind))
        .map(idOf)
        .sort(),
    );
  });

  it("can be taken back: the servers find their data again", async () => {
    const before = claims();
    expectSuccess(apply(cluster, manifests));
    expect(storedOf(cluster, manifests)).toHaveLength(manifests.length);
    await eventually(
      () => inside("pods").flatMap(claimsOf).sort(),
      (used) => used.length === before.length,
    );
    expect(claims()).toEqual(before);
  });
});

function claimsOf({ spec }: Stored): readonly string[] {
  const volumes = spec?.["volumes"] as { persistentVolumeClaim?: { claimName: string } }[];
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}
