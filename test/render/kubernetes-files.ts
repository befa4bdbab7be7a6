/** Configuration files of a stack on Kubernetes, as its pods see them. */
import { type Manifest } from "../../platforms/kubernetes/manifest";
import { manifests } from "../../platforms/kubernetes/manifests";
import { type ConfigFile } from "../../platforms/workload";
import { type Stack } from "../../stacks/observatory";
import { ofKind, type Pods } from "./kubernetes-pods";

export interface ConfigMap extends Manifest {
  readonly data: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

export const mapsOf = (objects: readonly Manifest[]) => ofKind(objects, "ConfigMap") as readonly ConfigMap[];

/** Files as a container sees them, by path: what the kubelet would write for the volumes of its pod. */
export function filesIn(pods: Pods, maps: readonly ConfigMap[], container = 0): ReadonlyMap<string, string> {
  const mounts = pods.spec.containers[container]?.volumeMounts ?? [];
  const config = mounts.filter(({ name }) => name.startsWith("config-"));
  const files = config.flatMap(({ name, mountPath }) => {
    const volume = pods.spec.volumes.find((one) => one.name === name);
    if (volume === undefined) throw new Error(`${pods.name} has no volume ${name}`);
    return (volume.projected?.sources ?? []).flatMap(({ configMap: { name: mapName, items } }) => {
      const map = maps.find(
        ({ metadata }) => metadata.name === mapName && metadata.namespace === pods.namespace,
      );
      if (map === undefined) throw new Error(`${pods.name} waits for a ConfigMap ${mapName}`);
      const chosen = items ?? Object.keys(map.data).map((key) => ({ key, path: key }));
      return chosen.map(({ key, path }) => [`${mountPath}/${path}`, map.data[key] ?? ""] as const);
    });
  });
  if (new Map(files).size < files.length) throw new Error(`${pods.name} has two files of one path`);
  return new Map(files);
}

/** The stack with some files of one workload changed. */
export function withFiles(
  stack: Stack,
  name: string,
  change: (files: readonly ConfigFile[]) => readonly ConfigFile[],
): readonly Manifest[] {
  const workloads = stack.workloads.map((one) =>
    one.name === name ? { ...one, files: change(one.files ?? []) } : one,
  );
  return manifests({ ...stack, workloads });
}
