/** What the reading of policies in these tests makes of them, by the words of the Kubernetes documentation. */
import { describe, expect, it } from "vitest";
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { type End, firewall, tcp, udp } from "./kubernetes-policies";

const policy = (spec: object, namespace = "a"): Manifest => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "test", namespace },
  spec: { podSelector: {}, ...spec },
});
const pod = (name: string, namespace = "a", hostNetwork = false): End => ({
  namespace,
  labels: { name },
  hostNetwork,
});
const named = (name: string) => ({ podSelector: { matchLabels: { name } } });
const inspace = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

describe("policies", () => {
  it("hold for those pods alone that they choose, in the direction that they name", () => {
    const allows = firewall([policy({ policyTypes: ["Ingress"], ...named("x") })]);
    expect(allows(pod("y"), pod("x"), tcp(1))).toBe(false);
    expect(allows(pod("x"), pod("y"), tcp(1))).toBe(true);
    expect(allows(pod("y"), pod("x", "b"), tcp(1))).toBe(true);
  });

  it("deny everything without rules, and allow everything with an empty one", () => {
    const types = { policyTypes: ["Egress", "Ingress"] };
    expect(firewall([policy(types)])(pod("x"), "elsewhere", tcp(1))).toBe(false);
    expect(firewall([policy({ ...types, egress: [{}] })])(pod("x"), "elsewhere", tcp(1))).toBe(true);
    expect(firewall([policy({ ...types, egress: [{}] })])("elsewhere", pod("x"), tcp(1))).toBe(false);
  });

  it("add up: what one allows is allowed", () => {
    const types = { policyTypes: ["Ingress"] };
    const allows = firewall([
      policy(types),
      policy({ ...types, ingress: [{ from: [named("y")], ports: [tcp(1)] }] }),
    ]);
    expect(allows(pod("y"), pod("x"), tcp(1))).toBe(true);
    expect(allows(pod("y"), pod("x"), udp(1))).toBe(false);
    expect(allows(pod("y"), pod("x"), tcp(2))).toBe(false);
    expect(allows(pod("z"), pod("x"), tcp(1))).toBe(false);
  });

  it("mean pods of their own namespace, or of those that the peer names", () => {
    const from = (peer: object) =>
      firewall([policy({ policyTypes: ["Ingress"], ingress: [{ from: [peer] }] })]);
    expect(from(named("y"))(pod("y", "b"), pod("x"), tcp(1))).toBe(false);
    expect(from(inspace("b"))(pod("y", "b"), pod("x"), tcp(1))).toBe(true);
    expect(from({ ...inspace("b"), ...named("z") })(pod("y", "b"), pod("x"), tcp(1))).toBe(false);
    expect(from({ namespaceSelector: {} })(pod("y", "c"), pod("x"), tcp(1))).toBe(true);
    expect(from({ namespaceSelector: {} })("elsewhere", pod("x"), tcp(1))).toBe(false);
  });

  it("know no pod in the network of its host, by selectors or as their own", () => {
    const types = { policyTypes: ["Egress", "Ingress"] };
    const host = pod("h", "a", true);
    const towards = firewall([policy({ ...types, egress: [{ to: [named("h")] }] })]);
    expect(towards(pod("x"), host, tcp(1))).toBe(false);
    expect(firewall([policy({ ...types, egress: [{ ports: [tcp(1)] }] })])(pod("x"), host, tcp(1))).toBe(
      true,
    );
    expect(firewall([policy(types)])(host, "elsewhere", tcp(1))).toBe(true);
  });

  it("with anything else in them are refused", () => {
    const strange = [
      { policyTypes: ["Ingress"], podSelector: { matchExpressions: [] } },
      { policyTypes: ["Ingress"], ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] },
      { policyTypes: ["Ingress"], ingress: [{ ports: [{ port: "http", protocol: "TCP" }] }] },
      {},
    ];
    for (const spec of strange) expect(() => firewall([policy(spec)])).toThrow();
  });
});
