import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeClusterData } from "../../../cli/cluster-data";
import { contentManifests } from "../../../platforms/content/manifests";
import { kubectlFor } from "../../../tools/kubectl";
import { contentStack } from "../../render/content-stack";
import { apply, expectSuccess, theCluster } from "./cluster";
import { eventually, list } from "./objects";
import { namespacesOf, objects, stack } from "./stacks";

const cluster = theCluster();

/** As much of the Prometheus Operator's kind as is needed to store objects of it. */
const kind = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "prometheusrules.monitoring.coreos.com" },
  spec: {
    group: "monitoring.coreos.com",
    names: {
      kind: "PrometheusRule",
      listKind: "PrometheusRuleList",
      plural: "prometheusrules",
      singular: "prometheusrule",
    },
    scope: "Namespaced",
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                required: ["groups"],
                properties: {
                  groups: {
                    type: "array",
                    items: {
                      type: "object",
                      required: ["name"],
                      properties: {
                        name: { type: "string" },
                        interval: { type: "string" },
                        rules: {
                          type: "array",
                          items: {
                            type: "object",
                            required: ["expr"],
                            properties: {
                              alert: { type: "string" },
                              record: { type: "string" },
                              expr: { type: "string" },
                              for: { type: "string" },
                              keep_firing_for: { type: "string" },
                              labels: { type: "object", additionalProperties: { type: "string" } },
                              annotations: { type: "object", additionalProperties: { type: "string" } },
                            },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

describe("content on a real API server", { timeout: 60_000 }, () => {
  const manifests = contentManifests(contentStack());

  beforeAll(async () => {
    expectSuccess(cluster.kubectl(["create", "--filename=-"], JSON.stringify(kind)));
    expectSuccess(cluster.kubectl(["create", "namespace", "monitoring"]));
    await eventually(
      () => cluster.kubectl(["get", "prometheusrules", "--namespace=monitoring"]).code,
      (code) => code === 0,
    );
  });
  // Other tests want a cluster without it.
  afterAll(() => expectSuccess(cluster.kubectl(["delete", "crd", kind.metadata.name])));

  it("is accepted, every field known, and not changed by a second time", () => {
    expectSuccess(apply(cluster, manifests));
    const stored = () =>
      list(cluster, "prometheusrules,configmaps", "monitoring")
        .filter(({ metadata }) => metadata.labels?.["app.kubernetes.io/part-of"] === "observatory")
        .map(({ metadata }) => [metadata.name, metadata.resourceVersion]);
    const before = stored();
    expect(before).toHaveLength(manifests.length);
    expectSuccess(apply(cluster, manifests));
    expect(stored()).toEqual(before);
  });
});

describe("the data of a stack that is to be deleted", { timeout: 60_000 }, () => {
  const [servers, hosts] = namespacesOf("leaving");
  const { settings } = stack("small", "leaving");
  const kubectl = kubectlFor(cluster.reach.kubectl, {
    context: cluster.reach.context,
    kubeconfig: cluster.reach.kubeconfig,
  });
  const claims = () => list(cluster, "persistentvolumeclaims", servers);

  it("is what lies on the claims; what others put into the namespace keeps it", () => {
    const kept = objects("small", "leaving").filter(({ kind }) =>
      ["Namespace", "PersistentVolumeClaim"].includes(kind),
    );
    expectSuccess(apply(cluster, kept));
    expect(claims().length).toBeGreaterThan(2);
    expectSuccess(
      cluster.kubectl(["create", "configmap", "notes", `--namespace=${servers}`, "--from-literal=a=b"]),
    );
    const lines = removeClusterData(settings, kubectl);
    expect(lines[0]).toContain(`The namespace ${servers} stays: it holds configmap/notes,`);
    expect(claims()).toEqual([]);
    expect(cluster.kubectl(["get", "namespace", servers]).code).toBe(0);
    expect(cluster.kubectl(["get", "namespace", hosts]).code).not.toBe(0);
  });

  it("goes with its namespace once nothing else is in there", () => {
    expectSuccess(cluster.kubectl(["delete", "configmap", "notes", `--namespace=${servers}`]));
    expect(removeClusterData(settings, kubectl)).toEqual([]);
    expect(cluster.kubectl(["get", "namespace", servers]).code).not.toBe(0);
  });

  it("is gone without a word where it was gone before", () => {
    expect(removeClusterData(settings, kubectl)).toEqual([]);
  });
});
