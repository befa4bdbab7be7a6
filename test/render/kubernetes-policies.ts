/** Network policies as a cluster applies them, in as much of their language as the stacks use. */
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { type Labels, type Pods } from "./kubernetes-pods";

/** One end of a call: a pod, or "elsewhere" for an address that is no pod's, in the cluster or outside of it. */
export type End =
  | "elsewhere"
  | {
      readonly namespace: string;
      readonly labels: Labels;
      /** It has the address of its host: no selector knows it, and no policy holds for it. */
      readonly hostNetwork?: boolean;
    };

export interface Port {
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

interface Selector {
  readonly matchLabels?: Labels;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}

interface Policy {
  readonly namespace: string;
  readonly podSelector: Selector;
  readonly policyTypes: readonly ("Egress" | "Ingress")[];
  readonly egress: readonly Rule[];
  readonly ingress: readonly Rule[];
}

export const tcp = (port: number): Port => ({ port, protocol: "TCP" });
export const udp = (port: number): Port => ({ port, protocol: "UDP" });

/** A pod as the end of a call. */
export const endOf = ({ namespace, labels, spec }: Pods): End => ({
  namespace,
  labels,
  hostNetwork: spec.hostNetwork === true,
});

/**
 * Whether the policies among some objects let a call through. Throws for what it does not understand, instead of giving a
 * wrong answer.
 */
export function firewall(objects: readonly Manifest[]): (from: End, to: End, port: Port) => boolean {
  const policies = objects.filter(({ kind }) => kind === "NetworkPolicy").map(policyOf);
  return (from, to, port) =>
    passes(policies, "Egress", from, to, port) && passes(policies, "Ingress", to, from, port);
}

/** Whether the policies of one end let the other one through: all do as long as none chooses it. */
function passes(
  policies: readonly Policy[],
  type: "Egress" | "Ingress",
  of: End,
  other: End,
  port: Port,
): boolean {
  if (of === "elsewhere" || of.hostNetwork === true) return true;
  const choosing = policies.filter(
    ({ namespace, podSelector, policyTypes }) =>
      namespace === of.namespace && policyTypes.includes(type) && selects(podSelector, of.labels),
  );
  if (choosing.length === 0) return true;
  return choosing.some(({ namespace, egress, ingress }) =>
    (type === "Egress" ? egress : ingress).some(({ from, to, ports }) => {
      const peers = type === "Egress" ? to : from;
      return (
        (isOpen(peers) || peers.some((peer) => isMeant(peer, namespace, other))) &&
        (isOpen(ports) || ports.some((one) => one.port === port.port && one.protocol === port.protocol))
      );
    }),
  );
}

/** A list that is missing or empty means all. */
function isOpen<T>(list: readonly T[] | undefined): list is undefined | readonly [] {
  return list === undefined || list.length === 0;
}

function isMeant({ namespaceSelector, podSelector }: Peer, own: string, other: End): boolean {
  if (other === "elsewhere" || other.hostNetwork === true) return false;
  const here =
    namespaceSelector === undefined
      ? other.namespace === own
      : selects(namespaceSelector, { "kubernetes.io/metadata.name": other.namespace });
  return here && (podSelector === undefined || selects(podSelector, other.labels));
}

function selects({ matchLabels = {} }: Selector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}

function policyOf({ metadata, ...rest }: Manifest): Policy {
  const spec = rest["spec"] as Partial<Policy>;
  understood(spec, ["egress", "ingress", "podSelector", "policyTypes"]);
  const { podSelector = {}, policyTypes, egress = [], ingress = [] } = spec;
  if (metadata.namespace === undefined || policyTypes === undefined)
    throw new Error(`${metadata.name} states no namespace or no types`);
  for (const rule of [...egress, ...ingress]) {
    understood(rule, ["from", "ports", "to"]);
    for (const port of rule.ports ?? []) {
      understood(port, ["port", "protocol"]);
      if (typeof port.port !== "number") throw new Error(`${metadata.name} has a port without a number`);
    }
    for (const peer of [...(rule.from ?? []), ...(rule.to ?? [])]) {
      understood(peer, ["namespaceSelector", "podSelector"]);
      for (const selector of [peer.namespaceSelector, peer.podSelector])
        understood(selector ?? {}, ["matchLabels"]);
    }
  }
  understood(podSelector, ["matchLabels"]);
  return { namespace: metadata.namespace, podSelector, policyTypes, egress, ingress };
}

function understood(of: object, fields: readonly string[]): void {
  const strange = Object.keys(of).find((field) => !fields.includes(field));
  if (strange !== undefined) throw new Error(`the field ${strange} of a policy is not understood here`);
}
