import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { namespaceFor, selectorLabels } from "./names";

/** A budget for each replicated workload: hosts that are emptied take one member at a time. */
export function disruptionBudgets(workload: Workload, settings: Settings): Manifest[] {
  const { name, replicas = 1, eachHost } = workload;
  if (replicas === 1 || eachHost !== undefined) return [];
  return [
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: {
        name,
        namespace: namespaceFor(workload, settings),
        labels: workloadLabels(workload, settings),
      },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: selectorLabels(name, settings) },
        // A member that does not run anyway keeps no host from being emptied.
        unhealthyPodEvictionPolicy: "AlwaysAllow",
      },
    },
  ];
}
