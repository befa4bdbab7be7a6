/** Objects of a real API server, as tests look at them. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { type Cluster, expectSuccess, textOf } from "./cluster";

/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

/** An object as the server gives it back. */
export interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    /** Counts changes of what is wanted; kinds whose objects have no state lack it. */
    readonly generation?: number;
    readonly resourceVersion: string;
    readonly labels?: Labels;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** All objects of some kinds, in some namespaces. */
export function list(cluster: Cluster, kinds: string, ...namespaces: readonly string[]): readonly Stored[] {
  return namespaces.flatMap((namespace) => {
    const text = cluster.kubectl(["get", kinds, `--namespace=${namespace}`, "--output=json"]);
    return (JSON.parse(expectSuccess(text)) as { items: readonly Stored[] }).items;
  });
}

/** What the server holds of these objects, in their order. Throws where one is missing. */
export function storedOf(cluster: Cluster, manifests: readonly Manifest[]): readonly Stored[] {
  const text = cluster.kubectl(["get", "--filename=-", "--output=json"], textOf(manifests));
  const answer = JSON.parse(expectSuccess(text)) as Stored & { items?: readonly Stored[] };
  return answer.items ?? [answer];
}

/** Text by which an object is known. */
export function idOf({ kind, metadata: { name, namespace } }: Stored | Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Whether all of the labels are there. */
export function matches(labels: Labels | undefined, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}

/** Pods that an object selects, in its own namespace. */
export function selected(one: Stored, pods: readonly Stored[]): readonly Stored[] {
  return pods.filter(
    ({ metadata: { labels, namespace } }) =>
      namespace === one.metadata.namespace && matches(labels, selectorOf(one)),
  );
}

function selectorOf({ spec = {} }: Stored): Labels {
  const selector = (spec["podSelector"] ?? spec["selector"] ?? {}) as Labels & { matchLabels?: Labels };
  // Services have the labels themselves, all others a selector with them; an empty one selects everything.
  return Object.keys(selector).length === 0 ? {} : (selector.matchLabels ?? selector);
}

/** Waits up to 30 seconds for the controllers. Throws with what was seen at last. */
export async function eventually<T>(look: () => T, holds: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 30_000;
  let seen = look();
  while (!holds(seen)) {
    if (Date.now() > end) throw new Error(`after 30 s: ${JSON.stringify(seen, null, 2)}`);
    await sleep(250);
    seen = look();
  }
  return seen;
}
