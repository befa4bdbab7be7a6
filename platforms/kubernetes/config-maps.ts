import { type Settings } from "../../stacks/settings";
import { needsRestart } from "../config-file";
import { shortHash } from "../hash";
import { type ConfigFile, type Workload } from "../workload";
import { workloadLabels } from "./labels";
import { type Manifest } from "./manifest";
import { namespaceFor } from "./names";
import { configFolder, plainFolder } from "./site";

/** Most that the files of one ConfigMap take, in bytes. Kubernetes takes 1 MiB with everything around them. */
const fullBytes = 700 * 1024;

/** The configuration of a workload: the objects that hold it, and how a pod sees them. */
export interface Configuration {
  readonly maps: readonly Manifest[];
  readonly volumes: readonly Readonly<Record<string, unknown>>[];
  readonly mounts: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Files whose change needs a restart lie in a ConfigMap that never changes and has a hash of them in its name: another
 * file is another name, so that pods are replaced one after the other. Files that the running server takes up lie in
 * ConfigMaps of a fixed name; a file more or less leaves the pods as they are.
 *
 * @throws Error for files that cannot be told apart, or that are more than a ConfigMap holds
 */
export function configuration(workload: Workload, settings: Settings): Configuration {
  const files = [...(workload.files ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  const fixed = files.filter((file) => needsRestart(workload, file));
  const live = grouped(files.filter((file) => !needsRestart(workload, file)));
  const restartMap = fixed.length === 0 ? undefined : immutableMap(workload, settings, fixed);
  const liveMaps = [...live].map(
    ([folder, some]) => [folder, mutableMaps(workload, settings, folder, some)] as const,
  );
  const folders = [...new Set(files.map(folderOf))].sort();
  return {
    maps: [...(restartMap === undefined ? [] : [restartMap]), ...liveMaps.flatMap(([, maps]) => maps)],
    volumes: folders.map((folder) => ({
      name: volumeName(folder),
      projected: {
        defaultMode: 0o444,
        sources: [
          ...sourceOfFixed(restartMap, folder, fixed),
          // Without a list of items, so that the pod does not change when a file is added.
          ...(new Map(liveMaps).get(folder) ?? []).map(({ metadata: { name } }) => ({ configMap: { name } })),
        ],
      },
    })),
    mounts: folders.map((folder) => ({
      name: volumeName(folder),
      mountPath: `${configFolder}/${folder}`,
      readOnly: true,
    })),
  };
}

const volumeName = (folder: string): string => `config-${folder}`;

function folderOf({ name }: ConfigFile): string {
  return name.includes("/") ? (name.split("/")[0] ?? plainFolder) : plainFolder;
}

/** Path of a file inside of its folder. */
function within(file: ConfigFile): string {
  return file.name.includes("/") ? file.name.slice(file.name.indexOf("/") + 1) : file.name;
}

function grouped(files: readonly ConfigFile[]): ReadonlyMap<string, readonly ConfigFile[]> {
  const groups = new Map<string, ConfigFile[]>();
  for (const file of files) groups.set(folderOf(file), [...(groups.get(folderOf(file)) ?? []), file]);
  return groups;
}

/** Key of a file in a ConfigMap, which takes no slash. */
const keyOf = ({ name }: ConfigFile): string => name.replaceAll("/", ".");

function immutableMap(workload: Workload, settings: Settings, files: readonly ConfigFile[]): Manifest {
  const data = Object.fromEntries(files.map((file) => [keyOf(file), file.content]));
  if (Object.keys(data).length < files.length)
    throw new Error(`${workload.name}: two files would have the same key in a ConfigMap; rename one of them`);
  requireRoom(workload, files);
  if (sizeOf(files) > fullBytes)
    throw new Error(
      `${workload.name}: the files that it reads at its start have ${sizeOf(files)} bytes together, and a ConfigMap holds ${fullBytes}; make them smaller`,
    );
  const hash = shortHash(JSON.stringify(files.map(({ name, content }) => [name, content])));
  return {
    ...configMap(workload, settings, `${workload.name}-config-${hash}`),
    immutable: true,
    data,
  };
}

function sourceOfFixed(map: Manifest | undefined, folder: string, files: readonly ConfigFile[]) {
  const items = files
    .filter((file) => folderOf(file) === folder)
    .map((file) => ({ key: keyOf(file), path: within(file) }));
  return map === undefined || items.length === 0 ? [] : [{ configMap: { name: map.metadata.name, items } }];
}

/**
 * Numbers of maps that files are spread over. Far apart, so that one more file seldom needs another number: the pods that
 * mount them would start anew.
 */
const spreads = [1, 8, 64, 256];

/** Files by a hash of their names into the fewest maps of `spreads` that they fit in. */
function mutableMaps(
  workload: Workload,
  settings: Settings,
  folder: string,
  files: readonly ConfigFile[],
): Manifest[] {
  const deep = files.find((file) => within(file).includes("/"));
  if (deep !== undefined)
    throw new Error(
      `${workload.name}: ${deep.name} is taken up while the server runs; put it one folder deep at most`,
    );
  for (const count of spreads) {
    const buckets = Array.from({ length: count }, (_, bucket) =>
      files.filter(({ name }) => Number.parseInt(shortHash(name), 16) % count === bucket),
    );
    if (buckets.some((some) => sizeOf(some) > fullBytes)) continue;
    return buckets.map((some, bucket) => ({
      ...configMap(
        workload,
        settings,
        count === 1 ? `${workload.name}-${folder}` : `${workload.name}-${folder}-${bucket}`,
      ),
      data: Object.fromEntries(some.map((file) => [within(file), file.content])),
    }));
  }
  requireRoom(workload, files);
  throw new Error(
    `${workload.name}: the files in ${folder} do not fit into 256 ConfigMaps; make them smaller`,
  );
}

function sizeOf(files: readonly ConfigFile[]): number {
  return files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
}

function requireRoom(workload: Workload, files: readonly ConfigFile[]): void {
  const [largest] = [...files].sort((a, b) => sizeOf([b]) - sizeOf([a]));
  if (largest !== undefined && sizeOf([largest]) > fullBytes)
    throw new Error(
      `${workload.name}: ${largest.name} has ${sizeOf([largest])} bytes, and a ConfigMap holds ${fullBytes}; make it smaller`,
    );
}

function configMap(workload: Workload, settings: Settings, name: string): Manifest {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name,
      namespace: namespaceFor(workload, settings),
      labels: workloadLabels(workload, settings),
    },
  };
}
