/** A reader of NetworkPolicies: says whether a call gets through, as a cluster's network does. */
import { type Manifest } from "../../platforms/kubernetes/manifest";

type Labels = Readonly<Record<string, string>>;

/** A pod as far as policies look at it; undefined stands for anything outside of the cluster. */
export interface Peer {
  readonly namespace: string;
  readonly labels: Labels;
}

interface Selector {
  readonly matchLabels?: Labels;
}
interface Rule {
  readonly from?: readonly { readonly namespaceSelector?: Selector; readonly podSelector?: Selector }[];
  readonly to?: Rule["from"];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}
interface Spec {
  readonly podSelector: Selector;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Whether a pod may open a connection to another; both ends have a say. */
export function mayCall(
  policies: readonly Manifest[],
  from: Peer | undefined,
  to: Peer | undefined,
  port: number,
  protocol = "TCP",
): boolean {
  const out = from === undefined || allows(policies, from, to, port, protocol, "egress");
  return out && (to === undefined || allows(policies, to, from, port, protocol, "ingress"));
}

/** Policies that select a pod. */
export function policiesOf(policies: readonly Manifest[], pod: Peer): readonly Manifest[] {
  return policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace && matches((spec as Spec).podSelector, pod.labels),
  );
}

function allows(
  policies: readonly Manifest[],
  pod: Peer,
  other: Peer | undefined,
  port: number,
  protocol: string,
  direction: "ingress" | "egress",
): boolean {
  const own = policiesOf(policies, pod);
  // A pod that no policy selects is open.
  if (own.length === 0) return true;
  return own
    .flatMap(({ spec }) => (spec as Spec)[direction] ?? [])
    .some((rule) => {
      const peers = direction === "ingress" ? rule.from : rule.to;
      const isPeer =
        peers === undefined ||
        peers.some(
          ({ namespaceSelector, podSelector }) =>
            other !== undefined &&
            matches(namespaceSelector, { "kubernetes.io/metadata.name": other.namespace }) &&
            matches(podSelector, other.labels),
        );
      const isPort = rule.ports?.some((one) => one.port === port && one.protocol === protocol) ?? true;
      return isPeer && isPort;
    });
}

function matches(selector: Selector | undefined, labels: Labels): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}
