import { type Stack } from "../../stacks/observatory";
import { access } from "./access";
import { claims } from "./claims";
import { configuration } from "./config-maps";
import { disruptionBudgets } from "./disruption";
import { entries } from "./entry";
import { type Manifest } from "./manifest";
import { namespaces } from "./namespaces";
import { networkPolicies } from "./network-policies";
import { priorityClass } from "./priority";
import { type SecretDescription, secretOf } from "./secrets";
import { services } from "./services";
import { workloadManifest } from "./workload-kind";

/**
 * Every object of a stack but its Secrets, in an order in which they can be applied: what others need comes before them.
 * Pure: the same stack gives the same objects, letter for letter.
 *
 * @throws Error for a workload that cannot run as it is described
 */
export function manifests(stack: Stack): readonly Manifest[] {
  const { settings, workloads } = stack;
  const configurations = new Map(
    workloads.map((workload) => [workload, configuration(workload, settings)] as const),
  );
  return [
    ...namespaces(workloads, settings),
    priorityClass(settings),
    ...networkPolicies(stack),
    ...workloads.flatMap((workload) => access(workload, settings)),
    ...[...configurations.values()].flatMap(({ maps }) => maps),
    ...workloads.flatMap((workload) => claims(workload, settings)),
    ...workloads.flatMap((workload) => services(workload, settings)),
    ...workloads.flatMap((workload) => disruptionBudgets(workload, settings)),
    ...[...configurations].map(([workload, config]) => workloadManifest(workload, settings, config)),
    ...workloads.flatMap((workload) => entries(workload, settings)),
  ];
}

/** The Secrets that the pods expect, without their values. */
export function secretsOf({ settings, workloads }: Stack): readonly SecretDescription[] {
  return workloads.flatMap((workload) => secretOf(workload, settings) ?? []);
}

export type { SecretDescription } from "./secrets";
