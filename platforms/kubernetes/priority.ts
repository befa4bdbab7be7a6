import { type Settings } from "../../stacks/settings";
import { stackLabels } from "./labels";
import { type Manifest } from "./manifest";

/** Name of the priority class of all pods of a stack; it belongs to the whole cluster. */
export const priorityName = ({ stack }: Settings): string => `observatory-${stack}`;

/**
 * Pods of the stack go before ordinary ones: when a cluster is short of everything is when it has to be watched. The
 * system's own classes begin at two thousand million, and stay before it.
 */
export function priorityClass(settings: Settings): Manifest {
  return {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: priorityName(settings), labels: stackLabels(settings) },
    value: 1_000_000,
    globalDefault: false,
    description: "Monitoring: goes before ordinary pods and after those of the system.",
  };
}
