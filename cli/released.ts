import { type Stack as Engine } from "@pulumi/pulumi/automation";
import { claims } from "../platforms/kubernetes/claims";
import { type Loaded } from "./load";
import { runPulumi } from "./pulumi";
import { removeSalt } from "./workspace";

/** Kinds of resources that hold data; they are protected, and stay where they are when the engine forgets them. */
const dataTypes: readonly string[] = [
  "docker:index/volume:Volume",
  "kubernetes:core/v1:PersistentVolumeClaim",
];

/** What the engine's state says of a resource. */
export interface StateEntry {
  readonly urn: string;
  readonly type: string;
  readonly protect?: boolean;
}

/**
 * Lets the engine forget volumes of servers that the stack no longer has, which are protected against exactly that. Their
 * data stays; returns what they are called.
 */
export async function releaseUnused(
  engine: Engine,
  loaded: Loaded,
  name: string,
): Promise<readonly string[]> {
  const { deployment } = await engine.exportStack();
  const { resources = [] } = (deployment ?? {}) as { readonly resources?: readonly StateEntry[] };
  const unused = unusedData(resources, loaded);
  for (const { urn } of unused) {
    const code = await runPulumi(["state", "unprotect", urn, "--yes", "--stack", name]);
    removeSalt(name);
    if (code !== 0) return [];
  }
  return unused.map(({ urn }) => nameOf(urn));
}

/** Protected volumes in the state that hold the data of no server of the stack. */
export function unusedData(
  resources: readonly StateEntry[],
  loaded: Pick<Loaded, "settings" | "stack">,
): readonly StateEntry[] {
  const described = dataNames(loaded);
  return resources.filter(
    ({ urn, type, protect }) => protect === true && dataTypes.includes(type) && !described.has(nameOf(urn)),
  );
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

/** Names of the resources that hold the data of the servers that there are. */
function dataNames({
  settings,
  stack: { workloads },
}: Pick<Loaded, "settings" | "stack">): ReadonlySet<string> {
  if (settings.target === "kubernetes")
    return new Set(
      workloads.flatMap((workload) => claims(workload, settings).map(({ metadata }) => metadata.name)),
    );
  return new Set(workloads.filter(({ data }) => data !== undefined).map(({ name }) => `${name}-data`));
}
