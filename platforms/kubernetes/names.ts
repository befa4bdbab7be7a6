import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";

/** Namespace of the servers. */
export const namespaceOf = ({ kubernetes }: Settings): string => kubernetes.namespace;

/** Namespace of the daemons that need the host itself, which Pod Security keeps out of the other one. */
export const hostNamespaceOf = ({ kubernetes }: Settings): string => `${kubernetes.namespace}-hosts`;

/** Workloads that run on each host, and in the namespace for such. Their `eachHost` must say so as well. */
export const hostWorkloads: ReadonlySet<string> = new Set([
  "collector",
  "dcgm-exporter",
  "node-exporter",
  "process-exporter",
]);

/** Labels that select the pods of a workload. No version is among them: they can never change. */
export function selectorLabels(workload: string, { stack }: Settings): Record<string, string> {
  return { "app.kubernetes.io/instance": `observatory-${stack}`, "app.kubernetes.io/name": workload };
}

/** Service that gives each member of a workload a name of its own. */
export const headlessName = (workload: string): string => `${workload}-headless`;

/** "otlpGrpc" → "otlp-grpc": Kubernetes takes no capital letters, and 15 characters at most. */
export function portName(port: string): string {
  return port.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Where a workload runs. */
export function namespaceFor(workload: Workload, settings: Settings): string {
  return workload.eachHost === undefined ? namespaceOf(settings) : hostNamespaceOf(settings);
}
