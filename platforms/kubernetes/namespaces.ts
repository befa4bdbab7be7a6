import { type Settings } from "../../stacks/settings";
import { type Workload } from "../workload";
import { stackLabels } from "./labels";
import { type Manifest } from "./manifest";
import { hostNamespaceOf, namespaceOf } from "./names";

/** Why daemons are let in that see the host. The text is an annotation, for who finds the label and wonders. */
const exceptions = [
  "hostPath volumes, read-only: log files, /proc and / of the host (collector, node-exporter, process-exporter)",
  "a writable hostPath for the positions of log files (collector)",
  "host network and host processes (node-exporter, process-exporter)",
  "root with CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE or CAP_SYS_ADMIN and nothing else (collector, process-exporter, dcgm-exporter)",
].join("; ");

/** One namespace in which Pod Security holds to the letter, and one for daemons that need the host, if there are any. */
export function namespaces(workloads: readonly Workload[], settings: Settings): Manifest[] {
  const hosts = workloads.some(({ eachHost }) => eachHost !== undefined);
  return [
    namespace(settings, namespaceOf(settings), "restricted"),
    ...(hosts
      ? [
          namespace(settings, hostNamespaceOf(settings), "privileged", {
            "observatory/pod-security-exceptions": exceptions,
          }),
        ]
      : []),
  ];
}

function namespace(
  settings: Settings,
  name: string,
  level: "restricted" | "privileged",
  annotations?: Record<string, string>,
): Manifest {
  const modes = ["enforce", "audit", "warn"].map(
    (mode) => [`pod-security.kubernetes.io/${mode}`, level] as const,
  );
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: { ...stackLabels(settings), ...Object.fromEntries(modes) },
      ...(annotations === undefined ? {} : { annotations }),
    },
  };
}
