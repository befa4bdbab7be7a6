/** Volumes as a storage driver would bring them. */
import { apply, type Cluster, expectSuccess } from "./cluster";
import { storageDriver } from "./furnish";
import { eventually, list, type Stored } from "./objects";

/** Binds every claim of a namespace to a volume of the size that it asks for, as if its pod ran. */
export async function bindClaims(cluster: Cluster, namespace: string): Promise<void> {
  const claims = list(cluster, "persistentvolumeclaims", namespace).filter(
    ({ status }) => status?.["phase"] !== "Bound",
  );
  expectSuccess(apply(cluster, claims.map(volumeFor)));
  await eventually(
    () =>
      list(cluster, "persistentvolumeclaims", namespace).map(({ metadata, status }) => [
        metadata.name,
        status?.["phase"],
      ]),
    (seen) => seen.every(([, phase]) => phase === "Bound"),
  );
}

function volumeFor({ metadata: { name, namespace, uid }, spec = {} }: Stored) {
  const volume = `${namespace}-${name}`;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: volume },
    spec: {
      storageClassName: spec["storageClassName"],
      accessModes: spec["accessModes"],
      capacity: { storage: sizeOf(spec) },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid },
      persistentVolumeReclaimPolicy: "Retain",
      csi: { driver: storageDriver, volumeHandle: volume },
    },
  };
}

/** How much a claim asks for. */
export function sizeOf(spec: Readonly<Record<string, unknown>>): string {
  return (spec as { resources: { requests: { storage: string } } }).resources.requests.storage;
}
