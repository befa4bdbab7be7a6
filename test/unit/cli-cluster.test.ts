import { describe, expect, it, onTestFinished } from "vitest";
import { absolutePaths } from "../../cli/called-from";
import { clusterConditions } from "../../cli/cluster";
import { removeClusterData } from "../../cli/cluster-data";
import { serverTable } from "../../cli/servers";
import { describeFor } from "../../stacks/main";
import { type Settings } from "../../stacks/settings";
import { commandFor, kubectlFor } from "../../tools/kubectl";
import { settings } from "../render/kubernetes-stack";
import { type Answers, kubectlStandIn } from "./kubectl-stand-in";

const of = settings();
const containers = (name: string, image: string) => ({
  template: {
    spec: {
      containers: [
        { name: "sidecar", image: "other:9" },
        { name, image },
      ],
    },
  },
});
const items = (...list: readonly object[]): string => JSON.stringify({ items: list });

/** What a cluster tells of the servers, by namespace. */
const running: Answers = {
  "get deployments,statefulsets,daemonsets --namespace=observatory ": items(
    {
      kind: "Deployment",
      metadata: { name: "grafana", generation: 2 },
      spec: { replicas: 2, ...containers("grafana", "grafana/grafana:13.2.3@sha256:ab") },
      status: { observedGeneration: 2, readyReplicas: 2, updatedReplicas: 2 },
    },
    {
      kind: "StatefulSet",
      metadata: { name: "prometheus", generation: 3 },
      spec: { replicas: 2, ...containers("prometheus", "registry:5000/prom/prometheus:v3.5.0") },
      status: { observedGeneration: 3, readyReplicas: 1, updatedReplicas: 2 },
    },
    {
      kind: "StatefulSet",
      metadata: { name: "loki", generation: 4 },
      spec: { replicas: 1 },
      status: { observedGeneration: 3, readyReplicas: 1, updatedReplicas: 1 },
    },
  ),
  "get deployments,statefulsets,daemonsets --namespace=observatory-hosts ": items(
    {
      kind: "DaemonSet",
      metadata: { name: "node-exporter" },
      spec: {},
      status: { desiredNumberScheduled: 3, numberReady: 3, updatedNumberScheduled: 3 },
    },
    {
      kind: "DaemonSet",
      metadata: { name: "dcgm-exporter" },
      spec: {},
      status: { desiredNumberScheduled: 0, numberReady: 0 },
    },
    {
      kind: "DaemonSet",
      metadata: { name: "collector" },
      spec: {},
      status: { desiredNumberScheduled: 3, numberReady: 3, updatedNumberScheduled: 1 },
    },
  ),
};

function conditions(answers: Answers = running, settings: Settings = of) {
  const { program } = kubectlStandIn(answers);
  return clusterConditions(settings, kubectlFor(program, settings.kubernetes));
}

describe("how the servers of a cluster are", () => {
  it.each([
    ["grafana", true, "2 of 2 ready"],
    ["prometheus", false, "1 of 2 ready"],
    ["loki", false, "1 of 1 ready, rolling out"],
    ["node-exporter", true, "3 of 3 ready"],
    ["dcgm-exporter", true, "0 of 0 ready"],
    ["collector", false, "3 of 3 ready, rolling out"],
  ])("%s", (name, well, detail) => {
    expect(conditions().get(name)).toMatchObject({ well, detail });
  });

  it("tells the version of the server itself, not that of what runs beside it", () => {
    expect(conditions().get("grafana")?.version).toBe("13.2.3");
    expect(conditions().get("prometheus")?.version).toBe("v3.5.0");
  });

  it("is asked of this stack's objects alone", () => {
    const { program, calls } = kubectlStandIn(running);
    clusterConditions(of, kubectlFor(program, of.kubernetes));
    for (const call of calls()) {
      expect(call).toContain("--context=test ");
      expect(call).toContain(" --selector=app.kubernetes.io/instance=observatory-production ");
    }
  });

  it("is an error where the cluster does not answer", () => {
    const answers = { "get deployments": { code: 1, stderr: "connection refused" } };
    expect(() => conditions(answers)).toThrow(
      "The cluster of the context test does not answer: connection refused",
    );
  });
});

describe("the table of the servers of a cluster", () => {
  /** kubectl is found on the PATH, as a user's is. */
  async function table(kubernetes: object = {}) {
    const { folder } = kubectlStandIn(running);
    const path = process.env["PATH"];
    process.env["PATH"] = `${folder}:${path}`;
    onTestFinished(() => void (process.env["PATH"] = path));
    const with_ = settings({}, { ...kubernetes });
    return serverTable({ settings: with_, ...describeFor(with_, { root: "/observatory", missing: [] }) });
  }
  const line = (text: string, name: string): string =>
    text.split("\n").find((each) => each.startsWith(`${name} `)) ?? "";

  it("says of each server how it is reached, how it is, and what runs", async () => {
    const { text, allWell } = await table();
    expect(line(text, "SERVER").split(/ {2,}/)).toEqual([
      "SERVER",
      "URL OR PORT-FORWARD",
      "HEALTH",
      "PODS",
      "VERSION",
      "LOGIN",
    ]);
    expect(line(text, "grafana").split(/ {2,}/)).toEqual([
      "grafana",
      "-n observatory service/grafana 3000",
      "healthy",
      "2 of 2 ready",
      "13.2.3",
      "admin, password: ./observatory password production",
    ]);
    expect(line(text, "node-exporter")).toContain("-n observatory-hosts daemonset/node-exporter 9100");
    expect(line(text, "prometheus")).toContain("NOT HEALTHY  1 of 2 ready");
    expect(line(text, "blackbox-exporter")).toContain("NOT HEALTHY  not there");
    expect(text).toContain("kubectl --context test port-forward");
    expect(allWell).toBe(false);
  });

  it("gives the URL of an entry where there is one", async () => {
    const { text } = await table({ entry: { host: "grafana.example.com", tlsSecret: "grafana-tls" } });
    expect(line(text, "grafana")).toContain("https://grafana.example.com");
  });
});

describe("deleting the data of a stack", () => {
  const there: Answers = {
    "get namespace observatory --ignore-not-found": "namespace/observatory",
    "get namespace observatory-hosts --ignore-not-found": "namespace/observatory-hosts",
    "delete persistentvolumeclaims": "persistentvolumeclaim/data-loki-0 deleted",
    "get pods,": "configmap/kube-root-ca.crt",
    "delete namespace": "deleted",
  };
  const removed = (answers: Answers) => {
    const { program, calls } = kubectlStandIn({ ...there, ...answers });
    const lines = removeClusterData(of, kubectlFor(program, of.kubernetes));
    return { lines, deleted: calls().filter((call) => call.includes(" delete ")) };
  };

  it("deletes the claims of this stack and then the namespaces, which hold nothing else", () => {
    const { lines, deleted } = removed({});
    expect(lines).toEqual([]);
    expect(deleted).toEqual([
      "--context=test delete persistentvolumeclaims --namespace=observatory --selector=app.kubernetes.io/instance=observatory-production",
      "--context=test delete persistentvolumeclaims --namespace=observatory-hosts --selector=app.kubernetes.io/instance=observatory-production",
      "--context=test delete namespace observatory",
      "--context=test delete namespace observatory-hosts",
    ]);
  });

  it("leaves a namespace in which something else lies, and says what and how to go on", () => {
    const { lines, deleted } = removed({
      "get pods,": "configmap/kube-root-ca.crt\nsecret/grafana-tls\ndeployment.apps/shop",
    });
    expect(lines[0]).toMatch(/observatory stays: it holds secret\/grafana-tls and 1 more/);
    expect(lines[1]).toBe("  kubectl --context test delete namespace observatory");
    expect(deleted.filter((call) => call.includes("delete namespace"))).toEqual([]);
  });

  it("asks nothing of a namespace that is not there", () => {
    const { deleted } = removed({ "get namespace observatory-hosts --ignore-not-found": "" });
    expect(deleted.filter((call) => call.includes("observatory-hosts"))).toEqual([]);
  });

  it("is an error where the cluster refuses, with the command to try", () => {
    const refused = { "delete persistentvolumeclaims": { code: 1, stderr: "forbidden" } };
    expect(() => removed(refused)).toThrow(
      /forbidden[^]*kubectl --context test delete persistentvolumeclaims/,
    );
  });
});

describe("a command to type", () => {
  it("quotes what a shell would read otherwise", () => {
    expect(commandFor(["get", "pods"], { context: "user's cluster", kubeconfig: "/etc/kube" })).toBe(
      "kubectl --context 'user'\\''s cluster' --kubeconfig /etc/kube get pods",
    );
  });
});

describe("paths that the caller gives", () => {
  it("count from the folder in which the command was typed", () => {
    const env = { KUBECONFIG: "here.yaml:/there.yaml", PULUMI_CONFIG_PASSPHRASE_FILE: "../passphrase" };
    expect(absolutePaths({ ...env, OBSERVATORY_CALLED_FROM: "/srv/me/checkout" })).toEqual({
      KUBECONFIG: "/srv/me/checkout/here.yaml:/there.yaml",
      PULUMI_CONFIG_PASSPHRASE_FILE: "/srv/me/passphrase",
    });
  });

  it("are left alone where there are none", () => {
    expect(absolutePaths({ OBSERVATORY_CALLED_FROM: "/home/me" })).toEqual({});
  });
});
