import { describe, expect, it } from "vitest";
import { edges } from "../../platforms/kubernetes/edges";
import { all, everything, find, ofKind, podsOf } from "./kubernetes-objects";
import { mayCall, type Peer, policiesOf } from "./kubernetes-policies";
import { settings, stackOf } from "./kubernetes-stack";
import { manifests } from "../../platforms/kubernetes/manifests";

const policies = ofKind("NetworkPolicy");
const stack = stackOf(everything);
const peers = new Map(
  podsOf().map(({ metadata, spec }): [string, Peer] => [
    metadata.name,
    { namespace: metadata.namespace ?? "", labels: spec.template.metadata.labels },
  ]),
);
const peer = (name: string): Peer => {
  const found = peers.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const stranger: Peer = { namespace: "shop", labels: { app: "checkout" } };
const inHostNetwork = new Set(
  stack.workloads.filter(({ host }) => host?.network === true).map(({ name }) => name),
);
/** Whose calls outside are not bound to ports: they may reach anything, as what they ask of it cannot be known. */
const free = new Set(
  stack.workloads
    .filter(({ calls = [] }) => calls.some((call) => "outside" in call && call.ports === "any"))
    .map(({ name }) => name),
);

describe("policies", () => {
  it("cover every pod, in both directions", () => {
    for (const [name, pod] of peers) {
      const types = policiesOf(policies, pod).flatMap(
        ({ spec }) => (spec as { policyTypes: readonly string[] }).policyTypes,
      );
      expect([name, ...new Set(types)].sort()).toEqual(["Egress", "Ingress", name].sort());
    }
  });

  it("deny by default, also to pods that come by later", () => {
    for (const namespace of ["observatory", "observatory-hosts"])
      expect(policiesOf(policies, { namespace, labels: { app: "new" } })).toHaveLength(1);
    expect(mayCall(policies, stranger, { namespace: "observatory", labels: {} }, 9090)).toBe(false);
  });

  it("let every call through that the stack is described with", () => {
    const blocked = edges(stack).filter(({ from, to, port, protocol }) => {
      // The host's own address, which is no pod to a policy.
      const target = inHostNetwork.has(to) ? undefined : peer(to);
      return !mayCall(policies, peer(from), target, port, protocol);
    });
    expect(blocked).toEqual([]);
  });

  it("let no other call through between servers", () => {
    const known = new Set(edges(stack).map(({ from, to, port }) => `${from} ${to} ${port}`));
    const ports = [...new Set(edges(stack).map(({ port }) => port))];
    const open = [...peers.keys()].flatMap((from) =>
      [...peers.keys()]
        .filter((to) => !inHostNetwork.has(to) && !inHostNetwork.has(from))
        .flatMap((to) =>
          ports
            .filter((port) => mayCall(policies, peer(from), peer(to), port))
            .map((port) => `${from} ${to} ${port}`),
        ),
    );
    // OTLP of the gateway is for everybody, Grafana's port for its ingress.
    const meant = (call: string): boolean =>
      known.has(call) || / collector-gateway 431[78]$/.test(call) || / grafana 3000$/.test(call);
    expect(open.filter((call) => !meant(call))).toEqual([]);
  });

  it("keep strangers out of all servers but the OTLP of the gateway and Grafana behind its ingress", () => {
    const reached = stack.workloads.flatMap(({ name, ports }) =>
      Object.values(ports)
        .filter((port) => mayCall(policies, stranger, peer(name), port))
        .map((port) => `${name} ${port}`),
    );
    expect(reached.sort()).toEqual(["collector-gateway 4317", "collector-gateway 4318", "grafana 3000"]);
  });

  it("close Grafana where it has no entry", () => {
    const closed = ofKind("NetworkPolicy", manifests(stackOf(settings())));
    expect(mayCall(closed, stranger, peer("grafana"), 3000)).toBe(false);
  });

  it("let only those out of the cluster who have business there", () => {
    const out = (port: number) =>
      [...peers.keys()]
        .filter((name) => !free.has(name) && mayCall(policies, peer(name), undefined, port))
        .sort();
    // The API server's port.
    const clients = stack.workloads.filter(({ clusterAccess = [] }) => clusterAccess.length > 0);
    expect(out(6443)).toEqual(clients.map(({ name }) => name).sort());
    // The database of Grafana.
    expect(out(5432)).toEqual(["grafana"]);
    expect(out(25)).toEqual([]);
  });

  it("let everybody ask for names", () => {
    for (const [name, pod] of peers)
      expect([name, mayCall(policies, pod, undefined, 53, "UDP")]).toEqual([name, true]);
  });
});

describe("the way in", () => {
  it("leads to Grafana and nobody else", () => {
    expect(ofKind("Ingress").map(({ metadata }) => metadata.name)).toEqual(["grafana"]);
    expect(find("Ingress", "grafana")["spec"]).toMatchObject({
      ingressClassName: "nginx",
      tls: [{ hosts: ["grafana.example.com"], secretName: "grafana-tls" }],
    });
    const types = ofKind("Service").map(({ spec }) => (spec as { type: string }).type);
    expect([...new Set(types)]).toEqual(["ClusterIP"]);
  });

  it("is a route of a Gateway where the settings name one", () => {
    const gateway = { name: "public", namespace: "gateways" };
    const objects = manifests(stackOf(settings({}, { entry: { host: "grafana.example.com", gateway } })));
    expect(ofKind("Ingress", objects)).toEqual([]);
    expect(find("HTTPRoute", "grafana", objects)["spec"]).toEqual({
      parentRefs: [gateway],
      hostnames: ["grafana.example.com"],
      rules: [{ backendRefs: [{ name: "grafana", port: 3000 }] }],
    });
  });

  it("is not there where the settings say nothing", () => {
    expect(ofKind("Ingress", manifests(stackOf(settings())))).toEqual([]);
  });
});

describe("rights at the Kubernetes API", () => {
  it("are mounted where they are used only", () => {
    for (const { metadata, spec } of podsOf()) {
      const rights = stack.workloads.find(({ name }) => name === metadata.name)?.clusterAccess ?? [];
      expect([metadata.name, spec.template.spec.automountServiceAccountToken]).toEqual([
        metadata.name,
        rights.length > 0,
      ]);
    }
  });

  it("read, and never write; never secrets", () => {
    const rules = [...ofKind("ClusterRole"), ...ofKind("Role")].flatMap(
      ({ rules: some }) => some as { verbs: string[]; resources?: string[]; apiGroups?: string[] }[],
    );
    expect(rules.length).toBeGreaterThan(5);
    for (const { verbs, resources = [], apiGroups = [] } of rules) {
      expect(["get", "list", "watch"]).toEqual(expect.arrayContaining(verbs));
      expect([...resources, ...apiGroups]).not.toContain("*");
      expect(resources).not.toContain("secrets");
    }
  });

  it("are bound to the one account that they are for", () => {
    for (const { subjects, roleRef, metadata } of [
      ...ofKind("ClusterRoleBinding"),
      ...ofKind("RoleBinding"),
    ]) {
      expect(subjects).toHaveLength(1);
      expect((roleRef as { name: string }).name).toBe(metadata.name);
    }
  });
});

it("every object belongs to a namespace of the stack, to the whole cluster, or is a right in another's", () => {
  const foreign = all.filter(
    ({ metadata: { namespace } }) =>
      namespace !== undefined && !["observatory", "observatory-hosts"].includes(namespace),
  );
  expect([...new Set(foreign.map(({ kind }) => kind))].sort()).toEqual(["Role", "RoleBinding"]);
});
