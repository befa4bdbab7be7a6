import { describe, expect, it } from "vitest";
import { catalogue } from "../../stacks/catalogue";
import { checkCluster, ClusterError } from "../../stacks/cluster-check";
import { parseSettings } from "../../stacks/parse-settings";
import { type Settings } from "../../stacks/settings";
import { kubectlFor } from "../../tools/kubectl";
import { settings } from "../render/kubernetes-stack";
import { type Answers, kubectlStandIn } from "./kubectl-stand-in";

const isDefault = { "storageclass.kubernetes.io/is-default-class": "true" };
const classes = (...items: readonly (readonly [name: string, annotations?: object])[]): string =>
  JSON.stringify({ items: items.map(([name, annotations = {}]) => ({ metadata: { name, annotations } })) });
const version = (major: string, minor: string): string => JSON.stringify({ major, minor });
const refused = (stderr: string) => ({ code: 1, stderr });

/** A cluster with which everything is well. */
const well: Answers = {
  "config get-contexts": "staging\ntest",
  "config view": "https://127.0.0.1:6443",
  "get --raw /version": version("1", "34"),
  "get storageclasses": classes(["standard", isDefault], ["fast"]),
  "get namespace monitoring": "namespace/monitoring",
  "api-resources --api-group=gateway.networking.k8s.io": "httproutes.gateway.networking.k8s.io",
  "api-resources --api-group=monitoring.coreos.com": "prometheusrules.monitoring.coreos.com",
  "auth can-i create": "yes",
};

const content = (kubernetes: object): Settings =>
  parseSettings({ stack: "content", values: { target: "content", kubernetes }, secretKeys: [], catalogue });

/** The text of the error that the cluster's answers lead to, with its lines joined; "" where there is none. */
function told(of: Settings, answers: Answers = {}): string {
  const { program } = kubectlStandIn({ ...well, ...answers });
  try {
    checkCluster(of, kubectlFor(program, of.kubernetes));
    return "";
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    expect(error.message).not.toMatch(/[^\S\n]$/m);
    return error.message.replace(/\n +/g, " ");
  }
}

const gateway = {
  entry: { host: "grafana.example.com", gateway: { name: "public", namespace: "gateways" } },
};

describe("a cluster with which all is well", () => {
  it.each([
    ["kubernetes", settings()],
    ["kubernetes with a gateway and a class", settings({}, { ...gateway, storageClass: "fast" })],
    ["content", content({ context: "test", namespace: "monitoring" })],
  ])("is passed in silence: %s", (_, of) => {
    expect(told(of)).toBe("");
  });

  it("is asked for the context of the settings, with an end to the waiting, and is not changed", () => {
    const { program, calls } = kubectlStandIn(well);
    checkCluster(settings(), kubectlFor(program, settings().kubernetes));
    expect(calls().length).toBeGreaterThan(3);
    for (const call of calls()) {
      expect(call).toMatch(/^--context=test /);
      expect(call).toMatch(/ --request-timeout=10s$/);
      expect(call).toMatch(/ (get|api-resources|config get-contexts|config view|auth can-i) /);
    }
  });

  it("of a provider that writes a plus behind its version is recent enough", () => {
    expect(told(settings(), { "get --raw /version": version("1", "33+") })).toBe("");
  });
});

describe("a context", () => {
  it("that does not exist is told with those that do, and what to write", () => {
    const text = told(settings({}, { context: "prod" }));
    expect(text).toContain("There is no context prod in the kubeconfig");
    expect(text).toContain("It has staging and test.");
    expect(text).toContain("observatory:kubernetes: context: staging");
  });

  it("where there is none at all is told so", () => {
    expect(told(settings(), { "config get-contexts": "" })).toContain(
      "There is no context test, nor any other",
    );
  });

  it("that is not named is asked for, also for content", () => {
    const text = told(content({}));
    expect(text).toContain("kubernetes.context is missing");
    expect(text).toContain("context: production");
  });

  it("of a kubeconfig that does not exist leads to the file", () => {
    const text = told(settings({}, { kubeconfig: "/nowhere/kubeconfig" }));
    expect(text).toContain("There is no file /nowhere/kubeconfig");
    expect(text).toContain("kubeconfig: /path/to/kubeconfig");
  });

  it("of a kubeconfig that cannot be read leads to what kubectl says of it", () => {
    const text = told(settings(), { "config get-contexts": refused("error loading config: line 1") });
    expect(text).toContain("kubectl cannot read the kubeconfig");
    expect(text).toContain("error loading config: line 1");
  });
});

describe("a cluster that does not answer", () => {
  const answers = { "get --raw /version": refused("E1124 retrying\nUnable to connect: i/o timeout") };

  it("is told with its address, what kubectl said last, and what to type", () => {
    const text = told(settings(), answers);
    expect(text).toContain("The cluster of the context test at https://127.0.0.1:6443 does not answer:");
    expect(text).toContain("Unable to connect: i/o timeout");
    expect(text).not.toContain("E1124");
    expect(text).toContain("kubectl --context test version");
  });

  it("is told without more, since nothing more can be seen", () => {
    expect(told(settings(), answers)).not.toContain("2.");
  });

  it("is told with its address where even that cannot be read", () => {
    const text = told(settings(), { ...answers, "config view": refused("no") });
    expect(text).toContain("The cluster of the context test does not answer");
  });
});

describe("a cluster that lacks something", () => {
  it.each([
    ["1", "31"],
    ["1", "9"],
  ])("is too old with version %s.%s", (major, minor) => {
    const text = told(settings(), { "get --raw /version": version(major, minor) });
    expect(text).toContain(`runs Kubernetes ${major}.${minor}, and 1.32 is the oldest`);
  });

  it("has no default storage class, and those that there are are named", () => {
    const text = told(settings(), { "get storageclasses": classes(["slow"], ["fast"]) });
    expect(text).toContain("no default storage class");
    expect(text).toContain("It has slow and fast.");
    expect(text).toContain("storageClass: slow");
  });

  it("has not the storage class that the settings name", () => {
    const text = told(settings({}, { storageClass: "quick" }));
    expect(text).toContain("The cluster has no storage class quick. It has standard and fast.");
  });

  it("has no storage class at all", () => {
    expect(told(settings(), { "get storageclasses": classes() })).toContain("install the storage driver");
  });

  it("does not show its storage classes to this user: one has to be named, and is then taken at its word", () => {
    const answers = { "get storageclasses": refused("Error from server (Forbidden): no") };
    expect(told(settings(), answers)).toContain("cannot list the storage classes");
    expect(told(settings({}, { storageClass: "fast" }), answers)).toBe("");
  });

  it("has no Gateway API, and matters only where a gateway is named", () => {
    const answers = { "api-resources --api-group=gateway.networking.k8s.io": "" };
    expect(told(settings({}, gateway), answers)).toContain("does not know the Gateway API");
    expect(told(settings(), answers)).toBe("");
  });

  it("does not give the rights: each that is missing is named", () => {
    const text = told(settings(), {
      "auth can-i create namespaces": refused("no"),
      "auth can-i create clusterroles": refused("no"),
    });
    expect(text).toContain(
      "The user of the context test may not create namespaces and clusterroles.rbac.authorization.k8s.io",
    );
    expect(text).not.toContain("secrets");
  });

  it("has no PrometheusRule: content is told of the plain files", () => {
    const text = told(content({ context: "test", namespace: "monitoring" }), {
      "api-resources --api-group=monitoring.coreos.com": "",
    });
    expect(text).toContain("does not know the kind PrometheusRule");
    expect(text).toContain("./observatory export --stack content");
  });

  it("has not the namespace of content, which makes none", () => {
    const text = told(content({ context: "test", namespace: "monitoring" }), {
      "get namespace monitoring": refused('Error from server (NotFound): namespaces "monitoring" not found'),
    });
    expect(text).toContain("has no namespace monitoring");
    expect(text).toContain("kubectl --context test create namespace monitoring");
  });

  it("is told all of it at once", () => {
    const text = told(settings({}, gateway), {
      "get --raw /version": version("1", "29"),
      "get storageclasses": classes(["slow"]),
      "api-resources --api-group=gateway.networking.k8s.io": "",
      "auth can-i create": refused("no"),
    });
    expect(text.match(/^\d\. /gm)).toEqual(["1. ", "2. ", "3. ", "4. "]);
    expect(text).toContain("The cluster of stacks/Pulumi.production.yaml cannot be used.");
  });
});
