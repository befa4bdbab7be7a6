import { type Settings } from "../../stacks/settings";
import { type SecretFile, type Workload } from "../workload";
import { namespaceFor } from "./names";

/** A Secret that pods expect, described without its values. */
export interface SecretDescription {
  readonly name: string;
  readonly namespace: string;
  /** Name of the workload whose pods mount it. */
  readonly workload: string;
  /** One key for each file, sorted by name. */
  readonly entries: readonly SecretFile[];
}

export const secretName = (workload: string): string => `${workload}-secrets`;

/** The Secret of a workload; undefined for one that has no secrets. */
export function secretOf(workload: Workload, settings: Settings): SecretDescription | undefined {
  const { name, secrets = [] } = workload;
  if (secrets.length === 0) return undefined;
  return {
    name: secretName(name),
    namespace: namespaceFor(workload, settings),
    workload: name,
    entries: [...secrets].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
