import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { manifests } from "../../../platforms/kubernetes/manifests";
import { settings, stackOf } from "../../render/kubernetes-stack";
import { apply, expectSuccess, theCluster } from "./cluster";
import { storageDriver } from "./furnish";
import { idOf, list, type Stored } from "./objects";
import { podKinds } from "./stacks";
import { bindClaims, sizeOf } from "./volumes";

const cluster = theCluster();
const name = "growth";

/** A class whose volumes have one size for ever: it does not say that they can grow. */
const rigid = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "rigid" },
  provisioner: storageDriver,
  volumeBindingMode: "WaitForFirstConsumer",
};

const objects = (disk: string): readonly Manifest[] =>
  manifests(
    stackOf(settings({ prometheus: { disk } }, { namespace: name, storageClass: rigid.metadata.name }, name)),
  );

const claims = (): readonly Stored[] => list(cluster, "persistentvolumeclaims", name);

beforeAll(async () => {
  expectSuccess(apply(cluster, [rigid]));
  expectSuccess(apply(cluster, objects("50Gi")));
  await bindClaims(cluster, name);
}, 60_000);
// Other tests look at which classes there are.
afterAll(() => expectSuccess(cluster.kubectl(["delete", "storageclass", rigid.metadata.name])));

describe("a stack on volumes that cannot grow", { timeout: 60_000 }, () => {
  it("has them of the class that the settings name", () => {
    const classes = claims().map(({ spec }) => spec?.["storageClassName"]);
    expect(classes.length).toBeGreaterThan(0);
    expect([...new Set(classes)]).toEqual([rigid.metadata.name]);
  });

  it("is told by the server, for each of its claims, that a larger size cannot be had, and runs on with what it has", () => {
    const seen = (): readonly unknown[] => [
      ...claims().map((one) => [idOf(one), one.metadata.uid, sizeOf(one.spec ?? {})]),
      ...list(cluster, podKinds, name).map((one) => [idOf(one), one.metadata.generation]),
    ];
    const before = seen();
    const { code, stderr } = apply(cluster, objects("80Gi"));
    expect(code).not.toBe(0);
    const members = claims().filter(({ metadata }) => /^data-prometheus-\d+$/.test(metadata.name));
    expect(members.length).toBeGreaterThan(0);
    const refusals = stderr.trim().split("\n");
    expect(refusals).toEqual(
      members.map(({ metadata }) =>
        expect.stringMatching(
          new RegExp(`"${metadata.name}" is forbidden: .*storageclass .* must support resize`),
        ),
      ),
    );
    expect(seen()).toEqual(before);
  });
});
