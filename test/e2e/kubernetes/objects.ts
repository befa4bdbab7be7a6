/** Objects of a real API server, as tests look at them. */
import { type Manifest } from "../../../platforms/kubernetes/manifest";
import { toYaml } from "../../../stacks/yaml";
import { type ControlPlane, type Outcome } from "./control-plane";

/** An object as the server gives it back. */
export interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly generation?: number;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** Applies objects as who deploys does, and as strictly as the server can: unknown fields and warnings are errors. */
export function apply(plane: ControlPlane, manifests: readonly Manifest[]): Outcome {
  const text = manifests.map((manifest) => toYaml(manifest)).join("---\n");
  return plane.kubectl(
    ["apply", "--server-side", "--validate=strict", "--warnings-as-errors", "--filename=-"],
    text,
  );
}

/** Fails with what kubectl said, unless it ended well. */
export function expectSuccess({ code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`kubectl ended with ${code}:\n${stderr || stdout}`);
  return stdout;
}

/** All objects of some kinds, in one namespace or in all. */
export function list(plane: ControlPlane, kinds: string, namespace?: string): readonly Stored[] {
  const where = namespace === undefined ? ["--all-namespaces"] : ["--namespace", namespace];
  const text = expectSuccess(plane.kubectl(["get", kinds, ...where, "--output=json"]));
  return (JSON.parse(text) as { items: readonly Stored[] }).items;
}

/** Text by which an object is known. */
export function idOf({ kind, metadata: { name, namespace } }: Stored | Manifest): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Whether all of the labels are there. */
export function matches(
  labels: Readonly<Record<string, string>> | undefined,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}

/** Waits up to half a minute for the controllers. Throws with what was there at last. */
export async function eventually<T>(look: () => T, holds: (seen: T) => boolean): Promise<T> {
  const { setTimeout: sleep } = await import("node:timers/promises");
  let seen = look();
  for (let tries = 0; tries < 60 && !holds(seen); tries++) {
    await sleep(500);
    seen = look();
  }
  if (!holds(seen)) throw new Error(`after half a minute: ${JSON.stringify(seen, null, 2)}`);
  return seen;
}
