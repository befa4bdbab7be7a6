import { type Settings } from "../../stacks/settings";
import { capabilitiesOf } from "../user";
import { type Workload } from "../workload";
import { hostDataFolder } from "./claims";
import { stackLabels } from "./labels";
import { type Manifest } from "./manifest";
import { hostNamespaceOf, namespaceOf } from "./names";

/** One namespace in which Pod Security holds to the letter, and one for daemons that need the host, if there are any. */
export function namespaces(workloads: readonly Workload[], settings: Settings): Manifest[] {
  const daemons = workloads.filter(({ eachHost }) => eachHost !== undefined);
  const exceptions = daemons.map((workload) => exceptionsOf(workload, settings)).join("; ");
  return [
    namespace(settings, namespaceOf(settings), "restricted"),
    ...(daemons.length === 0
      ? []
      : [
          namespace(settings, hostNamespaceOf(settings), "privileged", {
            "observatory/pod-security-exceptions": exceptions,
          }),
        ]),
  ];
}

/** What a daemon needs of its host, and what for. An annotation tells it to who finds the label and wonders. */
function exceptionsOf(workload: Workload, settings: Settings): string {
  const { name, data, host = {} } = workload;
  const { mounts = [], network, pid } = host;
  const capabilities = capabilitiesOf(workload).join(" and ");
  const exceptions = [
    ...mounts.map(({ from }) => `reads ${from} of its host`),
    ...(data === undefined
      ? []
      : [`writes ${hostDataFolder(workload, settings)} of its host, to keep its data`]),
    ...(network === true ? ["is in the network of its host, to count what goes through it"] : []),
    ...(pid === true ? ["sees the processes of its host, to count them"] : []),
    ...(capabilities === "" ? [] : [`is root with ${capabilities} alone, to read what only root may`]),
  ];
  return `${name}: ${exceptions.join(", ")}`;
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
