import { type Stack } from "../../stacks/observatory";
import { toYaml } from "../../stacks/yaml";
import { contentOf } from "./content";
import { contentManifests } from "./manifests";

/**
 * The content as files, by path: `objects/` for a cluster, `rules/` for Prometheus and the ruler of Thanos, `mimir/` for
 * `mimirtool rules load`, which wants the namespace in the file, and `dashboards/` for Grafana's provisioning.
 */
export function contentFiles(stack: Stack): ReadonlyMap<string, string> {
  const { groups, dashboards } = contentOf(stack);
  return new Map([
    ...dashboards.map(({ uid, json }) => [`dashboards/${uid}.json`, json] as const),
    ...groups.map(
      (group) => [`mimir/${group.name}.yml`, toYaml({ namespace: "observatory", groups: [group] })] as const,
    ),
    ...contentManifests(stack).map(
      (manifest) => [`objects/${manifest.metadata.name}.yaml`, toYaml(manifest)] as const,
    ),
    ...groups.map((group) => [`rules/${group.name}.yml`, toYaml({ groups: [group] })] as const),
  ]);
}
