import { type Settings } from "../../stacks/settings";
import { type Size, type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { namespaceFor, selectorLabels } from "./names";

/** Name of the volume in the pods; a claim is called `<this>-<workload>-<member>`, which is how a StatefulSet finds it. */
export const dataVolume = "data";

/** Folder of its host in which a daemon keeps its data: a claim would follow a pod from host to host. */
export const hostDataFolder = ({ name }: Workload, { stack }: Settings): string =>
  `/var/lib/observatory/${stack}/${name}`;

/**
 * A claim for each member, made beside the StatefulSet, which takes up claims that stand already. So a volume can grow:
 * the template inside of a StatefulSet can never change.
 */
export function claims(workload: Workload, settings: Settings): Manifest[] {
  const { data, eachHost, replicas = 1 } = workload;
  if (data === undefined || eachHost !== undefined) return [];
  return Array.from({ length: replicas }, (_, member) => ({
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: {
      name: `${dataVolume}-${workload.name}-${member}`,
      namespace: namespaceFor(workload, settings),
      labels: workloadLabels(workload, settings),
    },
    spec: claimSpec(settings, data.size),
  }));
}

/**
 * The template that a StatefulSet must have. It is the same for every size, because it cannot change, and is of no
 * effect while the claims above stand.
 */
export function claimTemplate(workload: Workload, settings: Settings) {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: dataVolume, labels: selectorLabels(workload.name, settings) },
    spec: claimSpec(settings, "1Gi"),
  };
}

function claimSpec({ kubernetes: { storageClass } }: Settings, size: Size) {
  return {
    accessModes: ["ReadWriteOnce"],
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    volumeMode: "Filesystem",
    resources: { requests: { storage: size } },
  };
}
