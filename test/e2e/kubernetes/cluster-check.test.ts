import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../../stacks/catalogue";
import { checkCluster, ClusterError } from "../../../stacks/cluster-check";
import { parseSettings } from "../../../stacks/parse-settings";
import { type Settings } from "../../../stacks/settings";
import { kubectlFor } from "../../../tools/kubectl";
import { settings } from "../../render/kubernetes-stack";
import { expectSuccess, theCluster } from "./cluster";
import { kubeconfigText, privateFile } from "./control-plane";
import { storageClass } from "./furnish";
import { freePorts } from "./processes";

const cluster = theCluster();
const { reach } = cluster;
const folder = mkdtempSync(join(tmpdir(), "observatory-cluster-check-"));
const stranger = "cluster-check";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mine = (kubernetes: object = {}): Settings =>
  settings({}, { context: reach.context, kubeconfig: reach.kubeconfig, ...kubernetes });
const content = (namespace: string): Settings =>
  parseSettings({
    stack: "content",
    values: {
      target: "content",
      kubernetes: { context: reach.context, kubeconfig: reach.kubeconfig, namespace },
    },
    secretKeys: [],
    catalogue,
  });

/** What the real cluster is found to lack, with the lines joined; "" where nothing. */
function told(of: Settings): string {
  try {
    checkCluster(of, kubectlFor(reach.kubectl, of.kubernetes));
    return "";
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return error.message.replace(/\n +/g, " ");
  }
}

describe("the check of a real cluster", { timeout: 60_000 }, () => {
  it("finds nothing where all is well", () => {
    expect(told(mine())).toBe("");
    expect(told(mine({ storageClass: "standard" }))).toBe("");
  });

  it("names the contexts that there are where another is meant", () => {
    expect(told(mine({ context: "berlin" }))).toMatch(
      new RegExp(`There is no context berlin in ${reach.kubeconfig}\\. It has ${reach.context}\\.`),
    );
  });

  it("names the address where nobody answers", async () => {
    const [port] = await freePorts(1);
    const url = `https://127.0.0.1:${port}`;
    const kubeconfig = privateFile(folder, "nobody", kubeconfigText({ ...reach, url }));
    const text = told(mine({ kubeconfig }));
    expect(text).toContain(`at ${url} does not answer`);
    expect(text).toContain("refused");
  });

  it("says so where the user is not known", () => {
    const kubeconfig = privateFile(folder, "unknown", kubeconfigText({ ...reach, token: "wrong" }));
    expect(told(mine({ kubeconfig }))).toMatch(/does not answer: .*(logged in|Unauthorized)/);
  });

  it("names the storage classes that there are", () => {
    expect(told(mine({ storageClass: "quick" }))).toContain(
      "The cluster has no storage class quick. It has standard.",
    );
  });

  it("sees that no storage class is the default one", () => {
    const key = Object.keys(storageClass.metadata.annotations)[0] ?? "";
    const annotate = (value: string): string =>
      expectSuccess(
        cluster.kubectl(["annotate", "--overwrite", "storageclass", "standard", `${key}=${value}`]),
      );
    annotate("false");
    try {
      expect(told(mine())).toContain("no default storage class, and kubernetes.storageClass names none");
      expect(told(mine({ storageClass: "standard" }))).toBe("");
    } finally {
      annotate("true");
    }
  });

  it("sees that the Gateway API is not there", () => {
    const gateway = { name: "public", namespace: "gateways" };
    expect(told(mine({ entry: { host: "grafana.example.com", gateway } }))).toContain(
      "does not know the Gateway API",
    );
  });

  it("sees that content finds neither its kind nor its namespace", () => {
    const text = told(content("nowhere"));
    expect(text).toContain("does not know the kind PrometheusRule");
    expect(text).toContain("has no namespace nowhere");
  });

  describe("for a user with few rights", () => {
    let kubeconfig = "";
    beforeAll(async () => {
      expectSuccess(cluster.kubectl(["create", "namespace", stranger]));
      expectSuccess(cluster.kubectl(["create", "serviceaccount", "reader", `--namespace=${stranger}`]));
      const token = await cluster.tokenOf(stranger, "reader");
      kubeconfig = privateFile(folder, "reader", kubeconfigText({ ...reach, token }));
    });

    it("names what the user may not make, and does not take it for a cluster without storage", () => {
      const text = told(mine({ kubeconfig, storageClass: "standard" }));
      expect(text).toContain("may not create namespaces, clusterroles");
      expect(text).not.toContain("no storage class");
    });

    it("asks for the name of a storage class where the user cannot list them", () => {
      expect(told(mine({ kubeconfig }))).toContain("kubectl cannot list the storage classes");
    });
  });
});
